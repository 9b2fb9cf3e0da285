"""The SPARQL 1.1 Protocol: what a request asks, in which format, and how it is answered.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.sandbox import Answer, GraphFormat, NotAcceptable, Query, ResultFormat
from kg.web.negotiation import best, media_type_of
from kg.workspace.names import NotTheirs

FORM = "application/x-www-form-urlencoded"
RESULTS = {
    "application/sparql-results+json": ResultFormat.JSON,
    "application/sparql-results+xml": ResultFormat.XML,
    "text/csv": ResultFormat.CSV,
    "text/tab-separated-values": ResultFormat.TSV,
    "application/json": ResultFormat.JSON,
    "application/xml": ResultFormat.XML,
    "text/xml": ResultFormat.XML,
}
GRAPHS = {
    "text/turtle": GraphFormat.TURTLE,
    "application/n-triples": GraphFormat.N_TRIPLES,
    "application/rdf+xml": GraphFormat.RDF_XML,
    "application/ld+json": GraphFormat.JSON_LD,
    "application/trig": GraphFormat.TRIG,
    "application/n-quads": GraphFormat.N_QUADS,
}
_SHORT = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", None),
    "tsv": ("text/tab-separated-values", None),
    "ttl": (None, "text/turtle"),
    "turtle": (None, "text/turtle"),
    "nt": (None, "application/n-triples"),
    "rdf": (None, "application/rdf+xml"),
    "jsonld": (None, "application/ld+json"),
    "trig": (None, "application/trig"),
    "nq": (None, "application/n-quads"),
}
"""Values of `format` for results and for graphs; many clients send it instead of an Accept."""
_FIRST_LINE = re.compile(r"\b1:([0-9]+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update as the protocol carries it."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def asked(request: Request, what: str, *, using: str = "") -> Asked:
    """Return what a request asks; `what` is `query` or `update`.

    Raises 400 where it asks nothing, twice, or for the other, and where it is not UTF-8.
    """
    pairs = _parameters(request, what)
    other = "update" if what == "query" else "query"
    if any(name == other for name, _ in pairs):
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"this address takes a {what}, no {other}")
    texts = [value for name, value in pairs if name == what]
    if len(texts) != 1:
        count = "no" if not texts else "more than one"
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"the request has {count} {what}")
    default, named = (
        ("using-graph-uri", "using-named-graph-uri")
        if using
        else ("default-graph-uri", "named-graph-uri")
    )
    return Asked(
        texts[0],
        tuple(value for name, value in pairs if name == default),
        tuple(value for name, value in pairs if name == named),
    )


def _parameters(request: Request, what: str) -> list[tuple[str, str]]:
    pairs = list(request.query_params.multi_items())
    if request.method != "POST":
        return pairs
    must_be_utf8(request)
    if media_type_of(request.headers.get("content-type")) == FORM:
        form = request.state.form.multi_items()
        return pairs + [(name, value) for name, value in form if isinstance(value, str)]
    try:
        return [*pairs, (what, request.state.body.decode("utf-8"))]
    except UnicodeDecodeError:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"the {what} is not UTF-8") from None


def must_be_utf8(request: Request) -> None:
    """Raise 415 where a body says that it is in another encoding."""
    message = Message()
    message["content-type"] = request.headers.get("content-type", "")
    charset = message.get_content_charset() or "utf-8"
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send it in UTF-8")


def answer(request: Request, ask: Callable[[Query], Answer]) -> Response:
    """Answer a query in the format that the client likes best.

    A result that was cut short is a 206, with `X-Cut-Short` and, in JSON, a member that says so:
    whoever reads only the body of a 200 would take a part for the whole.
    """
    wanted = asked(request, "query")
    results, graph = _formats(request)
    base = f"BASE <{str(request.url).partition('?')[0]}> "
    query = Query(
        sparql=base + wanted.text,
        results=RESULTS[results] if results else None,
        graph=GRAPHS[graph] if graph else None,
        default_graphs=wanted.default_graphs,
        named_graphs=wanted.named_graphs,
    )
    try:
        found = ask(query)
    except NotAcceptable as error:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, error.what) from None
    except UsageError as error:
        raise UsageError(_told(error.what, len(base)), todo=error.todo) from None
    media_type = results if isinstance(found.format, ResultFormat) else graph
    return _response(found, str(media_type))


def _told(what: str, shift: int) -> str:
    """Return a message about the client's query: ours has a BASE before the first line."""
    return _FIRST_LINE.sub(lambda found: f"1:{max(1, int(found[1]) - shift)}", what, count=1)


def _formats(request: Request) -> tuple[str | None, str | None]:
    pairs = request.query_params.multi_items()
    if hasattr(request.state, "form"):
        pairs = [*pairs, *request.state.form.multi_items()]
    named = [value for name, value in pairs if name in {"format", "output"}]
    if named:
        return _by_name(str(named[0]))
    accept = request.headers.get("accept")
    results, graph = best(accept, tuple(RESULTS)), best(accept, tuple(GRAPHS))
    if results is None and graph is None:
        raise not_acceptable((*RESULTS, *GRAPHS))
    return results, graph


def _by_name(name: str) -> tuple[str | None, str | None]:
    if name in _SHORT:
        return _SHORT[name]
    kind = media_type_of(name.replace(" ", "+"))  # a + that was not escaped
    if kind not in RESULTS and kind not in GRAPHS:
        raise not_acceptable((*_SHORT, *RESULTS, *GRAPHS))
    return (kind if kind in RESULTS else None), (kind if kind in GRAPHS else None)


@contextmanager
def keeping_ours() -> Iterator[None]:
    """Answer 403 where what is inside would touch a graph of ours in the workspace."""
    try:
        yield
    except NotTheirs as error:
        raise HTTPException(HTTPStatus.FORBIDDEN, str(error)) from None


def not_acceptable(there: tuple[str, ...]) -> HTTPException:
    """Return a 406 that says what there is."""
    return HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"there are: {', '.join(there)}")


def _response(found: Answer, media_type: str) -> Response:
    headers = {"Vary": "Accept"}
    if not found.cut_short:
        return Response(found.body, headers=headers, media_type=media_type)
    headers |= {"X-Cut-Short": str(found.count), "Cache-Control": "no-store"}
    body = found.body
    if found.format is ResultFormat.JSON:
        body = b'{"cutShort":true,' + body.removeprefix(b"{")
    return Response(body, HTTPStatus.PARTIAL_CONTENT, headers, media_type)
