"""An OWL reasoner finds the ontology and our graphs consistent, and what they should not be not."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, XSD, Graph, URIRef

from kg import record as documents
from kg import resources, sourcing
from kg.mapping import to_dataset
from kg.model import Anonymity, Record
from kg.vocab import ONR, ONR_NAMESPACE, concept
from tests import hermit, test_context
from tests.owl_profile import faults
from tests.whole import whole_record

CASES = Path(__file__).parent / "cases" / "reasoning"
CLASSES = sorted(CASES.glob("*.ttl"))
BROKEN = sorted(CASES.glob("broken/*.ttl"))
DOCUMENT = CASES.parent / "queries" / "rests-on-anonymous" / "answers.json"
CLOSED = URIRef("https://example.org/open#closed")
BASE = "https://kg.example/"


def onr(name: str) -> URIRef:
    """Return a term of ours, one that is only inferred too."""
    return URIRef(f"{ONR_NAMESPACE}{name}")


@cache
def terms() -> Graph:
    """Return what is written and what is inferred: core.ttl and defined.ttl."""
    graph = Graph().parse(resources.ontology_file("core.ttl"))
    return graph.parse(resources.ontology_file("defined.ttl"))


@cache
def ontology() -> Graph:
    """Return the terms, the concepts and the alignments."""
    graph = Graph()
    graph += terms()
    for path in resources.ontology_files("schemes/*.ttl"):
        graph.parse(path)
    return graph.parse(resources.ontology_file("alignments.ttl"))


def joined(*graphs: Graph) -> Graph:
    """Return the triples of several graphs."""
    whole = Graph()
    for graph in graphs:
        whole += graph
    return whole


# OWL 2 DL


def test_ontology_is_owl_2_dl() -> None:
    assert faults(ontology()) == []


HEAD = """
@prefix : <https://example.org/#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:C a owl:Class . :p a owl:ObjectProperty . :q a owl:ObjectProperty . :d a owl:DatatypeProperty .
:t a owl:ObjectProperty , owl:TransitiveProperty . :p rdfs:subPropertyOf :t .
"""
NOT_DL = {
    ":x :unheard :y .": "undeclared property",
    ":x a :Unheard .": "undeclared class",
    ":p rdfs:domain :Unheard .": "undeclared class",
    ":C owl:equivalentClass [ a owl:Class ; owl:unionOf ( :C :Unheard ) ] .": "undeclared class",
    ":q rdfs:subPropertyOf :unheard .": "undeclared property",
    ":C rdfs:subClasOf :C .": "no such term",
    ":p a owl:DatatypeProperty .": "of two kinds",
    ':x :p "words" .': "a literal where",
    ":x :d :y .": "no literal where",
    ":d rdfs:range xsd:date .": "no datatype of OWL 2",
    ':x :d "2026-03-02"^^xsd:date .': "no datatype of OWL 2",
    ":t a owl:IrreflexiveProperty .": "not simple",
    ":q a owl:FunctionalProperty ; owl:propertyChainAxiom ( :p :p ) .": "not simple",
    ":C rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :t ; owl:maxCardinality 1 ] .": (
        "not simple"
    ),
    ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .": "below itself",
    "_:a owl:unionOf ( :C ) . :C rdfs:subClassOf _:a . :C owl:disjointWith _:a .": "in two places",
    ":C owl:unionOf [ rdf:first :C ] .": "a broken list",
}


@pytest.mark.parametrize("triples", NOT_DL)
def test_what_is_not_owl_2_dl_is_found(triples: str) -> None:
    assert faults(Graph().parse(data=HEAD, format="turtle")) == []
    found = faults(Graph().parse(data=HEAD + triples, format="turtle"))
    assert any(one.startswith(NOT_DL[triples]) or NOT_DL[triples] in one for one in found), found


def test_a_java_comes_with_the_test_dependencies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    run = subprocess.run([hermit.java(), "-version"], capture_output=True, text=True, check=True)
    assert "version" in run.stderr


# Defined classes


def local(path: Path, folder: str, name: str) -> URIRef:
    """Return what a case calls by a local name."""
    return URIRef(f"https://example.org/{folder}/{path.stem}#{name}")


def named(path: Path, key: str) -> list[URIRef]:
    """Return the individuals that a line of a case's head lists."""
    (line,) = (
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"# {key}: ")
    )
    names = line.removeprefix(f"# {key}: ").split(", ")
    return [local(path, "reasoning", name) for name in names]


@pytest.fixture(scope="module")
def reasoned() -> hermit.Reasoned:
    """Return what follows from the ontology and all cases at once: they share no individual."""
    cases = [Graph().parse(path) for path in CLASSES]
    asked = [one for path in CLASSES for key in ("member", "not") for one in named(path, key)]
    return hermit.reason(joined(ontology(), *cases), asked)


