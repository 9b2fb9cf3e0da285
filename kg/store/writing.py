"""Writing a store: one version at a time, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg import ids
from kg.errors import UsageError
from kg.model import Origin
from kg.store import journal
from kg.store.checked import note_shapes
from kg.store.opening import Folder, drop_old_logs, open_database, require_room, told, writer_lock
from kg.store.reading import Reader, damaged, lines
from kg.vocab import NPX, ONR, concept

_CURRENT = NamedNode(str(ONR.currentVersion))
_SUPERSEDES = NamedNode(str(NPX.supersedes))
_ORIGIN = NamedNode(str(ONR.recordOrigin))
_HUMAN = NamedNode(str(concept(Origin.HUMAN)))


class Change(StrEnum):
    """What putting a version did."""

    ADDED = "added"
    SUPERSEDED = "new version"
    REPLACED = "replaced"
    CURRENT = "made current again"
    UNCHANGED = "unchanged"
    OLDER = "unchanged, an older version (--again makes it the current one)"
    KEPT_HUMAN = "kept the record made by a person"


_KEPT = frozenset({Change.UNCHANGED, Change.OLDER, Change.KEPT_HUMAN, Change.CURRENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One version ready to be stored: its IRIs, its sorted N-Quads, who made it."""

    article: str
    version: str
    quads: bytes
    origin: Origin


class Writer(Reader):
    """The one process that may change the store; nothing counts before `commit`."""

    def __init__(
        self, database: pyoxigraph.Store, folder: Folder, now: Callable[[], datetime]
    ) -> None:
        super().__init__(database, folder)
        self._now = now
        self._pending: list[journal.Entry] = []
        self._journalled = journal.live(folder.journal)

    def put(self, publication: Publication, *, again: bool = False) -> Change:
        """Store a version.

        The same text under the same id changes nothing, unless `again` asks for it or a
        person made this record; what a person made never yields to a program.
        """
        publication = replace(publication, quads=lines(quads_of(publication.quads)))
        old = self.version_quads(publication.version)
        change = self._decide(publication, old, again=again)
        with told(self.folder.path):
            if change in (Change.ADDED, Change.SUPERSEDED):
                self._add(publication)
            elif change is Change.REPLACED:
                self._announce(publication.article, [publication.version])
                self._replace(publication)
            elif change is Change.CURRENT:
                self._database.update(self._to_current(publication))
        if change not in _KEPT or publication.version not in self._journalled:
            self._note(publication)
        return change

    def remove(self, article: str) -> int:
        """Take out every version of an article and return how many there were.

        No query finds it again; the engine keeps strings in its dictionary, so that its
        words may still be in the database's files.
        """
        versions = {version for version, one in self._journalled.items() if one.article == article}
        versions |= {one.version for one in self.articles() if one.article == article}
        graphs = [graph for version in versions for graph in ids.graphs_of(version)]
        self._announce(article, versions)
        with told(self.folder.path):
            self._database.update(_drop([*graphs, ids.history_graph(article)]))
            self._database.flush()  # what is not on the disk yet is not compacted either
            self._database.optimize()
        self.reviews.remove(article)
        self._pending += [journal.Entry.remove(article, one, self._now()) for one in versions]
        return len(versions)

    def commit(self) -> None:
        """Return when everything put so far is safe on the disk."""
        if not self._pending:
            return
        with told(self.folder.path):
            self._database.flush()
        self._write(self._pending)
        self._pending = []

    def close(self) -> None:
        """Let go of the database, whoever still holds this; nothing can be asked of it then."""
        del self._database

    def _announce(self, article: str, versions: Iterable[str]) -> None:
        """Say in the journal what is about to change, before it does."""
        self._write([journal.Entry.change(article, one, self._now()) for one in versions])

    def _write(self, entries: list[journal.Entry]) -> None:
        with told(self.folder.path):
            journal.append(self.folder.journal, entries)
        self._journalled = journal.after(self._journalled, entries)

    def _decide(self, publication: Publication, old: bytes, *, again: bool) -> Change:
        current = self._current(publication.article)
        is_current = current is not None and current.value == publication.version
        by_person = publication.origin is Origin.HUMAN
        if not old:
            return Change.SUPERSEDED if current else Change.ADDED
        if self._made_by_person(publication.version) and not by_person:
            return Change.KEPT_HUMAN
        if not (again or by_person):
            return Change.UNCHANGED if is_current else Change.OLDER
        if old != publication.quads:
            return Change.REPLACED
        return Change.UNCHANGED if is_current else Change.CURRENT

    def _made_by_person(self, version: str) -> bool:
        graph = NamedNode(ids.version_graph(version, "provenance"))
        return any(self._quads(None, _ORIGIN, _HUMAN, graph))

    def _current(self, article: str) -> NamedNode | None:
        for quad in self._quads(NamedNode(article), _CURRENT):
            return quad.object if isinstance(quad.object, NamedNode) else None
        return None

    def _add(self, publication: Publication) -> None:
        """Add a new version, and make it the current one, in one transaction."""
        version, before = NamedNode(publication.version), self._current(publication.article)
        history = NamedNode(ids.history_graph(publication.article))
        if before is None:
            current = Quad(NamedNode(publication.article), _CURRENT, version, history)
            self._database.extend([*quads_of(publication.quads), current])
            return
        step = _block(Quad(version, _SUPERSEDES, before, history))
        self._database.update(
            f"{self._to_current(publication)} ; "
            f"INSERT DATA {{ {_blocks(publication.quads)} {step} }}"
        )

    def _replace(self, publication: Publication) -> None:
        drop = _drop(ids.graphs_of(publication.version))
        self._database.update(
            f"{drop} ; INSERT DATA {{ {_blocks(publication.quads)} }} ; "
            f"{self._to_current(publication)}"
        )

    def _to_current(self, publication: Publication) -> str:
        """Return the update that makes the version the article's current one."""
        article, history = publication.article, ids.history_graph(publication.article)
        return (
            f"DELETE WHERE {{ GRAPH <{history}> {{ <{article}> {_CURRENT} ?any }} }} ; "
            f"INSERT DATA {{ GRAPH <{history}> "
            f"{{ <{article}> {_CURRENT} <{publication.version}> }} }}"
        )

    def _note(self, publication: Publication) -> None:
        """Keep the line that says what now stands for this version."""
        digest = ids.bytes_digest(self.version_quads(publication.version))
        self._pending.append(
            journal.Entry.put(publication.article, publication.version, digest, self._now())
        )

    def require_whole(self) -> None:
        """Raise where a version that was acknowledged is not there (its head is looked for)."""
        missing = [
            version
            for version in self._journalled
            if not self._database.contains_named_graph(
                NamedNode(ids.version_graph(version, "head"))
            )
        ]
        if missing:
            raise damaged(self.folder, missing)


