"""What articles are called, for links to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from kg.queries import iri_term
from kg.store import Reader
from kg.table import Value
from kg.telling.lines import one_line
from kg.telling.words import shortened
from kg.web.pages import part

_AT_ONCE = 200
_LONGEST_HEADING = 70
_LONGEST_START = 300
_QUERY = f"""PREFIX onr: <https://w3id.org/onrecord/ns#>
PREFIX schema: <https://schema.org/>

SELECT ?article ?version ?identifier ?title ?outlet ?published
  (SUBSTR(?text, 1, {_LONGEST_START}) AS ?start)
WHERE {{
  VALUES ?article {{ %s }}
  ?article onr:currentVersion ?version .
  OPTIONAL {{ ?article schema:identifier ?identifier }}
  OPTIONAL {{ ?version schema:headline ?title }}
  OPTIONAL {{ ?version schema:publisher/schema:name ?outlet }}
  OPTIONAL {{ ?version schema:datePublished ?published }}
  OPTIONAL {{ ?version onr:text ?text }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An article in a list or a row: what it is called and where its page is."""

    article: str
    version: str
    title: str
    identifier: str | None
    outlet: str | None
    published: str | None

    @property
    def digest(self) -> str:
        """Return the end of its IRI."""
        return self.article.rpartition("/")[2]

    @property
    def href(self) -> str:
        """Return the address of its page."""
        return f"/articles/{self.digest}"

    @property
    def handle(self) -> str:
        """Return what a user can call it by."""
        return one_line(self.identifier) if self.identifier else self.digest[:8]


def named(reader: Reader, articles: Iterable[str]) -> dict[str, Named]:
    """Return the articles of these IRIs that are stored, by IRI."""
    wanted = sorted(set(articles))
    batches = (wanted[n : n + _AT_ONCE] for n in range(0, len(wanted), _AT_ONCE))
    return {one.article: one for batch in batches for one in _named(reader, batch)}


def _named(reader: Reader, articles: Sequence[str]) -> Iterator[Named]:
    found = reader.select(_QUERY % iris(articles))
    for row in found.objects():
        yield Named(
            article=str(row["article"]),
            version=str(row["version"]),
            title=_heading(row["title"], row["start"]),
            identifier=_text(row["identifier"]),
            outlet=_text(row["outlet"]),
            published=_text(row["published"]),
        )


def iris(found: Iterable[str]) -> str:
    """Return IRIs of the store as they stand in a query; what is no IRI raises ValueError."""
    return " ".join(map(iri_term, found))


def _heading(title: Value, start: Value) -> str:
    if title:
        return one_line(str(title))
    return shortened(str(start or "").strip().split("\n", 1)[0], _LONGEST_HEADING) or "no text"


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def claim_href(article: str, statement: str) -> str:
    """Return the address of a claim's page, by the article's IRI and the claim's id."""
    return f"/articles/{article.rpartition('/')[2]}/claims/{part(statement)}"


def source_href(article: str, source: str) -> str:
    """Return the address of the page of one source of one article."""
    return f"/sources/{article.rpartition('/')[2]}/{part(source)}"


def name_href(name: str, *, outlet: bool = False) -> str:
    """Return the address of what is told of a printed name, or of an outlet."""
    return f"/outlets/{part(name)}" if outlet else f"/sources?{urlencode({'name': name})}"
