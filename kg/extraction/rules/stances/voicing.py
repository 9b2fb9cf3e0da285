"""What one voice does to another by how the sentence sets them: agreeing, contrast, rebuke.

"Roe agrees with Pell that", "agrees up to a point", "But other engineers say it is not so", "By
contrast, Roe predicted", "denounced remarks by an aide who said", "said Pell's account was
false", "said she was referring to the old pier". A mere "but" is no contrast: somebody else must
say no, or a crowd must speak against what was just said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, heads, is_negative
from kg.extraction.rules.stances.shown import Shown
from kg.extraction.rules.stances.targets import Targets, nearest, stems_of
from kg.extraction.rules.statements.modality import is_untrue
from kg.extraction.rules.text.subjects import subject_of
from kg.extraction.rules.text.view import View
from kg.model import AttributionType, QuoteForm, StanceBasis, StanceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_WITHOUT = frozenset({QuoteForm.MENTION, QuoteForm.ANNOUNCED})
_TURNING = frozenset({"but", "yet", "however"})
_CONTRAST = (("by", "contrast"), ("in", "contrast"), ("on", "the", "contrary"))
_CROWD = frozenset(
    {"other", "others", "many", "some", "several", "critics", "opponents", "skeptics"}
)
_PARTLY = ("up to a point", "up to a certain point", "to some extent", "to an extent", "in part")
_MEANING = frozenset({"refer", "mean"})
_OWN = frozenset({"he", "she", "they", "i", "we"})
_NEXT = 1
_BOTH = 2


def voiced(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what a statement does to another by the words around or before it, surest first."""
    if not told.content:
        return
    yield from _rebuked(reading, targets, told)
    if told.one.quote_form in _WITHOUT:
        return
    yield from _agreed(reading, targets, told)
    yield from _account_untrue(reading, targets, told)
    yield from _meant(reading, targets, told)
    if told.one.nested_in is None:
        yield from _contrasted(reading, targets, told)
        yield from _granted(reading, targets, told)
        yield from _not_because(reading, targets, told)


