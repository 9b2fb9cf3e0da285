"""Who passes on whose words: a table, and a drawing of it where scripts run."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.web.pages import page
from kg.web.resource import Parameter, Resource
from kg.web.views.overview import Line, Overview, of_outlet, overview
from kg.web.views.relays import DRAWN, drawing, edges

_SHOWN = 300
_OUTLET = (Parameter(name="outlet", description="Only articles of this outlet"),)


def relays(request: Request) -> Response:
    """Show the table."""
    whole = overview(request)
    outlet = request.query_params.get("outlet", "")
    found = edges(_lines(whole, outlet))
    narrowed = urlencode({"outlet": outlet}) if outlet else ""
    return page(
        request, "relays.html", whole=whole, outlet=outlet, narrowed=narrowed,
        edges=found[:_SHOWN], count=len(found), drawn=min(DRAWN, len(found)),
        outlets=sorted(_names(whole)),
    )  # fmt: skip


def graph(request: Request) -> Response:
    """Give the drawing's nodes and edges."""
    whole = overview(request)
    found = edges(_lines(whole, request.query_params.get("outlet", "")))[:DRAWN]
    body = json.dumps(drawing(found, _names(whole)), ensure_ascii=False)
    return Response(body, 200, media_type="application/json")


def _lines(whole: Overview, outlet: str) -> tuple[Line, ...]:
    return of_outlet(whole, outlet) if outlet else whole.lines


def _names(whole: Overview) -> frozenset[str]:
    return frozenset(one.article.outlet for one in whole.lines if one.article.outlet)


RESOURCES = (
    Resource(
        path="/relays", handler=relays, parameters=_OUTLET, summary="Who passes on whose words"
    ),
    Resource(
        path="/relays.json", handler=graph, parameters=_OUTLET, gives=("application/json",),
        api=True, summary="Who passes on whose words, as nodes and edges: the most frequent ones",
    ),
)  # fmt: skip
