"""Stretches of the text as Web Annotation selectors.

See https://www.w3.org/TR/annotation-model/#selectors.
"""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, URIRef

from kg.ids import Minter
from kg.model import Span, Spans
from kg.vocab import OA

_AROUND = 32


class Selectors:
    """Writes mentions into a graph: position and words, so that a moved text is noticed."""

    def __init__(self, text: str, minter: Minter) -> None:
        self._text = text
        self._minter = minter
        self._source = URIRef(minter.node("text"))

    def add(self, graph: Graph, subject: URIRef, predicate: URIRef, spans: Spans) -> None:
        """Tie `subject` to each span by `predicate`, and describe the spans."""
        for span in spans:
            mention = URIRef(self._minter.mention(span))
            graph.add((subject, predicate, mention))
            self._describe(graph, mention, span)

    def _describe(self, graph: Graph, mention: URIRef, span: Span) -> None:
        selector = URIRef(self._minter.selector(span))
        graph.add((mention, OA.hasSource, self._source))
        graph.add((mention, OA.hasSelector, selector))
        graph.add((selector, RDF.type, OA.TextPositionSelector))
        graph.add((selector, RDF.type, OA.TextQuoteSelector))
        graph.add((selector, OA.start, Literal(span.start)))
        graph.add((selector, OA.end, Literal(span.end)))
        graph.add((selector, OA.exact, Literal(span.of(self._text))))
        self._surroundings(graph, selector, span)

    def _surroundings(self, graph: Graph, selector: URIRef, span: Span) -> None:
        """Write what stands before and after, where the words alone do not tell the place."""
        if self._text.count(span.of(self._text)) == 1:
            return
        before = self._text[max(0, span.start - _AROUND) : span.start]
        after = self._text[span.end : span.end + _AROUND]
        graph.add((selector, OA.prefix, Literal(before)))
        graph.add((selector, OA.suffix, Literal(after)))
