"""Looking for words: in statements, and in the names of sources, outlets and articles.

Descriptions of sources are not looked in: who finds those of anonymous sources from several
articles side by side narrows down who is behind them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.model import Identification, SourceKind
from kg.store import Reader
from kg.table import Value
from kg.telling.lines import one_line
from kg.telling.sought import Sought, inside
from kg.telling.words import identified, short_cue, shortened, work_called
from kg.web.views.catalogue import Entry
from kg.web.views.kinds import Kind, kind_called
from kg.web.views.naming import Named, claim_href, iris
from kg.web.views.overview import Overview

MOST_STATEMENTS = 50
_MOST_WORDS = 12
_LONGEST = 300
_TOLD = """PREFIX onr: <https://w3id.org/onrecord/ns#>
PREFIX schema: <https://schema.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?statement ?text ?source ?kind ?what (SUBSTR(?whole, ?from + 1, ?to - ?from) AS ?cue)
WHERE {
  VALUES ?statement { %s }
  ?statement onr:text ?text ; onr:attribution ?attribution ; onr:publishedIn ?version .
  ?attribution onr:source ?agent .
  ?agent onr:identification ?kind ; onr:sourceKind ?what .
  OPTIONAL {
    ?attribution onr:cue ?place .
    FILTER NOT EXISTS {
      ?attribution onr:cue ?earlier .
      FILTER(xsd:integer(STRBEFORE(STRAFTER(STR(?earlier), "#char="), ","))
        < xsd:integer(STRBEFORE(STRAFTER(STR(?place), "#char="), ",")))
    }
  }
  OPTIONAL { ?version onr:text ?whole }
  BIND(xsd:integer(STRBEFORE(STRAFTER(STR(?place), "#char="), ",")) AS ?from)
  BIND(xsd:integer(STRAFTER(STRAFTER(STR(?place), "#char="), ",")) AS ?to)
  OPTIONAL { ?agent schema:name ?name }
  OPTIONAL { ?agent onr:descriptor ?descriptor }
  BIND(COALESCE(?name, ?descriptor, "(not stated)") AS ?source)
}"""
_TERM = re.compile(r'["“”]([^"“”]+)["“”]|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement with the words in it."""

    words: str
    href: str
    who: str
    cue: str
    """The words that attribute it: “denied” is not “said”."""
    kind: Kind
    how: str
    article: Named


def terms(typed: str) -> tuple[str, ...]:
    """Return what is looked for: each word, and words in quotation marks as they stand together."""
    found = (" ".join((together or word).split()) for together, word in _TERM.findall(typed))
    bare = (one.strip('"“”') for one in found)
    return tuple(dict.fromkeys(one for one in bare if Sought(one).stem))[:_MOST_WORDS]


def statements(
    reader: Reader, wanted: Sequence[str], whole: Overview
) -> tuple[tuple[Hit, ...], bool]:
    """Return statements that have every term in them, newest first; and whether there are more."""
    found = list(islice(_with(wanted, whole), MOST_STATEMENTS + 1))
    shown = found[:MOST_STATEMENTS]
    if not shown:
        return (), False
    rows = reader.select(_TOLD % iris(one for one, _ in shown)).objects()
    told = {str(row["statement"]): row for row in rows}
    hits = (_hit(told[one], article) for one, article in shown if one in told)
    return tuple(hits), len(found) > len(shown)


def _with(wanted: Sequence[str], whole: Overview) -> Iterator[tuple[str, Named]]:
    """Yield the statements, by IRI, that have every term in their words."""
    sought = [Sought(one) for one in wanted]
    stems = [one.stem.encode("utf-8", "replace") for one in sought]
    for line in whole.lines:
        for statement, words in line.statements.items():
            if not all(one in words for one in stems):
                continue  # most: and these are told apart faster in bytes
            text = words.decode("utf-8")
            if all(one.inside_small(text) for one in sought):
                yield statement, line.article


def _hit(row: dict[str, Value], article: Named) -> Hit:
    kind = Identification(str(row["kind"]).rpartition("/")[2])
    what = SourceKind(str(row["what"]).rpartition("/")[2])
    return Hit(
        words=shortened(str(row["text"]), _LONGEST),
        href=claim_href(article.article, str(row["statement"]).rpartition("#")[2]),
        who=one_line(str(row["source"])),
        cue=short_cue(str(row["cue"] or "")),
        kind=kind_called(kind.value),
        how=work_called(kind, what) or identified(kind),
        article=article,
    )


def names_with(wanted: Sequence[str], whole: Overview) -> list[tuple[str, int]]:
    """Return names that have every term in them with their statements, the most first."""
    has = inside(wanted)
    counts = {name: n for name, n in whole.names.items() if has(name)}
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def outlets_with(wanted: Sequence[str], entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """Return outlets that have every term in their name with their articles, the most first."""
    counts = Counter(one.outlet for one in entries if one.outlet)
    has = inside(wanted)
    found = [(name, count) for name, count in counts.items() if has(name)]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def articles_with(wanted: Sequence[str], entries: Iterable[Entry]) -> list[Entry]:
    """Return articles that have every term in their headline, in the order of the entries."""
    has = inside(wanted)
    return [one for one in entries if has(one.title)]
