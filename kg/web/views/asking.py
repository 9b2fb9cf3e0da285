"""Asking the workers a stored question, within their limits."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import UsageError
from kg.queries import ParameterType, StoredQuery, bind, graphs_for, stored, string_term
from kg.sandbox import Answer as Raw
from kg.sandbox import GraphFormat, Query, ResultFormat
from kg.store import Folder, Reader
from kg.table import Table
from kg.web.site import Site
from kg.web.views.naming import named

_TAIL = 4096
_DIGEST = 12
_TRIES = 4
_WHOLE_DIGEST = re.compile(r"[0-9a-f]{32}")
_CALLED = """PREFIX onr: <https://w3id.org/onrecord/ns#>
PREFIX schema: <https://schema.org/>
SELECT ?article WHERE { ?article schema:identifier %s ; onr:currentVersion ?version }"""


@dataclass(frozen=True, slots=True)
class Answered:
    """A table with what it took, and the store's state that it was asked of."""

    table: Table
    cut_short: bool
    seconds: float
    store: str


@cache
def library() -> Mapping[str, StoredQuery]:
    """Return the stored questions by name; their files are read once."""
    return stored()


@dataclass(frozen=True, slots=True)
class Bound:
    """A question with its values: its SPARQL, and the values with articles by their IRI."""

    query: StoredQuery
    values: Mapping[str, str]
    sparql: str


def bound(query: StoredQuery, given: Mapping[str, str], reader: Reader) -> Bound:
    """Return a question with what a reader gave; raise `UsageError` naming what is wrong."""
    values = bound_values(query, given, reader)
    return Bound(query, values, bind(query, values))


def ask(site: Site, one: Bound) -> Answered:
    """Return the answer of a question.

    Raises `LimitReached` or `Busy` where the workers stop or have no time for it.
    """
    store = store_version(site.snapshots.folder)
    begun = time.perf_counter()
    answer = raw(site, one, ResultFormat.TABLE)
    return Answered(answer.table(), answer.cut_short, time.perf_counter() - begun, store)


def raw(
    site: Site,
    one: Bound,
    wanted: ResultFormat | GraphFormat,
    written: Callable[[str], str] = str,
) -> Raw:
    """Return the answer as the workers wrote it, in one format; `written` may recast the SPARQL.

    Where the article that is asked about got a new version meanwhile, it is asked again: the
    graphs of the others say nothing of that one. A worker may see it before the journal tells of
    it, so that an answer without rows is compared with what is there now.
    """
    sparql = written(one.sparql)
    graphs = graphs_for(one.query, one.values, site.reader)
    for _ in range(_TRIES):
        answer = site.questions.ask(_query(sparql, wanted, graphs))
        snapshots = site.snapshots
        reader = snapshots.refresh() if answer.count or not graphs else snapshots.renew()
        now = graphs and graphs_for(one.query, one.values, reader)
        if set(now) <= set(graphs):
            return answer
        graphs = now
    return site.questions.ask(_query(sparql, wanted, ()))


def _query(sparql: str, wanted: ResultFormat | GraphFormat, graphs: tuple[str, ...]) -> Query:
    if isinstance(wanted, ResultFormat):
        return Query(sparql=sparql, results=wanted, graph=None, default_graphs=graphs)
    return Query(sparql=sparql, results=None, graph=wanted, default_graphs=graphs)


def store_version(folder: Folder) -> str:
    """Return what changes with every commit, and is the same in a copy of the store."""
    try:
        with folder.journal.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
    except FileNotFoundError:
        return "empty"
    last = tail.rstrip(b"\n").rpartition(b"\n")[2]
    return hashlib.sha256(b"%d %s" % (size, last)).hexdigest()[:_DIGEST]


def bound_values(query: StoredQuery, given: Mapping[str, str], reader: Reader) -> dict[str, str]:
    """Return what a reader gave, articles by their IRI; raise `UsageError` naming what is wrong."""
    return {
        name: _article(name, value, reader)
        if query.parameter(name).type is ParameterType.ARTICLE
        else value
        for name, value in given.items()
    }


def _article(name: str, value: str, reader: Reader) -> str:
    quick = _known(value, reader)
    if len(quick) == 1:
        return quick[0]
    try:
        return reader.find(value).article
    except UsageError as error:
        raise UsageError(f"{name}: {error.what}", todo=error.todo) from None


def _known(value: str, reader: Reader) -> list[str]:
    """Return the articles of that id or digest, without a look at all the others."""
    iri = f"{reader.base}article/{value}"
    if _WHOLE_DIGEST.fullmatch(value) and iri in named(reader, [iri]):
        return [iri]
    return [str(row[0]) for row in reader.select(_CALLED % string_term(value)).rows]
