"""Adding what may be absent: one triple where there is a value, none where there is not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - a type name
from enum import StrEnum

from rdflib import XSD, Graph, Literal, URIRef

from kg.model import Section, Spans
from kg.vocab import concept


def literal(
    graph: Graph, subject: URIRef, predicate: URIRef, value: str | int | Date | None
) -> None:
    """Add a plain value; an empty text is none."""
    if value is not None and value != "":
        graph.add((subject, predicate, Literal(value)))


def fraction(graph: Graph, subject: URIRef, predicate: URIRef, value: float | None) -> None:
    """Add a number of hundredths, exactly as decimal."""
    if value is not None:
        graph.add((subject, predicate, Literal(f"{value:.2f}", datatype=XSD.decimal)))


def member(graph: Graph, subject: URIRef, predicate: URIRef, value: StrEnum | None) -> None:
    """Add a controlled value as its concept."""
    if value is not None:
        graph.add((subject, predicate, concept(value)))


def flag(graph: Graph, subject: URIRef, predicate: URIRef, value: bool) -> None:  # noqa: FBT001 - the value to write
    """Add `true`; what is false is not written."""
    if value:
        graph.add((subject, predicate, Literal(True)))  # noqa: FBT003 - an RDF boolean


def pairs(spans: Spans) -> Literal:
    """Return spans as a JSON array of pairs, for SPARQL cannot put pieces in order."""
    return Literal(json.dumps([[one.start, one.end] for one in spans], separators=(",", ":")))


def laid_out(sections: Iterable[Section]) -> Literal:
    """Return sections as a JSON array of `[kind, start, end]`."""
    rows = [[one.kind.value, one.span.start, one.span.end] for one in sections]
    return Literal(json.dumps(rows, separators=(",", ":")))
