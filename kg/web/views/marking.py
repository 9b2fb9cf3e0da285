"""Marks over a text, however they nest or overlap, as pieces that follow each other.

HTML cannot nest marks that overlap: every mark is split wherever another begins or ends, and
each piece knows all the marks that lie on it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.model import Span
from kg.web.views.kinds import Kind


class Role(StrEnum):
    """What the marked words are in an attribution."""

    CONTENT = "content"
    CUE = "cue"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that belongs to a card."""

    span: Span
    role: Role
    kind: Kind
    card: str
    """The card's anchor."""


@dataclass(frozen=True, slots=True)
class Note:
    """The sign behind marked words that leads to their card."""

    sign: str
    card: str
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that the same marks lie on, and the signs behind them."""

    text: str
    contents: tuple[Mark, ...]
    """Outermost first."""
    role: str
    """`cue`, `source`, both or nothing."""
    notes: tuple[Note, ...]

    @property
    def cards(self) -> str:
        """Return the anchors of the cards that the words belong to."""
        return " ".join(dict.fromkeys(mark.card for mark in self.contents))


def pieces(
    text: str,
    blocks: Sequence[Span],
    marks: Iterable[Mark],
    notes: Mapping[int, Sequence[Note]],
) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each block; blocks are in order and share no character.

    `notes` are the signs by the offset behind which they stand.
    """
    notes = _settled(notes, blocks)
    starting: defaultdict[int, list[Mark]] = defaultdict(list)
    cuts = set(notes)
    for mark in marks:
        starting[mark.span.start].append(mark)
        cuts |= {mark.span.start, mark.span.end}
    ordered = sorted(cuts | {end for block in blocks for end in (block.start, block.end)})
    active: list[Mark] = []
    place = 0
    for block in blocks:
        made: list[Piece] = []
        while place < len(ordered) and ordered[place] < block.end:
            at, place = ordered[place], place + 1
            active = [one for one in active if one.span.end > at] + starting[at]
            if at >= block.start:
                end = ordered[place]
                made.append(_piece(text[at:end], active, tuple(notes.get(end, ()))))
        yield tuple(made)


def _settled(
    notes: Mapping[int, Sequence[Note]], blocks: Sequence[Span]
) -> dict[int, tuple[Note, ...]]:
    """Move the signs that stand between blocks to the end of the block before."""
    ends = [block.end for block in blocks]
    settled: dict[int, tuple[Note, ...]] = {}
    for offset in sorted(notes) if blocks else ():
        number = bisect_left(ends, offset)
        inside = number < len(blocks) and blocks[number].start < offset
        at = offset if inside else ends[max(0, number - 1)]
        settled[at] = (*settled.get(at, ()), *notes[offset])
    return settled


def _piece(text: str, active: list[Mark], notes: tuple[Note, ...]) -> Piece:
    contents = [one for one in active if one.role is Role.CONTENT]
    contents.sort(key=lambda one: (one.span.start - one.span.end, one.span.start))
    roles = {one.role for one in active} - {Role.CONTENT}
    return Piece(text, tuple(contents), " ".join(sorted(roles)), notes)
