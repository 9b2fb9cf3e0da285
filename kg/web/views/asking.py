"""Asking the workers a stored question, within their limits."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import UsageError
from kg.queries import ParameterType, StoredQuery, stored, string_term
from kg.sandbox import Answer as Raw
from kg.sandbox import GraphFormat, Query, ResultFormat
from kg.store import Folder, Reader
from kg.table import Table
from kg.web.site import Site
from kg.web.views.naming import named

_TAIL = 4096
_DIGEST = 12
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


def ask(site: Site, sparql: str) -> Answered:
    """Return the answer of one of our own SELECT queries, values bound into it.

    Raises `LimitReached` or `Busy` where the workers stop or have no time for it.
    """
    store = store_version(site.snapshots.folder)
    begun = time.perf_counter()
    answer = raw(site, sparql, ResultFormat.TABLE)
    return Answered(answer.table(), answer.cut_short, time.perf_counter() - begun, store)


def raw(site: Site, sparql: str, wanted: ResultFormat | GraphFormat) -> Raw:
    """Return the answer as the workers wrote it, in one format."""
    if isinstance(wanted, ResultFormat):
        return site.questions.ask(Query(sparql=sparql, results=wanted, graph=None))
    return site.questions.ask(Query(sparql=sparql, results=None, graph=wanted))


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
