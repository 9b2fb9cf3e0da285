"""Tables as text for a terminal of any width, and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from kg.evaluation.grids import Grid, Row

_INDENT = "  "


def text(grid: Grid, width: int) -> str:
    """Return a table whose lines are no wider than `width`: where it must, a row takes several."""
    lines = [*_wrapped(grid.title, width), "─" * min(width, len(grid.title))]
    lines += _side_by_side(grid, width) or _below(grid, width)
    lines += _wrapped(grid.note, width) if grid.note else []
    return "\n".join(lines) + "\n"


def wrapped(words: str, width: int, indent: str = "") -> str:
    """Return running text."""
    return "\n".join(_wrapped(words, width, indent)) + "\n"


def _side_by_side(grid: Grid, width: int) -> list[str]:
    """Return the table's lines, or none where they would be too wide."""
    cells = [_cells(row) for row in grid.rows]
    names = ["", *grid.columns]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    for gap in ("  ", " "):
        if sum(widths) + len(gap) * (len(widths) - 1) <= width:
            return [*_lines(grid, names, widths, gap, width)]
    return []


def _cells(row: Row) -> list[str]:
    label = "".join(map(_visible, row.label))
    return [(_INDENT if row.heading else "") + label, *row.cells]


def _lines(grid: Grid, names: list[str], widths: list[int], gap: str, width: int) -> Iterator[str]:
    def line(cells: list[str]) -> str:
        return gap.join(cell.ljust(each) for cell, each in zip(cells, widths, strict=True)).rstrip()

    yield line(names)
    heading = ""
    for row in grid.rows:
        if row.heading != heading:
            heading = row.heading
            yield from _wrapped(heading, width)
        yield line(_cells(row))


def _below(grid: Grid, width: int) -> Iterator[str]:
    """Yield a row as its label and its cells below each other."""
    heading = ""
    for row in grid.rows:
        if row.heading != heading:
            heading = row.heading
            yield from _wrapped(heading, width)
        yield from _wrapped(row.label, width, _INDENT if row.heading else "")
        for name, cell in zip(grid.columns, row.cells, strict=True):
            yield from _wrapped(f"{name}: {cell}", width, _INDENT * 2)


def _wrapped(words: str, width: int, indent: str = "") -> list[str]:
    words = "".join(map(_visible, " ".join(words.split())))
    return textwrap.wrap(
        words, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    ) or [""]


def markdown(grid: Grid) -> str:
    """Return a table of Markdown under its title; headings become a column."""
    headed = any(row.heading for row in grid.rows)
    first = ("", "") if headed else ("",)
    lines = [f"**{grid.title}**", "", _piped((*first, *grid.columns))]
    lines.append("|" + "---|" * (len(first) + len(grid.columns)))
    lines += [
        _piped((*((row.heading,) if headed else ()), row.label, *row.cells)) for row in grid.rows
    ]
    if grid.note:
        lines += ["", *_wrapped(grid.note, 100)]
    return "\n".join(lines) + "\n"


def _piped(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(words: str) -> str:
    return "".join(map(_visible, words)).replace("|", "\\|").replace("<", "&lt;")


def _visible(letter: str) -> str:
    """Return what a terminal may be shown for a letter from outside."""
    return letter if letter.isprintable() else f"\\x{ord(letter):02x}"
