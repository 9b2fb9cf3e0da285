"""The terms On Record writes and reads, once; a test holds them equal to `ontology/`."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from rdflib import Namespace, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS, XSD, DefinedNamespace

ONR_NAMESPACE: Final = "https://w3id.org/onrecord/ns#"
SCHEME_BASE: Final = "https://w3id.org/onrecord/scheme/"
CONTEXT: Final = "https://w3id.org/onrecord/context/1"


class ONR(DefinedNamespace):
    """Our own terms; `ontology/core.ttl` defines each."""

    _NS = Namespace(ONR_NAMESPACE)
    _fail = True

    Agent: URIRef
    Article: URIRef
    Attribution: URIRef
    CommentRequest: URIRef
    Proposition: URIRef
    ResponseOutcome: URIRef
    Statement: URIRef
    Version: URIRef

    addressee: URIRef
    addresseeMention: URIRef
    addresseeSpans: URIRef
    adjectiveWeight: URIRef
    analysed: URIRef
    anonymity: URIRef
    attributedBy: URIRef
    attribution: URIRef
    clauseWeight: URIRef
    content: URIRef
    cue: URIRef
    cueSpans: URIRef
    currentVersion: URIRef
    day: URIRef
    descriptor: URIRef
    end: URIRef
    expresses: URIRef
    formulaWeight: URIRef
    hops: URIRef
    identification: URIRef
    inLoop: URIRef
    infersFrom: URIRef
    infinitiveWeight: URIRef
    length: URIRef
    localId: URIRef
    mention: URIRef
    nounWeight: URIRef
    objectWeight: URIRef
    origin: URIRef
    outcome: URIRef
    parenthesisWeight: URIRef
    passiveWeight: URIRef
    prepositionWeight: URIRef
    publishedIn: URIRef
    quotationWeight: URIRef
    quoteForm: URIRef
    recipient: URIRef
    recordOrigin: URIRef
    relays: URIRef
    requestedBy: URIRef
    responseKind: URIRef
    restsOnDecliner: URIRef
    rule: URIRef
    saidBy: URIRef
    saidIn: URIRef
    sha256: URIRef
    source: URIRef
    sourceKind: URIRef
    sourceMention: URIRef
    sourceSpans: URIRef
    spans: URIRef
    start: URIRef
    tailWeight: URIRef
    text: URIRef
    versionOf: URIRef
    weight: URIRef
    wording: URIRef


OA: Final = Namespace("http://www.w3.org/ns/oa#")
NP: Final = Namespace("http://www.nanopub.org/nschema#")
NPX: Final = Namespace("http://purl.org/nanopub/x/")
SCHEMA: Final = Namespace("https://schema.org/")

PREFIXES: Final[dict[str, str]] = {
    "np": str(NP),
    "npx": str(NPX),
    "oa": str(OA),
    "onr": ONR_NAMESPACE,
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
"""The prefixes of everything we write; ontology/prefixes.ttl declares the same."""


def concept(value: StrEnum) -> URIRef:
    """Return the concept of a controlled value: its scheme is the enumeration's name."""
    return URIRef(f"{SCHEME_BASE}{scheme_name(type(value))}/{value.value}")


def scheme_name(kind: type[StrEnum]) -> str:
    """Return the scheme that an enumeration's members are concepts of, e.g. `source-kind`."""
    letters = ("-" + letter.lower() if letter.isupper() else letter for letter in kind.__name__)
    return "".join(letters).lstrip("-")
