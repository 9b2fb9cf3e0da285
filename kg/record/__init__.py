"""The record: one JSON-LD document that says everything found in one article, and where.

`parse` takes a document written by this program, by another, or by hand; ids in it are
any strings that are used consistently. `canonical` gives every part the id that follows
from its role and spans, so that equal findings are equal records whoever made them.
"""

from kg.record.canonical import canonical
from kg.record.form import VERSION
from kg.record.reading import looks_like, parse, parse_parts
from kg.record.scoring import scorable
from kg.record.soundness import must_be_sound
from kg.record.writing import dumps, to_json

__all__ = [
    "VERSION",
    "canonical",
    "dumps",
    "looks_like",
    "must_be_sound",
    "parse",
    "parse_parts",
    "scorable",
    "to_json",
]
