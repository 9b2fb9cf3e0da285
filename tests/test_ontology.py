"""The ontology is complete, says what the program says, and uses nothing it does not declare."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from rdflib import OWL, PROV, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from kg import resources, sourcing
from kg.mapping import to_dataset
from kg.model import Anonymity, Identification, PassageKind, SectionKind, values
from kg.vocab import ONR, ONR_NAMESPACE, PREFIXES, SCHEME_BASE, concept
from tests.whole import whole_record

ENUMS: tuple[type[StrEnum], ...] = tuple(
    kind
    for _, kind in inspect.getmembers(values, inspect.isclass)
    if issubclass(kind, StrEnum) and kind.__module__ == values.__name__
)
TURTLE = resources.ontology_files("**/*.ttl")
LEXICON = [path for path in TURTLE if "lexicon" in path.parts]
OURS = [path for path in TURTLE if "lexicon" not in path.parts]
TERM_KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
BASE = "https://kg.example/"
SHAPE = "https://w3id.org/onrecord/shape/"


@cache
def parsed(path: Path) -> Graph:
    """Return a file's triples."""
    return Graph().parse(path)


@cache
def core() -> Graph:
    """Return the terms."""
    return parsed(resources.ontology_file("core.ttl"))


@cache
def defined() -> Graph:
    """Return the terms that are inferred and never written."""
    return parsed(resources.ontology_file("defined.ttl"))


@cache
def schemes() -> dict[str, Graph]:
    """Return the concept schemes, by the name of their file."""
    return {path.stem: parsed(path) for path in resources.ontology_files("schemes/*.ttl")}


@cache
def declared() -> frozenset[Node]:
    """Return every IRI that the ontology declares: terms, concepts and schemes."""
    types = chain(core().subject_objects(RDF.type), defined().subject_objects(RDF.type))
    terms = {term for term, kind in types if kind != OWL.Ontology}
    concepts = {node for graph in schemes().values() for node in graph.subjects(RDF.type)}
    return frozenset(terms | concepts)


def ours(graph: Graph) -> set[Node]:
    """Return the terms and concepts of ours that a graph speaks of anywhere."""
    return {
        node
        for triple in graph
        for node in triple
        if isinstance(node, URIRef) and str(node).startswith((ONR_NAMESPACE, SCHEME_BASE))
    }


def is_english(graph: Graph, subject: Node, predicate: URIRef) -> bool:
    """Return whether there is a value, and every one is a text in English."""
    values = list(graph.objects(subject, predicate))
    return bool(values) and all(
        isinstance(value, Literal) and value.language == "en" and value.strip() for value in values
    )


# Terms


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_file_parses_and_has_a_licence(path: Path) -> None:
    licences = set(parsed(path).objects(None, DCTERMS.license))
    assert licences == {URIRef("https://creativecommons.org/licenses/by/4.0/")}


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_file_imports_nothing(path: Path) -> None:
    assert not list(parsed(path).subject_objects(OWL.imports))


def own_terms(graph: Graph) -> set[Node]:
    """Return the terms of ours that a file declares."""
    return {one for one in graph.subjects(RDF.type) if str(one).startswith(ONR_NAMESPACE)}


def test_terms_are_those_of_the_program() -> None:
    in_program = {URIRef(f"{ONR_NAMESPACE}{name}") for name in ONR.__annotations__}
    assert own_terms(core()) == in_program
    assert len(in_program) >= 100


def test_what_is_inferred_is_apart_from_what_is_written() -> None:
    assert own_terms(defined()).isdisjoint(own_terms(core()))


TERMS = sorted(str(one) for one in own_terms(core()) | own_terms(defined()))


@pytest.mark.parametrize("iri", TERMS, ids=lambda iri: iri.removeprefix(ONR_NAMESPACE))
def test_term_is_explained(iri: str) -> None:
    term, graph = URIRef(iri), core() if URIRef(iri) in own_terms(core()) else defined()
    (kind,) = TERM_KINDS & set(graph.objects(term, RDF.type))
    assert graph.value(term, RDFS.isDefinedBy) == URIRef(ONR_NAMESPACE.removesuffix("#"))
    for predicate in (RDFS.label, SKOS.definition):
        assert is_english(graph, term, predicate), predicate
        assert len(list(graph.objects(term, predicate))) == 1, predicate
    assert is_english(graph, term, SKOS.example)
    assert iri.removeprefix(ONR_NAMESPACE)[0].isupper() == (kind == OWL.Class)


def test_labels_and_definitions_keep_terms_apart() -> None:
    for predicate in (RDFS.label, SKOS.definition):
        texts = [
            (str(text).casefold(), OWL.Class in set(graph.objects(term, RDF.type)))
            for graph in (core(), defined())
            for term, text in graph.subject_objects(predicate)
        ]
        assert len(set(texts)) == len(texts)


