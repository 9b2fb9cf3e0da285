"""Every error On Record raises on purpose.

The edges (command line, later the server) catch `OnRecordError` and nothing wider:
any other exception is a bug and shows as one. Each leaf carries the exit status
that the command line ends with, so that the two cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

SOME_REFUSED = 4
"""Exit status where a part of a batch was refused and the rest was taken."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an input is wrong: a file's name as the user gave it, and a line counted from 1."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class OnRecordError(Exception):
    """What went wrong, where, and what to do about it, in one line each."""

    exit_status: ClassVar[int] = 70

    def __init__(self, what: str, *, todo: str = "", place: Place | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo
        self.place = place

    def at(self, place: Place) -> OnRecordError:
        """Return the same error with its place, where it does not know one yet."""
        return self if self.place else type(self)(self.what, todo=self.todo, place=place)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.what}" + (f" — {self.todo}" if self.todo else "")


def why(error: OSError | UnicodeDecodeError) -> str:
    """Return what the system says of a file, without its number and the name said already."""
    return (error.strerror or str(error)) if isinstance(error, OSError) else "it is not UTF-8 text"


class UsageError(OnRecordError):
    """The command was asked for something that does not exist or does not fit."""

    exit_status = 2


class StoreRefused(UsageError):
    """The folder that was named for the store cannot be used as one."""


class InputRefused(OnRecordError):
    """An input is not what it must be; nothing of it was stored."""

    exit_status = 3


class StoreBusy(OnRecordError):
    """Another process writes to the store."""

    exit_status = 5


class StoreDamaged(OnRecordError):
    """The store does not hold what its journal says it holds, or cannot be read."""

    exit_status = 6


class NoSpace(OnRecordError):
    """The disk has no room left; what was stored before is intact."""

    exit_status = 7


class LimitReached(OnRecordError):
    """A query needed more time, memory or rows than it is allowed."""

    exit_status = 8
