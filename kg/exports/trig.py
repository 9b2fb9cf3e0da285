"""TriG: the named graphs with prefixes (https://www.w3.org/TR/trig/)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.exports import in_order
from kg.vocab import PREFIXES


class TriG:
    """Writes the whole dataset, named graphs kept."""

    name = "trig"
    media_type = "application/trig"
    extension = "trig"

    def dump(self, quads: Iterable[Quad]) -> bytes:
        """Return the quads as TriG."""
        return (
            pyoxigraph.serialize(in_order(quads), format=RdfFormat.TRIG, prefixes=PREFIXES) or b""
        )


EXPORTER = TriG()
