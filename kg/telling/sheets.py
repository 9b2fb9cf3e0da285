"""A table as CSV that a person opens in a spreadsheet."""

from __future__ import annotations

import csv
import io

from kg.table import Table, Value
from kg.telling.lines import visible

_FORMULA = ("=", "+", "-", "@", "\uff1d")


def as_csv(table: Table, *, raw: bool = True) -> str:
    """Return CSV in which no cell can start a formula; not `raw`, control characters are shown."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value, raw=raw) for value in row] for row in table.rows)
    return out.getvalue()


def _cell(value: Value, *, raw: bool) -> Value:
    if not isinstance(value, str):
        return value
    shown = value if raw else "".join(map(visible, value))
    risky = shown.startswith(("\t", "\r", "\n")) or shown.lstrip().startswith(_FORMULA)
    return f"'{shown}" if risky else shown
