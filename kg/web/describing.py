"""What an endpoint can do, in the words of SPARQL 1.1 Service Description.

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import RDF, RDFS, VOID, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.graph import _TripleType
from starlette.requests import Request
from starlette.responses import Response

from kg.vocab import PREFIXES
from kg.web.negotiation import best
from kg.web.protocol import GRAPHS, RESULTS, not_acceptable

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_MOST_GRAPHS = 1000
_WRITTEN = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
_SYNTAX = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An endpoint and its dataset: each named graph with how many triples it has, if counted."""

    union: bool
    """Whether the default graph is the union of the named ones."""
    updates: bool
    graphs: tuple[tuple[str, int | None], ...]


def described(request: Request, service: Service) -> Response:
    """Answer with the description in the format that the client likes best."""
    wanted = best(request.headers.get("accept"), tuple(_SYNTAX))
    if wanted is None:
        raise not_acceptable((*_SYNTAX, *RESULTS, *GRAPHS))
    endpoint = URIRef(str(request.url).partition("?")[0])
    graph = Graph()
    for prefix, namespace in PREFIXES.items() | {("sd", str(_SD)), ("void", str(VOID))}:
        graph.bind(prefix, namespace, replace=True)
    for triple in _triples(endpoint, service):
        graph.add(triple)
    body = graph.serialize(format=_SYNTAX[wanted], encoding="utf-8")
    return Response(body, headers={"Vary": "Accept"}, media_type=wanted)


def _triples(endpoint: URIRef, service: Service) -> Iterator[_TripleType]:
    node = URIRef(f"{endpoint}#service")
    yield node, RDF.type, _SD.Service
    yield node, _SD.endpoint, endpoint
    yield node, _SD.supportedLanguage, _SD.SPARQL11Query
    if service.updates:
        yield node, _SD.supportedLanguage, _SD.SPARQL11Update
    if service.union:
        yield node, _SD.feature, _SD.UnionDefaultGraph
    for name in _WRITTEN:
        yield node, _SD.resultFormat, _FORMATS[name]
    yield from _dataset(node, endpoint, service)


def _dataset(node: URIRef, endpoint: URIRef, service: Service) -> Iterator[_TripleType]:
    dataset, default = URIRef(f"{endpoint}#dataset"), URIRef(f"{endpoint}#default-graph")
    yield node, _SD.defaultDataset, dataset
    yield dataset, RDF.type, _SD.Dataset
    yield dataset, _SD.defaultGraph, default
    yield default, RDF.type, _SD.Graph
    count = len(service.graphs)
    if count > _MOST_GRAPHS:
        told = f"{count} named graphs, of which the first {_MOST_GRAPHS} are listed"
        yield dataset, RDFS.comment, Literal(told, lang="en")
    for name, size in service.graphs[:_MOST_GRAPHS]:
        named, inside = BNode(), BNode()
        yield dataset, _SD.namedGraph, named
        yield named, RDF.type, _SD.NamedGraph
        yield named, _SD.name, URIRef(name)
        yield named, _SD.graph, inside
        yield inside, RDF.type, _SD.Graph
        if size is not None:
            yield inside, VOID.triples, Literal(size, datatype=XSD.integer)
