"""The store: pyoxigraph on disk, read as a snapshot by anybody, written by one.

Queries see the union of all named graphs as their default graph.
"""

from kg.store.reading import Reader, Stored, reading, triples
from kg.store.writing import Change, Publication, Writer, quads_of, writing

__all__ = [
    "Change",
    "Publication",
    "Reader",
    "Stored",
    "Writer",
    "quads_of",
    "reading",
    "triples",
    "writing",
]
