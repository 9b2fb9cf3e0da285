"""Looking for words: in statements, and in the names of sources, outlets and articles.

Descriptions of sources are not looked in: who finds those of anonymous sources from several
articles side by side narrows down who is behind them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Identification
from kg.queries import bind, first_found
from kg.table import Value
from kg.telling.lines import one_line
from kg.telling.words import identified, shortened
from kg.web.site import Site
from kg.web.views.asking import ask, library
from kg.web.views.catalogue import Entry
from kg.web.views.kinds import Kind, kind_called
from kg.web.views.naming import Named, claim_href, named
from kg.web.views.overview import Overview

MOST_STATEMENTS = 50
_MOST_WORDS = 12
_LONGEST = 300
_TERM = re.compile(r'["“”]([^"“”]+)["“”]|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement with the words in it."""

    words: str
    href: str
    who: str
    kind: Kind
    how: str
    article: Named


def terms(typed: str) -> tuple[str, ...]:
    """Return what is looked for: each word, and words in quotation marks as they stand together."""
    found = (" ".join((together or word).split()) for together, word in _TERM.findall(typed))
    return tuple(dict.fromkeys(one.strip('"“”') for one in found if one.strip('"“”')))[:_MOST_WORDS]


def statements(site: Site, wanted: Sequence[str]) -> tuple[tuple[Hit, ...], bool]:
    """Return statements that have every term in them, newest first; and whether there are more."""
    sparql = bind(library()["statements-with-words"], {"words": wanted})
    table = ask(site, first_found(sparql, MOST_STATEMENTS + 1)).table
    rows = table.objects()[:MOST_STATEMENTS]
    known = named(site.reader, {str(row["article"]) for row in rows})
    hits = [_hit(row, known) for row in rows if row["article"] in known]
    hits.sort(key=lambda one: (one.article.published or "", one.href), reverse=True)
    return tuple(hits), len(table.rows) > MOST_STATEMENTS


def _hit(row: dict[str, Value], known: dict[str, Named]) -> Hit:
    article = known[str(row["article"])]
    kind = Identification(str(row["identification"]))
    return Hit(
        words=shortened(str(row["text"]), _LONGEST),
        href=claim_href(article.article, str(row["id"])),
        who=one_line(str(row["source"])),
        kind=kind_called(kind.value),
        how=identified(kind),
        article=article,
    )


def _has(text: str, wanted: Iterable[str]) -> bool:
    folded = text.casefold()
    return all(one.casefold() in folded for one in wanted)


def names_with(wanted: Sequence[str], whole: Overview) -> list[tuple[str, int]]:
    """Return names that have every term in them with their statements, the most first."""
    counts: Counter[str] = Counter()
    for line in whole.lines:
        counts.update({name: n for name, n in line.names.items() if _has(name, wanted)})
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def outlets_with(wanted: Sequence[str], entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """Return outlets that have every term in their name with their articles, the most first."""
    counts = Counter(one.outlet for one in entries if one.outlet)
    found = [(name, count) for name, count in counts.items() if _has(name, wanted)]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def articles_with(wanted: Sequence[str], entries: Iterable[Entry]) -> list[Entry]:
    """Return articles that have every term in their headline, in the order of the entries."""
    return [one for one in entries if _has(one.title, wanted)]
