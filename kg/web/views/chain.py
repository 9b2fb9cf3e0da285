"""The chain of a claim, from the article inward to its origins: in rows, and drawn.

A row stands under the one that passes it on, set in by its depth, so that a chain of any shape
fits a narrow screen. What rests on a row that is drawn already is a line back to it: a loop where
that row is on the way, else a second use of the same words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import PUBLISHER, Attribution
from kg.telling.claim import Told
from kg.telling.words import form
from kg.web.views.kinds import Kind, kind_of

WIDTH = 460
_MARGIN, _LOOPS = 6, 64
_STEP, _DEEPEST = 22, 7
_LINE, _PAD, _GAP = 19, 9, 22
_LETTER = 7.7
"""How wide a letter of the drawing's font is, on the wide side."""
_LONGEST = 160
_MOST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step of a chain."""

    number: str | None
    who: str
    source: str | None
    """Its id in the article; none for the publisher."""
    kind: Kind
    kind_words: str
    how: str
    quotation: str
    depth: int
    above: int | None
    """The row that passes it on."""
    here: bool
    """Whether it is the claim that the page is about."""


@dataclass(frozen=True, slots=True)
class Back:
    """A row that rests on one which is there already."""

    start: int
    end: int
    loop: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A row as it is drawn; lines are a class with the words."""

    row: Row
    left: int
    top: int
    width: int
    height: int
    lines: tuple[tuple[str, str, int], ...]
    """Each a class, the words, and where its foot is."""
    elbow: str
    """The path of the line up to the row that passes it on."""
    tip: str
    """The path of that line's head."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A line back to an earlier row, at the right of the boxes."""

    path: str
    tip: str
    word: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole chain."""

    rows: tuple[Row, ...]
    backs: tuple[Back, ...]
    boxes: tuple[Box, ...]
    arcs: tuple[Arc, ...]
    height: int

    @property
    def loops(self) -> bool:
        """Return whether something in it rests on itself."""
        return any(one.loop for one in self.backs)

    def after(self, number: int) -> tuple[Back, ...]:
        """Return the lines back that start at a row."""
        return tuple(one for one in self.backs if one.start == number)


def draw(told: Told, one: Attribution) -> Drawing:
    """Return the chain of a claim."""
    rows, backs = _Walk(told, one).walked()
    boxes: list[Box] = []
    top = _MARGIN
    for row in rows:
        boxes.append(_box(row, top, boxes))
        top += boxes[-1].height + _GAP
    arcs = tuple(_arc(back, boxes, lane) for lane, back in enumerate(backs))
    return Drawing(tuple(rows), tuple(backs), tuple(boxes), arcs, top - _GAP + _MARGIN)


class _Walk:
    """The rows of a chain while they are found."""

    def __init__(self, told: Told, one: Attribution) -> None:
        self.told = told
        self.one = one
        self.rows: list[Row] = []
        self.backs: list[Back] = []
        self.placed: dict[str, int] = {}

    def walked(self) -> tuple[list[Row], list[Back]]:
        """Return every row, and every line back to one."""
        self.add(PUBLISHER, None, "publishes it", None)
        outward = [self.one]
        while (outer := outward[-1].nested_in) and self.told.by_id[outer] not in outward:
            outward.append(self.told.by_id[outer])
        way: list[str] = []
        for each in reversed(outward):
            self.claim(each, len(self.rows) - 1, "")
            way.append(each.id)
        self.inward(self.one, self.placed[self.one.id], frozenset(way))
        return self.rows, self.backs

    def add(self, who: str, number: str | None, how: str, above: int | None) -> int:
        """Add a row and return its place."""
        kind = kind_of(self.told.sources.get(who))
        row = Row(
            number=number,
            who=self.told.speaker.source(who),
            source=None if who == PUBLISHER else who,
            kind=kind,
            kind_words="this article" if who == PUBLISHER else self.told.speaker.kind(who),
            how=how,
            quotation="",
            depth=0 if above is None else self.rows[above].depth + 1,
            above=above,
            here=False,
        )
        self.rows.append(row)
        return len(self.rows) - 1

    def claim(self, one: Attribution, above: int, link: str) -> None:
        """Add a claim, behind whoever was told or in what it was said, where that passes it on."""
        speaker = self.told.speaker
        via = self.told.facts[one.id].attributor
        enclosing = self.told.by_id[one.nested_in].source if one.nested_in else PUBLISHER
        if via not in {PUBLISHER, enclosing, one.source}:
            above = self.add(via, None, "passes it on", above)
        cue = f"“{speaker.cue(one)}”, " if one.cue else ""
        number = speaker.number(one.id).strip("[]")
        place = self.add(one.source, number, f"{link}{cue}{form(one.quote_form)}", above)
        self.rows[place] = replace(
            self.rows[place],
            quotation=speaker.quotation(one, _LONGEST),
            here=one.id == self.one.id,
        )
        self.placed[one.id] = place

    def inward(self, one: Attribution, place: int, way: frozenset[str]) -> None:
        """Add what a claim passes on or draws on."""
        for other, link in self.under(one):
            if other.id in self.placed:
                self.backs.append(Back(place, self.placed[other.id], other.id in way))
                continue
            self.claim(other, place, link)
            self.inward(other, self.placed[other.id], way | {other.id})

    def under(self, one: Attribution) -> Iterator[tuple[Attribution, str]]:
        for inner in self.told.inner.get(one.id, ()):
            yield inner, ""
        for name in one.infers_from:
            yield self.told.by_id[name], "what it draws on: "


def _box(row: Row, top: int, above: list[Box]) -> Box:
    left = _MARGIN + _STEP * min(row.depth, _DEEPEST)
    width = WIDTH - left - _LOOPS
    lines, foot = [], top + _PAD
    for look, text in _texts(row, int((width - 2 * _PAD) / _LETTER)):
        foot += _LINE
        lines.append((look, text, foot - 5))
    height = foot + _PAD - top
    elbow = tip = ""
    if row.above is not None:
        upper = above[row.above]
        x = left - _STEP // 2 if row.depth <= _DEEPEST else left + _STEP // 2
        foot_above = upper.top + upper.height
        elbow, tip = f"M{left} {top + 20}H{x}V{foot_above + 7}", f"M{x} {foot_above}l-5 8h10z"
    return Box(row, left, top, width, height, tuple(lines), elbow, tip)


def _texts(row: Row, letters: int) -> Iterator[tuple[str, str]]:
    who = f"{row.number} · {row.who}" if row.number else row.who
    yield from (("who", line) for line in _wrapped(who, letters))
    yield from (("kind", line) for line in _wrapped(row.kind_words, letters))
    yield from (("how", line) for line in _wrapped(row.how, letters))
    if row.quotation:
        yield from (("said", line) for line in _wrapped(row.quotation, letters))


def _wrapped(text: str, letters: int) -> list[str]:
    return textwrap.wrap(text, letters, max_lines=_MOST_LINES, placeholder=" …")


def _arc(back: Back, boxes: list[Box], lane: int) -> Arc:
    start, end = boxes[back.start], boxes[back.end]
    right = start.left + start.width
    out = min(right + 18 + 9 * lane, WIDTH - 4)
    y, to = start.top + start.height // 2, end.top + end.height // 2
    if back.start == back.end:
        y, to = y + 8, to - 8
    path = f"M{right} {y}C{out + 10} {y} {out + 10} {to} {right + 7} {to}"
    tip = f"M{right} {to}l8 -5v10z"
    return Arc(path, tip, "a loop" if back.loop else "again", right + 4, (y + to) // 2)
