"""What the store has acknowledged, beside the store: an append-only file, synced to disk.

The database reports no loss of its own log: after a damaged or missing one it opens
without a word and without the articles that were in it. The journal is how that is
noticed. It is also where times of ingest live, outside the graph.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Entry:
    """One acknowledged change: a version put, or an article removed (then without version)."""

    op: Literal["put", "remove"]
    article: str
    version: str | None
    quads: int
    sha256: str | None
    at: str

    @classmethod
    def put(cls, article: str, version: str, quads: int, sha256: str, now: datetime) -> Entry:
        """Return the entry of a version that is now stored."""
        return cls("put", article, version, quads, sha256, now.isoformat(timespec="seconds"))

    @classmethod
    def removed(cls, article: str, now: datetime) -> Entry:
        """Return the entry of an article that is stored no more."""
        return cls("remove", article, None, 0, None, now.isoformat(timespec="seconds"))


def append(path: Path, entries: Iterable[Entry]) -> None:
    """Write entries and return when they are on the disk; a torn last line is cut off first."""
    lines = "".join(json.dumps(asdict(entry)) + "\n" for entry in entries)
    with path.open("ab+") as file:
        _cut_torn_line(file.fileno(), path)
        file.write(lines.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def _cut_torn_line(descriptor: int, path: Path) -> None:
    kept = path.read_bytes().rpartition(b"\n")
    if kept[2]:
        os.ftruncate(descriptor, len(kept[0]) + len(kept[1]))


def live(path: Path) -> dict[str, Entry]:
    """Return what must be in the store: the last entry of each version that was not removed."""
    found: dict[str, Entry] = {}
    for entry in _entries(path):
        if entry.op == "remove":
            found = {name: one for name, one in found.items() if one.article != entry.article}
        elif entry.version:
            found[entry.version] = entry
    return found


def _entries(path: Path) -> Iterable[Entry]:
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.endswith("\n"):
                yield Entry(**json.loads(line))
