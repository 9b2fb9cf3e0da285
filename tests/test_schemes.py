"""Every controlled value is a concept that is explained, and nothing else is one."""

from __future__ import annotations

from enum import StrEnum

import pytest
from rdflib import RDF, SKOS, Literal, URIRef
from rdflib.term import Node

from kg.vocab import SCHEME_BASE, concept, scheme_name
from tests.test_ontology import ENUMS, MATCHES, is_english, schemes


def test_there_is_one_scheme_for_each_enumeration() -> None:
    assert set(schemes()) == {scheme_name(kind) for kind in ENUMS}


@pytest.mark.parametrize("kind", ENUMS)
def test_scheme_has_the_members_of_its_enumeration(kind: type[StrEnum]) -> None:
    graph = schemes()[scheme_name(kind)]
    scheme = URIRef(f"{SCHEME_BASE}{scheme_name(kind)}")
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {scheme}
    assert is_english(graph, scheme, SKOS.prefLabel)
    assert is_english(graph, scheme, SKOS.definition)
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == {concept(value) for value in kind}


@pytest.mark.parametrize("value", [value for kind in ENUMS for value in kind], ids=repr)
def test_concept_is_explained(value: StrEnum) -> None:
    graph, node = schemes()[scheme_name(type(value))], concept(value)
    scheme = URIRef(f"{SCHEME_BASE}{scheme_name(type(value))}")
    assert list(graph.objects(node, SKOS.notation)) == [Literal(value.value)]
    assert list(graph.objects(node, SKOS.inScheme)) == [scheme]
    above = list(graph.objects(node, SKOS.broader))
    assert list(graph.objects(node, SKOS.topConceptOf)) == ([] if above else [scheme])
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.example):
        assert is_english(graph, node, predicate), predicate
    assert len(list(graph.objects(node, SKOS.prefLabel))) == 1


@pytest.mark.parametrize("kind", ENUMS)
def test_labels_and_definitions_keep_concepts_apart(kind: type[StrEnum]) -> None:
    graph = schemes()[scheme_name(kind)]
    for predicate in (SKOS.prefLabel, SKOS.definition):
        texts = [str(graph.value(concept(value), predicate)).casefold() for value in kind]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("kind", ENUMS)
def test_broader_concepts_lead_to_the_top_of_the_scheme(kind: type[StrEnum]) -> None:
    graph = schemes()[scheme_name(kind)]
    for value in kind:
        node: Node | None = concept(value)
        for _ in kind:
            above = list(graph.objects(node, SKOS.broader))
            assert len(above) <= 1
            node = above[0] if above else node
        assert graph.value(node, SKOS.topConceptOf) is not None


def test_concepts_are_matched_with_those_of_others() -> None:
    found = [(s, p, o) for g in schemes().values() for s, p, o in g if p in MATCHES]
    assert not [other for _, _, other in found if str(other).startswith(SCHEME_BASE)]
    exact = {(s, o) for s, p, o in found if p == SKOS.exactMatch}
    # an exact match is transitive: two concepts with the same one would be one concept
    assert len({other for _, other in exact}) == len(exact) >= 5


def test_nothing_is_off_the_record() -> None:
    everything = {str(one.value) for kind in ENUMS for one in kind}
    assert "on-the-record" in everything
    assert not [one for one in everything if one.startswith("off-")]
