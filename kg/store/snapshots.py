"""A store that is read for long: a snapshot that is taken anew when the journal has grown."""

from __future__ import annotations

from threading import Lock

from kg.store.opening import Folder, open_database
from kg.store.reading import Reader

Stamp = tuple[int, int]
_NEVER: Stamp = (-1, -1)


class Snapshots:
    """Gives the current snapshot; whoever holds an older one goes on reading that."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._lock = Lock()
        self._stamp = _NEVER
        self._reader: Reader | None = None

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
            self._reader = Reader(open_database(self.folder, writable=False), self.folder)
            self._stamp = stamp
        return self._reader
