"""Turtle: the union of the graphs, for tools that know no named graphs (https://www.w3.org/TR/turtle/)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.exports import together
from kg.vocab import PREFIXES


class Turtle:
    """Writes the triples of all graphs together; which graph each stood in is lost."""

    name = "turtle"
    media_type = "text/turtle"
    extension = "ttl"

    def dump(self, quads: Iterable[Quad]) -> bytes:
        """Return the triples as Turtle."""
        return (
            pyoxigraph.serialize(together(quads), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        )


EXPORTER = Turtle()
