"""What a question answers with: named columns and rows of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | None
"""An IRI or a literal's text, a number, a truth value, or nothing bound."""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer; `cut_short` says that there were more rows than were allowed."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    cut_short: bool = False

    def objects(self) -> list[dict[str, Value]]:
        """Return each row by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def value_of(text: str, datatype: str | None) -> Value:
    """Return a literal's value: numbers and truth values of XSD, else its text."""
    kind = (datatype or "").rpartition("#")[2]
    if kind in {"integer", "int", "long", "nonNegativeInteger"}:
        return int(text)
    if kind in {"decimal", "double", "float"}:
        return float(text)
    return text == "true" if kind == "boolean" else text
