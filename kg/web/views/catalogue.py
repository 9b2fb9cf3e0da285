"""Every stored article for a list: read once, then kept up with the store's journal.

Asking for all of them takes half a second for ten thousand articles, more than a reader should
wait at each look; the journal tells which ones changed since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from starlette.requests import Request

from kg import ids
from kg.store import Reader, Snapshots, journal
from kg.telling.lines import one_line
from kg.web.views.charts import Bar
from kg.web.views.kinds import Kind, bar, kind_called
from kg.web.views.naming import iris, named

if TYPE_CHECKING:
    from kg.web.site import Site

PAGE = 100
_PREFIXES = """PREFIX onr: <https://w3id.org/onrecord/ns#>
PREFIX schema: <https://schema.org/>
"""
_CURRENT = _PREFIXES + "SELECT ?version ?article { ?article onr:currentVersion ?version }"
_TITLES = _PREFIXES + "SELECT ?version ?title { ?version schema:headline ?title }"
_DAYS = _PREFIXES + "SELECT ?version ?day { ?version schema:datePublished ?day }"
_OUTLETS = _PREFIXES + "SELECT ?version ?name { ?version schema:publisher/schema:name ?name }"
_KINDS = (
    _PREFIXES
    + """SELECT ?version ?kind (COUNT(*) AS ?count) {
  VALUES (?version ?graph) { %s }
  GRAPH ?graph { ?statement onr:attribution/onr:source/onr:identification ?kind }
} GROUP BY ?version ?kind"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article in the list."""

    article: str
    version: str
    title: str
    outlet: str
    day: str

    @property
    def digest(self) -> str:
        """Return the end of its IRI."""
        return self.article.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Line:
    """An article as a row of a page."""

    entry: Entry
    statements: int
    bar: Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of the list."""

    lines: tuple[Line, ...]
    found: int
    stored: int
    outlets: tuple[str, ...]
    number: int

    @property
    def pages(self) -> int:
        """Return how many pages there are; the first is there always."""
        return max(1, -(-self.found // PAGE))


class Catalogue:
    """The articles of one store; one for a server."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._entries: dict[str, Entry] = {}
        self._kinds: dict[str, Counter[Kind]] = {}
        self._stamp: tuple[int, int] | None = None
        self._read_to = 0
        self._ordered: tuple[Entry, ...] = ()
        self._outlets: tuple[str, ...] = ()

    def entries(self, snapshots: Snapshots) -> tuple[Entry, ...]:
        """Return every article, the newest first; what was known while another request reads."""
        if self._stamp == snapshots.stamp():
            return self._ordered
        if not self._lock.acquire(blocking=self._stamp is None):
            return self._ordered
        try:
            self._read(snapshots)
        finally:
            self._lock.release()
        return self._ordered

    def page(self, snapshots: Snapshots, outlet: str, words: str, number: int) -> Listing:
        """Return a page of the articles of an outlet with all the words in headline or outlet."""
        every = self.entries(snapshots)
        found = _narrowed(every, outlet, words.casefold().split())
        shown = found[(number - 1) * PAGE : number * PAGE]
        counts = self._counts(snapshots.current(), [one.version for one in shown])
        lines = tuple(
            Line(one, sum(count.values()), bar(one.title, count))
            for one, count in zip(shown, counts, strict=True)
        )
        return Listing(
            lines=lines,
            found=len(found),
            stored=len(every),
            outlets=self._outlets,
            number=number,
        )

    def _read(self, snapshots: Snapshots) -> None:
        stamp = snapshots.stamp()
        if stamp == self._stamp:
            return
        reader = snapshots.refresh()  # it has all that the journal had at that stamp
        if self._stamp is None or stamp[1] < self._read_to:
            self._entries, self._kinds, self._read_to = _all(reader), {}, stamp[1]
        else:
            added, self._read_to = journal.since(reader.folder.journal, self._read_to, stamp[1])
            self._update(reader, {one.article for one in added})
        ordered = sorted(self._entries.values(), key=lambda one: (one.title, one.article))
        ordered.sort(key=lambda one: one.day, reverse=True)
        self._ordered = tuple(ordered)
        self._outlets = tuple(sorted({one.outlet for one in ordered if one.outlet}))
        self._stamp = stamp

    def _update(self, reader: Reader, touched: Collection[str]) -> None:
        for article in touched:
            gone = self._entries.pop(article, None)
            if gone is not None:
                self._kinds.pop(gone.version, None)
        self._entries |= _named(reader, touched)

    def _counts(self, reader: Reader, versions: Sequence[str]) -> list[Counter[Kind]]:
        missing = [one for one in versions if one not in self._kinds]
        if missing:
            self._kinds |= _kinds(reader, missing)
        return [self._kinds.get(one, Counter()) for one in versions]


def _narrowed(every: Sequence[Entry], outlet: str, wanted: Sequence[str]) -> Sequence[Entry]:
    if not (outlet or wanted):
        return every
    return [one for one in every if (not outlet or one.outlet == outlet) and _has(one, wanted)]


def _has(one: Entry, wanted: Iterable[str]) -> bool:
    text = f"{one.title} {one.outlet}".casefold()
    return all(word in text for word in wanted)


def _all(reader: Reader) -> dict[str, Entry]:
    titles, days, outlets = (_pairs(reader, one) for one in (_TITLES, _DAYS, _OUTLETS))
    current = _pairs(reader, _CURRENT)
    found = {
        article: Entry(
            article=article,
            version=version,
            title=one_line(titles[version]),
            outlet=outlets.get(version, ""),
            day=days.get(version, ""),
        )
        for version, article in current.items()
        if titles.get(version)
    }
    return found | _named(reader, [one for one in current.values() if one not in found])


def _pairs(reader: Reader, sparql: str) -> dict[str, str]:
    return {str(one): str(other) for one, other in reader.select(sparql).rows}


def _named(reader: Reader, articles: Collection[str]) -> dict[str, Entry]:
    return {
        iri: Entry(
            article=iri,
            version=one.version,
            title=one.title,
            outlet=one.outlet or "",
            day=one.published or "",
        )
        for iri, one in named(reader, articles).items()
    }


def _kinds(reader: Reader, versions: Sequence[str]) -> dict[str, Counter[Kind]]:
    graphs = (f"({iris((one, ids.version_graph(one, 'assertion')))})" for one in versions)
    counts: dict[str, Counter[Kind]] = {one: Counter() for one in versions}
    for version, kind, count in reader.select(_KINDS % " ".join(graphs)).rows:
        notation = str(kind).rpartition("/")[2]
        counts[str(version)][kind_called(notation)] += int(str(count))
    return counts


def catalogue(request: Request) -> Catalogue:
    """Return the catalogue of the server that a request is to."""
    site: Site = request.app.state.site
    return site.catalogue
