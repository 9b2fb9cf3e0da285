"""A record document is JSON-LD: every key of it means something, and means what it says."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel
from rdflib import RDF, XSD, Graph, Literal, URIRef

from kg import model, record, resources
from kg.record import form
from kg.vocab import CONTEXT, ONR, ONR_NAMESPACE, SCHEME_BASE, concept

BASE = "https://kg.example/"
TEXT = "Allegedly the aide, a port clerk, told the Star that rain fell. The port would not comment."
PARTS: dict[str, type[BaseModel]] = {
    "maker": form.MakerPart,
    "article": form.ArticlePart,
    "sources": form.SourcePart,
    "attributions": form.AttributionPart,
    "requests": form.RequestPart,
    "stances": form.StancePart,
    "passages": form.PassagePart,
    "corrections": form.CorrectionPart,
}


def written() -> dict[str, Any]:
    """Return a document in which every key has a value, as somebody would write it."""
    return {
        "recordVersion": "2",
        "origin": "automatic",
        "maker": {"name": "onrecord", "version": "1"},
        "article": {
            "text": TEXT,
            "identifier": "rain",
            "url": "https://outlet.example/rain",
            "title": "Rain",
            "outlet": "The Gazette",
            "author": "Ann Ort",
            "date": "2026-03-02",
            "sections": [{"kind": "lead", "span": [0, 63]}],
        },
        "sources": [
            {
                "id": "aide",
                "identification": "anonymous-described",
                "kind": "participant",
                "description": "the aide",
                "role": "a port clerk",
                "memberOf": "port",
                "speaksFor": "port",
                "statedMin": 1,
                "statedMax": 2,
                "reason": "none-given",
                "reasonSpans": [[0, 9]],
                "mentions": [[10, 32]],
            },
            {"id": "port", "identification": "named", "name": "port", "mentions": [[22, 26]]},
        ],
        "attributions": [
            {
                "id": "one",
                "source": "aide",
                "sourceSpans": [[10, 18]],
                "cue": [[34, 38]],
                "content": [[48, 57], [58, 62]],
                "quoteForm": "paraphrase",
                "recipient": "publisher",
                "medium": "publisher",
                "infersFrom": ["two"],
                "attributionType": "belief",
                "channels": ["email", "phone"],
                "recordStatus": "on-background",
                "hopKind": "reports-own-source",
                "knowledgeBasis": "witnessed",
                "certainty": "possible",
                "polarity": "negative",
                "hedge": "distancing",
                "hedgeSpans": [[0, 9]],
                "contentKind": "allegation",
                "against": ["port"],
                "when": "2026-03-01",
                "scopeAmbiguous": True,
                "confidence": 0.87,
                "rule": "clause",
            },
            {"id": "two", "source": "port", "content": [[53, 57]], "nestedIn": "one"},
        ],
        "requests": [
            {
                "id": "ask",
                "spans": [[64, 90]],
                "party": "port",
                "partySpans": [[68, 72]],
                "asker": "publisher",
                "outcome": "declined",
                "when": "2026-03-01",
                "about": ["one"],
                "answeredBy": ["two"],
                "channels": ["email"],
                "topicSpans": [[64, 72]],
                "rule": "refusal",
            }
        ],
        "stances": [
            {
                "id": "no",
                "kind": "denies",
                "source": "two",
                "target": "one",
                "basis": "added",
                "denialScope": "partial",
                "spans": [[64, 72]],
                "rule": "cue",
            }
        ],
        "passages": [{"id": "rest", "kind": "unattributed", "span": [0, 9]}],
        "corrections": [
            {
                "id": "mend",
                "kind": "correction",
                "spans": [[64, 90]],
                "when": "2026-03-03",
                "corrects": ["one"],
                "rule": "notice",
            }
        ],
    }


def full_document() -> dict[str, Any]:
    """Return that document as the program writes it."""
    document: dict[str, Any] = json.loads(record.dumps(record.parse(written()), BASE))
    return document


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


def keys(part: type[BaseModel]) -> set[str]:
    """Return the keys that the form of a record document has for a part."""
    return {field.alias or name for name, field in part.model_fields.items()}


def objects(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - parsed JSON
    """Return the objects that a part holds: itself, or those of its array."""
    return value if isinstance(value, list) else [value]


def test_sample_has_every_key_of_a_record() -> None:
    document = full_document()
    assert set(document) == keys(form.DocumentPart)
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
    base = document["@context"][1]["@base"]

    def node(part: str, number: int = 0) -> URIRef:
        return URIRef(base + document[part][number]["id"])

    outer, inner = node("attributions"), node("attributions", 1)
    version, publisher = URIRef(base), URIRef(f"{base}#{model.PUBLISHER}")
    aide, port = node("sources"), node("sources", 1)
    for triple in (
        (version, RDF.type, ONR.Version),
        (version, ONR.recordOrigin, concept(model.Origin.AUTOMATIC)),
        (aide, ONR.spokespersonFor, port),
        (aide, ONR.memberOf, port),
        (aide, ONR.statedMax, Literal(2)),
        (outer, ONR.recipient, publisher),
        (outer, ONR.relays, inner),
        (outer, ONR.infersFrom, inner),
        (outer, ONR.against, port),
        (outer, ONR.channel, concept(model.Channel.PHONE)),
        (outer, ONR.scopeAmbiguous, Literal(True)),  # noqa: FBT003 - an RDF boolean
        (outer, ONR.confidence, Literal("0.87", datatype=XSD.decimal)),
        (inner, ONR.publishedIn, version),
        (inner, ONR.quoteForm, concept(model.QuoteForm.PARAPHRASE)),
        (node("requests"), ONR.requestedBy, publisher),
        (node("requests"), ONR.answeredBy, inner),
        (node("stances"), ONR.fromStatement, inner),
        (node("stances"), ONR.toStatement, outer),
        (node("corrections"), ONR.corrects, outer),
        (version, ONR.passage, node("passages")),
    ):
        assert triple in graph, triple
    spans = graph.value(outer, ONR.spans)
    assert isinstance(spans, Literal)
    assert spans.datatype == RDF.JSON
    assert json.loads(spans) == [[48, 57], [58, 62]]


def test_context_uses_only_our_terms_that_are_declared() -> None:
    declared = set(Graph().parse(resources.ontology_file("core.ttl")).subjects(RDF.type))
    for path in resources.ontology_files("schemes/*.ttl"):
        declared |= set(Graph().parse(path).subjects(RDF.type))
    graph = read(full_document())
    used = {*graph.predicates(), *graph.objects()}
    ours = {one for one in used if str(one).startswith((ONR_NAMESPACE, SCHEME_BASE))}
    assert len(ours) > 60
    assert ours - declared == set()


def controlled() -> Iterator[tuple[str, str, type[StrEnum]]]:
    """Yield every key that takes a controlled value: of which part, and which values."""
    yield "", "origin", model.Origin
    for name, part in PARTS.items():
        for key, field in part.model_fields.items():
            kinds = [one for one in vars(model).values() if isinstance(one, type)]
            for kind in kinds:
                named = rf"\bvalues\.{kind.__name__}\b"
                if issubclass(kind, StrEnum) and re.search(named, repr(field.annotation)):
                    yield name, key, kind
            if isinstance(field.annotation, type) and issubclass(field.annotation, StrEnum):
                yield name, key, field.annotation


@pytest.mark.parametrize(("part", "key", "kind"), list(controlled()))
def test_controlled_values_are_concepts(part: str, key: str, kind: type[StrEnum]) -> None:
    for value in kind:
        document = full_document()
        for one in objects(document[part] if part else document):
            one[key] = value.value
        assert concept(value) in set(read(document).objects())


def test_every_enumeration_of_the_form_is_tested() -> None:
    tested = {kind for _, _, kind in controlled()}
    assert len(tested) >= 19
