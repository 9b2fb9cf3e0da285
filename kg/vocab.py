"""The terms On Record writes and reads, once; a test holds them equal to `ontology/`."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from rdflib import Namespace, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS, XSD, DefinedNamespace

ONR_NAMESPACE: Final = "https://w3id.org/onrecord/ns#"
SCHEME_BASE: Final = "https://w3id.org/onrecord/scheme/"
CONTEXT: Final = "https://w3id.org/onrecord/context/2"
CONTEXTS: Final = frozenset({CONTEXT, "https://w3id.org/onrecord/context/1"})
"""The JSON-LD contexts that a record document may name: the newest has all that the others had."""


class ONR(DefinedNamespace):
    """Our own terms; `ontology/core.ttl` defines each."""

    _NS = Namespace(ONR_NAMESPACE)
    _fail = True

    Agent: URIRef
    Article: URIRef
    Attribution: URIRef
    CommentRequest: URIRef
    Correction: URIRef
    Proposition: URIRef
    ResponseOutcome: URIRef
    Review: URIRef
    StanceRelation: URIRef
    Statement: URIRef
    Undoing: URIRef
    Version: URIRef

    about: URIRef
    addressee: URIRef
    addresseeMention: URIRef
    addresseeSpans: URIRef
    adjectiveWeight: URIRef
    against: URIRef
    analysed: URIRef
    anonymity: URIRef
    anonymityReason: URIRef
    answeredBy: URIRef
    attributedBy: URIRef
    attribution: URIRef
    attributionType: URIRef
    becomes: URIRef
    certainty: URIRef
    channel: URIRef
    clauseWeight: URIRef
    content: URIRef
    contentKind: URIRef
    correctionKind: URIRef
    corrects: URIRef
    cue: URIRef
    cueSpans: URIRef
    currentVersion: URIRef
    day: URIRef
    denialScope: URIRef
    descriptor: URIRef
    end: URIRef
    expresses: URIRef
    formulaWeight: URIRef
    fromStatement: URIRef
    hedge: URIRef
    hedgeMention: URIRef
    hedgeSpans: URIRef
    hopKind: URIRef
    hops: URIRef
    identification: URIRef
    inLoop: URIRef
    infersFrom: URIRef
    infinitiveWeight: URIRef
    knowledgeBasis: URIRef
    length: URIRef
    memberOf: URIRef
    mention: URIRef
    nounWeight: URIRef
    objectWeight: URIRef
    origin: URIRef
    outcome: URIRef
    ownObservation: URIRef
    parenthesisWeight: URIRef
    passage: URIRef
    passageKind: URIRef
    passiveWeight: URIRef
    polarity: URIRef
    prepositionWeight: URIRef
    publishedIn: URIRef
    quotationWeight: URIRef
    quoteForm: URIRef
    reasonMention: URIRef
    reasonSpans: URIRef
    recipient: URIRef
    recordOrigin: URIRef
    recordStatus: URIRef
    relays: URIRef
    requestedBy: URIRef
    responseKind: URIRef
    restsOnDecliner: URIRef
    reviewed: URIRef
    role: URIRef
    rule: URIRef
    saidBy: URIRef
    saidIn: URIRef
    scopeAmbiguous: URIRef
    confidence: URIRef
    section: URIRef
    sections: URIRef
    sha256: URIRef
    source: URIRef
    sourceKind: URIRef
    sourceMention: URIRef
    sourceSpans: URIRef
    spans: URIRef
    spokespersonFor: URIRef
    stance: URIRef
    stanceBasis: URIRef
    start: URIRef
    statedMax: URIRef
    statedMin: URIRef
    tailWeight: URIRef
    text: URIRef
    toStatement: URIRef
    topicMention: URIRef
    topicSpans: URIRef
    unattributed: URIRef
    undoes: URIRef
    verdict: URIRef
    versionOf: URIRef
    weight: URIRef
    wording: URIRef


NP: Final = Namespace("http://www.nanopub.org/nschema#")
NPX: Final = Namespace("http://purl.org/nanopub/x/")
SCHEMA: Final = Namespace("https://schema.org/")

PREFIXES: Final[dict[str, str]] = {
    "np": str(NP),
    "npx": str(NPX),
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
