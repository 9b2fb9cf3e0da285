"""What every stored article counts for, kept up with the store a little at each request.

Counting all statements of a large store takes longer than a reader waits, and what an
article counts for changes only when it is stored again. So each article is counted once,
in batches, for at most half a second a request; a page says how many are counted so far.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from sys import intern
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from starlette.requests import Request

from kg import ids
from kg.model import PUBLISHER, ResponseKind
from kg.store import Reader, Snapshots, Stamp, journal
from kg.table import Value
from kg.web.views.kinds import Kind, kind_called
from kg.web.views.naming import Named, iris, named

if TYPE_CHECKING:
    from kg.web.site import Site

Key = TypeVar("Key", bound=Hashable)
_AT_ONCE = 50
_SECONDS = 0.5
_CURRENT = """PREFIX onr: <https://w3id.org/onrecord/ns#>
SELECT ?article ?version WHERE { ?article onr:currentVersion ?version }"""
_STATEMENTS = """PREFIX onr: <https://w3id.org/onrecord/ns#>
SELECT ?version ?statement ?text ?agent ?kind ?teller
WHERE {
  VALUES ?version { %s }
  ?statement onr:publishedIn ?version ; onr:text ?text ; onr:attribution ?attribution .
  ?attribution onr:source ?agent .
  ?agent onr:identification ?kind .
  OPTIONAL { ?attribution onr:attributedBy ?teller }
}"""
_NAMES = """PREFIX schema: <https://schema.org/>
SELECT ?agent ?name
WHERE { VALUES ?graph { %s } GRAPH ?graph { ?agent schema:name ?name } }"""
_REQUESTS = """PREFIX onr: <https://w3id.org/onrecord/ns#>
SELECT ?version ?outcome (COUNT(DISTINCT ?request) AS ?count)
WHERE {
  VALUES ?version { %s }
  ?request onr:publishedIn ?version ; onr:outcome/onr:responseKind ?kind .
  BIND(STRAFTER(STR(?kind), "/response-kind/") AS ?outcome)
}
GROUP BY ?version ?outcome
HAVING(COUNT(DISTINCT ?request) > 0)"""


@dataclass(frozen=True, slots=True)
class Relay:
    """Whose words somebody passes on, both by name; `publisher` is set where that is the outlet."""

    teller: str
    publisher: bool
    source: str


@dataclass(frozen=True, slots=True)
class Line:
    """What one article counts for. Of sources only names are kept, never a description."""

    article: Named
    kinds: Counter[Kind] = field(default_factory=Counter)
    outcomes: Counter[ResponseKind] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    """Statements by the names of named sources."""
    relays: Counter[Relay] = field(default_factory=Counter)
    statements: dict[str, bytes] = field(default_factory=dict)
    """The words of each statement in small letters, by its IRI; UTF-8 takes half of the memory."""


@dataclass(frozen=True)
class Overview:
    """The articles that are counted, the newest first, and how many there are."""

    lines: tuple[Line, ...]
    articles: int

    @property
    def whole(self) -> bool:
        """Return whether every article is counted."""
        return len(self.lines) == self.articles

    @cached_property
    def names(self) -> Counter[str]:
        """The statements of all articles by the names of named sources."""
        return sum_of(one.names for one in self.lines)


class Counted:
    """The counts of one store; one for a server."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._current: dict[str, str] = {}
        self._lines: dict[str, Line] = {}
        self._read = 0
        self._stamp: Stamp | None = None
        self._overview = Overview((), 0)

    def overview(self, snapshots: Snapshots) -> Overview:
        """Return the counts, after going on with them for a moment where the store has changed.

        While another request does that, what it had before is returned.
        """
        if self._stamp == snapshots.stamp() and self._overview.whole:
            return self._overview
        if not self._lock.acquire(blocking=not self._overview.articles):
            return self._overview
        try:
            return self._up_to_date(snapshots)
        finally:
            self._lock.release()

    def _up_to_date(self, snapshots: Snapshots) -> Overview:
        stamp = snapshots.stamp()
        if stamp == self._stamp and self._overview.whole:
            return self._overview
        reader = snapshots.refresh()  # it has all that the journal had at that stamp
        if stamp != self._stamp:
            self._follow(reader, stamp[1])
        self._go_on(reader)
        lines = (self._lines[one] for one in self._current.values() if one in self._lines)
        ordered = sorted(lines, key=lambda one: one.article.published or "", reverse=True)
        self._overview = Overview(tuple(ordered), len(self._current))
        self._stamp = stamp
        return self._overview

    def _follow(self, reader: Reader, size: int) -> None:
        """Learn which versions are current, and drop what was stored anew since the last look."""
        if self._stamp is None or size < self._read:
            rows = reader.select(_CURRENT).rows
            self._current = {str(article): str(version) for article, version in rows}
            self._lines, self._read = {}, size
            return
        added, self._read = journal.since(reader.folder.journal, self._read, size)
        for article in {one.article for one in added}:
            self._current.pop(article, None)
            if found := reader.current(article):
                self._current[article] = found.version
        for one in added:
            self._lines.pop(one.version, None)
        kept = set(self._current.values())
        self._lines = {version: line for version, line in self._lines.items() if version in kept}

    def _go_on(self, reader: Reader) -> None:
        """Count articles that are not, until there are none or the time is over."""
        ahead = {
            version: article
            for article, version in self._current.items()
            if version not in self._lines
        }
        until = time.monotonic() + _SECONDS
        for batch in _batches(ahead):
            self._lines |= _lines(reader, batch)
            if time.monotonic() > until:
                return


