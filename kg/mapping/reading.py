"""From the named graphs of a version back to its record."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from rdflib import RDF, Dataset, Graph, URIRef
from rdflib.term import Literal, Node

from kg.errors import StoreDamaged
from kg.model import (
    PUBLISHER,
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
    Spans,
)
from kg.record import canonical
from kg.vocab import OA, ONR, SCHEMA

Kind = TypeVar("Kind", bound=StrEnum)


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
        published = graph.value(version, SCHEMA.datePublished)
        return Article(
            text=_need(_text(graph, version, ONR.text)),
            identifier=_text(graph, work, SCHEMA.identifier),
            url=_text(graph, version, SCHEMA.url),
            title=_text(graph, version, SCHEMA.headline),
            outlet=_text(self.assertion, self.publisher, SCHEMA.name),
            author=_text(graph, version, SCHEMA.author),
            date=published.toPython() if isinstance(published, Literal) else None,
            language=_need(_text(graph, version, SCHEMA.inLanguage)),
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
            infers_from=tuple(_local(other) for other in graph.objects(statement, ONR.infersFrom)),
            rule=_text(graph, node, ONR.rule),
        )

    def request(self, node: Node) -> Request:
        graph = self.assertion
        outcome = graph.value(node, ONR.outcome)
        day = graph.value(node, ONR.day)
        return Request(
            id=_local(node),
            spans=self.spans(node, ONR.wording),
            party=_need(self.agent(graph.value(node, ONR.addressee))),
            outcome=_member(ResponseKind, graph.value(outcome, ONR.responseKind)),
            asker=_need(self.agent(graph.value(node, ONR.requestedBy))),
            party_spans=self.spans(node, ONR.addresseeMention),
            when=day.toPython() if isinstance(day, Literal) else None,
            rule=_text(graph, node, ONR.rule),
        )

    def agent(self, node: Node | None) -> str | None:
        return None if node is None else _local(node)

    def spans(self, node: Node | None, predicate: URIRef) -> Spans:
        graph = self.assertion
        selectors = [graph.value(one, OA.hasSelector) for one in graph.objects(node, predicate)]
        return tuple(
            sorted(
                Span(_number(graph, one, OA.start), _number(graph, one, OA.end))
                for one in selectors
            )
        )


def _text(graph: Graph, subject: Node | None, predicate: URIRef) -> str | None:
    value = graph.value(subject, predicate)
    return None if value is None else str(value)


def _number(graph: Graph, subject: Node | None, predicate: URIRef) -> int:
    return int(_need(_text(graph, subject, predicate)))


def _need(value: str | None) -> str:
    if value is None:
        raise StoreDamaged(
            "a stored article lacks a part that its record needs",
            todo="ingest the article anew, or restore the store from a backup",
        )
    return value


def _member(kind: type[Kind], node: Node | None) -> Kind:
    return kind(_need(None if node is None else str(node)).rpartition("/")[2])


def _local(node: Node) -> str:
    return str(node).rpartition("#")[2]
