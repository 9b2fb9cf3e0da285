"""What the served pages share for as long as the server lives: settings, store, workers."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar

from kg.errors import StoreBusy, StoreDamaged
from kg.settings import ServerSettings, Settings
from kg.store import Reader, Snapshots, Writer, writing
from kg.web.views.catalogue import Catalogue
from kg.web.views.overview import Counted

if TYPE_CHECKING:
    from kg.pipeline import Pipeline
    from kg.sandbox import Pool
    from kg.workspace.workspace import Workspace

_PATIENCE_SECONDS = 5.0
_PAUSE_SECONDS = 0.05
_RENEWALS = 3
"""How often a snapshot is taken anew for one answer: a busy writer may outrun it."""

_M_ARENA_MAX = -8
"""The number of that setting in the C library's malloc.h."""
_ARENAS = 2

T = TypeVar("T")


def _share_memory() -> None:
    """Let the threads of requests take memory from few places, or each keeps what it once had."""
    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One server: made once at the edge, handed to every request as `request.app.state.site`."""

    settings: Settings
    server: ServerSettings
    snapshots: Snapshots
    pool: Pool
    """Answers anybody's queries over the articles, in processes that can be killed."""
    questions: Pool
    """Answers our own queries, so that nobody's hostile ones keep readers waiting."""
    workspace: Workspace
    """Other people's graphs, which no question reads."""
    pipeline: Callable[[], Pipeline]
    """Gives the pipeline; the first call loads the model."""
    now: Callable[[], datetime]
    door: Lock
    """Held by the one request that writes."""
    catalogue: Catalogue = field(default_factory=Catalogue)
    """Every article for a list."""
    counted: Counted = field(default_factory=Counted)
    """What every article counts for, and its words to search."""

    @property
    def reader(self) -> Reader:
        """Return a snapshot of the store as it stands, at most a second old."""
        return self.snapshots.current()

    def warm(self) -> None:
        """Read the whole store for lists, counts and the search; the first readers need not wait.

        Raises what reading raises. It is for a thread beside the server.
        """
        _share_memory()
        self.renewing(lambda: self.catalogue.entries(self.snapshots))
        while not self.renewing(lambda: self.counted.overview(self.snapshots)).whole:
            sleep(_PAUSE_SECONDS)

    def renewing(self, read: Callable[[], T]) -> T:
        """Return what is read; where the snapshot cannot be, take another and read that.

        A writer may have put its files together anew where the disk allows no second names.
        """
        for _ in range(_RENEWALS):
            try:
                return read()
            except StoreDamaged:
                self.snapshots.renew()
        return read()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Open the store for writing: one request at a time, one process at a time.

        Raises `StoreBusy` where another process goes on writing longer than a reader waits.
        What was put is committed, and seen by every later request, when the block ends.
        """
        if not self.door.acquire(timeout=_PATIENCE_SECONDS):
            raise StoreBusy("another request is writing to the store", todo="try again")
        try:
            with self._opened() as writer:
                yield writer
            self.snapshots.refresh()
        finally:
            self.door.release()

    @contextmanager
    def _opened(self) -> Iterator[Writer]:
        with ExitStack() as stack:
            yield self._entered(stack)

    def _entered(self, stack: ExitStack) -> Writer:
        begun = monotonic()
        while True:
            try:
                return stack.enter_context(
                    writing(self.settings.store, self.settings.base, self.now)
                )
            except StoreBusy:
                if monotonic() - begun > _PATIENCE_SECONDS:
                    raise
                sleep(_PAUSE_SECONDS)
