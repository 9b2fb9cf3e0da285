"""Words by which a statement explains otherwise: "a simpler explanation", "more likely"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, heads, is_negative
from kg.extraction.rules.stances.targets import Targets, nearest, stems_of
from kg.model import Certainty, ContentKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_MORE = frozenset({"more", "most", "much", "far", "equally", "just", "perfectly"})
_COMPARED = frozenset({"JJR", "JJS", "RBR", "RBS"})
_FAR = 20


def alternative_words(reading: Reading, told: Told) -> tuple[int, ...]:
    """Return the tokens that set an explanation against another; none where nothing does."""
    view, words = reading.view, reading.words
    nouns = words.lists.get("alternative-noun", frozenset())
    found = [token for token in told.tokens() if view.lemma[token] in nouns]
    if not found or any(is_negative(view, head) for head in heads(view, told)[:1]):
        return ()
    for token in found:
        for kid in view.kids_by(token, "amod", "compound"):
            if _sets_apart(reading, kid, token):
                return (kid, token)
    return ()


def caused_by(reading: Reading, told: Told) -> tuple[int, ...]:
    """Return the tokens of "was the product of": another cause is given than somebody's deed."""
    view = reading.view
    for head in heads(view, told)[:1]:
        noun = view.kid(head, "attr") if view.lemma[head] == "be" else None
        if noun is None or not reading.words.has("causal-noun", view.lemma[noun]):
            continue
        if view.kid(head, "neg") is None and any(view.lower[k] == "of" for k in view.kids[noun]):
            return (noun,)
    return ()


def _sets_apart(reading: Reading, word: int, noun: int) -> bool:
    view, words = reading.view, reading.words
    if "non" in view.lower[max(0, word - 2) : word]:
        return True
    if not words.has("alternative-word", view.lower[word]):
        return False
    if words.has("harmless-word", view.lower[word]):
        return True
    if not words.has("explaining-noun", view.lemma[noun]):
        return False
    if not words.has("plain-word", view.lemma[word]) or view.tag[word] in _COMPARED:
        return True
    return any(view.lower[kid] in _MORE for kid in view.kids[word])


def explained_otherwise(
    reading: Reading, targets: Targets, told: Told, *, own: bool = False
) -> Told | None:
    """Return the statement that another explanation is set against, somebody's or one's own."""
    before = [one for one in targets.before(told) if (one.one.source == told.one.source) is own]
    stems = frozenset(stems_of(reading, told.tokens()))
    found = targets.by_words(stems, before)
    if found is not None:
        return found
    supposed = [
        one
        for one in before[-_FAR:]
        if one.one.certainty is Certainty.POSSIBLE and reading.words.has("inferring-cue", one.key)
    ]
    return targets.by_words(stems, supposed, least=0.0) or nearest(supposed)


def accused_before(targets: Targets, told: Told) -> Told | None:
    """Return the last allegation against the speaker, or against whom the speaker speaks for."""
    return nearest(
        one
        for one in targets.before(told)
        if one.one.content_kind is ContentKind.ALLEGATION
        and one.one.source != told.one.source
        and targets.concerns(one, told.one.source)
    )
