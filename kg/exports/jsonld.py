"""JSON-LD: the named graphs as JSON (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.exports import in_order
from kg.vocab import PREFIXES


class JsonLd:
    """Writes the whole dataset, named graphs kept."""

    name = "jsonld"
    media_type = "application/ld+json"
    extension = "jsonld"

    def dump(self, quads: Iterable[Quad]) -> bytes:
        """Return the quads as JSON-LD."""
        return (
            pyoxigraph.serialize(in_order(quads), format=RdfFormat.JSON_LD, prefixes=PREFIXES)
            or b""
        )


EXPORTER = JsonLd()
