"""Which sources of an answer are works without a name: documents, figures, records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import SourceKind
from kg.store import Reader
from kg.table import Value
from kg.telling.words import WORKS
from kg.vocab import SCHEME_BASE
from kg.web.views.naming import iris

Works = Mapping[tuple[str, str], SourceKind]
"""What a source is, by its article's IRI and its description as printed."""

_QUERY = """PREFIX onr: <https://w3id.org/onrecord/ns#>
SELECT DISTINCT ?article ?descriptor ?kind
WHERE {
  VALUES ?article { %s }
  VALUES ?kind { %s }
  ?article onr:currentVersion ?version .
  ?statement onr:publishedIn ?version ; onr:attribution/onr:source ?agent .
  ?agent onr:sourceKind ?kind ; onr:descriptor ?descriptor .
}"""


def works(reader: Reader, rows: Iterable[Mapping[str, Value]]) -> Works:
    """Return the works among the sources of rows that say how far a source is identified."""
    articles = {
        str(row["article"])
        for row in rows
        if row.get("article") and row.get("source") and row.get("identification")
    }
    if not articles:
        return {}
    kinds = iris(f"{SCHEME_BASE}source-kind/{one}" for one in WORKS)
    found = reader.select(_QUERY % (iris(sorted(articles)), kinds)).objects()
    return {
        (str(row["article"]), str(row["descriptor"])): SourceKind(
            str(row["kind"]).rpartition("/")[2]
        )
        for row in found
    }
