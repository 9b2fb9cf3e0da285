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

from kg.model import Identification
from kg.store import Reader
from kg.table import Value
from kg.telling.lines import one_line
from kg.telling.words import identified, shortened
from kg.web.views.catalogue import Entry
from kg.web.views.kinds import Kind, kind_called
from kg.web.views.naming import Named, claim_href, iris
from kg.web.views.overview import Overview

MOST_STATEMENTS = 50
_MOST_WORDS = 12
_LONGEST = 300
_LONGEST_CUE = 60
_TOLD = """PREFIX onr: <https://w3id.org/onrecord/ns#>
PREFIX schema: <https://schema.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?statement ?text ?source ?kind (SUBSTR(?whole, ?from + 1, ?to - ?from) AS ?cue)
WHERE {
  VALUES ?statement { %s }
  ?statement onr:text ?text ; onr:attribution ?attribution ; onr:publishedIn/onr:text ?whole .
  ?attribution onr:source ?agent .
  ?agent onr:identification ?kind .
  OPTIONAL {
    ?attribution onr:cue ?place .
    BIND(xsd:integer(STRBEFORE(STRAFTER(STR(?place), "#char="), ",")) AS ?from)
    BIND(xsd:integer(STRAFTER(STRAFTER(STR(?place), "#char="), ",")) AS ?to)
  }
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
    return tuple(dict.fromkeys(one.strip('"“”') for one in found if one.strip('"“”')))[:_MOST_WORDS]


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
    terms_in_bytes = [one.lower().encode("utf-8", "replace") for one in wanted]
    for line in whole.lines:
        for statement, words in line.statements.items():
            if all(one in words for one in terms_in_bytes):
                yield statement, line.article


def _hit(row: dict[str, Value], article: Named) -> Hit:
    kind = Identification(str(row["kind"]).rpartition("/")[2])
    return Hit(
        words=shortened(str(row["text"]), _LONGEST),
        href=claim_href(article.article, str(row["statement"]).rpartition("#")[2]),
        who=one_line(str(row["source"])),
        cue=shortened(str(row["cue"] or ""), _LONGEST_CUE),
        kind=kind_called(kind.value),
        how=identified(kind),
        article=article,
    )


def _has(text: str, wanted: Iterable[str]) -> bool:
    folded = text.casefold()
    return all(one.casefold() in folded for one in wanted)


def names_with(wanted: Sequence[str], whole: Overview) -> list[tuple[str, int]]:
    """Return names that have every term in them with their statements, the most first."""
    counts = {name: n for name, n in whole.names.items() if _has(name, wanted)}
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def outlets_with(wanted: Sequence[str], entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """Return outlets that have every term in their name with their articles, the most first."""
    counts = Counter(one.outlet for one in entries if one.outlet)
    found = [(name, count) for name, count in counts.items() if _has(name, wanted)]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def articles_with(wanted: Sequence[str], entries: Iterable[Entry]) -> list[Entry]:
    """Return articles that have every term in their headline, in the order of the entries."""
    return [one for one in entries if _has(one.title, wanted)]
