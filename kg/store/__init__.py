"""The store: pyoxigraph on disk, read as a snapshot by anybody, written by one.

Queries see the union of all named graphs as their default graph.
"""

from kg.store.checked import checked_earlier
from kg.store.opening import Folder
from kg.store.reading import Reader, Stored, as_lines, reading, triples
from kg.store.reviews import ReviewLog, becomes_json, becomes_of
from kg.store.snapshots import Snapshots, Stamp
from kg.store.writing import Change, Publication, Writer, begin, quads_of, writing

__all__ = [
    "Change",
    "Folder",
    "Publication",
    "Reader",
    "ReviewLog",
    "Snapshots",
    "Stamp",
    "Stored",
    "Writer",
    "as_lines",
    "becomes_json",
    "becomes_of",
    "begin",
    "checked_earlier",
    "quads_of",
    "reading",
    "triples",
    "writing",
]
