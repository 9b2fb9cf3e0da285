"""What one version of an article presents, as the triples of its assertion graph."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, Graph, URIRef

from kg import ids
from kg.mapping.terms import flag, fraction, literal, member
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    AttributionType,
    Correction,
    Extraction,
    Identification,
    PassageKind,
    Request,
    Source,
    SourceKind,
    Spans,
    Stance,
)
from kg.vocab import ONR, SCHEMA

_PASSAGES = {
    PassageKind.UNATTRIBUTED: ONR.unattributed,
    PassageKind.OBSERVED: ONR.ownObservation,
}


def attribution_node(minter: ids.Minter, statement: str) -> URIRef:
    """Return the node of the attribution of a statement with that id."""
    return URIRef(minter.node(f"a{statement.removeprefix('s')}"))


class Assertion:
    """The assertion graph of one record while it is being filled."""

    def __init__(self, graph: Graph, minter: ids.Minter) -> None:
        self.graph = graph
        self.minter = minter
        self.version = URIRef(minter.version)

    def write(self, article: Article, found: Extraction) -> None:
        """Add everything that was found."""
        self._publisher(article.outlet)
        for source in found.sources:
            self._source(source)
        for one in found.attributions:
            self._statement(one)
            self._attribution(one)
        for request in found.requests:
            self._request(request)
        for stance in found.stances:
            self._stance(stance)
        for passage in found.passages:
            predicate = _PASSAGES[passage.kind]
            self._places(self.version, predicate, (passage.span,))
        for correction in found.corrections:
            self._correction(correction)

    def _node(self, local: str) -> URIRef:
        return URIRef(self.minter.node(local))

    def _link(self, subject: URIRef, predicate: URIRef, names: Iterable[str | None]) -> None:
        for name in names:
            if name is not None:
                self.graph.add((subject, predicate, self._node(name)))

    def _places(self, subject: URIRef, predicate: URIRef, spans: Spans) -> None:
        """Tie `subject` to each stretch of the text, which its IRI tells the offsets of."""
        for span in spans:
            self.graph.add((subject, predicate, URIRef(self.minter.mention(span))))

    def _publisher(self, outlet: str | None) -> None:
        agent = self._node(PUBLISHER)
        self.graph.add((agent, RDF.type, ONR.Agent))
        known = Identification.NAMED if outlet else Identification.UNSTATED
        member(self.graph, agent, ONR.identification, known)
        member(self.graph, agent, ONR.sourceKind, SourceKind.NEWS_OUTLET)
        literal(self.graph, agent, SCHEMA.name, outlet)

    def _source(self, one: Source) -> None:
        graph, agent = self.graph, self._node(one.id)
        graph.add((agent, RDF.type, ONR.Agent))
        member(graph, agent, ONR.identification, one.identification)
        member(graph, agent, ONR.sourceKind, one.kind)
        member(graph, agent, ONR.anonymityReason, one.reason)
        literal(graph, agent, SCHEMA.name, one.name)
        literal(graph, agent, ONR.descriptor, one.description)
        literal(graph, agent, ONR.role, one.role)
        literal(graph, agent, ONR.statedMin, one.stated_min)
        literal(graph, agent, ONR.statedMax, one.stated_max)
        self._link(agent, ONR.memberOf, [one.member_of])
        self._link(agent, ONR.spokespersonFor, [one.speaks_for])
        self._places(agent, ONR.mention, one.mentions)
        self._places(agent, ONR.reasonMention, one.reason_spans)

    def _statement(self, one: Attribution) -> None:
        graph, statement = self.graph, self._node(one.id)
        graph.add((statement, RDF.type, ONR.Statement))
        graph.add((statement, ONR.publishedIn, self.version))
        graph.add((statement, ONR.attribution, attribution_node(self.minter, one.id)))
        if not one.quote_form.without_content:
            self._link(statement, ONR.expresses, [f"p{ids.spans_id(one.content)}"])
        if one.nested_in:
            graph.add((self._node(one.nested_in), ONR.relays, statement))
        self._link(statement, ONR.infersFrom, one.infers_from)
        self._link(statement, ONR.against, one.against)
        member(graph, statement, ONR.certainty, one.certainty)
        member(graph, statement, ONR.polarity, one.polarity)
        member(graph, statement, ONR.contentKind, one.content_kind)
        self._places(statement, ONR.content, one.content)

    def _attribution(self, one: Attribution) -> None:
        graph, node = self.graph, attribution_node(self.minter, one.id)
        graph.add((node, RDF.type, ONR.Attribution))
        self._link(node, ONR.source, [one.source])
        self._link(node, ONR.recipient, [one.recipient])
        self._link(node, ONR.saidIn, [one.medium])
        member(graph, node, ONR.quoteForm, one.quote_form)
        if one.type is not AttributionType.ASSERTION:
            member(graph, node, ONR.attributionType, one.type)
        for channel in one.channels:
            member(graph, node, ONR.channel, channel)
        member(graph, node, ONR.recordStatus, one.record_status)
        member(graph, node, ONR.hopKind, one.hop_kind)
        member(graph, node, ONR.knowledgeBasis, one.knowledge_basis)
        member(graph, node, ONR.hedge, one.hedge)
        flag(graph, node, ONR.scopeAmbiguous, one.scope_ambiguous)
        fraction(graph, node, ONR.confidence, one.confidence)
        literal(graph, node, ONR.day, one.when)
        literal(graph, node, ONR.rule, one.rule)
        self._places(node, ONR.cue, one.cue)
        self._places(node, ONR.sourceMention, one.source_spans)
        self._places(node, ONR.hedgeMention, one.hedge_spans)

    def _request(self, one: Request) -> None:
        graph, request = self.graph, self._node(one.id)
        outcome = self._node(f"outcome-{one.id}")
        graph.add((request, RDF.type, ONR.CommentRequest))
        graph.add((request, ONR.publishedIn, self.version))
        graph.add((request, ONR.outcome, outcome))
        graph.add((outcome, RDF.type, ONR.ResponseOutcome))
        member(graph, outcome, ONR.responseKind, one.outcome)
        self._link(request, ONR.addressee, [one.party])
        self._link(request, ONR.requestedBy, [one.asker])
        self._link(request, ONR.about, one.about)
        self._link(outcome, ONR.answeredBy, one.answered_by)
        for channel in one.channels:
            member(graph, request, ONR.channel, channel)
        literal(graph, request, ONR.day, one.when)
        literal(graph, request, ONR.rule, one.rule)
        self._places(request, ONR.wording, one.spans)
        self._places(request, ONR.addresseeMention, one.party_spans)
        self._places(request, ONR.topicMention, one.topic_spans)

    def _stance(self, one: Stance) -> None:
        graph, stance = self.graph, self._node(one.id)
        graph.add((stance, RDF.type, ONR.StanceRelation))
        self._link(stance, ONR.fromStatement, [one.source])
        self._link(stance, ONR.toStatement, [one.target])
        member(graph, stance, ONR.stance, one.kind)
        member(graph, stance, ONR.stanceBasis, one.basis)
        member(graph, stance, ONR.denialScope, one.denial_scope)
        literal(graph, stance, ONR.rule, one.rule)
        self._places(stance, ONR.wording, one.spans)

    def _correction(self, one: Correction) -> None:
        graph, correction = self.graph, self._node(one.id)
        graph.add((correction, RDF.type, ONR.Correction))
        graph.add((correction, ONR.publishedIn, self.version))
        member(graph, correction, ONR.correctionKind, one.kind)
        self._link(correction, ONR.corrects, one.corrects)
        literal(graph, correction, ONR.day, one.when)
        literal(graph, correction, ONR.rule, one.rule)
        self._places(correction, ONR.wording, one.spans)
