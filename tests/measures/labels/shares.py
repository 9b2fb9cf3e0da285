"""Shares with their Wilson interval of 95 %, as the lines of a report show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """So many right, of so many."""

    right: int
    of: int

    @property
    def percent(self) -> float:
        """Return it in percent; none of none is nothing."""
        return 100 * self.right / self.of if self.of else 0.0

    @property
    def low(self) -> float:
        """Return the lower bound of the interval, in percent; of none it is nothing."""
        return self._bound(-1)

    @property
    def high(self) -> float:
        """Return the upper bound."""
        return self._bound(1) if self.of else 100.0

    def _bound(self, sign: int) -> float:
        if not self.of:
            return 0.0
        share, z2 = self.right / self.of, Z * Z
        middle = (share + z2 / (2 * self.of)) / (1 + z2 / self.of)
        half = Z * sqrt(share * (1 - share) / self.of + z2 / (4 * self.of * self.of))
        bound = middle + sign * half / (1 + z2 / self.of)
        return 100 * min(1.0, max(0.0, bound))

    def __str__(self) -> str:
        """Return "91.7 (33/36) 78.2-97.1": percent, counts, interval."""
        if not self.of:
            return "- (0/0)"
        counts = f"({self.right}/{self.of})"
        return f"{self.percent:5.1f} {counts:11} {self.low:4.1f}-{self.high:5.1f}"


def share(held: Iterable[bool]) -> Share:
    """Return how many of some are so."""
    every = tuple(held)
    return Share(sum(every), len(every))


def verdict(words: str, value: float, least: float) -> str:
    """Return a line that says whether a figure is as high as was wanted."""
    met = "met" if value >= least else "NOT MET"
    return f"  {words:44} {value:5.1f} >= {least:g}  {met}"
