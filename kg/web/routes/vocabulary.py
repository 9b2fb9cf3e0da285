"""The vocabulary: what each term means, to read and as RDF."""

from __future__ import annotations

from http import HTTPStatus

from rdflib import URIRef
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.vocab import ONR_NAMESPACE
from kg.web.negotiation import best
from kg.web.pages import page
from kg.web.resource import Resource
from kg.web.vocabulary import anchor, sections, whole

_ROOT = ONR_NAMESPACE.removesuffix("ns#")
_FORMATS = {
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
}
_OFFERED = ("text/html", *_FORMATS)


def terms(request: Request) -> Response:
    """Give the vocabulary: a page, or all of it as a graph."""
    wanted = _wanted(request)
    if wanted == "text/html":
        answer: Response = page(request, "vocabulary.html", sections=sections())
    else:
        text = whole().serialize(format=_FORMATS[wanted], encoding="utf-8")
        answer = Response(text, media_type=wanted)
    answer.headers["Vary"] = "Accept"
    return answer


def term(request: Request) -> Response:
    """Send whoever asks for a concept, a scheme or a shape to where it is described."""
    path = request.url.path.removeprefix("/")
    node = URIRef(_ROOT + path)
    if (node, None, None) not in whole():
        raise HTTPException(HTTPStatus.NOT_FOUND, "the vocabulary has no such term")
    html = _wanted(request) == "text/html"
    place = f"#{anchor(str(node))}" if html and path.startswith("scheme/") else ""
    answer = RedirectResponse(f"/ns{place}", HTTPStatus.SEE_OTHER)
    answer.headers["Vary"] = "Accept"
    return answer


def _wanted(request: Request) -> str:
    wanted = best(request.headers.get("accept"), _OFFERED)
    if wanted is None:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"there are: {', '.join(_OFFERED)}")
    return wanted


RESOURCES = (
    Resource(
        path="/ns", handler=terms, summary="The vocabulary, with labels, definitions and examples",
        gives=_OFFERED, api=True,
    ),
    *(
        Resource(path=path, handler=term, summary=summary, gives=_OFFERED, api=True)
        for path, summary in (
            ("/scheme/{scheme}", "A scheme of the vocabulary: 303 to its description"),
            ("/scheme/{scheme}/{concept}", "A concept of a scheme: 303 to its description"),
            ("/shape/{shape}", "A shape: 303 to the vocabulary"),
        )
    ),
)  # fmt: skip
