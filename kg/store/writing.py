"""Writing a store: one version at a time, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from kg.store.opening import Folder, open_database, require_room, told, writer_lock
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
    UNCHANGED = "unchanged"
    KEPT_HUMAN = "kept the record made by a person"


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
        if change in (Change.UNCHANGED, Change.KEPT_HUMAN):
            if publication.version not in self._journalled:
                self._note(publication.article, publication.version, old)
            return change
        with told(self.folder.path):
            if old:
                self._replace(publication)
            else:
                self._add(publication)
        self._note(publication.article, publication.version, publication.quads)
        return change

    def remove(self, article: str) -> int:
        """Take out every version of an article and return how many there were."""
        versions = {version for version, one in self._journalled.items() if one.article == article}
        versions |= {one.version for one in self.articles() if one.article == article}
        graphs = [graph for version in versions for graph in ids.graphs_of(version)]
        with told(self.folder.path):
            self._database.update(_drop([*graphs, ids.history_graph(article)]))
        self._pending.append(journal.Entry.removed(article, self._now()))
        return len(versions)

    def commit(self) -> None:
        """Return when everything put so far is safe on the disk."""
        if not self._pending:
            return
        with told(self.folder.path):
            self._database.flush()
            journal.append(self.folder.journal, self._pending)
        self._journalled = journal.live(self.folder.journal)
        self._pending.clear()

    def _decide(self, publication: Publication, old: bytes, *, again: bool) -> Change:
        if not old:
            known = self._current(publication.article)
            return Change.SUPERSEDED if known else Change.ADDED
        by_person = publication.origin is Origin.HUMAN
        if self._made_by_person(publication.version) and not by_person:
            return Change.KEPT_HUMAN
        if old == publication.quads or not (again or by_person):
            return Change.UNCHANGED
        return Change.REPLACED

    def _made_by_person(self, version: str) -> bool:
        graph = NamedNode(ids.version_graph(version, "provenance"))
        return any(self._database.quads_for_pattern(None, _ORIGIN, _HUMAN, graph))

    def _current(self, article: str) -> NamedNode | None:
        subject = NamedNode(article)
        for quad in self._database.quads_for_pattern(subject, _CURRENT, None, None):
            return quad.object if isinstance(quad.object, NamedNode) else None
        return None

    def _add(self, publication: Publication) -> None:
        """Add a new version, and make it the current one, in one transaction."""
        article, version = NamedNode(publication.article), NamedNode(publication.version)
        history = NamedNode(ids.history_graph(publication.article))
        current = Quad(article, _CURRENT, version, history)
        before = self._current(publication.article)
        if before is None:
            self._database.extend([*quads_of(publication.quads), current])
            return
        step = Quad(version, _SUPERSEDES, before, history)
        old = Quad(article, _CURRENT, before, history)
        self._database.update(
            f"DELETE DATA {{ {_block(old)} }} ; INSERT DATA {{ {_blocks(publication.quads)} "
            f"{_block(current)} {_block(step)} }}"
        )

    def _replace(self, publication: Publication) -> None:
        drop = _drop(list(ids.graphs_of(publication.version)))
        self._database.update(f"{drop} ; INSERT DATA {{ {_blocks(publication.quads)} }}")

    def _note(self, article: str, version: str, quads: bytes) -> None:
        count, digest = quads.count(b"\n"), ids.bytes_digest(quads)
        self._pending.append(journal.Entry.put(article, version, count, digest, self._now()))

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
def writing(path: Path, base: str, now: Callable[[], datetime]) -> Iterator[Writer]:
    """Open a store for writing, making it where there is none; what is put is kept at the end."""
    folder = Folder(path)
    if not folder.exists():
        folder.create(base)
    if folder.base() != base:
        raise UsageError(
            f"the store's IRIs lie under {folder.base()}, not {base}",
            todo="give that with --base, or name another store",
        )
    require_room(folder)
    with writer_lock(folder):
        writer = Writer(open_database(folder, writable=True), folder, now)
        writer.require_whole()
        try:
            yield writer
        finally:
            writer.commit()


def quads_of(quads: bytes) -> Iterator[Quad]:
    """Return our own N-Quads as the database's values."""
    for quad in pyoxigraph.parse(quads, format=RdfFormat.N_QUADS):
        if not isinstance(quad, Quad):
            raise TypeError("N-Quads hold quads")
        yield quad


def _drop(graphs: list[str]) -> str:
    return " ; ".join(f"DROP SILENT GRAPH {NamedNode(graph)}" for graph in graphs)


def _blocks(quads: bytes) -> str:
    return "\n".join(_block(quad) for quad in quads_of(quads))


def _block(quad: Quad) -> str:
    return f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
