"""A record and its facts as RDF, and the record back out of it.

One set of named graphs a version, shaped like a nanopublication: `#head`, `#assertion`
(what the article presents), `#provenance` (the article, its text, who read it),
`#pubinfo`, and `#facts` (what follows). Nothing has a blank node, a clock or a path in
it: the same record gives the same bytes.
"""

from kg.mapping.reading import to_record
from kg.mapping.reviews import reviews_dataset, reviews_graph
from kg.mapping.writing import quads, to_dataset

__all__ = ["quads", "reviews_dataset", "reviews_graph", "to_dataset", "to_record"]
