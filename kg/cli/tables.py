"""An answer as a table on a terminal."""

from __future__ import annotations

import re
import shutil
import textwrap

from rich.cells import cell_len
from rich.console import Console

from kg.table import Table, Value
from kg.telling.lines import one_line

WIDEST = 120
NARROWEST = 30
_GAP = 2


def width() -> int:
    """Return how wide to print: the terminal's width, 80 where there is none, 120 at most."""
    return max(NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


def wrapped(text: str, indent: int, hanging: int = 0) -> list[str]:
    """Return the lines of a text, set in by `indent`, all but the first by `hanging` more."""
    pad = " " * indent
    return textwrap.wrap(
        text, width(), initial_indent=pad, subsequent_indent=pad + " " * hanging,
        drop_whitespace=True, break_on_hyphens=False,
    ) or [pad]  # fmt: skip


def console() -> Console:
    """Return a console that writes into a string, without colour or guessing."""
    return Console(width=width(), color_system=None, highlight=False, emoji=False, markup=False)


def render(table: Table) -> str:
    """Return the table's text: rows side by side where they fit, else one below the other.

    Nothing is ever cut: an answer that hides words is a wrong answer.
    """
    if not table.rows:
        return "no rows\n"
    cells = [[_text(value) for value in row] for row in table.rows]
    widths = [
        max(cell_len(one) for one in (name, *column))
        for name, column in zip(table.columns, zip(*cells, strict=True), strict=True)
    ]
    if sum(widths) + _GAP * (len(widths) - 1) <= width():
        return "".join(_row(row, widths) for row in [list(table.columns), *cells])
    return "\n".join(_block(table.columns, row) for row in cells)


def _row(cells: list[str], widths: list[int]) -> str:
    padded = [
        cell + " " * (wide - cell_len(cell)) for cell, wide in zip(cells, widths, strict=True)
    ]
    return (" " * _GAP).join(padded).rstrip() + "\n"


def _block(columns: tuple[str, ...], row: list[str]) -> str:
    widest = max(cell_len(name) for name in columns) + _GAP
    lines: list[str] = []
    for name, cell in zip(columns, row, strict=True):
        lines += textwrap.wrap(
            _breakable(cell or "-", width() - widest), width(), initial_indent=name.ljust(widest),
            subsequent_indent=" " * widest, break_on_hyphens=False,
        )  # fmt: skip
    return "\n".join(lines) + "\n"


def _breakable(text: str, most: int) -> str:
    """Return the text with words that no line can hold cut into pieces that fit."""
    return re.sub(rf"(\S{{{most}}})(?=\S)", r"\1 ", text)


def _text(value: Value) -> str:
    return "" if value is None else one_line(str(value))
