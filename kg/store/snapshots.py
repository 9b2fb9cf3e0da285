"""A store that is read for long: a snapshot that is taken anew when the journal has grown."""

from __future__ import annotations

import ctypes
import weakref
from contextlib import suppress
from threading import Lock
from time import monotonic

from kg.snapshot import Held
from kg.store.opening import Folder, told
from kg.store.reading import Reader

Stamp = tuple[int, int]
_NEVER: Stamp = (-1, -1)
_TRIM_SECONDS = 20.0
"""Between two times at which memory that snapshots left is given back."""


class Snapshots:
    """Gives the current snapshot; whoever holds an older one goes on reading that.

    Each has the database's files by names of its own for as long as somebody reads it.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._lock = Lock()
        self._stamp = _NEVER
        self._reader: Reader | None = None
        self._trimmed = monotonic()

    def stamp(self) -> Stamp:
        """Return what changes with every commit: the journal's time and length."""
        try:
            about = self.folder.journal.stat()
        except FileNotFoundError:
            return (0, 0)
        return (about.st_mtime_ns, about.st_size)

    def current(self) -> Reader:
        """Return the newest snapshot; while somebody else takes one, the one before it."""
        if self._reader is not None and self._stamp == self.stamp():
            return self._reader
        if self._reader is None:
            return self.refresh()
        if self._lock.acquire(blocking=False):
            try:
                return self._take()
            finally:
                self._lock.release()
        return self._reader

    def renew(self) -> Reader:
        """Return a new snapshot whatever the journal says: the old one's files may be gone."""
        with self._lock:
            self._stamp = _NEVER
            return self._take()

    def refresh(self) -> Reader:
        """Return a snapshot of everything committed before the call."""
        with self._lock:
            return self._take()

    def _take(self) -> Reader:
        stamp = self.stamp()
        if self._reader is None or stamp != self._stamp:
            with told(self.folder.path):
                held = Held(self.folder.quads)
            self._reader = Reader(held.database, self.folder)
            weakref.finalize(self._reader, held.let_go)
            self._stamp = stamp
            self._trim()
        return self._reader

    def _trim(self) -> None:
        """Give the system back what the snapshots before left in pieces, where it can take it."""
        if monotonic() - self._trimmed > _TRIM_SECONDS:
            self._trimmed = monotonic()
            with suppress(OSError, AttributeError):  # another C library
                ctypes.CDLL(None).malloc_trim(0)
