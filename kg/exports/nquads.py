"""N-Quads: a line a quad (https://www.w3.org/TR/n-quads/)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.exports import in_order


class NQuads:
    """Writes the whole dataset, named graphs kept."""

    name = "nquads"
    media_type = "application/n-quads"
    extension = "nq"

    def dump(self, quads: Iterable[Quad]) -> bytes:
        """Return the quads as N-Quads."""
        return pyoxigraph.serialize(in_order(quads), format=RdfFormat.N_QUADS) or b""


EXPORTER = NQuads()
