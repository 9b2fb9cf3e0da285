"""Opening a store's database for reading, while somebody may be writing to it.

The database opens only some of its files at once, and the others when a query needs them. By
then a writer may have merged those into new ones, and a query that misses a file gathers errors
until its memory or its time is over. So whoever reads for long holds the files by second names.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
import weakref
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import pyoxigraph

_TRIES = 12
_PAUSE_SECONDS = 0.05
_HELD = ".held"
_OWN = ("LOG", "LOCK")
"""How the names of files begin that belong to who has the database open."""
_NEW = "new-"
_NEW_SECONDS = 60.0
"""In which a new folder gets its lock and its name for certain."""


class Held:
    """A database as it stood, whatever a writer does to its files, until it is let go."""

    def __init__(self, quads: Path) -> None:
        self.database, folder = _opened(quads)
        self._end = weakref.finalize(self, _let_go, folder)

    def let_go(self) -> None:
        """Give the files back; done too when this is forgotten, or the program ends."""
        self._end()


Locked = tuple[Path, int]
"""A folder with a descriptor that holds its lock, which ends with the process."""


def _opened(quads: Path) -> tuple[pyoxigraph.Store, Locked | None]:
    """Return a snapshot and the folder of its files; none where none can be had."""
    for _ in range(_TRIES):
        folder = _second_names(quads)
        if folder is None:
            break
        try:
            return pyoxigraph.Store.read_only(str(folder[0])), folder
        except (OSError, RuntimeError) as error:
            _let_go(folder)
            if not is_outdated(error):
                break  # by its own name the database says where it is damaged
        time.sleep(_PAUSE_SECONDS)
    return open_snapshot(quads), None


def _second_names(quads: Path) -> Locked | None:
    """Return a folder with all files of a database; none on a disk that does not allow it."""
    home = quads.parent / _HELD
    if not quads.is_dir():
        return None
    try:
        home.mkdir(exist_ok=True)
        _sweep(home)
        new = Path(mkdtemp(dir=home, prefix=_NEW))
        descriptor = _lock(new)
        path = new.rename(home / new.name.replace(_NEW, f"{os.getpid()}-", 1))
        folder = path, descriptor
    except OSError:
        return None
    try:
        for one in quads.iterdir():
            if not one.name.startswith(_OWN):
                with suppress(FileNotFoundError):  # merged since it was listed
                    os.link(one, path / one.name)
    except OSError:
        _let_go(folder)
        return None
    return folder


def _lock(path: Path) -> int:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def let_go_of(quads: Path, pid: int) -> None:
    """Give back the files that a process held which was killed."""
    for path in (quads.parent / _HELD).glob(f"{pid}-*"):
        _let_go_if_free(path)


def _sweep(home: Path) -> None:
    """Give back what others held that were killed."""
    for path in home.iterdir():
        with suppress(FileNotFoundError):  # let go since it was listed
            age = time.time() - path.stat().st_mtime
            if age > _NEW_SECONDS or not path.name.startswith(_NEW):
                _let_go_if_free(path)


def _let_go_if_free(path: Path) -> None:
    with suppress(OSError):  # held, or let go by another
        _let_go((path, _lock(path)))


def _let_go(folder: Locked | None) -> None:
    if folder is not None:
        path, descriptor = folder
        shutil.rmtree(path, ignore_errors=True)
        os.close(descriptor)


def open_snapshot(quads: Path) -> pyoxigraph.Store:
    """Return the database as it stands now; later writes are not seen.

    For a look that is over in a moment: the files are read by the names that the writer removes.
    The writer may replace a file between the reading of the list of files and of the
    file itself. The database calls that corruption; it is gone at the next try, and
    corruption that is none of that kind is raised at once.
    """
    for tries_left in reversed(range(_TRIES)):
        try:
            return pyoxigraph.Store.read_only(str(quads))
        except (OSError, RuntimeError) as error:
            if not tries_left or not is_outdated(error) or not quads.is_dir():
                raise
            time.sleep(_PAUSE_SECONDS)
    raise AssertionError("the last try returns or raises")


def is_outdated(error: Exception) -> bool:
    """Return whether an error says that a file of the snapshot is there no more.

    Nothing is damaged: a new snapshot has everything.
    """
    return "No such file" in str(error)
