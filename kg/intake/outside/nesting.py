"""Which statement stands inside the content of which other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Span, Spans


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement's content, and all its places."""

    content: Spans
    places: Spans

    @property
    def around(self) -> Span:
        """Return the stretch from its first place to its last."""
        return Span(min(one.start for one in self.places), max(one.end for one in self.places))


def nesting(placed: Sequence[Placed]) -> list[int | None]:
    """Return for each statement the one with the smallest piece of content that holds all of it.

    Cue, source and content must stand in that piece, and the content be less than it: of two
    statements with the same content none stands in the other.
    """
    pieces = sorted(
        (piece.end - piece.start, piece.start, number)
        for number, one in enumerate(placed)
        for piece in one.content
    )
    lengths = [length for length, _, _ in pieces]
    found: list[int | None] = []
    for number, one in enumerate(placed):
        start, end = one.around.start, one.around.end
        inside = one.content[-1].end - one.content[0].start < end - start
        least = bisect_left(lengths, end - start if inside else end - start + 1)
        holding = (
            outer
            for length, begin, outer in pieces[least:]
            if begin <= start and end <= begin + length and outer != number
        )
        found.append(next(holding, None))
    return found
