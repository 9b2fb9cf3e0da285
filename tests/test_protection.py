"""What must not be stored of an anonymous source, for each way in which one is anonymous."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV

from kg.checking import Checker, Severity
from kg.model import AnonymityReason, Identification, SourceKind
from kg.vocab import ONR, SCHEMA, concept

CHECKER = Checker()
ANONYMOUS = [one for one in Identification if one.anonymous]
NAMELESS = [one for one in Identification if not one.anonymous and one != Identification.NAMED]
WHO = URIRef("https://kg.example/a#who")
OTHER = URIRef("https://kg.example/b")
IDENTITY = [
    OWL.sameAs,
    RDFS.label,
    RDFS.seeAlso,
    RDFS.comment,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.exactMatch,
    FOAF.name,
    FOAF.mbox,
    FOAF.account,
    SCHEMA.sameAs,
    SCHEMA.alternateName,
    SCHEMA.email,
    SCHEMA.jobTitle,
    SCHEMA.birthDate,
    DCTERMS.identifier,
    PROV.alternateOf,
]
"""Properties that can tell who somebody is, and that no node of a record has."""


def who(identification: Identification) -> Dataset:
    """Return an agent that nothing is said of but how far it is identified, and what it is."""
    data = Dataset()
    graph = data.graph(URIRef("https://kg.example/a#assertion"))
    graph.add((WHO, RDF.type, ONR.Agent))
    graph.add((WHO, ONR.identification, concept(identification)))
    graph.add((WHO, ONR.sourceKind, concept(SourceKind.PERSON)))
    return data


def add(data: Dataset, *triple: URIRef | Literal) -> None:
    """Add a triple in a graph of its own."""
    subject, predicate, value = triple
    data.graph(URIRef("https://kg.example/injected")).add((subject, predicate, value))


def refused(data: Dataset) -> set[str]:
    """Return the shapes that keep the data out."""
    return {one.shape for one in CHECKER.check(data) if one.severity is Severity.VIOLATION}


def told() -> list[tuple[str, URIRef, URIRef]]:
    """Return what an anonymous source must not have: shape, kind of target, property."""
    return [
        (str(shape).rpartition("/")[2], kind, prop)
        for kind in (SH.targetSubjectsOf, SH.targetObjectsOf)
        for shape, prop in CHECKER.shapes.subject_objects(kind)
        if "/Anonymous-" in str(shape) and isinstance(prop, URIRef)
    ]


@pytest.mark.parametrize(("shape", "kind", "prop"), sorted(told()))
@pytest.mark.parametrize("identification", ANONYMOUS)
def test_anonymous_source_is_protected(
    identification: Identification, shape: str, kind: URIRef, prop: URIRef
) -> None:
    data = who(identification)
    add(data, WHO, ONR.descriptor, Literal("a welder"))
    add(data, *((WHO, prop, OTHER) if kind == SH.targetSubjectsOf else (OTHER, prop, WHO)))
    assert shape in refused(data)


def test_protection_has_not_shrunk() -> None:
    assert len(told()) >= 45


@pytest.mark.parametrize("identification", ANONYMOUS)
@pytest.mark.parametrize("prop", IDENTITY)
def test_anonymous_source_carries_no_identity(prop: URIRef, identification: Identification) -> None:
    data = who(identification)
    add(data, WHO, ONR.descriptor, Literal("a welder"))
    assert refused(data) == set()
    add(data, WHO, prop, Literal("Petra Olander"))
    assert "Agent" in refused(data)


@pytest.mark.parametrize("identification", ANONYMOUS)
def test_anonymous_source_keeps_what_the_article_prints(identification: Identification) -> None:
    data = who(identification)
    add(data, WHO, ONR.descriptor, Literal("a welder at the yard"))
    add(data, WHO, ONR.role, Literal("a welder at the yard"))
    add(data, WHO, ONR.anonymityReason, concept(AnonymityReason.SAFETY))
    add(data, WHO, ONR.statedMin, Literal(1))
    add(data, WHO, ONR.memberOf, OTHER)
    add(data, OTHER, RDF.type, ONR.Agent)
    add(data, OTHER, ONR.identification, concept(Identification.NAMED))
    add(data, OTHER, ONR.sourceKind, concept(SourceKind.COMPANY))
    add(data, OTHER, SCHEMA.name, Literal("the yard"))
    assert refused(data) == set()


@pytest.mark.parametrize("identification", ANONYMOUS)
def test_anonymous_source_must_be_described(identification: Identification) -> None:
    assert "Anonymous-descriptor" in refused(who(identification))


@pytest.mark.parametrize("identification", NAMELESS)
def test_source_that_is_not_named_has_no_name(identification: Identification) -> None:
    data = who(identification)
    add(data, WHO, SCHEMA.name, Literal("Petra Olander"))
    assert "Unnamed-name" in refused(data)
