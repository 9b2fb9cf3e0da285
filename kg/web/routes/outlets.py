"""Outlets: how their statements are sourced, with the figures' own uncertainty."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.telling import measured
from kg.web.pages import page
from kg.web.resource import Resource
from kg.web.views import outlet
from kg.web.views.kinds import SOURCED, WORDS
from kg.web.views.overview import overview


def outlets(request: Request) -> Response:
    """List the outlets."""
    whole = overview(request)
    rows = outlet.rows(whole)
    return page(request, "outlets.html", whole=whole, rows=rows, figures=_figures())


def one_outlet(request: Request) -> Response:
    """Show one outlet."""
    name = request.path_params["name"]
    whole = overview(request)
    told = outlet.told(whole, name)
    if told is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no article of {name!r} is stored")
    narrowed = urlencode({"outlet": name})
    return page(
        request, "outlet.html", whole=whole, told=told, narrowed=narrowed, figures=_figures()
    )


def _figures() -> dict[str, object]:
    return {
        "kinds": [WORDS[kind] for kind in SOURCED],
        "parts": outlet.PARTS,
        "labels": outlet.LABELS,
        "measured": measured,
    }


RESOURCES = (
    Resource(path="/outlets", handler=outlets, summary="The outlets, with kinds of sourcing"),
    Resource(
        path="/outlets/{name:path}", handler=one_outlet, summary="An outlet's sourcing by month"
    ),
)
