"""The workspace: its page, its own SPARQL endpoint, and updates with the token."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from kg.web import protocol
from kg.web.describing import Service, described
from kg.web.negotiation import best
from kg.web.pages import page
from kg.web.resource import Parameter, Resource
from kg.web.routes.sparql import GIVES, PARAMETERS, TAKES
from kg.workspace.workspace import Workspace

_SHOWN = 50
_USING = (
    Parameter(
        name="using-graph-uri", description="What WHERE sees as default graph", repeated=True
    ),
    Parameter(name="using-named-graph-uri", description="What GRAPH in WHERE sees", repeated=True),
)


def overview(request: Request) -> Response:
    """Show which graphs there are and what was changed last."""
    space: Workspace = request.app.state.site.workspace
    sizes = space.sizes()
    return page(
        request,
        "workspace.html",
        graphs=list(sizes.items()),
        triples=sum(sizes.values()),
        changes=space.listed(_SHOWN),
        writable=request.app.state.site.server.token is not None,
    )


def query(request: Request) -> Response:
    """Answer a query over the workspace; without one say what the endpoint can do."""
    space: Workspace = request.app.state.site.workspace
    params = request.query_params
    if "query" in params or "update" in params:
        return protocol.answer(request, space.pool.ask)
    if best(request.headers.get("accept"), ("text/turtle", "text/html")) == "text/html":
        return overview(request)
    named = tuple((name, size) for name, size in space.sizes().items() if name is not None)
    return described(request, Service(union=False, updates=True, graphs=named))


def posted(request: Request) -> Response:
    """Answer a query that came in the body."""
    return protocol.answer(request, request.app.state.site.workspace.pool.ask)


def update(request: Request) -> Response:
    """Run an update on the workspace."""
    wanted = protocol.asked(request, "update", using="using")
    with protocol.keeping_ours():
        request.app.state.site.workspace.update(
            wanted.text,
            base=str(request.url).partition("?")[0],
            using=wanted.default_graphs,
            using_named=wanted.named_graphs,
        )
    return Response(status_code=HTTPStatus.NO_CONTENT)


RESOURCES = (
    Resource(
        path="/workspace", handler=overview,
        summary="Other people's graphs beside the articles",
    ),
    Resource(
        path="/workspace/sparql", handler=query, parameters=PARAMETERS, gives=GIVES, api=True,
        summary="SPARQL 1.1 queries over the workspace; without one the service description",
    ),
    Resource(
        path="/workspace/sparql", method="POST", handler=posted, parameters=PARAMETERS[1:],
        takes=TAKES, gives=GIVES, api=True, summary="The same with the query in the body",
    ),
    Resource(
        path="/workspace/update", method="POST", handler=update, writes=True, parameters=_USING,
        takes=(protocol.FORM, "application/sparql-update"), gives=(),
        summary="A SPARQL 1.1 update of the workspace",
    ),
)  # fmt: skip
