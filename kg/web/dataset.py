"""The store as a dataset: VoID for linked-data tools, DCAT for catalogues.

VoID: https://www.w3.org/TR/void/. DCAT: https://www.w3.org/TR/vocab-dcat-3/. The counts are of
the default graph that queries see: the triples of all named graphs together, each once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import DCAT, DCTERMS, RDF, VOID, XSD, BNode, Graph, Literal, URIRef
from rdflib.graph import _TripleType

from kg.store import Reader
from kg.table import Value
from kg.vocab import ONR_NAMESPACE, PREFIXES

_TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
_OBJECTS = "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"
_ENTITIES = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o FILTER(STRSTARTS(STR(?s), %s)) }"
_PROPERTIES = "SELECT ?one (COUNT(*) AS ?n) { ?s ?one ?o } GROUP BY ?one ORDER BY ?one"
_CLASSES = "SELECT ?one (COUNT(DISTINCT ?s) AS ?n) { ?s a ?one } GROUP BY ?one ORDER BY ?one"
_FEATURES = "http://www.w3.org/ns/formats/"
_DUMPS = {"application/n-quads": ("nq", "N-Quads")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the store holds; a partition is an IRI with its count."""

    articles: int
    triples: int
    subjects: int
    objects: int
    entities: int
    properties: tuple[tuple[str, int], ...]
    classes: tuple[tuple[str, int], ...]


def counts(reader: Reader) -> Counts:
    """Count a store; takes a second for some thousand articles."""
    return Counts(
        articles=len(reader.articles()),
        triples=_one(reader, _TRIPLES),
        subjects=_one(reader, _SUBJECTS),
        objects=_one(reader, _OBJECTS),
        entities=_one(reader, _ENTITIES % Literal(reader.base).n3()),
        properties=_partition(reader, _PROPERTIES),
        classes=_partition(reader, _CLASSES),
    )


def _one(reader: Reader, sparql: str) -> int:
    return _whole(reader.select(sparql).rows[0][0])


def _partition(reader: Reader, sparql: str) -> tuple[tuple[str, int], ...]:
    return tuple((str(iri), _whole(count)) for iri, count in reader.select(sparql).rows)


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a count is a whole number, not {value!r}")
    return value


def describe(found: Counts, base: str, at: str) -> Graph:
    """Return the description; `at` is the server's own address, ending in `/`."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items() | {("dcat", str(DCAT)), ("void", str(VOID))}:
        graph.bind(prefix, namespace, replace=True)
    dataset = URIRef(f"{at}.well-known/void#dataset")
    for triple in (*_about(dataset, found, base, at), *_served(dataset, at)):
        graph.add(triple)
    _add_partitions(graph, dataset, found)
    return graph


def _about(dataset: URIRef, found: Counts, base: str, at: str) -> Iterator[_TripleType]:
    yield dataset, RDF.type, VOID.Dataset
    yield dataset, RDF.type, DCAT.Dataset
    yield dataset, DCTERMS.title, Literal("What news articles rest on", lang="en")
    yield (
        dataset,
        DCTERMS.description,
        Literal(
            f"Who said what, according to whom, in {found.articles} articles, as they present it.",
            lang="en",
        ),
    )
    yield dataset, VOID.uriSpace, Literal(base)
    yield dataset, VOID.vocabulary, URIRef(ONR_NAMESPACE)
    yield dataset, VOID.sparqlEndpoint, URIRef(f"{at}sparql")
    yield dataset, VOID.dataDump, URIRef(f"{at}dump.nq")
    yield dataset, VOID.feature, URIRef(f"{_FEATURES}N-Quads")
    yield dataset, DCAT.landingPage, URIRef(at)
    for predicate, count in (
        (VOID.triples, found.triples),
        (VOID.distinctSubjects, found.subjects),
        (VOID.distinctObjects, found.objects),
        (VOID.entities, found.entities),
        (VOID.properties, len(found.properties)),
        (VOID.classes, len(found.classes)),
        (VOID.documents, found.articles),
    ):
        yield dataset, predicate, Literal(count, datatype=XSD.integer)


def _served(dataset: URIRef, at: str) -> Iterator[_TripleType]:
    catalogue, service = URIRef(f"{at}.well-known/void#catalogue"), URIRef(f"{at}sparql")
    yield catalogue, RDF.type, DCAT.Catalog
    yield catalogue, DCTERMS.title, Literal("On Record", lang="en")
    yield catalogue, DCAT.dataset, dataset
    yield catalogue, DCAT.service, service
    yield service, RDF.type, DCAT.DataService
    yield service, DCTERMS.title, Literal("SPARQL endpoint", lang="en")
    yield service, DCAT.endpointURL, service
    yield service, DCAT.servesDataset, dataset
    for media_type, (extension, name) in _DUMPS.items():
        dump = URIRef(f"{at}dump.{extension}")
        yield dataset, DCAT.distribution, dump
        yield dump, RDF.type, DCAT.Distribution
        yield dump, DCTERMS.title, Literal(f"Everything, as {name}", lang="en")
        yield dump, DCAT.downloadURL, dump
        yield (
            dump,
            DCAT.mediaType,
            URIRef(f"https://www.iana.org/assignments/media-types/{media_type}"),
        )


def _add_partitions(graph: Graph, dataset: URIRef, found: Counts) -> None:
    for link, what, count, rows in (
        (VOID.propertyPartition, VOID.property, VOID.triples, found.properties),
        (VOID.classPartition, VOID["class"], VOID.entities, found.classes),
    ):
        for iri, size in rows:
            part = BNode()
            graph.add((dataset, link, part))
            graph.add((part, what, URIRef(iri)))
            graph.add((part, count, Literal(size, datatype=XSD.integer)))
