"""The store as a whole: its description, and everything in one file."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from itertools import islice

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.store import Reader, as_lines
from kg.web.dataset import counts, describe
from kg.web.negotiation import best
from kg.web.resource import Resource

_FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
_AT_ONCE = 5_000


def description(request: Request) -> Response:
    """Give VoID and DCAT, with counts of the store as it stands."""
    wanted = best(request.headers.get("accept"), tuple(_FORMATS))
    if wanted is None:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"there are: {', '.join(_FORMATS)}")
    reader = request.app.state.site.reader
    graph = describe(counts(reader), reader.base, str(request.base_url))
    text = graph.serialize(format=_FORMATS[wanted], encoding="utf-8")
    return Response(text, headers={"Vary": "Accept"}, media_type=wanted)


def dump(request: Request) -> Response:
    """Give the current version of every article as N-Quads, article by article."""
    name = 'attachment; filename="onrecord.nq"'
    return StreamingResponse(
        _pieces(request.app.state.site.reader),
        media_type="application/n-quads",
        headers={"Content-Disposition": name},
    )


def _pieces(reader: Reader) -> Iterator[bytes]:
    quads = reader.quads()
    while piece := as_lines(islice(quads, _AT_ONCE)):
        yield piece


RESOURCES = (
    Resource(
        path="/.well-known/void",
        handler=description,
        summary="The store described by VoID and DCAT, with counts",
        gives=tuple(_FORMATS),
        api=True,
    ),
    Resource(
        path="/dump.nq",
        handler=dump,
        summary="The current version of every article, in named graphs",
        gives=("application/n-quads",),
        api=True,
    ),
)
