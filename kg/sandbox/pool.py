"""Warm workers: made before there is a query, killed over one, replaced behind its back."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import LimitReached, OnRecordError, UsageError
from kg.sandbox.failures import Busy
from kg.sandbox.lane import CrowdedError, Lane, Trip
from kg.sandbox.query import Answer, Limits, Query
from kg.sandbox.replies import answer_of, stopped, too_long
from kg.sandbox.size import refuse_long
from kg.sandbox.starting import START_SECONDS, file_stamp, order, our_prefixes, terms
from kg.sandbox.worker import EndedError, OverdueError, Reply, Worker

_PAUSE_SECONDS = 1.0
"""Between two attempts to start a worker where the first fails."""
_PRESSING_SECONDS = 1.0
"""Whoever waits longer may have the worker of a long query that is beyond its share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a pool is, and what it has done since it was made."""

    workers: int
    """How many there should be."""
    idle: int
    """How many could be asked at once."""
    no_network: bool
    """Whether the system lets workers have no network; the guard stands in any case."""
    answered: int
    refused: int
    """Queries that were no SPARQL, reach outside, or are larger than the engine bears."""
    stopped: int
    """Queries that reached a limit."""
    busy: int
    """Queries for which no worker was free in time."""
    failed: int
    """Queries that were answered by an error of the store's."""
    replaced: int
    """Workers that were killed, crashed, or held too much memory."""
    not_started: int
    """Attempts to start a worker that failed; they are repeated."""


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    """Somebody who waits for a worker."""

    since: float


class Pool:
    """Workers over one store's database; asked from any thread, in the order of asking.

    All workers but one may be at long queries for as long as their limits allow; a long query at
    the last one is ended where somebody waits, so that a short query finds a worker.

    A query sees what was committed before it began: `stamp` says, by another text, that
    something was, and is the state of the journal beside the database unless given.
    """

    def __init__(  # noqa: PLR0913 - a server's settings, each with its default
        self,
        quads: Path,
        *,
        limits: Limits | None = None,
        workers: int = 4,
        patience: float = 10.0,
        waiting: int = 16,
        union: bool = True,
        stamp: Callable[[], str] | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        self._limits = limits or Limits()
        prefixes = our_prefixes() if prefixes is None else prefixes
        self._terms = terms(quads, self._limits, union=union, prefixes=prefixes)
        self._workers, self._patience, self._most_waiting = workers, patience, waiting
        self._stamp = stamp or (lambda: file_stamp(quads.parent / "journal.jsonl"))
        self._free: list[Worker] = []
        self._all: set[Worker] = set()
        self._done: Counter[str] = Counter()
        self._queue: deque[_Turn] = deque()
        """Those who wait, the first one first."""
        self._closed = False
        self._change = threading.Condition()
        self._lane = Lane(max(1, workers - 1), self._pressed)
        for _ in range(workers):
            self._start_one()

    def ask(self, query: Query) -> Answer:
        """Return the answer; wait for it, and before that for a worker that is free.

        Raises `UsageError` for what is no query, reaches outside, or cannot be said in the
        format, `LimitReached` where it was stopped, `Busy` where no worker was free in
        time, and `StoreDamaged` where the database says so.
        """
        try:
            refuse_long(query.sparql)
            answer = answer_of(self._reply(query))
        except OnRecordError as error:
            self._count(_counted_as(error))
            raise
        self._count("answered")
        return answer

    def health(self) -> Health:
        """Return how the pool is."""
        with self._change:
            names = ("answered", "refused", "stopped", "busy", "failed", "replaced", "not_started")
            return Health(
                workers=self._workers,
                idle=len(self._free),
                no_network=bool(self._all) and all(one.no_network for one in self._all),
                **{name: self._done[name] for name in names},
            )

    def close(self) -> None:
        """End every worker; whoever waits is told that the pool is busy."""
        with self._change:
            self._closed = True
            free, self._free = self._free, []
            for worker in self._all:
                worker.stop()  # who has it forgets it
            self._change.notify_all()
        for worker in free:
            worker.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _reply(self, query: Query) -> Reply:
        worker, kept = self._take(), False
        trip = Trip(self._lane, worker)
        try:
            asked = order(query, self._limits, self._stamp())
            reply = worker.ask(asked, self._limits.seconds, trip.look)
            kept = not (reply.retire or trip.long)  # what yields goes on to yield
        except OverdueError:
            raise too_long(self._limits) from None
        except EndedError as ended:
            raise stopped(ended.status, self._limits) from None
        except CrowdedError:
            raise self._busy("the query takes long, and shorter ones wait") from None
        finally:
            trip.end()
            self._give_back(worker) if kept else self._replace(worker)
        return reply

    def _take(self) -> Worker:
        """Return a worker that nobody else has."""
        until = time.monotonic() + self._patience
        while True:
            with self._change:
                worker = self._wait(until)
            if worker.alive():
                return worker
            self._replace(worker)  # something else ended it, such as a system out of memory

    def _wait(self, until: float) -> Worker:
        """Return a free worker when everybody who came before has one."""
        if len(self._queue) >= self._most_waiting and not self._free:
            raise self._busy(self._at_others)
        turn = _Turn(time.monotonic())
        self._queue.append(turn)
        try:
            found = self._change.wait_for(
                lambda: self._closed or (self._free and self._queue[0] is turn),
                until - time.monotonic(),
            )
            if not found or self._closed:
                raise self._busy(self._at_others)
            return self._free.pop()
        finally:
            self._queue.remove(turn)
            self._change.notify_all()

    def _pressed(self) -> bool:
        """Return whether somebody has waited for more than a moment."""
        with self._change:
            return bool(self._queue) and time.monotonic() - self._queue[0].since > _PRESSING_SECONDS

    @property
    def _at_others(self) -> str:
        return f"all {self._workers} workers are at other queries"

    def _busy(self, what: str) -> Busy:
        return Busy(
            what, todo="ask again a little later", retry_seconds=max(1, round(self._patience))
        )

    def _give_back(self, worker: Worker) -> None:
        with self._change:
            if not self._closed:
                self._free.append(worker)
                self._change.notify_all()
                return
        worker.kill()

    def _replace(self, worker: Worker) -> None:
        with self._change:
            self._all.discard(worker)
            self._done["replaced"] += 1
        worker.stop()
        self._start_one(worker)

    def _start_one(self, instead_of: Worker | None = None) -> None:
        threading.Thread(target=self._start, args=(instead_of,), daemon=True).start()

    def _start(self, instead_of: Worker | None) -> None:
        """Add a worker; where it cannot be started, try again until it can."""
        if instead_of is not None:
            instead_of.kill()  # waits until the system has taken its memory back
        while not self._closed:
            try:
                self._add(Worker(self._terms))
            except (OSError, EndedError, OverdueError):
                self._count("not_started")
                time.sleep(_PAUSE_SECONDS)
            else:
                return

    def _add(self, worker: Worker) -> None:
        try:
            worker.wait_until_ready(START_SECONDS)
        except (EndedError, OverdueError):
            worker.kill()
            raise
        with self._change:
            if not self._closed:
                self._all.add(worker)
                self._free.append(worker)
                self._change.notify_all()
                return
        worker.kill()

    def _count(self, what: str) -> None:
        with self._change:
            self._done[what] += 1


def _counted_as(error: OnRecordError) -> str:
    match error:
        case Busy():
            return "busy"
        case LimitReached():
            return "stopped"
        case UsageError():
            return "refused"
        case _:
            return "failed"