def _batches(versions: dict[str, str]) -> Iterator[dict[str, str]]:
    each = iter(versions.items())
    while batch := dict(islice(each, _AT_ONCE)):
        yield batch


def _lines(reader: Reader, versions: dict[str, str]) -> dict[str, Line]:
    """Count some articles, given by version."""
    known = named(reader, versions.values())
    found = {
        version: Line(known[article]) for version, article in versions.items() if article in known
    }
    _count_statements(reader, found)
    for row in reader.select(_REQUESTS % iris(found)).objects():
        outcomes = found[str(row["version"])].outcomes
        outcomes[ResponseKind(str(row["outcome"]))] += int(str(row["count"]))
    return found


def _count_statements(reader: Reader, found: dict[str, Line]) -> None:
    graphs = [ids.version_graph(one, "assertion") for one in found]
    names = {str(one): str(name) for one, name in reader.select(_NAMES % iris(graphs)).rows}
    rows = reader.select(_STATEMENTS % iris(found)).rows
    for version, statement, text in {row[:3] for row in rows}:
        found[str(version)].statements[str(statement)] = str(text).lower().encode()
    for version, _, kind in {(row[0], row[1], _kind(row[4])) for row in rows}:
        found[str(version)].kinds[kind] += 1
    by_name = {
        (str(row[0]), row[1], intern(names[str(row[3])]), str(row[5]))
        for row in rows
        if _kind(row[4]) is Kind.NAMED and str(row[3]) in names
    }
    for version, _, name in {one[:3] for one in by_name}:
        found[version].names[name] += 1
    told = {(version, _relay(found[version], teller, name, names), statement)
            for version, statement, name, teller in by_name}  # fmt: skip
    for version, relay, _ in told:
        if relay is not None:
            found[version].relays[relay] += 1


def _kind(value: Value) -> Kind:
    return kind_called(str(value).rpartition("/")[2])


def _relay(line: Line, teller: str, name: str, names: dict[str, str]) -> Relay | None:
    """Return who passes on the words of a name; none where the article does not name who does."""
    if teller == f"{line.article.version}#{PUBLISHER}":
        outlet = line.article.outlet
        return Relay(intern(outlet), publisher=True, source=name) if outlet else None
    return Relay(intern(names[teller]), publisher=False, source=name) if teller in names else None


def overview(request: Request) -> Overview:
    """Return the counts of the server that a request is to."""
    site: Site = request.app.state.site
    return site.counted.overview(site.snapshots)


def sum_of(counters: Iterable[Counter[Key]]) -> Counter[Key]:
    """Return the sum of counts."""
    found: Counter[Key] = Counter()
    for one in counters:
        found.update(one)
    return found


def total(counters: Iterable[Counter[Kind]]) -> Counter[Kind]:
    """Return the sum of counts by kind."""
    return sum_of(counters)


def of_outlet(whole: Overview, outlet: str) -> tuple[Line, ...]:
    """Return the articles of an outlet."""
    return tuple(one for one in whole.lines if one.article.outlet == outlet)
