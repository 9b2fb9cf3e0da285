"""Printing answers: as a table to read, as JSON, as CSV."""

from __future__ import annotations

import errno
import json
import os
import sys
import tempfile
from pathlib import Path

from kg.errors import NoSpace, UsageError
from kg.table import Table
from kg.telling.sheets import as_csv

FORMATS = ("table", "json", "csv")
_LAST_OF_PLANE = 0xFFFF
_READABLE = 0o644


def print_table(table: Table, format_name: str) -> None:
    """Print an answer in one of `FORMATS`."""
    if format_name == "json":
        print_json(table.objects())
    elif format_name == "csv":
        sys.stdout.write(as_csv(table, raw=not sys.stdout.isatty()))
    else:
        from kg.cli.tables import render  # noqa: PLC0415 - heavy

        sys.stdout.write(render(table))


def print_json(value: object) -> None:
    """Print JSON in which what a terminal might obey is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    sys.stdout.write("".join(map(_escaped, text)) + "\n")


def _escaped(letter: str) -> str:
    if letter.isprintable() or letter == "\n" or ord(letter) > _LAST_OF_PLANE:
        return letter
    return f"\\u{ord(letter):04x}"


def write_whole(data: bytes, path: Path | None) -> None:
    """Write to standard output, or to a file that is never there half."""
    if path is None:
        sys.stdout.buffer.write(data)
        return
    try:
        _write_file(data, path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NoSpace(f"no space left for {path}", todo="free some or name another") from None
        raise UsageError(
            f"{path} cannot be written ({error.strerror})", todo="name another file"
        ) from None


def _write_file(data: bytes, path: Path) -> None:
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a pipe or a device: written into, not replaced
        return
    descriptor, part = tempfile.mkstemp(dir=target.parent, prefix=".onrecord-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(_READABLE)
        Path(part).replace(target)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise
