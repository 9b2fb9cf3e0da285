"""The server's log: what failed and where, never the words that it failed on."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

_OURS = ("onrecord", "uvicorn")
_Raised: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Wordless(logging.Formatter):
    """Writes errors with their places and kinds; their messages may quote what was sent.

    Of other libraries it tells only that they warned: their warnings quote what they read.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, or lines, of a record."""
        if record.name.partition(".")[0] in _OURS:
            return super().format(record)
        return f"{record.levelname.lower()} of {record.name} at {record.module}:{record.lineno}"

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - the name that logging calls
        """Return the places where an exception passed, and its kind."""
        kind, _, places = ei
        name = "" if kind is None else kind.__qualname__
        return "".join([*traceback.format_tb(places), name])
