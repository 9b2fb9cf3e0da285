"""The workspace as the server has it: asked by many, changed by one at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

from pyoxigraph import Quad

from kg.errors import StoreBusy
from kg.sandbox import Limits, Pool
from kg.store.opening import told
from kg.vocab import ONR_NAMESPACE
from kg.workspace import database, digests, journal
from kg.workspace.names import Names
from kg.workspace.process import Order, Part, run

MOST_QUADS = 100_000
"""As many as a change can be worked out on within a second or two."""
MOST_SUPERSEDED = 256 * 1024
"""So many letters of a journal may be of what is there no more, however little is there."""
_DONE = {"put": "replaced", "post": "added to", "delete": "emptied"}
_PATIENCE_SECONDS = 5.0
_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a change came to."""

    existed: bool
    """Whether the graph that it was about held anything before."""
    removed: int
    added: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of the journal as it is shown."""

    number: int
    at: str
    what: str
    removed: int
    added: int


class Workspace:
    """A dataset of other people's graphs; `close` it at the end."""

    def __init__(
        self,
        path: Path,
        *,
        base: str,
        limits: Limits,
        now: Callable[[], datetime],
        most_quads: int = MOST_QUADS,
    ) -> None:
        self.path = path
        self.names = Names(base, ONR_NAMESPACE.rpartition("/")[0] + "/")
        self._limits = limits
        self._now = now
        self._most_quads = most_quads
        self._door = Lock()
        self._last: journal.Entry | None = None
        self._length = 0
        with told(path):
            path.mkdir(parents=True, exist_ok=True)
            with self._held():
                self._compact()
                self._settle()
        self.pool = Pool(
            self._quads, limits=limits, workers=1, waiting=8, union=False, stamp=self._stamp
        )

    @property
    def _quads(self) -> Path:
        return self.path / "quads"

    @property
    def _journal(self) -> Path:
        return self.path / "journal.jsonl"

    @property
    def _applied(self) -> Path:
        return self.path / "applied"

    def close(self) -> None:
        """End the processes that answer queries."""
        self.pool.close()

    def graph(self, name: str | None) -> list[Quad]:
        """Return the quads of a graph; of the default graph where it has no name."""
        with told(self.path):
            return database.graph(self._quads, name)

    def sizes(self) -> dict[str | None, int]:
        """Return how many triples each graph has."""
        with told(self.path):
            return database.sizes(self._quads)

    def listed(self, most: int) -> list[Listed]:
        """Return the newest lines of the journal, the newest first."""
        found = [
            Listed(
                number=one.number,
                at=datetime.fromisoformat(one.at).strftime("%Y-%m-%d %H:%M %Z"),
                what=one.what,
                removed=len(one.removed),
                added=len(one.added),
            )
            for one in journal.entries(self._journal)
        ]
        return found[: -most - 1 : -1]

    def read(self, part: Part, base: str) -> bytes:
        """Return a document as sorted N-Quads, read in a process that may be killed."""
        with self._held():
            return run(self._order("parse", base), (part,)).bodies[0]

    def update(
        self,
        text: str,
        *,
        base: str,
        using: tuple[str, ...] = (),
        using_named: tuple[str, ...] = (),
    ) -> Changed:
        """Run a SPARQL update."""
        order = replace(self._order("update", base), using=using, using_named=using_named)
        return self._change(order, (Part("application/sparql-update", text.encode()),), "update")

    def put(self, graph: str | None, parts: tuple[Part, ...]) -> Changed:
        """Replace a graph by what documents say."""
        return self._about(graph, "put", parts)

    def post(self, graph: str | None, parts: tuple[Part, ...]) -> Changed:
        """Add what documents say to a graph."""
        return self._about(graph, "post", parts)

    def delete(self, graph: str | None) -> Changed:
        """Empty a graph."""
        return self._about(graph, "delete", ())

    def _about(self, graph: str | None, step: str, parts: tuple[Part, ...]) -> Changed:
        if graph is not None:
            self.names.must_be_theirs([graph])
        order = replace(self._order(step, graph or self.names.direct("")), graph=graph)
        return self._change(order, parts, f"{_DONE[step]} {graph or 'the default graph'}")

    def _order(self, step: str, base: str) -> Order:
        return Order(
            step=step,
            base=base,
            names=self.names,
            quads=str(self._quads),
            most=self._most_quads,
            seconds=self._limits.seconds,
            memory_bytes=self._limits.memory_bytes,
        )

    def _change(self, order: Order, parts: tuple[Part, ...], what: str) -> Changed:
        """Work a change out on a copy, write it down, and only then apply it."""
        with self._held():
            if self._length != _length(self._journal):
                self._settle()
            answer = run(order, parts)
            if answer.head["digest"] != self._digest():
                self._settle()
                answer = run(order, parts)
            removed, added = (_split(one) for one in answer.bodies)
            if removed or added:
                self._keep(what, removed, added)
            return Changed(
                existed=bool(answer.head["existed"]), removed=len(removed), added=len(added)
            )

    def _keep(self, what: str, removed: tuple[str, ...], added: tuple[str, ...]) -> None:
        last = self._last
        entry = journal.Entry(
            number=1 + (last.number if last else 0),
            at=self._now().isoformat(timespec="seconds"),
            what=what,
            removed=removed,
            added=added,
            quads=(last.quads if last else 0) + len(added) - len(removed),
            digest=digests.after(self._digest(), removed, added),
        )
        with told(self.path):
            journal.append(self._journal, entry)
            database.apply(self._quads, removed, added)
        self._take(entry)

    def _compact(self) -> None:
        """Write the journal anew where more than half of it, and not a little, is superseded."""
        live: set[str] = set()
        written = 0
        last = None
        for last in journal.entries(self._journal):
            live.difference_update(last.removed)
            live.update(last.added)
            written += sum(map(len, (*last.removed, *last.added)))
        kept = sum(map(len, live))
        if last is None or written - kept <= max(kept, MOST_SUPERSEDED):
            return
        digest = digests.after(digests.EMPTY, (), live)
        added = tuple(sorted(live))
        whole = replace(last, removed=(), added=added, quads=len(added), digest=digest)
        journal.begin_with(self._journal, whole)

    def _settle(self) -> None:
        """Bring the database to where the journal is: it may have lost what it had, or all."""
        wanted: set[str] = set()
        last = None
        for last in journal.entries(self._journal):
            wanted.difference_update(last.removed)
            wanted.update(last.added)
        with told(self.path):
            there = database.open_or_make(self._quads)
            if there != wanted:
                database.apply(self._quads, there - wanted, wanted - there)
        self._take(last)

    def _take(self, entry: journal.Entry | None) -> None:
        """Remember the newest line, without its quads, and tell whoever answers queries."""
        self._last = entry and replace(entry, removed=(), added=())
        self._length = _length(self._journal)
        self._applied.write_text(str(entry.number if entry else 0), encoding="utf-8")

    def _stamp(self) -> str:
        return self._applied.read_text(encoding="utf-8")

    def _digest(self) -> str:
        return self._last.digest if self._last else digests.EMPTY

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Be the one that changes something, in this process and in any other."""
        if not self._door.acquire(timeout=_PATIENCE_SECONDS):
            raise _busy()
        try:
            descriptor = os.open(self.path / "writer.lock", os.O_RDWR | os.O_CREAT, 0o644)
            try:
                _lock(descriptor)
                yield
            finally:
                os.close(descriptor)
        finally:
            self._door.release()


def _lock(descriptor: int) -> None:
    begun = monotonic()
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() - begun > _PATIENCE_SECONDS:
                raise _busy() from None
            sleep(_PAUSE_SECONDS)
        else:
            return


def _busy() -> StoreBusy:
    return StoreBusy("another request changes the workspace", todo="try again")


def _split(lines: bytes) -> tuple[str, ...]:
    return tuple(lines.decode("utf-8").split("\n")[:-1])


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
