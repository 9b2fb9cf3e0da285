"""Sentences of the writer that set one statement for or against another.

"Dr Roe lends credence to the theory", "These findings support the company's statement",
"The minutes contradict him": the stance is the article's own, and so asserted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import NEGATIVE, Told
from kg.extraction.rules.stances.pointing import pointed_at
from kg.extraction.rules.stances.targets import Targets
from kg.extraction.rules.text.subjects import own_subject
from kg.model import StanceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_NEXT = 1


@dataclass(frozen=True, slots=True)
class Upheld:
    """What the writer's sentence says that one statement does to another, at a verb."""

    kind: StanceKind
    told: Told
    target: Told
    verb: int


def upheld(reading: Reading, targets: Targets) -> Iterator[Upheld]:
    """Yield the stances that sentences of the writer state."""
    view, words = reading.view, reading.words
    anchors = {told.anchor for told in targets.told}
    lists = (words.lists.get(name, frozenset()) for name in ("lending-verb", "supporting-cue"))
    telling = frozenset({"contradict"}).union(*lists)
    for verb in [at for at, lemma in enumerate(view.lemma) if lemma in telling]:
        if view.pos[verb] != "VERB" or view.quoted[verb] or verb in anchors:
            continue
        if words.has("lending-verb", view.lemma[verb]):
            noun = _lent_to(reading, verb)
            kind = StanceKind.SUPPORTS
        elif words.has("supporting-cue", view.lemma[verb]) or view.lemma[verb] == "contradict":
            noun = view.kid(verb, "dobj")
            contradicts = view.lemma[verb] == "contradict"
            kind = StanceKind.DISPUTES if contradicts else StanceKind.SUPPORTS
        else:
            continue
        if noun is None or any(view.lower[kid] in NEGATIVE for kid in view.kids[verb]):
            continue
        yield from _stated(reading, targets, verb, noun, kind)


def _lent_to(reading: Reading, verb: int) -> int | None:
    """Return what credence is lent to."""
    view = reading.view
    lent = view.kid(verb, "dobj")
    if lent is None or not reading.words.has("lent-noun", view.lemma[lent]):
        return None
    for head in (verb, lent):
        for kid in view.kids_by(head, "prep", "dative"):
            if view.lower[kid] == "to":
                return view.kid(kid, "pobj")
    return None


def _stated(
    reading: Reading, targets: Targets, verb: int, noun: int, kind: StanceKind
) -> Iterator[Upheld]:
    subject = own_subject(reading.view, verb)
    if subject is None:
        return
    told = speaking_next(reading, targets, subject, verb)
    target = None if told is None else pointed_at(reading, targets, told, noun)
    if told is not None and target is not None:
        yield Upheld(kind, told, target, verb)


def speaking_next(reading: Reading, targets: Targets, subject: int, verb: int) -> Told | None:
    """Return what the one who is said to support goes on to say, right behind the sentence."""
    view = reading.view
    if view.pos[subject] not in {"PROPN", "NOUN"}:
        return None
    source = reading.cast.source_at(subject)
    place = view.sentence(verb)[1]
    for told in targets.told:
        if told.one.source != source or not told.content or told.content[0][0] < place - 1:
            continue
        return told if view.paragraph[told.content[0][0]] - view.paragraph[verb] <= _NEXT else None
    return None
