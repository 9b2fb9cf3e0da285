"""Denials without a verb that denies: "That is not true", "We are not sending anything".

A statement that says no denies an earlier one if that is about the speaker, or about whom
he speaks for, and both speak of the same thing; "not true" alone denies what was just said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import NOBODY, Told, heads, is_clause, is_negative
from kg.extraction.rules.stances.denials import attacks_only, holds_phrase
from kg.extraction.rules.stances.targets import (
    Targets,
    name_words,
    nearest,
    nearest_claim,
    stems_of,
)
from kg.extraction.rules.statements.modality import is_untrue
from kg.extraction.rules.text.view import View
from kg.model import ContentKind, Polarity, QuoteForm, SourceKind, words

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_POINTING = frozenset({"that", "this", "it", "those", "these", "they"})
_PLAIN = frozenset({"have", "do", "go", "get", "make", "take", "say", "know", "think", "want"})
_RIGHT = frozenset({"true", "right", "so", "correct", "accurate", "case"})
_MORAL = frozenset({"just", "simply", "always", "necessarily"})
_SPEAKING_FOR = frozenset({SourceKind.SPOKESPERSON, SourceKind.LAWYER})
_WITHOUT = frozenset({QuoteForm.MENTION, QuoteForm.ANNOUNCED})
_SELF = frozenset({"i", "we", "he", "she", "it", "they", "there"})
_MENTAL = frozenset(
    {"know", "think", "believe", "want", "understand", "see", "care", "recall", "remember"}
    | {"expect", "like", "mind", "need", "hope", "feel", "mean", "matter", "agree", "say"}
)
_LEAST_OF_CLAIM = 0.7
_LEAST_OF_OWN = 1.2
_NEAR = 10
_PARAGRAPHS = 2


def called_untrue(reading: Reading, targets: Targets, told: Told) -> Told | None:
    """Return the statement just before of which one says that it is not so: "That is untrue"."""
    view = reading.view
    if told.one.nested_in or told.one.quote_form in _WITHOUT:
        return None
    if not any(_calls_untrue(reading, head) for head in _joined(view, heads(view, told))):
        return None
    before = [one for one in targets.before(told) if one.one.source != told.one.source]
    return _just_before(view, told, before)


def contradicted(reading: Reading, targets: Targets, told: Told) -> Told | None:
    """Return the statement that one contradicts by what it says, if any does so surely."""
    view, clauses = reading.view, heads(reading.view, told)
    said = words(told.one.content, view.text).lower()
    if told.one.nested_in or told.one.quote_form in _WITHOUT or "?" in said or not clauses:
        return None
    hedged = holds_phrase(reading, "hedged-denial-phrase", said)
    if not hedged and not any(is_negative(view, head) for head in clauses):
        return None
    before = [
        one
        for one in targets.before(told)
        if one.one.source != told.one.source and one.one.polarity is not Polarity.UNDERSPECIFIED
    ]
    if hedged:
        return nearest_claim(one for one in before if targets.concerns(one, told.one.source))
    denied = [head for head in clauses if _denies_a_deed(reading, targets, told, head)]
    stems = frozenset(stems_of(reading, _tokens(view, denied)))
    found = _for_the_accused(reading, targets, told, before, stems) if denied else None
    return found or _of_same_deed(view, told, before) or _no_such_thing(reading, told, before)


def _for_the_accused(
    reading: Reading, targets: Targets, told: Told, before: list[Told], stems: frozenset[str]
) -> Told | None:
    """Return the claim about the speaker, or about whom he speaks for, that is denied."""
    view = reading.view
    alleged = [
        one
        for one in before
        if one.one.content_kind is ContentKind.ALLEGATION and targets.concerns(one, told.one.source)
    ]
    found = targets.by_words(stems, alleged, least=0.0, common=1)
    if found is not None:
        return found
    near = [one for one in before if _concerns(reading, targets, told, one)]
    # a claim before a mere topic: "communications between the two" says nothing to be denied
    claims = [one for one in near if any(is_clause(view, head) for head in heads(view, one))]
    least = _LEAST_OF_CLAIM if _speaks_for(targets, told) else _LEAST_OF_OWN
    return targets.by_words(stems, claims, least=least)


def _denies_a_deed(reading: Reading, targets: Targets, told: Told, head: int) -> bool:
    """Whether a clause says that the speaker, or whom he speaks for, did not do something.

    "I do not know", "I do not want to" deny nothing.
    """
    view = reading.view
    if not is_negative(view, head) or view.lemma[head] in _MENTAL:
        return False
    subject = view.kid(head, "nsubj", "nsubjpass")
    if subject is None:
        return False
    if view.lower[subject] in _SELF or view.lower[subject] in NOBODY:
        return True
    determiner = view.kid(subject, "det")
    if determiner is not None and view.lower[determiner] in NOBODY:
        return True
    names = {
        word
        for source in targets.for_whom(told.one.source)
        for word in name_words(targets.called(source))
    }
    return view.pos[subject] == "PROPN" and (
        _speaks_for(targets, told) or view.lower[subject] in names
    )


def _speaks_for(targets: Targets, told: Told) -> bool:
    speaker = targets.sources.get(told.one.source)
    return speaker is not None and speaker.kind in _SPEAKING_FOR


def _tokens(view: View, clauses: list[int]) -> list[int]:
    return [token for head in clauses for token in range(view.left[head], view.right[head])]


def _joined(view: View, clauses: tuple[int, ...]) -> list[int]:
    """Return the first clause with those that are joined to it."""
    return [] if not clauses else [clauses[0], *view.kids_by(clauses[0], "conj")]


def _of_same_deed(view: View, told: Told, before: list[Told]) -> Told | None:
    """Return the statement that says of the same name that it does what is denied here."""
    deeds = {
        view.lemma[head]
        for head in heads(view, told)
        if is_negative(view, head) and view.pos[head] == "VERB" and view.lemma[head] not in _PLAIN
    }
    if not deeds:
        return None
    proper = frozenset(view.lower[t] for t in told.tokens() if view.pos[t] == "PROPN")
    said = [
        one
        for one in before
        if any(
            view.lemma[head] in deeds
            and not is_negative(view, head)
            and proper & _doers(view, head)
            for head in _all_heads(view, one)
        )
    ]
    return nearest(said)


def _no_such_thing(reading: Reading, told: Told, before: list[Told]) -> Told | None:
    """Return the statement just before that speaks of what there was not: "There was no match"."""
    view = reading.view
    things = [
        thing
        for head in heads(view, told)[:1]
        if view.kid(head, "expl") is not None and is_negative(view, head)
        for thing in view.kids_by(head, "attr", "nsubj", "dobj")
    ]
    last = _just_before(view, told, before) if things else None
    if last is None:
        return None
    spoken = set(stems_of(reading, last.tokens()))
    return last if spoken & set(stems_of(reading, things)) else None


def _doers(view: View, head: int) -> frozenset[str]:
    """Return the names in the subject of a verb, or of the verb that it completes."""
    subject = view.kid(head, "nsubj", "nsubjpass")
    if subject is None:
        subject = view.kid(view.head[head], "nsubj", "nsubjpass")
    if subject is None:
        return frozenset()
    tokens = range(view.left[subject], view.right[subject])
    return frozenset(view.lower[token] for token in tokens if view.pos[token] == "PROPN")


def _all_heads(view: View, told: Told) -> list[int]:
    """Return the heads of a content and the verbs that complete them: "is to leave"."""
    found = list(heads(view, told))
    return found + [kid for head in found for kid in view.kids_by(head, "xcomp", "ccomp")]


def _concerns(reading: Reading, targets: Targets, told: Told, other: Told) -> bool:
    """Whether a statement is about the speaker, or about whom his words and his office name."""
    if targets.concerns(other, told.one.source):
        return True
    if not _speaks_for(targets, told):
        return False
    view = reading.view
    denied = [head for head in heads(view, told) if is_negative(view, head)]
    proper = (view.lower[t] for t in _tokens(view, denied) if view.pos[t] == "PROPN")
    return targets.are_named_in_both(other, frozenset(proper))


def _calls_untrue(reading: Reading, head: int) -> bool:
    """Whether a clause says of what was said before that it is not so: "That is not true"."""
    view = reading.view
    subject = view.kid(head, "nsubj")
    if subject is None or view.lower[subject] not in _POINTING:
        return False
    if is_untrue(view, reading.words, head):
        return not is_negative(view, head)
    said = [*view.kids_by(head, "acomp", "attr")]
    right = any(view.lower[kid] in _RIGHT for kid in said)
    moral = any(view.lower[kid] in _MORAL for kid in view.kids_by(head, "advmod"))
    return right and is_negative(view, head) and not moral


def _just_before(view: View, told: Told, before: list[Told]) -> Told | None:
    last = nearest(before)
    if last is None or not last.content or not told.content:
        return None
    apart = view.paragraph[told.content[0][0]] - view.paragraph[last.content[-1][1] - 1]
    return last if apart <= _PARAGRAPHS else None


def attacked(reading: Reading, targets: Targets, told: Told) -> Told | None:
    """Return the claim of whoever is attacked for making it, and only attacked."""
    if not attacks_only(reading, told):
        return None
    view = reading.view
    subjects = [view.kid(head, "nsubj") for head in heads(view, told)[:1]]
    before = [one for one in targets.before(told)[-_NEAR:] if one.one.source != told.one.source]
    for subject in subjects:
        if subject is None or view.pos[subject] not in {"PROPN", "NOUN"}:
            continue
        source = reading.cast.source_at(subject)
        return nearest_claim([one for one in before if one.one.source == source])
    return None
