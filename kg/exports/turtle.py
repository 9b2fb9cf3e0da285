"""Turtle: the union of the graphs, for tools that know no named graphs (https://www.w3.org/TR/turtle/)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.vocab import PREFIXES


class Turtle:
    """Writes the triples of all graphs together; which graph each stood in is lost."""

    name = "turtle"
    media_type = "text/turtle"
    extension = "ttl"

    def dump(self, quads: Iterable[Quad]) -> bytes:
        """Return the triples as Turtle."""
        triples = sorted({quad.triple for quad in quads}, key=str)
        return pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


EXPORTER = Turtle()
