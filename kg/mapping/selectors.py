"""Stretches of the text as Web Annotation selectors.

See https://www.w3.org/TR/annotation-model/#text-position-selector. The text itself lies in
the graph with its digest, so that the words, and what stands around them, follow from the
offsets and are not written again for each stretch.
"""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef

from kg.ids import Minter
from kg.model import Spans
from kg.vocab import OA


class Selectors:
    """Writes stretches of one text into a graph: positions, in code points."""

    def __init__(self, minter: Minter) -> None:
        self._minter = minter

    def add(self, graph: Graph, subject: URIRef, predicate: URIRef, spans: Spans) -> None:
        """Tie `subject` to each span by `predicate`, and say where the span is."""
        for span in spans:
            selector = URIRef(self._minter.mention(span))
            graph.add((subject, predicate, selector))
            graph.add((selector, OA.start, Literal(span.start)))
            graph.add((selector, OA.end, Literal(span.end)))
