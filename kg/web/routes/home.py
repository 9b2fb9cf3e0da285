"""The first page: every article that is stored, with what each rests on."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a type name
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.telling.words import day
from kg.web.pages import page
from kg.web.resource import Parameter, Resource
from kg.web.views.catalogue import PAGE, Line, catalogue
from kg.web.views.kinds import PARTS, SOURCED

_LONGEST_NUMBER = 6


def home(request: Request) -> Response:
    """List the articles."""
    outlet = request.query_params.get("outlet", "")
    words = request.query_params.get("words", "")
    number = _number(request.query_params.get("page", "1"))
    found = catalogue(request).page(request.app.state.site.snapshots, outlet, words, number)
    if number > found.pages:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"there are {found.pages} pages")
    narrowed = {"outlet": outlet, "words": words}
    return page(
        request,
        "home.html",
        found=found,
        days={one.entry.article: _day(one) for one in found.lines},
        parts=PARTS[: len(SOURCED)],
        outlet=outlet,
        words=words,
        first=(number - 1) * PAGE + 1,
        before=_link(narrowed, number - 1) if number > 1 else "",
        after=_link(narrowed, number + 1) if number < found.pages else "",
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER and int(text)):
        raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such page")
    return int(text)


def _link(narrowed: dict[str, str], number: int) -> str:
    given = {name: value for name, value in narrowed.items() if value}
    return "/?" + urlencode(given | {"page": str(number)})


def _day(line: Line) -> str:
    return day(Date.fromisoformat(line.entry.day)) if line.entry.day else "no date given"


RESOURCES = (
    Resource(
        path="/",
        handler=home,
        summary="Every article that is stored",
        parameters=(
            Parameter(name="outlet", description="Only articles of this outlet"),
            Parameter(name="words", description="Only articles with these words in the headline"),
            Parameter(name="page", description="Which hundred, from 1"),
        ),
    ),
)
