"""What a question answers with: named columns and rows of plain values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | None
"""An IRI or a literal's text, a number, a truth value, or nothing bound."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset({"integer", "int", "long", "nonNegativeInteger", "positiveInteger"})
_FRACTIONS = frozenset({"decimal", "double", "float"})


@dataclass(frozen=True, slots=True)
class Table:
    """An answer."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def objects(self) -> list[dict[str, Value]]:
        """Return each row by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def value_of(text: str, datatype: str | None) -> Value:
    """Return a literal's value: whole, finite and true or false ones of XSD, else its text."""
    kind = (datatype or "").removeprefix(_XSD)
    try:
        if kind in _WHOLE:
            return int(text)
        if kind in _FRACTIONS and math.isfinite(float(text)):
            return float(text)
    except ValueError:
        return text
    return text in {"true", "1"} if kind == "boolean" else text
