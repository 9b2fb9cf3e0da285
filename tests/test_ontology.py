"""The ontology is complete, says what the program says, and uses nothing it does not declare."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from kg import record as documents
from kg import resources, sourcing
from kg.mapping import to_dataset
from kg.model import (
    PUBLISHER,
    Anonymity,
    Article,
    Attribution,
    Extraction,
    Identification,
    Maker,
    Origin,
    QuoteForm,
    Record,
    Request,
    ResponseKind,
    Source,
    SourceKind,
    Span,
)
from kg.record.form import (
    ArticlePart,
    AttributionPart,
    DocumentPart,
    MakerPart,
    RequestPart,
    SourcePart,
)
from kg.vocab import CONTEXT, ONR, ONR_NAMESPACE, PREFIXES, SCHEME_BASE, concept, scheme_name

ENUMS: tuple[type[StrEnum], ...] = (
    Anonymity,
    Identification,
    Origin,
    QuoteForm,
    ResponseKind,
    SourceKind,
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
def schemes() -> dict[str, Graph]:
    """Return the concept schemes, by the name of their file."""
    return {path.stem: parsed(path) for path in resources.ontology_files("schemes/*.ttl")}


@cache
def declared() -> frozenset[Node]:
    """Return every IRI that the ontology declares: terms, concepts and schemes."""
    terms = {term for term, kind in core().subject_objects(RDF.type) if kind != OWL.Ontology}
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


def test_terms_are_those_of_the_program() -> None:
    in_core = {term for term in declared() if str(term).startswith(ONR_NAMESPACE)}
    in_program = {URIRef(f"{ONR_NAMESPACE}{name}") for name in ONR.__annotations__}
    assert in_core == in_program
    assert len(in_core) >= 50


@pytest.mark.parametrize("name", sorted(ONR.__annotations__))
def test_term_is_explained(name: str) -> None:
    term = URIRef(f"{ONR_NAMESPACE}{name}")
    (kind,) = core().objects(term, RDF.type)
    assert kind in TERM_KINDS
    assert core().value(term, RDFS.isDefinedBy) == URIRef(ONR_NAMESPACE.removesuffix("#"))
    for predicate in (RDFS.label, SKOS.definition):
        assert is_english(core(), term, predicate), predicate
        assert len(list(core().objects(term, predicate))) == 1, predicate
    assert is_english(core(), term, SKOS.example)
    assert name[0].isupper() == (kind == OWL.Class)


def test_core_refers_only_to_what_it_declares() -> None:
    built_in = (str(OWL), "http://www.w3.org/2001/XMLSchema#", str(RDFS))
    links = (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf)
    used = {node for link in links for node in core().objects(None, link)}
    used |= {p for p in core().predicates() if not str(p).startswith((*built_in, str(RDF)))}
    assert {node for node in used if not str(node).startswith(built_in)} <= declared()


def test_declining_is_no_statement() -> None:
    lists = [Collection(core(), node) for node in core().objects(None, OWL.members)]
    assert any({ONR.Statement, ONR.ResponseOutcome} <= set(items) for items in lists)


# Concepts


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
    for predicate in (SKOS.inScheme, SKOS.topConceptOf):
        assert list(graph.objects(node, predicate)) == [scheme]
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.example):
        assert is_english(graph, node, predicate), predicate
    assert len(list(graph.objects(node, SKOS.prefLabel))) == 1


@pytest.mark.parametrize("kind", ENUMS)
def test_labels_and_definitions_keep_concepts_apart(kind: type[StrEnum]) -> None:
    graph = schemes()[scheme_name(kind)]
    for predicate in (SKOS.prefLabel, SKOS.definition):
        texts = [str(graph.value(concept(value), predicate)).casefold() for value in kind]
        assert len(set(texts)) == len(texts)


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


def test_shapes_list_the_concepts_of_whole_schemes() -> None:
    not_anonymous = {concept(one) for one in Identification if not one.anonymous}
    seen = set()
    for path in resources.ontology_files("shapes/*.ttl"):
        graph = parsed(path)
        for shape, node in graph.subject_objects(SH["in"]):
            listed = list(Collection(graph, node))
            assert len(listed) == len(set(listed))
            if "/Anonymous-" in str(shape):
                assert set(listed) == not_anonymous, shape
            else:
                (kind,) = (kind for kind in ENUMS if set(listed) & members_of(kind))
                assert set(listed) == members_of(kind), shape
                seen.add(kind)
    assert seen == set(ENUMS)


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


def test_alignments_are_mappings_of_our_terms() -> None:
    graph = parsed(resources.ontology_file("alignments.ttl"))
    mappings = [(s, p, o) for s, p, o in graph if str(s).startswith(ONR_NAMESPACE)]
    kinds = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch}
    assert len(mappings) > 10
    assert {predicate for _, predicate, _ in mappings} <= kinds
    assert not [other for _, _, other in mappings if str(other).startswith(ONR_NAMESPACE)]


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

TEXT = "The Gazette reported that a diver told it the hull was dry. The shipyard declined comment."


def full_record() -> Record:
    """Return a record in which everything has a value that can have one."""
    gazette = Source(
        id="g", identification=Identification.NAMED, name="The Gazette", mentions=(Span(0, 11),)
    )
    diver = Source(
        id="d",
        identification=Identification.ANONYMOUS_DESCRIBED,
        kind=SourceKind.PERSON,
        description="a diver",
        mentions=(Span(26, 33),),
    )
    yard = Source(
        id="y",
        identification=Identification.NAMED,
        kind=SourceKind.COMPANY,
        name="The shipyard",
        mentions=(Span(60, 72),),
    )
    outer = Attribution(
        id="o",
        source="g",
        content=(Span(21, 58),),
        cue=(Span(12, 20),),
        source_spans=(Span(0, 11),),
        recipient=PUBLISHER,
        medium="g",
        rule="verb",
    )
    inner = Attribution(
        id="i",
        source="d",
        content=(Span(42, 45), Span(46, 58)),
        cue=(Span(34, 38),),
        source_spans=(Span(26, 33),),
        nested_in="o",
        recipient="g",
        infers_from=("o",),
        rule="verb",
    )
    request = Request(
        id="r",
        spans=(Span(60, 89),),
        party="y",
        outcome=ResponseKind.DECLINED,
        party_spans=(Span(60, 72),),
        when=date(2026, 3, 2),
        rule="declined",
    )
    return documents.canonical(
        Record(
            article=Article(
                text=TEXT,
                identifier="pier-1",
                url="https://gazette.example/pier",
                title="On the pier",
                outlet="The Pier Post",
                author="Ari Venn",
                date=date(2026, 3, 2),
            ),
            extraction=Extraction(
                sources=(gazette, diver, yard), attributions=(outer, inner), requests=(request,)
            ),
            maker=Maker(name="onrecord", version="0"),
        )
    )


def test_graphs_use_only_terms_that_are_declared() -> None:
    record = full_record()
    dataset = to_dataset(record, sourcing.derive(record), BASE)
    triples = Graph()
    for subject, predicate, value, _ in dataset.quads((None, None, None, None)):
        triples.add((subject, predicate, value))
    used = {*triples.predicates(), *triples.objects(None, RDF.type), *ours(triples)}
    assert used - {RDF.type} <= declared()
    assert len(used & ours(triples)) > 30


# The JSON-LD context


@cache
def context() -> dict[str, Any]:
    """Return what stands in the context file."""
    text = resources.ontology_file("context.jsonld").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)["@context"]
    return content


def read(document: dict[str, Any]) -> Graph:
    """Read a record document as JSON-LD, with our context file in place of its address."""
    address, base = document["@context"]
    assert address == CONTEXT
    local = {**document, "@context": [context(), base]}
    with warnings.catch_warnings():
        # rdflib 7.6's own reader of JSON-LD uses what rdflib 7.6 calls deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=json.dumps(local), format="json-ld")


PARTS: dict[str, type[BaseModel]] = {
    "maker": MakerPart,
    "article": ArticlePart,
    "sources": SourcePart,
    "attributions": AttributionPart,
    "requests": RequestPart,
}


def full_document() -> dict[str, Any]:
    """Return the document of the full record."""
    document: dict[str, Any] = json.loads(documents.dumps(full_record(), BASE))
    return document


def keys(part: type[BaseModel]) -> set[str]:
    """Return the keys that the form of a record document has for a part."""
    return {field.alias or name for name, field in part.model_fields.items()}


def objects(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - parsed JSON
    """Return the objects that a part holds: itself, or those of its array."""
    return value if isinstance(value, list) else [value]


def test_sample_has_every_key_of_a_record() -> None:
    document = full_document()
    assert set(document) == keys(DocumentPart)
    for name, part in PARTS.items():
        assert {key for one in objects(document[name]) for key in one} == keys(part), name


def without_each_key() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a key's name and the sample document without it, for every key there is."""
    for key in full_document():
        if key != "@context":
            less = full_document()
            del less[key]
            yield key, less
    for name in PARTS:
        for key in sorted({key for one in objects(full_document()[name]) for key in one}):
            less = full_document()
            for one in objects(less[name]):
                one.pop(key, None)
            yield f"{name}.{key}", less


