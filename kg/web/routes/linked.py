"""Every IRI of ours leads somewhere: a page for a reader, a graph for a program.

An IRI below the base answers 303 (it names an article, not a document), by what the client
takes. The vocabulary's IRIs lie under w3id.org; the same paths are answered here.
"""

from __future__ import annotations

import re
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg import exports, mapping, record
from kg.exports import Exporter, exporters
from kg.store import Reader, Stored
from kg.web.negotiation import best
from kg.web.resource import Parameter, Resource

_DIGEST = re.compile(r"[0-9a-f]{32}")
_HTML = "text/html"
_RECORD = "application/json"
_AS_TURTLE = ("text/turtle", "application/trig", "application/n-quads", "application/ld+json")
_TEXT = Parameter(name="text", description="`no` leaves out the article's words; offsets stay")


def media_types() -> dict[str, str]:
    """Return the file extension of each media type that a document can have."""
    offered = {one.media_type: one.extension for one in _exporters()}
    first = {one: offered[one] for one in _AS_TURTLE}
    return first | offered | {_RECORD: "json"}


def _exporters() -> tuple[Exporter, ...]:
    return tuple(exporters().values())


def stored(reader: Reader, article: str, version: str | None = None) -> Stored:
    """Return the article of that digest, of the version of that digest; 404 where there is none."""
    iri = f"{reader.base}article/{article}"
    current = reader.current(iri) if _DIGEST.fullmatch(article) else None
    if current is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "no such article is stored")
    if version is None:
        return current
    wanted = f"{iri}/{version}"
    if not _DIGEST.fullmatch(version) or not reader.has_version(wanted):
        raise HTTPException(HTTPStatus.NOT_FOUND, "no such version of the article is stored")
    return Stored(iri, wanted, current.identifier, reader.url_of(wanted))


def identifier(request: Request) -> Response:
    """Send whoever asks for an article's IRI to its page or to its graph."""
    article, version = request.path_params["article"], request.path_params.get("version")
    stored(request.app.state.site.reader, article, version)
    offered = (_HTML, *media_types())
    wanted = best(request.headers.get("accept"), offered)
    if wanted is None:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"there are: {', '.join(offered)}")
    tail = article if version is None else f"{article}/{version}"
    to = f"/articles/{tail}" if wanted == _HTML else f"/doc/article/{tail}.{media_types()[wanted]}"
    answer = RedirectResponse(to, HTTPStatus.SEE_OTHER)
    answer.headers["Vary"] = "Accept"
    return answer


def document(request: Request) -> Response:
    """Give the graph of an article, or its record, in the format of the file's extension."""
    name, mark, extension = request.path_params["name"].rpartition(".")
    if not mark:
        name, extension = request.path_params["name"], ""
    article, _, version = name.partition("/")
    by_extension = {one.extension: one for one in _exporters()}
    reader = request.app.state.site.reader
    found = stored(reader, article, version or None)
    if extension == "json":
        body, media_type = _record(reader, found), _RECORD
    elif extension in by_extension:
        exporter = by_extension[extension]
        quads = reader.quads((found,))
        if request.query_params.get("text") == "no":
            quads = exports.without_text(quads)
        body, media_type = exporter.dump(quads), exporter.media_type
    else:
        there = ", ".join(sorted([*by_extension, "json"]))
        raise HTTPException(HTTPStatus.NOT_FOUND, f"documents end in one of: {there}")
    return Response(body, headers=_headers(found, article), media_type=media_type)


def _record(reader: Reader, found: Stored) -> bytes:
    made = mapping.to_record(reader.dataset(found.version), found.version)
    return record.dumps(made, reader.base).encode()


def _headers(found: Stored, article: str) -> dict[str, str]:
    alternates = [
        f'</doc/article/{article}.{extension}>; rel="alternate"; type="{media_type}"'
        for media_type, extension in media_types().items()
    ]
    described = f'<{found.version}>; rel="describes"'
    return {"Link": ", ".join([described, *alternates])}


RESOURCES = (
    Resource(
        path="/article/{article}",
        handler=identifier,
        summary="An article's IRI: 303 to its page or its graph",
        gives=(_HTML, *_AS_TURTLE),
        api=True,
    ),
    Resource(
        path="/article/{article}/{version}",
        handler=identifier,
        summary="The IRI of one version of an article: 303 to its page or its graph",
        gives=(_HTML, *_AS_TURTLE),
        api=True,
    ),
    Resource(
        path="/doc/article/{name:path}",
        handler=document,
        summary="The graph of an article's version (ttl, trig, nt, nq, rdf, jsonld), or its record"
        " document (json)",
        parameters=(_TEXT,),
        gives=(*_AS_TURTLE, "application/n-triples", "application/rdf+xml", _RECORD),
        api=True,
    ),
)
