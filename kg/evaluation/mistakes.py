"""What is wrong, by kind, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.evaluation.counting import Compared, cue_right, source_right
from kg.evaluation.marks import Mark
from kg.evaluation.units import Unit


class Mistake(StrEnum):
    """A kind of mistake; an attribution that is found may have one of each of three parts."""

    NOT_FOUND = "content not found"
    TOO_LONG = "boundary too long"
    TOO_SHORT = "boundary too short"
    BOTH = "boundary too long and too short"
    SOURCE_WRONG = "source wrong"
    SOURCE_MISSING = "source missing"
    SOURCE_INVENTED = "source invented"
    CUE_WRONG = "cue wrong"
    INVENTED = "invented attribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mistake: in which article, and what was marked there by whom."""

    kind: Mistake
    article: str
    gold: Mark | None = None
    predicted: Mark | None = None

    @property
    def start(self) -> int:
        """Where in the article it stands."""
        sides = [one for one in (self.gold, self.predicted) if one]
        spans = [span for one in sides for span in one.content or one.places]
        return min((span.start for span in spans), default=0)


def mistakes(compared: Compared) -> list[Case]:
    """Return an article's mistakes in reading order."""
    return sorted(_mistakes(compared), key=lambda one: one.start)


def _mistakes(compared: Compared) -> Iterator[Case]:
    found = {one for one, _ in compared.aligned}
    right = {other for _, other in compared.aligned}
    for number, gold in enumerate(compared.gold):
        if number not in found:
            yield Case(kind=Mistake.NOT_FOUND, article=compared.id, gold=gold.mark)
    for number, ours in enumerate(compared.predicted):
        if number not in right:
            yield Case(kind=Mistake.INVENTED, article=compared.id, predicted=ours.mark)
    for gold, ours in compared.couples:
        for kind in _of_couple(gold, ours):
            yield Case(kind=kind, article=compared.id, gold=gold.mark, predicted=ours.mark)


def _of_couple(gold: Unit, ours: Unit) -> Iterator[Mistake]:
    """Yield what is wrong in a mark that was found."""
    if gold.content != ours.content:
        if gold.content < ours.content:
            yield Mistake.TOO_LONG
        else:
            yield Mistake.TOO_SHORT if ours.content < gold.content else Mistake.BOTH
    if not source_right(gold, ours):
        if not ours.source:
            yield Mistake.SOURCE_MISSING
        else:
            yield Mistake.SOURCE_WRONG if gold.source else Mistake.SOURCE_INVENTED
    if not cue_right(gold, ours):
        yield Mistake.CUE_WRONG
