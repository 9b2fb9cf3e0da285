"""Opening a store on disk: its folder, its one writer, and what can be wrong with it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pyoxigraph

from kg.errors import NoSpace, StoreBusy, StoreDamaged, StoreRefused
from kg.snapshot import open_snapshot

FORMAT = 1
ROOM = 256 * 1024 * 1024
"""Bytes that must be free before anything is written."""


_LOCKED = ("unavailable", "No locks available")
"""What the system says of a database's lock that another process, or this one, holds."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a store."""

    path: Path

    @property
    def about(self) -> Path:
        """Return the file that says what the store is."""
        return self.path / "store.json"

    @property
    def quads(self) -> Path:
        """Return the database's folder."""
        return self.path / "quads"

    @property
    def journal(self) -> Path:
        """Return the journal."""
        return self.path / "journal.jsonl"

    @property
    def lock(self) -> Path:
        """Return the file that the one writer holds."""
        return self.path / "writer.lock"

    def exists(self) -> bool:
        """Return whether there is a store."""
        with told(self.path):
            return self.about.exists()

    def empty(self) -> bool:
        """Return whether nothing was ever written: a first ingest ended early."""
        return not (self.quads.exists() or self.journal.exists())

    def base(self) -> str:
        """Return the base that the store's IRIs lie under."""
        try:
            with told(self.path):
                about = json.loads(self.about.read_text(encoding="utf-8"))
            known, base = about["format"], about["base"]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreDamaged(
                f"{self.about} cannot be read ({error})", todo="restore the store from a backup"
            ) from None
        if known != FORMAT:
            raise StoreRefused(
                f"{self.path} is a store of format {known}, this program knows {FORMAT}",
                todo="use the version of onrecord that made it, or ingest into a new store",
            )
        return str(base)

    def create(self, base: str) -> None:
        """Make the folder of a new store."""
        with told(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            part = self.about.with_suffix(".part")
            if set(self.path.iterdir()) - {part, self.lock}:
                raise StoreRefused(
                    f"{self.path} is a folder with other things in it",
                    todo="name an empty or new folder with --store",
                )
            part.write_text(json.dumps({"format": FORMAT, "base": base}) + "\n", encoding="utf-8")
            part.replace(self.about)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the disk and the database raise into errors that say what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        _tell(path, error)


def _tell(path: Path, error: OSError | RuntimeError) -> NoReturn:
    words = str(error) or type(error).__name__
    if "No space left" in words:
        raise NoSpace(
            f"no space left on the disk of {path}", todo="free some and run the command again"
        ) from None
    if "lock" in words.casefold() and any(one in words for one in _LOCKED):
        raise _busy(path, None) from None
    if isinstance(error, PermissionError) or "Permission denied" in words:
        raise StoreRefused(
            f"{path} may not be written or read", todo="name another folder with --store"
        ) from None
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        raise StoreRefused(f"{path} is no folder", todo="name another with --store") from None
    raise StoreDamaged(
        f"{path} cannot be read ({words.splitlines()[0]})",
        todo="restore it from a backup, or ingest the articles into a new store",
    ) from None


def _busy(path: Path, pid: str | None) -> StoreBusy:
    by = f"process {pid}" if pid else "another process"
    return StoreBusy(f"{path} is being written by {by}", todo="try again when it has ended")


@contextmanager
def writer_lock(folder: Folder) -> Iterator[None]:
    """Hold the right to write, or say who holds it; the lock ends with the process."""
    with told(folder.path):
        descriptor = os.open(folder.lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = os.read(descriptor, 20).decode("ascii", "replace").strip()
            raise _busy(folder.path, pid) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)


def require_room(folder: Folder) -> None:
    """Refuse to write onto a disk that is nearly full."""
    free = shutil.disk_usage(folder.path).free
    if free < ROOM:
        raise NoSpace(
            f"the disk of {folder.path} has {free // 2**20} MiB free, {ROOM // 2**20} are needed",
            todo="free some and run the command again",
        )


def drop_old_logs(folder: Folder) -> None:
    """Delete the database's own diaries of earlier openings, which it keeps for ever."""
    for path in folder.quads.glob("LOG.old.*"):
        path.unlink(missing_ok=True)


def open_database(folder: Folder, *, writable: bool) -> pyoxigraph.Store:
    """Return the database, for reading a snapshot or for writing."""
    with told(folder.path):
        if writable:
            return pyoxigraph.Store(str(folder.quads))
        return open_snapshot(folder.quads)
