"""What is asked of a store in SPARQL, within which limits, and what comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from kg.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one ad-hoc query may use."""

    seconds: float = 30.0
    """By the clock, from the moment a worker has it."""
    memory_bytes: int = 2 * 1024**3
    """Address space of the process it runs in."""
    rows: int = 100_000
    """Rows or triples of an answer; what is cut off there is marked as cut short."""
    answer_bytes: int = 64 * 1024**2
    """Of the serialised answer, which the asking process must hold; longer ones are refused."""


class ResultFormat(StrEnum):
    """A format of rows and of truth values, by media type."""

    JSON = "application/sparql-results+json"
    XML = "application/sparql-results+xml"
    CSV = "text/csv"
    TSV = "text/tab-separated-values"
    TABLE = "application/json"
    """Our own, which `Answer.table` reads."""


class GraphFormat(StrEnum):
    """A format of triples, by media type; in the last two they stand in the default graph."""

    TURTLE = "text/turtle"
    N_TRIPLES = "application/n-triples"
    RDF_XML = "application/rdf+xml"
    JSON_LD = "application/ld+json"
    TRIG = "application/trig"
    N_QUADS = "application/n-quads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query, and the formats that its asker takes: which one it needs is for it to say.

    `default_graphs` and `named_graphs` are the dataset that the SPARQL protocol may name;
    where there is one it goes before the query's own FROM.
    """

    sparql: str
    results: ResultFormat | None = ResultFormat.JSON
    """For SELECT and ASK; none where the asker takes no such format."""
    graph: GraphFormat | None = GraphFormat.TURTLE
    """For CONSTRUCT and DESCRIBE; none where the asker takes no such format."""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query answers with, as it goes to the asker.

    `cut_short` says that there were more rows or triples than were allowed.
    """

    body: bytes
    format: ResultFormat | GraphFormat
    count: int
    """Rows or triples in the body."""
    cut_short: bool = False
    truth: bool | None = None
    """What an ASK says."""

    def table(self) -> Table:
        """Return the rows of an answer in the format of tables."""
        if self.format is not ResultFormat.TABLE or self.truth is not None:
            raise TypeError(f"an answer in {self.format} is no table")
        found = json.loads(self.body)
        return Table(tuple(found["columns"]), tuple(tuple(row) for row in found["rows"]))
