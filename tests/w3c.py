"""W3C's protocol tests, read from their manifests and sent to a server.

A test is a list of requests with what must come back. Their paths begin with `/sparql/` and
`/gsp`, which stand for the addresses of the server under test; some servers have another address
for updates, as the manifest allows.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from tests.listening import Answered

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
_STATUS = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}
_BOOLEAN = "application/sparql-results+json"
_LOCATION = "$LOCATION$"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, and what its answer must be."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: tuple[str, ...]
    """Like `201` or `4xx`; one of them."""
    boolean: bool | None
    format: str | None
    graph: str | None
    gives_location: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A test: its name, the graphs that it needs, its exchanges in order."""

    name: str
    data: tuple[tuple[str, Path], ...]
    exchanges: tuple[Exchange, ...]


def cases(manifest: Path, kind: URIRef) -> list[Case]:
    """Return the tests of a kind, also those that a manifest's own list forgets."""
    graph = Graph().parse(manifest)
    return sorted((_case(graph, one) for one in graph.subjects(RDF.type, kind)), key=_name)


def _name(case: Case) -> str:
    return case.name


def _case(graph: Graph, node: Node) -> Case:
    requests = graph.value(graph.value(node, MF.action), HT.requests)
    data = [
        (str(graph.value(one, UT.graph)), str(graph.value(one, URIRef(_LABEL))))
        for one in graph.objects(node, UT.graphData)
    ]
    return Case(
        name=str(node).rpartition("#")[2],
        data=tuple((label, Path(path.removeprefix("file://"))) for path, label in data),
        exchanges=tuple(_exchange(graph, one) for one in _items(graph, requests)),
    )


_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def _items(graph: Graph, node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield from Collection(graph, node)


def _exchange(graph: Graph, node: Node) -> Exchange:
    wanted = graph.value(node, HT.resp)
    body, expected = graph.value(node, HT.body), graph.value(wanted, HT.body)
    boolean = graph.value(wanted, MF.expectedBoolean)
    form = graph.value(wanted, MF.expectedFormat)
    return Exchange(
        method=str(graph.value(node, HT.methodName)),
        path=str(graph.value(node, HT.absolutePath)),
        headers={
            str(graph.value(one, HT.fieldName)).lower(): str(graph.value(one, HT.fieldValue))
            for one in _items(graph, graph.value(node, HT.headers))
        },
        body=_bytes(graph, body),
        statuses=tuple(_status(one) for one in graph.objects(wanted, MF.expectedStatus)),
        boolean=bool(boolean.value) if isinstance(boolean, Literal) else None,
        format=str(form) if form is not None else None,
        graph=_text(graph, expected),
        gives_location=graph.value(wanted, MF.expectedLocation) is not None,
    )


def _bytes(graph: Graph, node: Node | None) -> bytes | None:
    text = _text(graph, node)
    if text is None:
        return None
    return text.encode(str(graph.value(node, CNT.characterEncoding)))


def _text(graph: Graph, node: Node | None) -> str | None:
    return None if node is None else str(graph.value(node, CNT.chars))


def _status(node: Node) -> str:
    name = str(node).rpartition("#")[2]
    return _STATUS.get(name) or name.removeprefix("StatusCode")


Send = Callable[[Exchange], Answered]


def faults(case: Case, send: Send) -> list[str]:
    """Return what is wrong with a server's answers to a test."""
    found: list[str] = []
    location = ""
    for number, one in enumerate(case.exchanges, start=1):
        answer = send(_at(one, location))
        location = answer.headers.get("location", location)
        found += [f"{case.name}, request {number}: {fault}" for fault in _faults(one, answer)]
    return found


def _at(one: Exchange, location: str) -> Exchange:
    """Return a request with the address that an earlier answer gave."""
    if _LOCATION not in one.path:
        return one
    path = one.path.replace(_LOCATION, location)
    return Exchange(
        one.method, path, one.headers, one.body, one.statuses, one.boolean, one.format, one.graph,
        one.gives_location,
    )  # fmt: skip


def _faults(one: Exchange, answer: Answered) -> Iterator[str]:
    status = str(answer.status)
    if not {status, f"{status[0]}xx"} & set(one.statuses):
        yield f"status {status}, not one of {one.statuses}: {answer.body[:200]!r}"
        return
    if one.gives_location and not answer.headers.get("location"):
        yield "no Location"
    if one.format and (fault := _FORMATS[one.format](answer)):
        yield fault
    if one.boolean is not None and json.loads(answer.body)["boolean"] is not one.boolean:
        yield f"not {one.boolean}"
    if one.graph is not None and not isomorphic(
        Graph().parse(data=one.graph), Graph().parse(data=answer.body, format=_type(answer))
    ):
        yield f"another graph: {answer.body[:300]!r}"


def _type(answer: Answered) -> str:
    return answer.headers.get("content-type", "").partition(";")[0]


def _boolean(answer: Answered) -> str | None:
    if _type(answer) == _BOOLEAN and isinstance(json.loads(answer.body)["boolean"], bool):
        return None
    return f"{_type(answer)} is no boolean"


def _tabular(answer: Answered) -> str | None:
    if _type(answer) == _BOOLEAN and json.loads(answer.body)["head"]["vars"]:
        return None
    if _type(answer) == "text/csv" and list(csv.reader(io.StringIO(answer.body.decode()))):
        return None
    return f"{_type(answer)} is no table"


def _rdf(answer: Answered) -> str | None:
    Graph().parse(data=answer.body, format=_type(answer))
    return None


_FORMATS: dict[str, Callable[[Answered], str | None]] = {
    "boolean": _boolean,
    "tabular": _tabular,
    "RDF": _rdf,
}
