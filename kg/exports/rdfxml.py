"""RDF/XML: the union of the graphs, for older tools (https://www.w3.org/TR/rdf-syntax-grammar/)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.exports import together
from kg.vocab import PREFIXES


class RdfXml:
    """Writes the triples of all graphs together; which graph each stood in is lost."""

    name = "rdfxml"
    media_type = "application/rdf+xml"
    extension = "rdf"

    def dump(self, quads: Iterable[Quad]) -> bytes:
        """Return the triples as RDF/XML."""
        return (
            pyoxigraph.serialize(together(quads), format=RdfFormat.RDF_XML, prefixes=PREFIXES)
            or b""
        )


EXPORTER = RdfXml()
