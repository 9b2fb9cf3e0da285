"""The SPARQL endpoint over the articles: read-only, the union of their graphs as default graph."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.web import protocol
from kg.web.describing import Service, described
from kg.web.negotiation import best
from kg.web.resource import Parameter, Resource

_HTML = "text/html"
PARAMETERS = (
    Parameter(name="query", description="SELECT, ASK, CONSTRUCT or DESCRIBE", required=False),
    Parameter(
        name="default-graph-uri", description="A graph to take as default graph", repeated=True
    ),
    Parameter(name="named-graph-uri", description="A graph that GRAPH sees", repeated=True),
    Parameter(name="format", description="json, xml, csv, tsv, ttl, … instead of Accept"),
)
TAKES = (protocol.FORM, "application/sparql-query")
GIVES = (*protocol.RESULTS, *protocol.GRAPHS)


def query(request: Request) -> Response:
    """Answer a query; without one say what the endpoint can do, or show the console."""
    params = request.query_params
    if "query" in params or "update" in params:
        return protocol.answer(request, request.app.state.site.pool.ask)
    if best(request.headers.get("accept"), ("text/turtle", _HTML)) == _HTML:
        return RedirectResponse("/console", 303, {"Vary": "Accept"})
    reader = request.app.state.site.reader
    names = reader.select("SELECT ?g { GRAPH ?g {} } ORDER BY ?g")
    service = Service(
        union=True, updates=False, graphs=tuple((str(row[0]), None) for row in names.rows)
    )
    return described(request, service)


def posted(request: Request) -> Response:
    """Answer a query that came in the body."""
    return protocol.answer(request, request.app.state.site.pool.ask)


RESOURCES = (
    Resource(
        path="/sparql", handler=query, parameters=PARAMETERS, gives=GIVES, api=True,
        summary="SPARQL 1.1 queries over the articles; without one the service description",
    ),
    Resource(
        path="/sparql", method="POST", handler=posted, parameters=PARAMETERS[1:], takes=TAKES,
        gives=GIVES, api=True, summary="The same with the query in the body",
    ),
)  # fmt: skip