def test_axioms_bind_us_to_prov_only() -> None:
    for graph in (core(), defined()):
        for link in (RDFS.subPropertyOf, RDFS.subClassOf, OWL.equivalentClass):
            for term, other in graph.subject_objects(link):
                assert str(term).startswith(ONR_NAMESPACE)
                outside = isinstance(other, URIRef) and not str(other).startswith(ONR_NAMESPACE)
                assert not outside or str(other).startswith(str(PROV)), other


def test_core_refers_only_to_what_it_declares() -> None:
    built_in = (str(OWL), "http://www.w3.org/2001/XMLSchema#", str(RDFS))
    links = (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf)
    used = {node for link in links for node in core().objects(None, link)}
    used = {node for node in used if isinstance(node, URIRef)}
    used |= {p for p in core().predicates() if not str(p).startswith((*built_in, str(RDF)))}
    assert {node for node in used if not str(node).startswith(built_in)} <= declared()


def test_declining_is_no_statement() -> None:
    lists = [Collection(core(), node) for node in core().objects(None, OWL.members)]
    apart = {ONR.Statement, ONR.ResponseOutcome, ONR.StanceRelation, ONR.Correction}
    assert any(apart <= set(items) for items in lists)


# Prefixes, shapes, alignments and queries


def test_prefixes_are_those_of_the_program() -> None:
    graph = parsed(resources.ontology_file("prefixes.ttl"))
    found = {
        str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace))
        for node in graph.objects(None, SH.declare)
    }
    assert found == PREFIXES


def members_of(kind: type[StrEnum]) -> set[URIRef]:
    """Return the concepts of an enumeration's members."""
    return {concept(value) for value in kind}


NEVER_WRITTEN = {concept(one) for one in (SectionKind.PARAGRAPH, Anonymity.NONE)}
"""What a graph never has as a value: its absence says it. Of passage kinds it has none."""


def test_shapes_list_the_concepts_of_whole_schemes() -> None:
    graph = Graph()
    for path in resources.ontology_files("shapes/*.ttl"):
        graph += parsed(path)
    whole: list[set[Node]] = []
    for shape, node in graph.subject_objects(SH["in"]):
        items = list(Collection(graph, node))
        assert len(items) == len(set(items)), shape
        assert any(set(items) <= members_of(kind) for kind in ENUMS), shape
        whole.append(set(items))
    for kind in set(ENUMS) - {PassageKind}:
        assert members_of(kind) - NEVER_WRITTEN in whole, kind


@pytest.mark.parametrize("name", ["name", "link", "contact"])
def test_shapes_of_anonymous_sources_spare_all_others(name: str) -> None:
    graph = parsed(resources.ontology_file("shapes/agent.ttl"))
    (node,) = graph.objects(URIRef(f"{SHAPE}Anonymous-{name}"), SH["in"])
    not_anonymous = {concept(one) for one in Identification if not one.anonymous}
    assert set(Collection(graph, node)) == not_anonymous


def test_anonymous_targets_are_the_anonymous_concepts() -> None:
    graph = parsed(resources.ontology_file("shapes/agent.ttl"))
    (shape,) = graph.subjects(SH.property, URIRef(f"{SHAPE}Anonymous-descriptor"))
    anonymous = {concept(one) for one in Identification if one.anonymous}
    assert set(graph.objects(shape, SH.targetNode)) == anonymous


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_file_uses_only_terms_that_are_declared(path: Path) -> None:
    prefixes = {URIRef(ONR_NAMESPACE)}
    assert ours(parsed(path)) - prefixes <= declared()


@pytest.mark.parametrize("path", LEXICON, ids=lambda path: path.name)
def test_lexicon_uses_only_properties_that_are_declared(path: Path) -> None:
    used = {one for one in parsed(path).predicates() if str(one).startswith(ONR_NAMESPACE)}
    assert used <= declared()


MATCHES = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch}


def test_alignments_are_mappings_of_our_terms() -> None:
    graph = parsed(resources.ontology_file("alignments.ttl"))
    mappings = [(s, p, o) for s, p, o in graph if str(s).startswith(ONR_NAMESPACE)]
    assert len(mappings) > 50
    assert {predicate for _, predicate, _ in mappings} <= MATCHES
    assert not [other for _, _, other in mappings if str(other).startswith(ONR_NAMESPACE)]


ALIGNED = {
    "http://dkm.fbk.eu/ontologies/newsreader#": "attributionCertainty attributionPolarity "
    "attributionTense source",
    "http://groundedannotationframework.org/gaf#": "Mention Instance denotes denotedBy",
    "http://groundedannotationframework.org/grasp#": "Source Statement wasAttributedTo "
    "hasAttribution CertaintyValue PolarityValue",
    "http://groundedannotationframework.org/grasp/factuality#": "certain probable possible "
    "underspecified positive negative",
    "http://purl.org/nanopub/x/": "retracts supersedes",
    "http://purl.org/spar/cito/": "disputes supports confirms refutes qualifies corrects retracts "
    "containsAssertionFrom includesQuotationFrom speculatesOn citesAsEvidence",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": "Authority View accordingTo",
    "http://www.arg.dundee.ac.uk/aif#": "I-node RA-node CA-node claimText Premise Conclusion "
    "PositionToKnow_Inference ExpertOpinion_Inference",
    "http://www.w3.org/ns/credweb#": "ObservationOfCorrectionsPolicy",
    "http://www.w3.org/ns/oa#": "hasTarget exact",
    "https://schema.org/": "Claim Quotation CorrectionComment NewsArticle memberOf",
}


