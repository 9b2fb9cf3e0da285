"""Exports: the graph in the formats that linked-data tools read.

A module of this folder that offers an `EXPORTER` is one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from pyoxigraph import Quad, Triple

from kg.plugins import discover
from kg.vocab import ONR

_TEXT = str(ONR.text)


@runtime_checkable
class Exporter(Protocol):
    """One format: how it is called, and how quads become its bytes."""

    name: str
    media_type: str
    extension: str

    def dump(self, quads: Iterable[Quad]) -> bytes:
        """Return the quads in this format; the same quads give the same bytes."""
        ...


def exporters() -> dict[str, Exporter]:
    """Return the exporters there are, by format name."""
    return discover(sys.modules[__name__], "EXPORTER", Exporter, lambda one: one.name)


def without_text(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Leave out the article's words, which may not be ours to pass on; offsets stay."""
    return (quad for quad in quads if quad.predicate.value != _TEXT)


def in_order(quads: Iterable[Quad]) -> list[Quad]:
    """Return quads sorted by graph, then subject, predicate, object, so that bytes repeat."""
    return sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad.triple)))


def together(quads: Iterable[Quad]) -> list[Triple]:
    """Return the triples of all graphs, each once and in order, for what knows no graphs."""
    return sorted({quad.triple for quad in quads}, key=str)
