"""Reading a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a type name
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple
from rdflib import Dataset

from kg import ids
from kg.errors import StoreDamaged, UsageError
from kg.model import PUBLISHER, Article
from kg.store import journal
from kg.store.opening import Folder, open_database, told
from kg.store.reviews import ReviewLog
from kg.table import Table, Value, value_of
from kg.vocab import ONR, SCHEMA

_CURRENT = NamedNode(str(ONR.currentVersion))
_SHA256 = NamedNode(str(ONR.sha256))
_VERSION_OF = NamedNode(str(ONR.versionOf))
_SHORTEST_DIGEST = 6


@dataclass(frozen=True, slots=True)
class Stored:
    """An article that the store has, by the IRIs of its parts and what it was called."""

    article: str
    version: str
    identifier: str | None
    url: str | None


class Reader:
    """A snapshot of a store."""

    def __init__(self, database: pyoxigraph.Store, folder: Folder) -> None:
        self._database = database
        self.folder = folder
        self.reviews = ReviewLog(folder)
        self.base = folder.base()

    def select(self, sparql: str) -> Table:
        """Return the answer of one of our own SELECT queries, the union as default graph."""
        with told(self.folder.path):
            found = self._database.query(sparql, use_default_graph_as_union=True)
            if not isinstance(found, pyoxigraph.QuerySolutions):
                raise TypeError("a stored query is a SELECT")
            columns = tuple(variable.value for variable in found.variables)
            rows = tuple(tuple(_value(cell) for cell in row) for row in found)
        return Table(columns, rows)

    def articles(self) -> tuple[Stored, ...]:
        """Return every article with its current version, by IRI."""
        return tuple(sorted(self._articles(), key=lambda one: one.article))

    def _articles(self) -> Iterator[Stored]:
        for quad in self._quads(None, _CURRENT):
            article, version = _iri(quad.subject), _iri(quad.object)
            name = self._literal(article, str(SCHEMA.identifier))
            yield Stored(article, version, name, self.url_of(version))

    def current(self, article: str) -> Stored | None:
        """Return the article of that IRI with its current version; none where it is not stored."""
        for quad in self._quads(NamedNode(article), _CURRENT):
            version = _iri(quad.object)
            name = self._literal(article, str(SCHEMA.identifier))
            return Stored(article, version, name, self.url_of(version))
        return None

    def versions(self, article: str) -> tuple[str, ...]:
        """Return the IRIs of an article's versions, the current one first."""
        found = {_iri(quad.subject) for quad in self._quads(None, _VERSION_OF, NamedNode(article))}
        current = self.current(article)
        return tuple(sorted(found, key=lambda one: (not current or one != current.version, one)))

    def has_version(self, version: str) -> bool:
        """Return whether a version is stored."""
        return any(self._quads(NamedNode(version), _VERSION_OF))

    def url_of(self, version: str) -> str | None:
        """Return where a version was published, if it says so."""
        return self._literal(version, str(SCHEMA.url))

    def find(self, name: str) -> Stored:
        """Return the article that `name` means: its id, URL, IRI, or the start of its digest."""
        stored = self.articles()
        exact = [
            one for one in stored if name in (one.identifier, one.url, one.article, one.version)
        ]
        found = exact or [one for one in stored if _starts(one, name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{len(found)} articles are called {name!r}", todo="give more letters")
        raise UsageError(
            f"the store has no article {name!r}",
            todo="name it by its id, URL or IRI; `onrecord show` lists what there is",
        )

    def find_part(self, name: str) -> tuple[Stored, str]:
        """Return the article that `ARTICLE` or `ARTICLE#PART` means, and the part if there is one.

        A name that is an article's as a whole is that article, whatever is in it.
        """
        try:
            return self.find(name), ""
        except UsageError:
            article, mark, part = name.rpartition("#")
            if not (mark and article and part):
                raise
        return self.find(article), part

    def twins(self, one: Stored) -> tuple[Stored, ...]:
        """Return the other articles that have the same text."""
        digest = self._literal(one.version, str(ONR.sha256))
        if digest is None:
            return ()
        found = {_iri(quad.subject) for quad in self._quads(None, _SHA256, Literal(digest))}
        others = found - {one.version}
        if not others:
            return ()
        return tuple(other for other in self.articles() if other.version in others)

    def about(self, one: Stored) -> Article:
        """Return what is known of an article: its text, and what is said of it."""
        version = one.version
        published = self._literal(version, str(SCHEMA.datePublished))
        return Article(
            text=self._literal(version, str(ONR.text)) or "",
            identifier=one.identifier,
            url=one.url,
            title=self._literal(version, str(SCHEMA.headline)),
            outlet=self._literal(f"{version}#{PUBLISHER}", str(SCHEMA.name)),
            author=self._literal(version, str(SCHEMA.author)),
            date=Date.fromisoformat(published) if published else None,
        )

    def dataset(self, version: str) -> Dataset:
        """Return the named graphs of a version for the graph API."""
        dataset = Dataset()
        dataset.parse(data=self.version_quads(version), format="nquads")
        return dataset

    def version_quads(self, version: str) -> bytes:
        """Return the named graphs of a version as sorted N-Quads; empty if it is not there."""
        return lines(self._version(version))

    def _version(self, version: str) -> Iterator[Quad]:
        for graph in ids.graphs_of(version):
            yield from self._quads(graph=NamedNode(graph))

    def quads(
        self, articles: tuple[Stored, ...] = (), *, superseded: bool = False
    ) -> Iterator[Quad]:
        """Return the quads of the current versions of some articles, or of all of them.

        `superseded` gives everything, older versions too: a name that an article no longer
        prints is still in those.
        """
        if superseded and not articles:
            yield from self._quads()
            return
        for one in articles or self.articles():
            history = NamedNode(ids.history_graph(one.article))
            yield from self._version(one.version)
            yield from self._quads(graph=history)

    def verify(self) -> int:
        """Return how many versions are there as they were acknowledged; raise where one is not.

        Every version is read by graph, subject, predicate and object, so that damage in any
        of the database's indexes shows.
        """
        with told(self.folder.path):
            expected = journal.live(self.folder.journal)
        if not expected and self.articles():
            raise StoreDamaged(
                f"{self.folder.journal} is gone or empty, so losses cannot be noticed",
                todo="restore it from a backup, or ingest the articles into a new store",
            )
        changed = [
            version for version, entry in expected.items() if not self._whole(version, entry)
        ]
        if changed:
            raise damaged(self.folder, changed)
        return len(expected)

    def _whole(self, version: str, entry: journal.Entry) -> bool:
        quads = list(self._version(version))
        if ids.bytes_digest(lines(quads)) != entry.sha256:
            return False
        seen = {"subject": 0, "predicate": 0, "object": 0}
        for graph in {quad.graph_name for quad in quads}:
            inside = [quad for quad in quads if quad.graph_name == graph]
            for subject in {quad.subject for quad in inside}:
                seen["subject"] += sum(1 for _ in self._quads(subject, None, None, graph))
            for predicate in {quad.predicate for quad in inside}:
                seen["predicate"] += sum(1 for _ in self._quads(None, predicate, None, graph))
            for value in {quad.object for quad in inside}:
                # this scan (no SPARQL query) gives neighbours of numbers that end in byte 255
                found = self._quads(None, None, value, graph)
                seen["object"] += sum(1 for quad in found if quad.object == value)
        return set(seen.values()) == {len(quads)}

    def _quads(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        value: NamedNode | BlankNode | Literal | Triple | None = None,
        graph: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield what matches; damage that shows while reading is told as such."""
        with told(self.folder.path):
            yield from self._database.quads_for_pattern(subject, predicate, value, graph)

    def _literal(self, subject: str, predicate: str) -> str | None:
        for quad in self._quads(NamedNode(subject), NamedNode(predicate)):
            return quad.object.value if isinstance(quad.object, pyoxigraph.Literal) else None
        return None


def damaged(folder: Folder, missing: list[str]) -> StoreDamaged:
    """Return the error of a store that lost what it had acknowledged."""
    return StoreDamaged(
        f"{folder.path} has lost or changed {len(missing)} acknowledged article version(s), "
        f"first {missing[0]}",
        todo="restore it from a backup, or ingest the articles into a new store",
    )


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a store for reading: a snapshot, which a writer does not disturb."""
    folder = Folder(path)
    if not folder.exists() or folder.empty():
        raise UsageError(
            f"there is no store at {path}", todo="`onrecord ingest PATH` or `onrecord run` makes it"
        )
    yield Reader(open_database(folder, writable=False), folder)


def lines(quads: Iterable[Quad]) -> bytes:
    """Return quads as sorted N-Quads; without blank nodes, that is their canonical form."""
    return b"".join(sorted(as_lines(quads).splitlines(keepends=True)))


def as_lines(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads in the order they come in, for what is too much to sort."""
    return pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""


def triples(data: bytes) -> Table:
    """Return N-Triples as a table, a row a triple."""
    parsed = pyoxigraph.parse(data, format=RdfFormat.N_TRIPLES)
    rows = ((one.subject, one.predicate, one.object) for one in parsed)
    return Table(
        ("subject", "predicate", "object"),
        tuple(tuple(_value(term) for term in row) for row in rows),
    )


def _starts(one: Stored, name: str) -> bool:
    digest = one.article.rpartition("/")[2]
    return len(name) >= _SHORTEST_DIGEST and digest.startswith(name)


def _iri(term: object) -> str:
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term} is no IRI")
    return term.value


def _value(term: object) -> Value:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, pyoxigraph.Literal):
        return value_of(term.value, term.datatype.value)
    return str(term)
