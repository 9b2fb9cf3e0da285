"""Taking an article in over HTTP, with the token: through the same check and door as `ingest`."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.checking import violations
from kg.errors import InputRefused
from kg.intake.given import KEYS, Given, day
from kg.pipeline import violated
from kg.store import Change
from kg.web.negotiation import media_type_of
from kg.web.resource import Parameter, Resource
from kg.web.routes.trying import desk
from kg.web.site import Site
from kg.web.taking import SUFFIXES, article_in


def take(request: Request) -> Response:
    """Read, check and store an article; 201 where it is new, 200 where it was there."""
    site: Site = request.app.state.site
    kind = media_type_of(request.headers.get("content-type"))
    given = _given(request.query_params)
    incoming = article_in(request.state.body, SUFFIXES[kind], given, site.server)
    pipeline = site.pipeline()
    read = desk().prepare(pipeline, incoming.found)
    with site.writer() as writer:
        prepared = pipeline.reviewed(read, writer)
        if bad := violations(prepared.findings):
            raise violated(prepared.record, bad)
        again = request.query_params.get("again") == "yes"
        change = pipeline.put(prepared, writer, read=read.record, again=again)
    publication = pipeline.publication(prepared)
    digest = publication.article.rpartition("/")[2]
    told = {
        "article": publication.article,
        "version": publication.version,
        "page": f"/articles/{digest}",
        "change": change.value,
        "statements": len(prepared.record.extraction.attributions),
        "findings": [one.message for one in prepared.findings],
        "notes": list(incoming.notes),
    }
    status = HTTPStatus.CREATED if change is Change.ADDED else HTTPStatus.OK
    return JSONResponse(told, status, {"Location": f"/articles/{digest}"})


def _given(said: QueryParams) -> Given:
    known = {KEYS[name]: said[name].strip() for name in KEYS if said.get(name, "").strip()}
    published = known.pop("date", None)
    if any(len(value) > _MOST for value in known.values()):
        raise InputRefused("a field is too long", todo=f"{_MOST:,} characters at most")
    return Given(**known, date=day(published) if published else None)


_MOST = 2_000

RESOURCES = (
    Resource(
        path="/api/articles",
        handler=take,
        method="POST",
        writes=True,
        summary="Take in an article: text, HTML, Markdown, or a record document",
        takes=tuple(SUFFIXES),
        gives=("application/json",),
        parameters=(
            *(Parameter(name=name, description=f"The article's {name}") for name in KEYS),
            Parameter(name="again", description="`yes` replaces what is stored already"),
        ),
    ),
)
