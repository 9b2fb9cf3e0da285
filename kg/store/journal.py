"""What the store has acknowledged, beside the store: an append-only file, synced to disk.

The database reports no loss of its own log: after a damaged or missing one it opens
without a word and without the articles that were in it. The journal is how that is
noticed. It is also where times of ingest live, outside the graph.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from kg.errors import StoreDamaged
from kg.store import durable


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a version is there (`put`), is about to change (`change`), is gone (`remove`).

    From a `change` until the next line of that version nothing is expected of it: a
    process that was killed in between may have left the old, the new, or none of it.
    """

    op: Literal["put", "change", "remove"]
    article: str
    version: str
    sha256: str | None
    at: str

    @classmethod
    def put(cls, article: str, version: str, sha256: str, now: datetime) -> Entry:
        """Return the line of a version that is now stored."""
        return cls("put", article, version, sha256, _time(now))

    @classmethod
    def change(cls, article: str, version: str, now: datetime) -> Entry:
        """Return the line of a version that will be replaced or removed."""
        return cls("change", article, version, None, _time(now))

    @classmethod
    def remove(cls, article: str, version: str, now: datetime) -> Entry:
        """Return the line of a version that is stored no more."""
        return cls("remove", article, version, None, _time(now))


def _time(now: datetime) -> str:
    return now.isoformat(timespec="seconds")


def append(path: Path, entries: Iterable[Entry]) -> None:
    """Write entries and return when they are on the disk."""
    durable.append(path, "".join(json.dumps(asdict(one)) + "\n" for one in entries).encode())


def live(path: Path) -> dict[str, Entry]:
    """Return what must be in the store, by version."""
    return after({}, _entries(path))


def after(before: Mapping[str, Entry], entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return what must be in the store when these lines follow."""
    found = dict(before)
    for entry in entries:
        if entry.op == "put":
            found[entry.version] = entry
        else:
            found.pop(entry.version, None)
    return found


def since(path: Path, start: int, end: int) -> tuple[tuple[Entry, ...], int]:
    """Return what a journal was given between two lengths, and how far that reaches.

    A line that is being written is left for the next time.
    """
    with path.open("rb") as file:
        file.seek(start)
        added = file.read(end - start)
    whole = added[: added.rfind(b"\n") + 1]
    entries = tuple(_entry(line, f"{path}, after byte {start}") for line in whole.splitlines())
    return entries, start + len(whole)


def _entries(path: Path) -> Iterator[Entry]:
    if not path.exists():
        return
    for number, line in enumerate(path.read_bytes().splitlines(keepends=True), start=1):
        if line.endswith(b"\n"):
            yield _entry(line, f"{path}:{number}")


def _entry(line: bytes, where: str) -> Entry:
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise StoreDamaged(
            f"{where} is no line of a journal ({error})",
            todo="restore the store from a backup, or ingest the articles into a new store",
        ) from None
