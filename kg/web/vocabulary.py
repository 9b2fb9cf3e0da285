"""The vocabulary's own files, as one graph and as terms to read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.resources import ontology_files
from kg.vocab import ONR_NAMESPACE, PREFIXES, SCHEME_BASE

_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a concept with what its file says of it."""

    iri: str
    name: str
    label: str
    definition: str
    notes: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Terms that belong together: a kind of term, or a scheme."""

    name: str
    title: str
    definition: str
    terms: tuple[Term, ...]


@cache
def whole() -> Graph:
    """Return the terms, the schemes, the defined classes and the shapes."""
    graph = Graph()
    for pattern in ("core.ttl", "defined.ttl", "alignments.ttl", "schemes/*.ttl", "shapes/*.ttl"):
        for path in ontology_files(pattern):
            graph.parse(path, format="turtle")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph


@cache
def sections() -> tuple[Section, ...]:
    """Return what a reader looks terms up in: classes, properties, then each scheme."""
    graph = whole()
    titles = {OWL.Class: "Classes", OWL.ObjectProperty: "Links", OWL.DatatypeProperty: "Values"}
    own = [
        Section(titles[kind].lower(), titles[kind], "", _terms(graph, _named(graph, kind)))
        for kind in _KINDS
    ]
    schemes = sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)
    return (*own, *(_scheme(graph, one) for one in schemes))


def anchor(iri: str) -> str:
    """Return where the page has a term; a scheme may be called as a property is."""
    if not iri.startswith(SCHEME_BASE):
        return iri.removeprefix(ONR_NAMESPACE)
    name = iri.removeprefix(SCHEME_BASE)
    return name if "/" in name else f"scheme/{name}"


def _named(graph: Graph, kind: URIRef) -> list[Node]:
    found = graph.subjects(RDF.type, kind)
    return [one for one in found if str(one).startswith(ONR_NAMESPACE)]


def _scheme(graph: Graph, scheme: Node) -> Section:
    concepts = graph.subjects(SKOS.inScheme, scheme)
    return Section(
        name=anchor(str(scheme)),
        title=str(graph.value(scheme, SKOS.prefLabel)),
        definition=str(graph.value(scheme, SKOS.definition) or ""),
        terms=_terms(graph, list(concepts)),
    )


def _terms(graph: Graph, nodes: list[Node]) -> tuple[Term, ...]:
    return tuple(
        Term(
            iri=str(node),
            name=anchor(str(node)),
            label=str(graph.value(node, RDFS.label) or graph.value(node, SKOS.prefLabel) or ""),
            definition=str(graph.value(node, SKOS.definition) or ""),
            notes=tuple(sorted(map(str, graph.objects(node, SKOS.scopeNote)))),
            examples=tuple(sorted(map(str, graph.objects(node, SKOS.example)))),
        )
        for node in sorted(set(nodes), key=str)
    )
