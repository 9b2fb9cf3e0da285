"""What the engine found, in the format that was asked for; runs inside a worker.

Rows come out of the engine as TSV, in which a line is a row whatever the values are, so
that they can be counted and cut; other formats are made from that, all by the engine's own
serialisers. XML is read once before it is handed on: it cannot hold every character and
every property, and the engine writes those all the same.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from xml.parsers import expat

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import LimitReached, UsageError
from kg.sandbox.failures import NotAcceptable
from kg.sandbox.query import GraphFormat, ResultFormat
from kg.table import Value, value_of

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_RESULTS = {
    ResultFormat.JSON: QueryResultsFormat.JSON,
    ResultFormat.XML: QueryResultsFormat.XML,
    ResultFormat.CSV: QueryResultsFormat.CSV,
    ResultFormat.TSV: QueryResultsFormat.TSV,
}
_GRAPHS = {
    GraphFormat.TURTLE: RdfFormat.TURTLE,
    GraphFormat.N_TRIPLES: RdfFormat.N_TRIPLES,
    GraphFormat.RDF_XML: RdfFormat.RDF_XML,
    GraphFormat.JSON_LD: RdfFormat.JSON_LD,
    GraphFormat.TRIG: RdfFormat.TRIG,
    GraphFormat.N_QUADS: RdfFormat.N_QUADS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """In which formats, and how much at most."""

    results: ResultFormat | None
    graph: GraphFormat | None
    rows: int
    answer_bytes: int
    prefixes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer's bytes, and what is in them."""

    body: bytes
    format: str
    count: int
    cut_short: bool = False
    truth: bool | None = None


class _EnoughError(Exception):
    """There are more rows than may be handed on."""


class _Sink(io.BytesIO):
    """Takes what the engine writes, and stops it where that becomes too much."""

    def __init__(self, most_bytes: int, most_lines: int | None = None) -> None:
        super().__init__()
        self._most = most_bytes
        self._lines_left = most_lines

    def write(self, data: ReadableBuffer) -> int:
        """Take a part, or raise."""
        part = bytes(data)
        if self.tell() + len(part) > self._most:
            raise LimitReached(
                f"the answer is longer than {self._most:,} bytes", todo="ask for less, by LIMIT"
            )
        super().write(part)
        if self._lines_left is not None:
            self._lines_left -= part.count(b"\n")
            if self._lines_left < 0:
                raise _EnoughError
        return len(part)


def serialised(found: object, wanted: Wanted) -> Found:
    """Return what a query found; raise where it is too long, or not in these formats."""
    if isinstance(found, pyoxigraph.QueryTriples):
        return _graph(found, wanted)
    if wanted.results is None:
        raise _not_acceptable("rows or a truth value", ResultFormat)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return _truth(found, wanted.results)
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise TypeError(f"unknown answer {type(found).__name__}")
    if wanted.results is ResultFormat.TABLE:
        return _table(found, wanted)
    return _rows(found, wanted.results, wanted)


def _truth(found: pyoxigraph.QueryBoolean, form: ResultFormat) -> Found:
    truth = bool(found)
    body = json.dumps(truth).encode()
    if form is not ResultFormat.TABLE:
        body = found.serialize(format=_RESULTS[form]) or b""
    return Found(body=body, format=form, count=1, truth=truth)


def _rows(found: pyoxigraph.QuerySolutions, form: ResultFormat, wanted: Wanted) -> Found:
    body, cut = _lines(found, wanted)
    count = body.count(b"\n") - 1
    if form is not ResultFormat.TSV:
        again = pyoxigraph.parse_query_results(body, format=QueryResultsFormat.TSV)
        if not isinstance(again, pyoxigraph.QuerySolutions):
            raise TypeError("rows are read back as rows")
        sink = _Sink(wanted.answer_bytes)
        again.serialize(sink, format=_RESULTS[form])
        body = sink.getvalue()
    if form is ResultFormat.XML:
        body = _readable_xml(body, "ask for JSON")
    return Found(body=body, format=form, count=count, cut_short=cut)


def _lines(found: pyoxigraph.QuerySolutions, wanted: Wanted) -> tuple[bytes, bool]:
    """Return a header and the rows as TSV, and whether there were more of them."""
    sink = _Sink(wanted.answer_bytes, wanted.rows + 1)
    try:
        found.serialize(sink, format=QueryResultsFormat.TSV)
    except _EnoughError:
        return b"".join(sink.getvalue().splitlines(keepends=True)[: wanted.rows + 1]), True
    return sink.getvalue(), False


def _table(found: pyoxigraph.QuerySolutions, wanted: Wanted) -> Found:
    columns = [variable.value for variable in found.variables]
    rows = [[_value(cell) for cell in row] for row in islice(found, wanted.rows + 1)]
    cut = len(rows) > wanted.rows
    sink = _Sink(wanted.answer_bytes)
    body = json.dumps({"columns": columns, "rows": rows[: wanted.rows]}, ensure_ascii=False)
    sink.write(body.encode())
    return Found(
        body=sink.getvalue(), format=ResultFormat.TABLE, count=len(rows) - cut, cut_short=cut
    )


class _First:
    """The first triples of many."""

    def __init__(self, triples: pyoxigraph.QueryTriples, most: int) -> None:
        self._triples = triples
        self._most = most
        self.count = 0
        self.cut_short = False

    def __iter__(self) -> Iterator[pyoxigraph.Triple]:
        for triple in self._triples:
            if self.count == self._most:
                self.cut_short = True
                return
            self.count += 1
            yield triple


def _graph(found: pyoxigraph.QueryTriples, wanted: Wanted) -> Found:
    if wanted.graph is None:
        raise _not_acceptable("a graph", GraphFormat)
    triples, sink = _First(found, wanted.rows), _Sink(wanted.answer_bytes)
    pyoxigraph.serialize(
        triples, sink, format=_GRAPHS[wanted.graph], prefixes=dict(wanted.prefixes)
    )
    body = sink.getvalue()
    if wanted.graph is GraphFormat.RDF_XML:
        body = _readable_xml(body, "ask for Turtle")
    return Found(body=body, format=wanted.graph, count=triples.count, cut_short=triples.cut_short)


def _readable_xml(body: bytes, todo: str) -> bytes:
    """Return XML that every reader reads as it was meant, or raise."""
    body = body.replace(b"\r", b"&#13;")  # a bare one is taken for the end of a line
    reader = expat.ParserCreate(namespace_separator=" ")
    try:
        reader.Parse(body, True)  # noqa: FBT003 - it takes no keywords
    except expat.ExpatError:
        raise UsageError(
            "the answer has a control character or a property that XML cannot hold", todo=todo
        ) from None
    return body


def _not_acceptable(what: str, formats: type[ResultFormat | GraphFormat]) -> NotAcceptable:
    known = ", ".join(one for one in formats if one is not ResultFormat.TABLE)
    return NotAcceptable(f"the query answers with {what}", todo=f"accept one of {known}")


def _value(term: object) -> Value:
    if isinstance(term, pyoxigraph.Literal):
        return value_of(term.value, term.datatype.value)
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    return None if term is None else str(term)