@pytest.mark.parametrize("less", [pytest.param(doc, id=key) for key, doc in without_each_key()])
def test_key_means_something_in_json_ld(less: dict[str, Any]) -> None:
    whole = read(full_document())
    assert set(whole) - set(read(less))


def test_document_says_in_json_ld_what_it_means() -> None:
    document, graph = full_document(), read(full_document())
    version = document["@context"][1]["@base"]
    publisher, outer, inner = (
        URIRef(f"{version}#{name}")
        for name in (PUBLISHER, *(one["id"][1:] for one in document["attributions"]))
    )
    request = URIRef(version + document["requests"][0]["id"])
    assert (URIRef(version), RDF.type, ONR.Version) in graph
    assert (URIRef(version), ONR.recordOrigin, concept(Origin.AUTOMATIC)) in graph
    assert (outer, ONR.recipient, publisher) in graph
    assert (outer, ONR.relays, inner) in graph
    assert (inner, ONR.infersFrom, outer) in graph
    assert (inner, ONR.publishedIn, URIRef(version)) in graph
    assert (inner, ONR.quoteForm, concept(QuoteForm.PARAPHRASE)) in graph
    assert (request, ONR.requestedBy, publisher) in graph
    assert (request, ONR.responseKind, concept(ResponseKind.DECLINED)) in graph
    spans = graph.value(inner, ONR.spans)
    assert isinstance(spans, Literal)
    assert spans.datatype == RDF.JSON
    assert json.loads(spans) == [[42, 45], [46, 58]]


def test_context_uses_only_terms_that_are_declared() -> None:
    graph = read(full_document())
    assert set(graph.predicates()) - {RDF.type} <= declared()
    assert ours(graph) <= declared()


@pytest.mark.parametrize(
    ("part", "key", "kind"),
    [
        ("sources", "identification", Identification),
        ("sources", "kind", SourceKind),
        ("attributions", "quoteForm", QuoteForm),
        ("requests", "outcome", ResponseKind),
        ("", "origin", Origin),
    ],
)
def test_controlled_values_are_concepts(part: str, key: str, kind: type[StrEnum]) -> None:
    for value in kind:
        document = full_document()
        for one in objects(document[part] if part else document):
            one[key] = value.value
        assert concept(value) in set(read(document).objects())
