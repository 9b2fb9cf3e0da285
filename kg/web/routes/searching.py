"""The search: words in statements, and in the names of sources, outlets and articles."""

from __future__ import annotations

import shlex
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import LimitReached, OnRecordError, UsageError
from kg.sandbox import Busy
from kg.web.pages import page
from kg.web.problems import RETRY_SECONDS, status_of
from kg.web.resource import Parameter, Resource
from kg.web.views.catalogue import catalogue
from kg.web.views.overview import overview
from kg.web.views.searching import (
    MOST_STATEMENTS,
    articles_with,
    names_with,
    outlets_with,
    statements,
    terms,
)

_MOST = 20
_LONGEST = 500


def search(request: Request) -> Response:
    """Show what has the words in it, in groups."""
    typed = request.query_params.get("q", "")
    wanted = terms(typed[:_LONGEST])
    if not wanted:
        return page(request, "search.html", typed=typed, wanted=wanted)
    whole = overview(request)
    entries = catalogue(request).entries(request.app.state.site)
    status, error = HTTPStatus.OK, None
    headers: dict[str, str] = {}
    try:
        found = entries and statements(request.app.state.site, wanted)
        hits, more = found or ((), False)
    except (LimitReached, Busy, UsageError) as raised:
        hits, more, error = (), False, raised
        status, headers = _failed(raised)
    names, outlets = names_with(wanted, whole), outlets_with(wanted, entries)
    articles = articles_with(wanted, entries)
    return page(
        request, "search.html", status=status.value, headers=headers,
        typed=typed, wanted=wanted, whole=whole, error=error,
        hits=hits, more=more, most=MOST_STATEMENTS,
        names=names[:_MOST], names_count=len(names),
        outlets=outlets[:_MOST], outlets_count=len(outlets),
        articles=articles[:_MOST], articles_count=len(articles),
        longest=urlencode({"words": max(wanted, key=len)}),
        command=f"onrecord find {shlex.join(wanted)}",
    )  # fmt: skip


def _failed(error: OnRecordError) -> tuple[HTTPStatus, dict[str, str]]:
    status = status_of(error)
    headers = {"Cache-Control": "no-store"}
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_SECONDS)
    return status, headers


RESOURCES = (
    Resource(
        path="/search",
        handler=search,
        summary="Words in statements, names of sources, outlets and headlines",
        parameters=(
            Parameter(
                name="q",
                description="Words, all of which must occur; “a phrase” in quotation marks",
            ),
        ),
    ),
)
