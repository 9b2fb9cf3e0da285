"""Sources: one inside its article, or a printed name across articles."""

from __future__ import annotations

import shlex
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.web.pages import page
from kg.web.resource import Parameter, Resource
from kg.web.site import Site
from kg.web.views.asking import ask, bound, library
from kg.web.views.loading import loaded
from kg.web.views.naming import named
from kg.web.views.overview import overview
from kg.web.views.searching import names_with
from kg.web.views.source import by_name, in_article

_MOST = 200
_SHOWN = 300


def sources(request: Request) -> Response:
    """List names that are quoted, or show what is attributed to one."""
    name = request.query_params.get("name", "")
    if name:
        return _by_name(request, name)
    words = request.query_params.get("words", "").strip()
    whole = overview(request)
    found = names_with((words,) if words else (), whole)
    return page(
        request, "sources.html", whole=whole, words=words, names=found[:_MOST], count=len(found)
    )


def _by_name(request: Request, name: str) -> Response:
    site: Site = request.app.state.site
    found = ask(site, bound(library()["statements-by-name"], {"name": name}, site.reader))
    known = named(site.reader, {str(row["article"]) for row in found.table.objects()})
    told = by_name(name, found.table, known, overview(request))
    if not told.rows:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no statement of a source named {name!r}")
    return page(
        request, "name.html", told=told, rows=told.rows[:_SHOWN], found=found,
        narrowed=urlencode({"name": name}), whole=overview(request),
        command=f"onrecord ask statements-by-name --param {shlex.quote(f'name={name}')}",
    )  # fmt: skip


def source(request: Request) -> Response:
    """Show one source of one article."""
    one = loaded(request)
    told = in_article(one.told, request.path_params["source"])
    if told is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "that article has no such source")
    narrowed = urlencode({"article": one.stored.article})
    return page(request, "source.html", one=one, told=told, narrowed=narrowed)


RESOURCES = (
    Resource(
        path="/sources",
        handler=sources,
        summary="Names that are quoted, or what is attributed to one of them",
        parameters=(
            Parameter(name="name", description="A source's name, exactly as printed"),
            Parameter(name="words", description="Only names with these words in them"),
        ),
    ),
    Resource(
        path="/sources/{article}/{source}", handler=source, summary="One source of one article"
    ),
)
