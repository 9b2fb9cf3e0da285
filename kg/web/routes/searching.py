"""The search: words in statements, and in the names of sources, outlets and articles."""

from __future__ import annotations

import shlex
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.web.pages import page
from kg.web.resource import Parameter, Resource
from kg.web.site import Site
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
    site: Site = request.app.state.site
    whole = overview(request)
    entries = catalogue(request).entries(site.snapshots)
    hits, more = statements(site.reader, wanted, whole)
    names, outlets = names_with(wanted, whole), outlets_with(wanted, entries)
    articles = articles_with(wanted, entries)
    return page(
        request, "search.html",
        typed=typed, wanted=wanted, whole=whole,
        hits=hits, more=more, most=MOST_STATEMENTS,
        names=names[:_MOST], names_count=len(names),
        outlets=outlets[:_MOST], outlets_count=len(outlets),
        articles=articles[:_MOST], articles_count=len(articles),
        longest=urlencode({"words": max(wanted, key=len)}),
        command=f"onrecord find {shlex.join(wanted)}",
    )  # fmt: skip


RESOURCES = (
    Resource(
        path="/search",
        handler=search,
        summary="Words in statements, names of sources, outlets and headlines",
        parameters=(
            Parameter(
                name="q",
                description="Whole words, all of which must occur; “a phrase” in quotation marks, "
                "beginnings with a star",
            ),
        ),
    ),
)
