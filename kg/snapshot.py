"""Opening a store's database for reading, while somebody may be writing to it."""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph

_TRIES = 12
_PAUSE_SECONDS = 0.05


def open_snapshot(quads: Path) -> pyoxigraph.Store:
    """Return the database as it stands now; later writes are not seen.

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


def is_outdated(error: OSError | RuntimeError) -> bool:
    """Return whether an error says that a file of the snapshot is there no more.

    The database opens only sixteen of its files at once, and the others when a query needs
    them; by then a writer may have merged those into new ones. Nothing is damaged: a new
    snapshot has everything.
    """
    return "No such file" in str(error)