def _agreed(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the statement that somebody says to agree with, wholly or up to a point."""
    view, verb = reading.view, _agreeing(reading, told)
    if verb is None:
        return
    before = [one for one in targets.before(told) if one.one.source != told.one.source]
    target = _with_whom(reading, before, verb)
    if target is None and not _is_mutual(view, verb):
        target = _last(view, verb, before)
    if target is None:
        return
    kind = StanceKind.DISPUTES if is_negative(view, verb) else StanceKind.SUPPORTS
    first, last = view.sentence(verb)
    said = view.phrase((first, last)).lower()
    if kind is StanceKind.SUPPORTS and any(phrase in said for phrase in _PARTLY):
        kind = StanceKind.QUALIFIES
    yield Shown(kind, target, StanceBasis.ASSERTED, "agrees", (verb,))


def _agreeing(reading: Reading, told: Told) -> int | None:
    """Return the verb by which the source agrees: its cue, or the head of what it says."""
    view, words = reading.view, reading.words
    verbs = [] if told.anchor is None else [told.anchor]
    for head in heads(view, told):
        subject = view.kid(head, "nsubj")
        if subject is not None and view.lower[subject] in _OWN:
            verbs.append(head)
    for verb in verbs:
        agreed = view.pos[verb] == "VERB" and words.has("agreeing-cue", view.lemma[verb])
        to_do = view.lower[verb + 1] == "to"
        does = view.kid(verb, "xcomp") is not None
        if agreed and not to_do and not does:
            return verb
    return None


def _is_mutual(view: View, verb: int) -> bool:
    """Whether several agree with each other, or none of them does: "both yards agree that"."""
    subject = subject_of(view, verb)
    if subject is None:
        return True
    plural = view.tag[subject] in {"NNS", "NNPS"} or view.kid(subject, "conj") is not None
    return plural or view.lower[subject] in {"they", "we", "you", "all", "many", "most"}


def _with_whom(reading: Reading, before: list[Told], verb: int) -> Told | None:
    """Return the last thing said by whoever it is agreed with: "agrees with Roe"."""
    view = reading.view
    for kid in view.kids_by(verb, "prep", "dobj"):
        whom = view.kid(kid, "pobj") if view.dep[kid] == "prep" else kid
        if whom is None or (view.dep[kid] == "prep" and view.lower[kid] != "with"):
            continue
        owner = view.kid(whom, "poss")
        source = reading.cast.source_at(whom if owner is None else owner)
        said = nearest(one for one in before if one.one.source == source)
        if said is not None:
            return said
    return None


def _last(view: View, place: int, before: list[Told]) -> Told | None:
    """Return what somebody else said right before, in this paragraph or the one above."""
    said = nearest(one for one in before if one.one.nested_in is None)
    if said is None or not said.content:
        return None
    apart = view.paragraph[place] - view.paragraph[said.content[-1][1] - 1]
    return said if 0 <= apart <= _gap(view, place) else None


def _gap(view: View, place: int) -> int:
    """Return how many steps back the paragraph above is: blank lines may count as some."""
    first = place
    while first > 0 and view.paragraph[first - 1] == view.paragraph[place]:
        first -= 1
    return _NEXT if first == 0 else view.paragraph[place] - view.paragraph[first - 1]


def _rebuked(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the statement inside a rebuke: "denounced remarks by an aide who said"."""
    view, words = reading.view, reading.words
    if told.anchor is None or not words.has("rebuking-cue", view.lemma[told.anchor]):
        return
    if is_negative(view, told.anchor):
        return
    inside = [
        one
        for one in targets.told
        if one.one.nested_in == told.one.id
        and one.one.source != told.one.source
        and one.one.type is AttributionType.ASSERTION
    ]
    for target in inside[:1]:
        tokens = (told.anchor,)
        yield Shown(StanceKind.DISPUTES, target, StanceBasis.ASSERTED, "rebuke", tokens)


def _account_untrue(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the statement whose owner is given: "said Roe's account was false"."""
    view = reading.view
    for head in heads(view, told)[:1]:
        subject = view.kid(head, "nsubj")
        if subject is None or not is_untrue(view, reading.words, head):
            continue
        owner = view.kid(subject, "poss")
        if owner is None or not reading.words.has("telling-noun", view.lemma[subject]):
            continue
        source = reading.cast.source_at(owner)
        target = nearest(
            one
            for one in targets.before(told)
            if one.one.source == source and source != told.one.source
        )
        if target is not None:
            yield Shown(StanceKind.DENIES, target, StanceBasis.ASSERTED, "account-untrue", (head,))


def _meant(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield one's own words that one says to have meant otherwise: "she was referring to"."""
    view = reading.view
    for head in heads(view, told)[:1]:
        subject = view.kid(head, "nsubj")
        own = subject is not None and view.lower[subject] in _OWN
        past = any(view.lower[kid] in {"was", "were", "had"} for kid in view.kids_by(head, "aux"))
        if not own or view.lemma[head] not in _MEANING or not past:
            continue
        own_words = [one for one in targets.before(told) if one.one.source == told.one.source]
        target = nearest(own_words)
        if target is not None:
            yield Shown(StanceKind.QUALIFIES, target, StanceBasis.ADDED, "meant", (head,))


def _contrasted(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what was just said, where a sentence turns against it in another voice."""
    view = reading.view
    if told.anchor is None or not told.one.source_spans:
        return
    first, last = view.sentence(told.anchor)
    opening = [token for token in range(first, last) if view.is_word(token)][:3]
    turns = _turning(view, opening)
    if not turns or not _is_said(reading, told) or view.quoted[opening[0]]:
        return
    if _is_pronoun(view, told):
        return
    sharply = len(turns) > 1
    if not sharply and not (_says_no(view, told) or _is_crowd(view, told, first, last)):
        return
    before = [one for one in targets.before(told) if one.one.source != told.one.source]
    target = _last(view, first, before)
    if target is not None:
        yield Shown(StanceKind.DISPUTES, target, StanceBasis.ADDED, "contrast", turns)


def _granted(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield one's own last words, where one goes on with "But she also said she understands"."""
    view = reading.view
    if told.anchor is None:
        return
    first, last = view.sentence(told.anchor)
    opening = [token for token in range(first, last) if view.is_word(token)][:1]
    if not _turning(view, opening) or not _is_said(reading, told):
        return
    for head in heads(view, told)[:1]:
        subject = view.kid(head, "nsubj")
        own = subject is not None and view.lower[subject] in _OWN
        if not own or not reading.words.has("granting-verb", view.lemma[head]):
            continue
        before = targets.before(told)
        target = _last(view, first, before)
        if target is not None and target.one.source == told.one.source:
            yield Shown(StanceKind.CONCEDES, target, StanceBasis.ADDED, "grants", (head,))


def _not_because(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the statement that gives the cause which is turned down: "not because, but because"."""
    view = reading.view
    causes = [token for token in told.tokens() if view.lower[token] == "because"]
    if len(causes) < _BOTH or view.lower[causes[1] - 1] != "but":
        return
    if not any(is_negative(view, head) for head in heads(view, told)):
        return
    before = [one for one in targets.before(told) if one.one.source != told.one.source]
    stems = frozenset(stems_of(reading, range(causes[0], causes[1])))
    target = targets.by_words(stems, before, least=0.0, common=1)
    if target is not None:
        kind = StanceKind.OFFERS_ALTERNATIVE
        yield Shown(kind, target, StanceBasis.ADDED, "not-because", (causes[0], causes[1]))


def _turning(view: View, opening: list[int]) -> tuple[int, ...]:
    """Return the words that turn against what was said before; several are a sharp contrast."""
    said = tuple(view.lower[token] for token in opening)
    for phrase in _CONTRAST:
        if said[: len(phrase)] == phrase:
            return tuple(opening[: len(phrase)])
    return tuple(opening[:1]) if said and said[0] in _TURNING else ()


def _is_said(reading: Reading, told: Told) -> bool:
    """Whether a statement is said or thought, not done."""
    view, words = reading.view, reading.words
    verb = told.anchor
    if verb is None:
        return False
    family = words.family(told.key) or words.family(view.lemma[verb])
    return family in {"saying", "telling", "writing"} or words.has("mind-verb", view.lemma[verb])


def _is_pronoun(view: View, told: Told) -> bool:
    """Whether the speaker is only a "he" or "I", who mostly goes on with what was said."""
    return all(span.of(view.text).lower() in _OWN for span in told.one.source_spans)


def _says_no(view: View, told: Told) -> bool:
    return any(is_negative(view, head) for head in heads(view, told))


def _is_crowd(view: View, told: Told, first: int, last: int) -> bool:
    """Whether the source is others in general: "many engineers", "critics"."""
    spans = told.one.source_spans
    return any(
        view.lower[token] in _CROWD
        and any(span.start <= view.start[token] < span.end for span in spans)
        for token in range(first, last)
    )
