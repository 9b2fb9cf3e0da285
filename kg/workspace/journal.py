"""What was changed in the workspace, in order: a line a change, on the disk before it is applied.

A line holds the quads that went and came, not the update, for an update that asks for the time
or a random number would give other data when it is run again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.errors import StoreDamaged
from kg.store import durable

WHAT_WAS_LEFT = "what the changes before came to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change, and what the workspace holds after it."""

    number: int
    at: str
    what: str
    """`update`, or what was done to which graph."""
    removed: tuple[str, ...]
    added: tuple[str, ...]
    """N-Quads, a line each."""
    quads: int
    digest: str
    """The sum of the digests of all lines, so that it follows from the one before."""


def append(path: Path, entry: Entry) -> None:
    """Write a line and return when it is on the disk."""
    durable.append(path, _line(entry))


def begin_with(path: Path, entry: Entry) -> None:
    """Put one line in the place of all that there are: what they come to, under the last number."""
    durable.replace(path, [_line(replace(entry, what=WHAT_WAS_LEFT))])


def _line(entry: Entry) -> bytes:
    return (json.dumps(asdict(entry), ensure_ascii=False) + "\n").encode()


def entries(path: Path) -> Iterator[Entry]:
    """Yield the changes in order; a torn last line was acknowledged to nobody.

    The first may be what changes before it came to, and then goes on with their numbers.
    """
    if not path.exists():
        return
    last = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                return
            entry = _entry(line, f"{path}:{number}")
            begins = number == 1 and entry.what == WHAT_WAS_LEFT
            if entry.number != last + 1 and not begins:
                raise _damaged(f"{path}:{number}", f"it is called {entry.number}")
            last = entry.number
            yield entry


def _entry(line: bytes, where: str) -> Entry:
    try:
        found = json.loads(line)
        lists = {name: tuple(found[name]) for name in ("removed", "added")}
        return Entry(**found | lists)
    except (ValueError, TypeError, KeyError) as error:
        raise _damaged(where, str(error)) from None


def _damaged(where: str, why: str) -> StoreDamaged:
    return StoreDamaged(
        f"{where} is no line of the workspace's journal ({why})",
        todo="restore the workspace from a backup, or delete its folder to begin anew",
    )
