"""Stretches of a text: Unicode code points, half open, as RFC 5147 counts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no stretch of text."""
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"a span runs from a smaller to a larger offset, not {self.start} to {self.end}"
            )

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the words."""
        return text[self.start : self.end]


Spans: TypeAlias = tuple[Span, ...]
"""One stretch of text, or several in reading order (a quotation that "he said" interrupts)."""

PIECES = " … "
"""What stands between the pieces of a discontinuous content where it is shown as one text."""


def words(spans: Spans, text: str) -> str:
    """Return what the spans cover, pieces joined by ` … `."""
    return PIECES.join(span.of(text) for span in spans)
