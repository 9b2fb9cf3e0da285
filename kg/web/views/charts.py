"""Charts as numbers: where each part of a bar lies; templates draw them without a script.

A bar is drawn over the whole width of its place, in thousandths, so that its labels keep
their size on a narrow screen.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_WHOLE = 1000
_Z = 1.959963984540054
"""The normal distribution's quantile that leaves out 5 % on both sides together."""
_ROOM_FOR_LABEL = 45
"""Thousandths of the width that a part needs for a number in it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: what it stands for, how many, and where it lies in thousandths."""

    look: str
    name: str
    count: int
    start: int
    width: int

    @property
    def labelled(self) -> bool:
        """Return whether its number fits into it."""
        return self.width >= _ROOM_FOR_LABEL


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart."""

    label: str
    total: int
    pieces: tuple[Piece, ...]

    @property
    def told(self) -> str:
        """Return what the bar shows, for who does not see it."""
        return ", ".join(f"{one.count:,} {one.name}" for one in self.pieces)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a count with the bounds of its Wilson interval of 95 %."""

    count: int
    of: int
    low: float
    high: float

    @property
    def percent(self) -> float:
        """Return the share in percent."""
        return 100 * self.count / self.of if self.of else 0.0

    @property
    def told(self) -> str:
        """Return the share in words and figures."""
        return f"{self.percent:.0f} % ({100 * self.low:.0f} to {100 * self.high:.0f})"

    def thousandths(self) -> tuple[int, int, int]:
        """Return where the lower bound, the share and the upper bound are drawn."""
        return (round(_WHOLE * self.low), round(10 * self.percent), round(_WHOLE * self.high))


def share(count: int, of: int) -> Share | None:
    """Return a share with its interval; none of nothing."""
    if not of:
        return None
    part, squared = count / of, _Z * _Z
    middle = (part + squared / (2 * of)) / (1 + squared / of)
    spread = part * (1 - part) / of + squared / (4 * of * of)
    half = _Z * math.sqrt(spread) / (1 + squared / of)
    return Share(count, of, max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class Part:
    """What a chart's bars can have a part for: its key, its look and its name."""

    key: Hashable
    look: str
    name: str


def bars(
    counted: Mapping[str, Counter[Hashable]], parts: Sequence[Part], *, shares: bool = False
) -> tuple[Bar, ...]:
    """Return a bar for each label; with `shares` each has the whole width, whatever its total."""
    totals = {label: sum(counts.values()) for label, counts in counted.items()}
    longest = max(totals.values(), default=0)
    return tuple(
        Bar(label, totals[label], _pieces(counts, parts, totals[label] if shares else longest))
        for label, counts in counted.items()
    )


def _pieces(counts: Counter[Hashable], parts: Iterable[Part], full: int) -> tuple[Piece, ...]:
    found: list[Piece] = []
    before = 0
    for part in parts:
        count = counts[part.key]
        if count:
            start, end = _WHOLE * before // full, _WHOLE * (before + count) // full
            found.append(Piece(part.look, part.name, count, start, end - start))
            before += count
    return tuple(found)