@pytest.mark.parametrize("namespace", ALIGNED)
def test_neighbours_are_reached_by_their_own_names(namespace: str) -> None:
    graphs = (parsed(resources.ontology_file("alignments.ttl")), *schemes().values())
    others = {other for one in graphs for match in MATCHES for other in one.objects(None, match)}
    assert {URIRef(f"{namespace}{name}") for name in ALIGNED[namespace].split()} <= others


def test_attribution_is_not_that_of_grasp() -> None:
    graph = parsed(resources.ontology_file("alignments.ttl"))
    false_friend = URIRef("http://groundedannotationframework.org/grasp#Attribution")
    assert false_friend not in set(graph.objects())
    assert URIRef(f"{false_friend[:-11]}Source") in set(graph.objects())


NAME = re.compile(r"(?<![\w<?$-])([a-z][\w-]*):([A-Za-z][\w-]*)")


def iris(query: str) -> Iterator[str]:
    """Yield the IRIs that a query names, in full or by prefix."""
    text = re.sub(r"(?m)^\s*#.*$|\"[^\"\n]*\"", "", query)
    prefixes = dict(re.findall(r"(?i)\bprefix\s+([\w-]*):\s*<([^>]*)>", text))
    body = re.sub(r"(?i)\bprefix\s+[\w-]*:\s*<[^>]*>", "", text)
    yield from re.findall(r"<([^>\s]*)>", body)
    for prefix, local in NAME.findall(re.sub(r"<[^>\s]*>", "", body)):
        yield f"{prefixes[prefix]}{local}"


def test_queries_use_only_terms_that_are_declared() -> None:
    for path in resources.query_files():
        for iri in iris(path.read_text(encoding="utf-8")):
            if iri.startswith((ONR_NAMESPACE, SCHEME_BASE)) and not iri.endswith("/"):
                assert URIRef(iri) in declared(), f"{path.name}: {iri}"


def test_names_in_queries_are_found() -> None:
    query = """
    # onr:NotThis
    PREFIX onr: <https://w3id.org/onrecord/ns#>
    SELECT ?a { ?a onr:source|^onr:saidBy <https://example.org/b> ; onr:text "onr:NorThis" }
    """
    names = ["source", "saidBy", "text"]
    assert list(iris(query)) == [
        "https://example.org/b",
        *(f"{ONR_NAMESPACE}{name}" for name in names),
    ]


# What the program writes


def test_graphs_use_only_terms_that_are_declared() -> None:
    record = whole_record()
    dataset = to_dataset(record, sourcing.derive(record), BASE)
    triples = Graph()
    for subject, predicate, value, _ in dataset.quads((None, None, None, None)):
        triples.add((subject, predicate, value))
    used = {*triples.predicates(), *triples.objects(None, RDF.type), *ours(triples)}
    assert used - {RDF.type} <= declared()
    assert used.isdisjoint(own_terms(defined()))
    unwritten = own_terms(core()) - used
    assert {str(one).removeprefix(ONR_NAMESPACE) for one in unwritten} == NOT_IN_A_VERSION | {
        name for name in ONR.__annotations__ if name.endswith("Weight")
    }


NOT_IN_A_VERSION = {
    # the article's history, and what a shape refuses
    "currentVersion",
    "inLoop",
    # what follows by a range or a chain
    "Proposition",
    "saidBy",
    # what people say of a record
    "Review",
    "Undoing",
    "becomes",
    "reviewed",
    "undoes",
    "verdict",
    # record documents and the lexicon
    "addresseeSpans",
    "cueSpans",
    "hedgeSpans",
    "passage",
    "passageKind",
    "reasonSpans",
    "sourceSpans",
    "topicSpans",
    "weight",
}


# The page

PAGE = (Path(__file__).parent.parent / "docs" / "reference" / "ontology.md").read_text("utf-8")


def test_every_term_is_on_the_page() -> None:
    terms = {iri.removeprefix(ONR_NAMESPACE) for iri in TERMS}
    weights = {name for name in terms if name.endswith("Weight")}
    assert {name for name in terms - weights if f"`{name}`" not in PAGE} == set()
    assert {name for name in schemes() if f"`{name}`" not in PAGE} == set()


def test_the_page_names_only_terms_that_there_are() -> None:
    first = PAGE[PAGE.index("## Terms") : PAGE.index("## What is checked")]
    rows = re.findall(r"^\| (.*) \|$", first, re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"`([A-Za-z]+)`", row)}
    known = {iri.removeprefix(ONR_NAMESPACE) for iri in TERMS} | set(schemes())
    assert names - known == set()
