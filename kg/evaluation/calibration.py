"""Whether a system is right as often as it says it is sure: reliability by bins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10
ENOUGH = 100
"""Cases from which a bin alone is worth a figure."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases with a probability from `low` up to, not including, `high` (the last: with)."""

    low: float
    high: float
    cases: int
    said: float
    """The mean probability."""
    right: float
    """The share that was right."""

    @property
    def error(self) -> float:
        """How far what was said is from what was so."""
        return abs(self.said - self.right)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reliability table of some cases, empty bins left out."""

    bins: tuple[Bin, ...]

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return sum(one.cases for one in self.bins)

    @property
    def expected_error(self) -> float:
        """The expected calibration error: the bins' errors weighed by their cases."""
        total = sum(one.cases * one.error for one in self.bins)
        return total / self.cases if self.cases else 0.0

    @property
    def worst(self) -> Bin | None:
        """The bin of the greatest error among those with `ENOUGH` cases."""
        large = [one for one in self.bins if one.cases >= ENOUGH]
        return max(large, key=lambda one: one.error, default=None)


def calibration(cases: Iterable[tuple[float, bool]], bins: int = BINS) -> Calibration:
    """Return the table of (probability, right) pairs, in bins of equal width."""
    sorted_in: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in cases:
        if not 0 <= probability <= 1:
            raise ValueError(f"{probability} is no probability")
        number = min(int(probability * bins), bins - 1)
        sorted_in.setdefault(number, []).append((probability, right))
    return Calibration(
        tuple(
            Bin(
                low=number / bins,
                high=(number + 1) / bins,
                cases=len(inside),
                said=sum(probability for probability, _ in inside) / len(inside),
                right=sum(right for _, right in inside) / len(inside),
            )
            for number, inside in sorted(sorted_in.items())
        )
    )
