"""Sentences of the writer that say what becomes of a statement, beside those that uphold it.

"That figure is contested", "His account is borne out by the log", "The editor corrected the
entry", "The group gave way": what is said next, or in the same sentence, is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import NEGATIVE, Told
from kg.extraction.rules.stances.pointing import pointed_at
from kg.extraction.rules.stances.targets import Targets, nearest, stems_of
from kg.extraction.rules.stances.upholding import Upheld, speaking_next
from kg.extraction.rules.text.subjects import own_subject
from kg.model import StanceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_YIELDING = frozenset({"give", "back", "climb"})
_LISTS = ("contesting-verb", "backing-verb", "correcting-cue", "retracting-cue")
_YIELDED = frozenset({"way", "ground", "down"})


def written(reading: Reading, targets: Targets) -> Iterator[Upheld]:
    """Yield the stances that such sentences state."""
    view, words = reading.view, reading.words
    anchors = {told.anchor for told in targets.told}
    telling = _YIELDING.union(*(words.lists.get(name, frozenset()) for name in _LISTS))
    for verb in [at for at, lemma in enumerate(view.lemma) if lemma in telling]:
        if view.pos[verb] != "VERB" or view.quoted[verb] or verb in anchors:
            continue
        if any(view.lower[kid] in NEGATIVE for kid in view.kids[verb]):
            continue
        word = view.lemma[verb]
        if view.kid(verb, "nsubjpass") is not None:
            if words.has("contesting-verb", word):
                yield from _contested(reading, targets, verb)
            elif words.has("backing-verb", word):
                yield from _backed(reading, targets, verb)
        elif words.has("correcting-cue", word) or words.has("retracting-cue", word):
            yield from _corrected(reading, targets, verb)
        elif word in _YIELDING and any(
            view.lower[kid] in _YIELDED for kid in view.kids_by(verb, "dobj", "prt", "advmod")
        ):
            yield from _gave_way(reading, targets, verb)


def _contested(reading: Reading, targets: Targets, verb: int) -> Iterator[Upheld]:
    """Yield the dispute of the next statement with the last: "That figure is contested"."""
    view = reading.view
    subject = view.kid(verb, "nsubjpass")
    agent = view.kid(verb, "agent")
    determiner = None if subject is None else view.kid(subject, "det")
    if subject is None or agent is not None or determiner is None:
        return
    begin, end = view.sentence(verb)
    if view.lower[determiner] not in {"that", "this", "the"}:
        return
    told = next((one for one in targets.told if one.content and _first(one) >= end), None)
    last = nearest(o for o in targets.told if o.content and o.content[-1][1] <= begin)
    if told is None or last is None or told.one.source == last.one.source:
        return
    place = view.paragraph[verb]
    if view.paragraph[_first(told)] == place and place - view.paragraph[_first(last)] <= 1:
        yield Upheld(StanceKind.DISPUTES, told, last, verb)


def _backed(reading: Reading, targets: Targets, verb: int) -> Iterator[Upheld]:
    """Yield the support of what a document says: "is backed by a memo, which puts"."""
    view = reading.view
    subject, agent = view.kid(verb, "nsubjpass"), view.kid(verb, "agent")
    if subject is None or agent is None:
        return
    _, end = view.sentence(verb)
    told = next(
        (one for one in targets.told if one.content and verb < _first(one) < end),
        None,
    )
    target = None if told is None else pointed_at(reading, targets, told, subject)
    if told is not None and target is not None:
        yield Upheld(StanceKind.SUPPORTS, told, target, verb)


def _corrected(reading: Reading, targets: Targets, verb: int) -> Iterator[Upheld]:
    """Yield the mending of what a document said: "corrected the entry. 'It was us,' she wrote"."""
    view, words = reading.view, reading.words
    subject, thing = own_subject(view, verb), view.kid(verb, "dobj")
    if subject is None or thing is None or view.tag[verb] not in {"VBD", "VBZ", "VBP"}:
        return
    told = _right_behind(reading, targets, verb)
    if told is None:
        return
    said = [
        one
        for one in targets.in_body(targets.before(told))
        if one.one.source != told.one.source and targets.is_called(one, view.lemma[thing])
    ]
    if said:
        corrects = words.has("correcting-cue", view.lemma[verb])
        kind = StanceKind.CORRECTS if corrects else StanceKind.RETRACTS
        yield Upheld(kind, told, said[0], verb)


def _right_behind(reading: Reading, targets: Targets, verb: int) -> Told | None:
    """Return the statement of the next sentence whose source the sentence of the verb names."""
    view = reading.view
    begin, end = view.sentence(verb)
    told = next((one for one in targets.told if one.content and _first(one) >= end), None)
    if told is None or view.sentence(_first(told))[0] > end + 1:
        return None
    name = targets.called(told.one.source).lower().split()[-1:]
    named = bool(name) and name[0] in view.lower[begin:verb]
    return told if named and view.paragraph[_first(told)] == view.paragraph[verb] else None


def _gave_way(reading: Reading, targets: Targets, verb: int) -> Iterator[Upheld]:
    """Yield what somebody concedes who gave way, in what he says next."""
    subject = own_subject(reading.view, verb)
    told = None if subject is None else speaking_next(reading, targets, subject, verb)
    if told is None:
        return
    others = [one for one in targets.before(told) if one.one.source != told.one.source]
    target = targets.by_words(frozenset(stems_of(reading, told.tokens())), others, 0.5, 1)
    if target is not None:
        yield Upheld(StanceKind.CONCEDES, told, target, verb)


def _first(told: Told) -> int:
    return told.content[0][0]
