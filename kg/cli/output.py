"""Printing answers: as a table to read, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import click

from kg.errors import UsageError
from kg.table import Table, Value

FORMATS = ("table", "json", "csv")


def one_line(text: str) -> str:
    """Return outside text on one line, control characters made visible."""
    return "".join(
        letter if letter.isprintable() else f"\\x{ord(letter):02x}"
        for letter in " ".join(text.split())
    )


def many(count: int, what: str) -> str:
    """Return the count with its noun, which takes an s beyond one."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def print_table(table: Table, format_name: str) -> None:
    """Print an answer in one of `FORMATS`."""
    if format_name == "json":
        click.echo(json.dumps(table.objects(), ensure_ascii=False, indent=1))
    elif format_name == "csv":
        click.echo(as_csv(table), nl=False)
    else:
        from kg.cli.tables import render  # noqa: PLC0415 - heavy

        click.echo(render(table), nl=False)


def as_csv(table: Table) -> str:
    """Return CSV in which no cell can start a formula in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue()


def _cell(value: Value) -> Value:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def write_whole(data: bytes, path: Path | None) -> None:
    """Write to standard output, or to a file that is never there half."""
    if path is None:
        sys.stdout.buffer.write(data)
        return
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(
            f"{path} cannot be written ({error.strerror})", todo="name another file"
        ) from None