def test_every_defined_class_has_a_case() -> None:
    defined = set(terms().subjects(OWL.equivalentClass))
    assert {onr(path.stem) for path in CLASSES} == defined
    assert len(defined) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("path", CLASSES, ids=lambda path: path.stem)
def test_class_has_the_members_that_it_must_have(path: Path, reasoned: hermit.Reasoned) -> None:
    own = Graph().parse(path)
    members, others = set(named(path, "member")), set(named(path, "not"))
    assert members | others <= own.all_nodes()
    assert reasoned.members(onr(path.stem)) & (members | others) == members


@pytest.mark.slow
def test_every_class_can_have_members(reasoned: hermit.Reasoned) -> None:
    assert reasoned.impossible == frozenset()


# The five distinctions


def apart(path: Path, *, wrong: bool) -> Graph:
    """Return a broken case, or what is left of it without the lines that are marked as wrong."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert any(line.endswith("# wrong") for line in lines)
    kept = (line for line in lines if wrong or not line.endswith("# wrong"))
    return Graph().parse(data="\n".join(kept), format="turtle")


@pytest.mark.slow
@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_what_mixes_them_up_is_inconsistent(path: Path) -> None:
    with pytest.raises(hermit.Inconsistent):
        hermit.reason(joined(terms(), apart(path, wrong=True)))


@pytest.mark.slow
def test_what_is_left_without_the_mistakes_is_consistent() -> None:
    hermit.reason(joined(terms(), *(apart(path, wrong=False) for path in BROKEN)))


def test_each_distinction_has_a_broken_case() -> None:
    heads = [path.read_text(encoding="utf-8").splitlines()[0] for path in BROKEN]
    assert set(heads) == {f"# distinction: {number}" for number in range(1, 6)}


# What the program writes


def written(record: Record) -> Graph:
    """Return the triples of a record's graphs."""
    dataset = to_dataset(record, sourcing.derive(record), BASE)
    graph = Graph()
    for subject, predicate, value, _ in dataset.quads((None, None, None, None)):
        graph.add((subject, predicate, value))
    return graph


def read(path: Path) -> Record:
    """Return the record of a document."""
    return documents.parse(json.loads(path.read_text(encoding="utf-8")))


def test_graph_of_a_record_is_owl_2_dl_but_for_its_days() -> None:
    graph = joined(ontology(), written(whole_record()))
    assert faults(graph) == [f"no datatype of OWL 2: {XSD.date}"]


OPEN_WORLD = """
@prefix : <https://example.org/open#> .
@prefix onr: <https://w3id.org/onrecord/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

:OnlyAnonymous a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:intersectionOf (
    onr:Statement
    [ a owl:Restriction ; owl:onProperty onr:origin ; owl:allValuesFrom onr:AnonymousAgent ] ) ] .
:closed a onr:Statement ,
    [ a owl:Restriction ; owl:onProperty onr:origin ; owl:allValuesFrom onr:AnonymousAgent ] .
"""


@pytest.fixture(scope="module")
def followed() -> tuple[Graph, hermit.Reasoned]:
    """Return the graphs of two records, and what follows from them for their statements."""
    graph = joined(*(written(one) for one in (whole_record(), read(DOCUMENT))))
    graph.parse(data=OPEN_WORLD, format="turtle")
    statements = [one for one in graph.subjects(ONR.attribution) if isinstance(one, URIRef)]
    return graph, hermit.reason(joined(ontology(), graph), [*statements, CLOSED])


@pytest.mark.slow
def test_records_are_consistent_and_mean_something(followed: tuple[Graph, hermit.Reasoned]) -> None:
    _, found = followed
    for name in ("AnonymouslySourcedStatement", "SecondHandStatement", "RestsOnDecliner"):
        assert found.members(onr(name)), name


@pytest.mark.slow
def test_a_record_document_is_consistent_too() -> None:
    graph = test_context.read(test_context.full_document())
    assert set(graph.subjects(ONR.attribution)) == set()
    assert set(graph.subjects(ONR.saidBy))
    hermit.reason(joined(terms(), graph))


@pytest.mark.slow
def test_program_and_reasoner_part_where_we_say_so(
    followed: tuple[Graph, hermit.Reasoned],
) -> None:
    graph, found = followed
    anonymous = found.members(onr("RestsOnAnonymousSource"))
    # What the program finds is so; that a go-between is anonymous it does not count.
    assert set(graph.subjects(ONR.anonymity)) < anonymous
    # The reasoner cannot ask that the one who asked be the one who attributes.
    assert set(graph.subjects(ONR.restsOnDecliner)) < found.members(onr("RestsOnDecliner"))


@pytest.mark.slow
def test_only_follows_where_the_world_is_closed(followed: tuple[Graph, hermit.Reasoned]) -> None:
    graph, found = followed
    only_anonymous = (None, ONR.anonymity, concept(Anonymity.ONLY))
    assert only_anonymous in graph
    assert found.members(URIRef("https://example.org/open#OnlyAnonymous")) == {CLOSED}
