"""Long queries: they yield to short ones, and never hold every worker while others wait."""

from __future__ import annotations

import threading
from collections.abc import Callable

from kg.sandbox.worker import Worker

SHORT_SECONDS = 1.0
"""Of a processor: what a query may use before it counts as long."""


class CrowdedError(Exception):
    """A long query had to make room for those that wait."""


class Lane:
    """As many long queries as may go on whoever waits; one beyond them ends for whoever does."""

    def __init__(self, most: int, pressed: Callable[[], bool]) -> None:
        self._most = most
        self._pressed = pressed
        self._lock = threading.Lock()
        self._count = 0

    def enter(self) -> bool:
        """Take a place, if there is one."""
        with self._lock:
            if self._count >= self._most:
                return False
            self._count += 1
            return True

    def leave(self) -> None:
        """Give a place back."""
        with self._lock:
            self._count -= 1

    def pressed(self) -> bool:
        """Return whether somebody has waited long for a worker."""
        return self._pressed()


class Trip:
    """One query on its way: `look` at it from time to time, `end` it when it is over."""

    def __init__(self, lane: Lane, worker: Worker) -> None:
        self.long = False
        self._lane = lane
        self._worker = worker
        self._begun = worker.used()
        self._placed = False

    def look(self) -> None:
        """Find out whether the query is long by now; raise where it must make room."""
        if not self.long:
            if self._worker.used() - self._begun < SHORT_SECONDS:
                return
            self.long = True
            self._worker.yield_to_others()
        self._placed = self._placed or self._lane.enter()
        if not self._placed and self._lane.pressed():
            raise CrowdedError

    def end(self) -> None:
        """Give the place back."""
        if self._placed:
            self._placed = False
            self._lane.leave()
