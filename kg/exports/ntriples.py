"""N-Triples: the union of the graphs, a line a triple (https://www.w3.org/TR/n-triples/)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.exports import together


class NTriples:
    """Writes the triples of all graphs together; which graph each stood in is lost."""

    name = "ntriples"
    media_type = "application/n-triples"
    extension = "nt"

    def dump(self, quads: Iterable[Quad]) -> bytes:
        """Return the triples as N-Triples."""
        return pyoxigraph.serialize(together(quads), format=RdfFormat.N_TRIPLES) or b""


EXPORTER = NTriples()
