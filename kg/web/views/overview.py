"""What every stored article counts for, kept up with the store a little at each request.

Counting all statements of a large store takes longer than a reader waits, and what an
article counts for changes only when it is stored again. So each article is counted once,
in batches, for at most half a second a request; a page says how many are counted so far.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from threading import Lock

from starlette.requests import Request

from kg.model import ResponseKind
from kg.store import Reader
from kg.web.site import Site
from kg.web.views.kinds import Kind, kind_called
from kg.web.views.naming import Named, iris, named

_AT_ONCE = 50
_SECONDS = 0.5
_CURRENT = """PREFIX onr: <https://w3id.org/onrecord/ns#>
SELECT ?article ?version WHERE { ?article onr:currentVersion ?version }"""
_STATEMENTS = """PREFIX onr: <https://w3id.org/onrecord/ns#>
PREFIX schema: <https://schema.org/>
SELECT ?version ?identification ?name ?teller ?published (COUNT(DISTINCT ?statement) AS ?count)
WHERE {
  VALUES ?version { %s }
  ?statement onr:publishedIn ?version ; onr:attribution ?attribution .
  ?attribution onr:source ?agent .
  ?agent onr:identification ?kind .
  BIND(STRAFTER(STR(?kind), "/identification/") AS ?identification)
  OPTIONAL { ?agent schema:name ?name }
  OPTIONAL { ?attribution onr:attributedBy ?by . ?by schema:name ?teller }
  OPTIONAL { ?version schema:publisher ?publisher }
  BIND(BOUND(?by) && BOUND(?publisher) && ?by = ?publisher AS ?published)
}
GROUP BY ?version ?identification ?name ?teller ?published
HAVING(COUNT(DISTINCT ?statement) > 0)"""
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


@dataclass(frozen=True, slots=True)
class Overview:
    """The articles that are counted, and how many there are."""

    lines: tuple[Line, ...]
    articles: int

    @property
    def whole(self) -> bool:
        """Return whether every article is counted."""
        return len(self.lines) == self.articles


class Counted:
    """The counts of one store; one for a server."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lines: dict[str, Line] = {}
        self._read = 0
        self._stamp: object = None
        self._overview = Overview((), 0)

    def overview(self, site: Site) -> Overview:
        """Return the counts, after going on with them for a moment where the store has changed.

        While another request does that, what it had before is returned.
        """
        if not self._lock.acquire(blocking=not self._overview.articles):
            return self._overview
        try:
            return self._up_to_date(site)
        finally:
            self._lock.release()

    def _up_to_date(self, site: Site) -> Overview:
        stamp = site.snapshots.stamp()
        if stamp == self._stamp and self._overview.whole:
            return self._overview
        reader = site.snapshots.refresh()
        self._forget(reader.folder.journal, stamp[1])
        current = {str(row[1]): str(row[0]) for row in reader.select(_CURRENT).rows}
        self._go_on(reader, current)
        lines = {version: self._lines[version] for version in current if version in self._lines}
        self._lines = dict(lines)
        self._overview = Overview(tuple(lines.values()), len(current))
        self._stamp = stamp
        return self._overview

    def _forget(self, journal: Path, size: int) -> None:
        """Drop what was stored anew since the journal was last read."""
        if size < self._read:
            self._lines, self._read = {}, 0
        if size == self._read:
            return
        with journal.open("rb") as file:
            file.seek(self._read)
            added = file.read(size - self._read)
        whole = added[: added.rfind(b"\n") + 1]  # a line that is being written is read next time
        self._read += len(whole)
        for line in whole.splitlines():
            self._lines.pop(json.loads(line)["version"], None)

    def _go_on(self, reader: Reader, current: dict[str, str]) -> None:
        """Count articles that are not, until there are none or the time is over."""
        ahead = [version for version in current if version not in self._lines]
        until = time.monotonic() + _SECONDS
        for first in range(0, len(ahead), _AT_ONCE):
            batch = ahead[first : first + _AT_ONCE]
            self._lines |= dict(_lines(reader, {one: current[one] for one in batch}))
            if time.monotonic() > until:
                return


def _lines(reader: Reader, versions: dict[str, str]) -> Iterator[tuple[str, Line]]:
    known = named(reader, versions.values())
    found = {
        version: Line(known[article]) for version, article in versions.items() if article in known
    }
    for row in reader.select(_STATEMENTS % iris(versions)).objects():
        line, count = found[str(row["version"])], int(str(row["count"]))
        kind = kind_called(str(row["identification"]))
        line.kinds[kind] += count
        if kind is Kind.NAMED and row["name"]:
            name = intern(str(row["name"]))
            line.names[name] += count
            if row["teller"]:
                teller = intern(str(row["teller"]))
                line.relays[Relay(teller, bool(row["published"]), name)] += count
    for row in reader.select(_REQUESTS % iris(versions)).objects():
        outcomes = found[str(row["version"])].outcomes
        outcomes[ResponseKind(str(row["outcome"]))] += int(str(row["count"]))
    yield from found.items()


def overview(request: Request) -> Overview:
    """Return the counts of the server that a request is to."""
    state = request.app.state
    if not hasattr(state, "counted"):
        state.counted = Counted()
    counted: Counted = state.counted
    return counted.overview(state.site)


def total(counters: Iterable[Counter[Kind]]) -> Counter[Kind]:
    """Return the sum of counts."""
    found: Counter[Kind] = Counter()
    for one in counters:
        found.update(one)
    return found


def of_outlet(whole: Overview, outlet: str) -> tuple[Line, ...]:
    """Return the articles of an outlet."""
    return tuple(one for one in whole.lines if one.article.outlet == outlet)
