"""The first page: every article that is stored."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.store import Reader
from kg.telling.words import byline, heading
from kg.web.pages import page
from kg.web.resource import Resource


@dataclass(frozen=True, slots=True)
class Line:
    """An article in a list."""

    href: str
    title: str
    byline: str


def home(request: Request) -> Response:
    """List the articles."""
    return page(request, "home.html", articles=_lines(request.app.state.site.reader))


def _lines(reader: Reader) -> list[Line]:
    told = [(reader.about(one), one) for one in reader.articles()]
    told.sort(key=lambda pair: (str(pair[0].date or ""), heading(pair[0])), reverse=True)
    return [
        Line(f"/articles/{one.article.rpartition('/')[2]}", heading(article), byline(article))
        for article, one in told
    ]


RESOURCES = (Resource(path="/", handler=home, summary="Every article that is stored"),)
