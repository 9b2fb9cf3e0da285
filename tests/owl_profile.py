"""Whether RDF triples are an ontology of OWL 2 DL.

See https://www.w3.org/TR/owl2-syntax/ (sections 3, 5.8 and 11) and
https://www.w3.org/TR/owl2-mapping-to-rdf/. What these pages demand and our files could get
wrong is checked: declarations, one kind for each name, positions, simple properties in
axioms that need them, a property hierarchy without circles, lists and unnamed nodes in trees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

RESERVED = tuple(str(one) for one in (OWL, RDF, RDFS))
BUILT_IN = frozenset(
    URIRef(f"{namespace}{name}")
    for namespace in (OWL, RDF, RDFS)
    for name in namespace.__annotations__
)
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
DATATYPES = frozenset(
    {
        *(XSD[name] for name in ("string", "boolean", "decimal", "integer", "anyURI", "dateTime")),
        *(XSD[name] for name in ("nonNegativeInteger", "positiveInteger", "double", "float")),
        RDFS.Literal,
        RDF.langString,
    }
)
LINKS = (RDFS.subClassOf, RDFS.domain, OWL.equivalentClass, OWL.disjointWith, OWL.complementOf)
CARDINALITIES = (
    OWL.cardinality,
    OWL.minCardinality,
    OWL.maxCardinality,
    OWL.qualifiedCardinality,
    OWL.minQualifiedCardinality,
    OWL.maxQualifiedCardinality,
)
SIMPLE_ONLY = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.AsymmetricProperty,
)
FACETS = (XSD.minInclusive, XSD.maxInclusive, XSD.minExclusive, XSD.maxExclusive)
_GROUPED = {OWL.unionOf, OWL.intersectionOf, OWL.disjointUnionOf}


def faults(graph: Graph) -> list[str]:
    """Return what keeps the graph from being an ontology of OWL 2 DL, in words."""
    check = _Check(graph)
    found = (
        *check.undeclared(),
        *check.kinds(),
        *check.positions(),
        *check.values(),
        *check.composite(),
        *check.circles(),
        *check.trees(),
    )
    return sorted(set(found))


class _Check:
    """One graph, and what is declared in it."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.kind: dict[Node, set[Node]] = {}
        for one, kind in graph.subject_objects(RDF.type):
            self.kind.setdefault(one, set()).add(kind)

    def is_a(self, one: Node, kind: URIRef) -> bool:
        return kind in self.kind.get(one, set())

    def undeclared(self) -> Iterator[str]:
        for predicate in set(self.graph.predicates()) - set(FACETS):
            if str(predicate).startswith(RESERVED):
                if predicate not in BUILT_IN:
                    yield f"no such term: {predicate}"
            elif not any(self.is_a(predicate, kind) for kind in PROPERTIES):
                yield f"undeclared property: {predicate}"
        for one in set(self.graph.objects(None, RDF.type)) | set(self.classes()):
            if str(one).startswith(RESERVED):
                if one not in BUILT_IN:
                    yield f"no such term: {one}"
            elif isinstance(one, URIRef) and not self.is_a(one, OWL.Class):
                yield f"undeclared class: {one}"

    def classes(self) -> Iterator[Node]:
        """Yield what stands where a class must stand."""
        for link in LINKS:
            yield from self.graph.objects(None, link)
        for link in _GROUPED:
            for head in self.graph.objects(None, link):
                yield from self.graph.items(head)
        for axiom in self.graph.subjects(RDF.type, OWL.AllDisjointClasses):
            for head in self.graph.objects(axiom, OWL.members):
                yield from self.graph.items(head)
        for link in (RDFS.range, OWL.someValuesFrom, OWL.allValuesFrom):
            for one, other in self.graph.subject_objects(link):
                if not self.about_data(one):
                    yield other

    def about_data(self, one: Node) -> bool:
        """Return whether a property, or a restriction of one, is about literals."""
        named = self.graph.value(one, OWL.onProperty) or one
        return self.is_a(named, OWL.DatatypeProperty)

    def kinds(self) -> Iterator[str]:
        for one, kinds in self.kind.items():
            if len(kinds & set(PROPERTIES)) > 1 or {OWL.Class, RDFS.Datatype} <= kinds:
                yield f"of two kinds: {one}"

    def positions(self) -> Iterator[str]:
        """Yield what stands as a datatype and is none, and restrictions on nothing declared."""
        for link in (RDFS.range, OWL.someValuesFrom, OWL.allValuesFrom):
            for one, other in self.graph.subject_objects(link):
                fits = other in DATATYPES or self.is_a(other, RDFS.Datatype)
                if self.about_data(one) and not fits:
                    yield f"no datatype of OWL 2: {other}"
        for link in (OWL.onProperty, OWL.inverseOf, RDFS.subPropertyOf):
            for other in self.graph.objects(None, link):
                inverse = isinstance(other, BNode) and (other, OWL.inverseOf, None) in self.graph
                if not inverse and not any(self.is_a(other, kind) for kind in PROPERTIES):
                    yield f"undeclared property: {other}"

    def values(self) -> Iterator[str]:
        for one, predicate, value in self.graph:
            literal = isinstance(value, Literal)
            if self.is_a(predicate, OWL.ObjectProperty) and literal:
                yield f"a literal where an individual must stand: {one} {predicate}"
            if self.is_a(predicate, OWL.DatatypeProperty) and not literal:
                yield f"no literal where one must stand: {one} {predicate}"
            if isinstance(value, Literal) and value.datatype and value.datatype not in DATATYPES:
                yield f"no datatype of OWL 2: {value.datatype}"

    @cached_property
    def not_simple(self) -> set[Node]:
        """Return the properties that are transitive or have a chain, and all above and inverse."""
        found = set(self.graph.subjects(RDF.type, OWL.TransitiveProperty))
        ahead = list(found | set(self.graph.subjects(OWL.propertyChainAxiom)))
        while ahead:
            one = ahead.pop()
            found.add(one)
            over = set(self.graph.objects(one, RDFS.subPropertyOf))
            over |= set(self.graph.objects(one, OWL.inverseOf))
            over |= set(self.graph.subjects(OWL.inverseOf, one))
            ahead += over - found
        return found

    def composite(self) -> Iterator[str]:
        needing = {
            one for kind in SIMPLE_ONLY for one in self.graph.subjects(RDF.type, kind)
        } | set(self.graph.subjects(OWL.propertyDisjointWith))
        for link in (*CARDINALITIES, OWL.hasSelf):
            for one in self.graph.subjects(link):
                needing |= set(self.graph.objects(one, OWL.onProperty))
        for one in needing & self.not_simple:
            yield f"not simple, and in an axiom that needs a simple property: {one}"

    def circles(self) -> Iterator[str]:
        """Yield properties that lie below themselves by way of a chain."""
        below: dict[Node, set[Node]] = {}
        for one, over in self.graph.subject_objects(RDFS.subPropertyOf):
            below.setdefault(over, set()).add(one)
        for over, head in self.graph.subject_objects(OWL.propertyChainAxiom):
            below.setdefault(over, set()).update(self.graph.items(head))
        for one, direct in below.items():
            seen: set[Node] = set()
            ahead = list(direct)
            while ahead:
                other = ahead.pop()
                if other not in seen:
                    seen.add(other)
                    ahead += below.get(other, set())
            if one in seen:
                yield f"below itself: {one}"

    def trees(self) -> Iterator[str]:
        """Yield unnamed nodes that two things share, and lists that are none."""
        uses = Counter(value for value in self.graph.objects() if isinstance(value, BNode))
        if max(uses.values(), default=0) > 1:
            yield "an unnamed node in two places"
        for cell in set(self.graph.subjects(RDF.rest)) | set(self.graph.subjects(RDF.first)):
            ends = [len(list(self.graph.objects(cell, link))) for link in (RDF.first, RDF.rest)]
            if ends != [1, 1]:
                yield "a broken list"
