"""What follows from a record, as the triples of its facts graph."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef

from kg import ids
from kg.mapping.assertion import attribution_node
from kg.mapping.terms import flag, member, pairs
from kg.model import Anonymity, Article, Extraction, Facts, SectionKind, Spans, words
from kg.vocab import ONR


class Following:
    """The facts graph of one record while it is being filled."""

    def __init__(self, graph: Graph, minter: ids.Minter, article: Article) -> None:
        self.graph = graph
        self.minter = minter
        self.article = article

    def write(self, found: Extraction, facts: Iterable[Facts]) -> None:
        """Add where each thing stands, and what its statements rest on."""
        for one in found.attributions:
            self._place(one.id, one.content)
        for request in found.requests:
            self._place(request.id, request.spans)
        for correction in found.corrections:
            self._place(correction.id, correction.spans)
        for fact in facts:
            self._fact(fact)

    def _node(self, local: str) -> URIRef:
        return URIRef(self.minter.node(local))

    def _fact(self, fact: Facts) -> None:
        graph, statement = self.graph, self._node(fact.attribution)
        attribution = attribution_node(self.minter, fact.attribution)
        graph.add((attribution, ONR.attributedBy, self._node(fact.attributor)))
        graph.add((statement, ONR.hops, Literal(fact.hops)))
        if fact.anonymity is not Anonymity.NONE:
            member(graph, statement, ONR.anonymity, fact.anonymity)
        for origin in fact.origins:
            graph.add((statement, ONR.origin, self._node(origin)))
        for request in fact.declined_requests:
            graph.add((statement, ONR.restsOnDecliner, self._node(request)))
        flag(graph, statement, ONR.inLoop, fact.in_loop)

    def _place(self, local: str, spans: Spans) -> None:
        """Write where it starts and ends and its words, and what SPARQL cannot put together."""
        graph, node = self.graph, self._node(local)
        graph.add((node, ONR.start, Literal(spans[0].start)))
        graph.add((node, ONR.end, Literal(spans[-1].end)))
        graph.add((node, ONR.text, Literal(words(spans, self.article.text))))
        if len(spans) > 1:
            graph.add((node, ONR.spans, pairs(spans)))
        section = self.article.section_at(spans[0].start)
        if section is not None and section.kind is not SectionKind.PARAGRAPH:
            member(graph, node, ONR.section, section.kind)