@contextmanager
def writing(
    path: Path, base: str, now: Callable[[], datetime], *, room: bool = True
) -> Iterator[Writer]:
    """Open a store for writing, making it where there is none; what is put is kept at the end.

    `room` asks for free space first, which taking something out does not need.
    """
    folder = Folder(path)
    if not folder.exists():
        folder.create(base)
    if folder.base() != base:
        raise UsageError(
            f"the store's IRIs lie under {folder.base()}, not {base}",
            todo="give that with --base, or name another store",
        )
    if room:
        require_room(folder)
    with writer_lock(folder):
        drop_old_logs(folder)
        note_shapes(folder, now)
        writer = Writer(open_database(folder, writable=True), folder, now)
        try:
            writer.require_whole()
            try:
                yield writer
            finally:
                writer.commit()
        finally:
            writer.close()


def begin(path: Path, base: str, now: Callable[[], datetime]) -> None:
    """Make a store that holds nothing yet, where there is none, so that it can be read."""
    folder = Folder(path)
    if not folder.exists() or folder.empty():
        with writing(path, base, now):
            pass


def quads_of(quads: bytes) -> Iterator[Quad]:
    """Return our own N-Quads as the database's values."""
    for quad in pyoxigraph.parse(quads, format=RdfFormat.N_QUADS):
        if not isinstance(quad, Quad):
            raise TypeError("N-Quads hold quads")
        yield quad


def _drop(graphs: Iterable[str]) -> str:
    return " ; ".join(f"DROP SILENT GRAPH {NamedNode(graph)}" for graph in graphs)


def _blocks(quads: bytes) -> str:
    return "\n".join(_block(quad) for quad in quads_of(quads))


def _block(quad: Quad) -> str:
    return f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
