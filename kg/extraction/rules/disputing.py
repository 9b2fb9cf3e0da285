"""What a statement says against another's words or way of finding out, without a verb for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.rules.pointing import pointed_at, top_noun
from kg.extraction.rules.targets import Targets
from kg.extraction.rules.told import Told
from kg.model import SourceKind, StanceBasis

if TYPE_CHECKING:
    from kg.extraction.rules.deepening import Reading

_RESEARCH = frozenset({SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.ACADEMIC_BODY})


@dataclass(frozen=True, slots=True)
class Disputed:
    """A statement that is disputed, how that is known, and the words that show it."""

    target: Told
    basis: StanceBasis
    tokens: tuple[int, ...]


def disputed(reading: Reading, targets: Targets, told: Told) -> Disputed | None:
    """Return what somebody has a problem with: "my problem with the article"."""
    view, words = reading.view, reading.words
    problems = words.lists.get("problem-noun", frozenset())
    for token in told.tokens():
        if view.lemma[token] not in problems:
            continue
        for kid in view.kids_by(token, "prep"):
            noun = view.kid(kid, "pobj")
            if view.lower[kid] != "with" or noun is None:
                continue
            target = pointed_at(reading, targets, told, noun)
            if target is not None:
                return Disputed(target, StanceBasis.ADDED, (token, kid))
    return None


def method_questioned(reading: Reading, targets: Targets, told: Told) -> Disputed | None:
    """Return whose way of finding out is questioned: "called the sample thin"."""
    view, words = reading.view, reading.words
    asks = words.has("method-questioning-cue", told.key) or words.has("dispute-cue", told.key)
    judges = told.key in {"call", "describe", "describe as"} and any(
        words.has("judging-word", view.lower[token]) for token in told.tokens()
    )
    if not (asks or judges):
        return None
    noun = _method(reading, told)
    if noun is None:
        return None
    before = [one for one in targets.before(told) if one.one.source != told.one.source]
    owner = view.kid(noun, "poss")
    if owner is not None:
        source = reading.cast.source_at(owner)
        before = [one for one in before if one.one.source == source]
    researched = [one for one in before if targets.kind(one) in _RESEARCH]
    if not researched:
        return None
    basis = StanceBasis.ASSERTED if asks else StanceBasis.ADDED
    return Disputed(researched[0], basis, () if told.anchor is None else (told.anchor, noun))


def _method(reading: Reading, told: Told) -> int | None:
    """Return the noun for a method that is the head of a content, or its object."""
    view, words = reading.view, reading.words
    top = top_noun(view, told)
    tokens = told.tokens() if top is None else iter((top, *view.kids_by(top, "nsubj", "dobj")))
    return next((token for token in tokens if words.has("method-noun", view.lemma[token])), None)
