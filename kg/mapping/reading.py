"""From the named graphs of a version back to its record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - a type name, next to a field called date
from enum import StrEnum
from typing import TypeVar

from rdflib import RDF, Dataset, Graph, URIRef
from rdflib.term import Literal, Node

from kg import ids
from kg.errors import StoreDamaged
from kg.model import (
    PUBLISHER,
    AnonymityReason,
    Article,
    Attribution,
    AttributionType,
    Certainty,
    Channel,
    ContentKind,
    Correction,
    CorrectionKind,
    DenialScope,
    Extraction,
    Hedge,
    HopKind,
    Identification,
    KnowledgeBasis,
    Maker,
    Origin,
    Passage,
    PassageKind,
    Polarity,
    QuoteForm,
    Record,
    RecordStatus,
    Request,
    ResponseKind,
    Section,
    SectionKind,
    Source,
    SourceKind,
    Span,
    Spans,
    Stance,
    StanceBasis,
    StanceKind,
)
from kg.record import canonical
from kg.vocab import ONR, SCHEMA

Kind = TypeVar("Kind", bound=StrEnum)
Needed = TypeVar("Needed")


def to_record(dataset: Dataset, version: str) -> Record:
    """Return the record that the named graphs of `version` were made from."""
    return _Reader(dataset, version).read()


class _Reader:
    """The graphs of one version while they are being read."""

    def __init__(self, dataset: Dataset, version: str) -> None:
        self.version = URIRef(version)
        self.assertion = dataset.graph(self.node("assertion"))
        self.provenance = dataset.graph(self.node("provenance"))
        self.publisher = self.node(PUBLISHER)

    def read(self) -> Record:
        reading, maker = self.node("reading"), self.node("maker")
        return canonical(
            Record(
                article=self.article(),
                extraction=self.extraction(),
                origin=_member(Origin, self.provenance.value(reading, ONR.recordOrigin)),
                maker=Maker(
                    name=_need(_text(self.provenance, maker, SCHEMA.name)),
                    version=_text(self.provenance, maker, SCHEMA.softwareVersion),
                ),
                analysed=self.boolean(ONR.analysed),
            )
        )

    def node(self, local: str) -> URIRef:
        return URIRef(f"{self.version}#{local}")

    def boolean(self, predicate: URIRef) -> bool:
        return str(self.provenance.value(self.version, predicate)) == "true"

    def article(self) -> Article:
        graph, version = self.provenance, self.version
        work = graph.value(version, ONR.versionOf)
        return Article(
            text=_need(_text(graph, version, ONR.text)),
            identifier=_text(graph, work, SCHEMA.identifier),
            url=_text(graph, version, SCHEMA.url),
            title=_text(graph, version, SCHEMA.headline),
            outlet=_text(self.assertion, self.publisher, SCHEMA.name),
            author=_text(graph, version, SCHEMA.author),
            date=_day(graph.value(version, SCHEMA.datePublished)),
            language=_need(_text(graph, version, SCHEMA.inLanguage)),
            sections=_sections(_text(graph, version, ONR.sections)),
        )

    def extraction(self) -> Extraction:
        graph = self.assertion
        agents = [node for node in graph.subjects(RDF.type, ONR.Agent) if node != self.publisher]
        return Extraction(
            sources=tuple(self.source(node) for node in agents),
            attributions=tuple(
                self.attribution(node) for node in graph.subjects(RDF.type, ONR.Statement)
            ),
            requests=tuple(
                self.request(node) for node in graph.subjects(RDF.type, ONR.CommentRequest)
            ),
            stances=tuple(
                self.stance(node) for node in graph.subjects(RDF.type, ONR.StanceRelation)
            ),
            passages=tuple(self.passages()),
            corrections=tuple(
                self.correction(node) for node in graph.subjects(RDF.type, ONR.Correction)
            ),
        )

    def source(self, node: Node) -> Source:
        graph = self.assertion
        return Source(
            id=_local(node),
            identification=_member(Identification, graph.value(node, ONR.identification)),
            kind=_member(SourceKind, graph.value(node, ONR.sourceKind)),
            name=_text(graph, node, SCHEMA.name),
            description=_text(graph, node, ONR.descriptor),
            mentions=self.spans(node, ONR.mention),
            role=_text(graph, node, ONR.role),
            member_of=self.agent(graph.value(node, ONR.memberOf)),
            speaks_for=self.agent(graph.value(node, ONR.spokespersonFor)),
            stated_min=_count(graph, node, ONR.statedMin),
            stated_max=_count(graph, node, ONR.statedMax),
            reason=_maybe(AnonymityReason, graph.value(node, ONR.anonymityReason)),
            reason_spans=self.spans(node, ONR.reasonMention),
        )

    def attribution(self, statement: Node) -> Attribution:
        graph = self.assertion
        node = graph.value(statement, ONR.attribution)
        outer = graph.value(predicate=ONR.relays, object=statement)
        return Attribution(
            id=_local(statement),
            source=_need(self.agent(graph.value(node, ONR.source))),
            content=self.spans(statement, ONR.content),
            cue=self.spans(node, ONR.cue),
            source_spans=self.spans(node, ONR.sourceMention),
            quote_form=_member(QuoteForm, graph.value(node, ONR.quoteForm)),
            nested_in=_local(outer) if outer else None,
            recipient=self.agent(graph.value(node, ONR.recipient)),
            medium=self.agent(graph.value(node, ONR.saidIn)),
            infers_from=self.told(statement, ONR.infersFrom),
            type=_maybe(AttributionType, graph.value(node, ONR.attributionType))
            or AttributionType.ASSERTION,
            channels=self.channels(node),
            record_status=_maybe(RecordStatus, graph.value(node, ONR.recordStatus)),
            hop_kind=_maybe(HopKind, graph.value(node, ONR.hopKind)),
            knowledge_basis=_maybe(KnowledgeBasis, graph.value(node, ONR.knowledgeBasis)),
            certainty=_maybe(Certainty, graph.value(statement, ONR.certainty)),
            polarity=_maybe(Polarity, graph.value(statement, ONR.polarity)),
            hedge=_maybe(Hedge, graph.value(node, ONR.hedge)),
            hedge_spans=self.spans(node, ONR.hedgeMention),
            content_kind=_maybe(ContentKind, graph.value(statement, ONR.contentKind)),
            against=self.told(statement, ONR.against),
            when=_day(graph.value(node, ONR.day)),
            scope_ambiguous=graph.value(node, ONR.scopeAmbiguous) is not None,
            confidence=_fraction(graph, node, ONR.confidence),
            rule=_text(graph, node, ONR.rule),
        )

    def request(self, node: Node) -> Request:
        graph = self.assertion
        outcome = graph.value(node, ONR.outcome)
        return Request(
            id=_local(node),
            spans=self.spans(node, ONR.wording),
            party=_need(self.agent(graph.value(node, ONR.addressee))),
            outcome=_member(ResponseKind, graph.value(outcome, ONR.responseKind)),
            asker=_need(self.agent(graph.value(node, ONR.requestedBy))),
            party_spans=self.spans(node, ONR.addresseeMention),
            when=_day(graph.value(node, ONR.day)),
            about=self.told(node, ONR.about),
            answered_by=self.told(outcome, ONR.answeredBy),
            channels=self.channels(node),
            topic_spans=self.spans(node, ONR.topicMention),
            rule=_text(graph, node, ONR.rule),
        )

    def stance(self, node: Node) -> Stance:
        graph = self.assertion
        return Stance(
            id=_local(node),
            kind=_member(StanceKind, graph.value(node, ONR.stance)),
            source=_need(self.agent(graph.value(node, ONR.fromStatement))),
            target=_need(self.agent(graph.value(node, ONR.toStatement))),
            basis=_member(StanceBasis, graph.value(node, ONR.stanceBasis)),
            denial_scope=_maybe(DenialScope, graph.value(node, ONR.denialScope)),
            spans=self.spans(node, ONR.wording),
            rule=_text(graph, node, ONR.rule),
        )

    def passages(self) -> Iterator[Passage]:
        for predicate, kind in (
            (ONR.unattributed, PassageKind.UNATTRIBUTED),
            (ONR.ownObservation, PassageKind.OBSERVED),
        ):
            for span in self.spans(self.version, predicate):
                yield Passage(id=f"{kind}-{span.start}-{span.end}", kind=kind, span=span)

    def correction(self, node: Node) -> Correction:
        graph = self.assertion
        return Correction(
            id=_local(node),
            kind=_member(CorrectionKind, graph.value(node, ONR.correctionKind)),
            spans=self.spans(node, ONR.wording),
            when=_day(graph.value(node, ONR.day)),
            corrects=self.told(node, ONR.corrects),
            rule=_text(graph, node, ONR.rule),
        )

    def told(self, node: Node | None, predicate: URIRef) -> tuple[str, ...]:
        return tuple(_local(other) for other in self.assertion.objects(node, predicate))

    def channels(self, node: Node | None) -> tuple[Channel, ...]:
        return tuple(_member(Channel, one) for one in self.assertion.objects(node, ONR.channel))

    def agent(self, node: Node | None) -> str | None:
        return None if node is None else _local(node)

    def spans(self, node: Node | None, predicate: URIRef) -> Spans:
        places = self.assertion.objects(node, predicate)
        return tuple(sorted(_need(ids.span_of(str(one))) for one in places))


def _text(graph: Graph, subject: Node | None, predicate: URIRef) -> str | None:
    value = graph.value(subject, predicate)
    return None if value is None else str(value)


def _day(value: Node | None) -> Date | None:
    return value.toPython() if isinstance(value, Literal) else None


def _count(graph: Graph, subject: Node, predicate: URIRef) -> int | None:
    value = _text(graph, subject, predicate)
    return None if value is None else int(value)


def _fraction(graph: Graph, subject: Node | None, predicate: URIRef) -> float | None:
    value = _text(graph, subject, predicate)
    return None if value is None else float(value)


def _sections(value: str | None) -> tuple[Section, ...]:
    rows = json.loads(value) if value else []
    return tuple(Section(Span(start, end), SectionKind(kind)) for kind, start, end in rows)


def _need(value: Needed | None) -> Needed:
    if value is None:
        raise StoreDamaged(
            "a stored article lacks a part that its record needs",
            todo="ingest the article anew, or restore the store from a backup",
        )
    return value


def _member(kind: type[Kind], node: Node | None) -> Kind:
    return kind(_need(None if node is None else str(node)).rpartition("/")[2])


def _maybe(kind: type[Kind], node: Node | None) -> Kind | None:
    return None if node is None else _member(kind, node)


def _local(node: Node) -> str:
    return str(node).rpartition("#")[2]
