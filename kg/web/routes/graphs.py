"""The SPARQL 1.1 Graph Store Protocol: graphs as documents.

https://www.w3.org/TR/sparql11-http-rdf-update/

An IRI under our base is a graph of the articles: read freely, written only as a whole record,
by the door that every record comes through. Every other graph is the workspace's.
"""

from __future__ import annotations

import re
import secrets
from http import HTTPStatus

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.checking import Finding, violations
from kg.exports import exporters
from kg.store import Change, Reader, quads_of
from kg.web.arriving import arrived
from kg.web.negotiation import best, media_type_of
from kg.web.protocol import must_be_utf8, not_acceptable
from kg.web.resource import Parameter, Resource
from kg.workspace.database import Quads, unnamed
from kg.workspace.forms import FORMS
from kg.workspace.names import must_be_iri
from kg.workspace.process import Part
from kg.workspace.workspace import Changed, Workspace

_DIGEST = "[0-9a-f]{32}"
_ARTICLE = re.compile(rf"article/{_DIGEST}")
_VERSION = re.compile(rf"article/{_DIGEST}/{_DIGEST}")
_OWN_GRAPH = re.compile(rf"(article/{_DIGEST})(/{_DIGEST}#\w+|#history)")
_OF_NO_XML = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_MULTIPART = "multipart/form-data"
_DATASETS = tuple(one.media_type for one in FORMS.values() if one.named_graphs)
_TRIG_FIRST = ("application/trig", "application/n-quads", "application/ld+json")
_SHORT = {one.extension: one.media_type for one in exporters().values()}
_PARAMETERS = (
    Parameter(name="graph", description="The graph's IRI"),
    Parameter(name="default", description="The workspace's default graph, without a value"),
    Parameter(name="format", description="ttl, nt, rdf, jsonld, trig or nq instead of Accept"),
)


def get(request: Request) -> Response:
    """Give a graph; of a version's IRI, all its graphs."""
    graph = _wanted(request)
    reader: Reader = request.app.state.site.reader
    if graph is None or not _space(request).names.reserved(graph):
        quads = _space(request).graph(graph)
        return _document(request, unnamed(quads), there=graph is None or bool(quads))
    if _local(reader, graph, _VERSION):
        whole = list(quads_of(reader.version_quads(graph)))
        return _document(request, whole, there=bool(whole), offered=_TRIG_FIRST)
    own = _own_graph(reader, graph)
    return _document(request, own, there=bool(own))


def put(request: Request) -> Response:
    """Replace a graph, or store the record of a version."""
    graph = _wanted(request)
    if graph is not None and _space(request).names.reserved(graph):
        return _take_record(request, graph)
    return _told(_space(request).put(graph, _parts(request)))


def post(request: Request) -> Response:
    """Add to a graph, or to a new one where none is named, or store the record of a version."""
    params = request.query_params
    if not {"graph", "default", "name"} & (set(params) | set(request.path_params)):
        name = secrets.token_hex(8)
        _space(request).post(_space(request).names.direct(name), _parts(request))
        where = f"{request.base_url}workspace/data/{name}"
        return Response(status_code=HTTPStatus.CREATED, headers={"Location": where})
    graph = _wanted(request)
    if graph is not None and _space(request).names.reserved(graph):
        return _take_record(request, graph)
    return _told(_space(request).post(graph, _parts(request)))


def delete(request: Request) -> Response:
    """Empty a graph; of an article's IRI, take out the article with all its versions."""
    graph = _wanted(request)
    if graph is not None and _space(request).names.reserved(graph):
        return _remove(request, graph)
    if not _space(request).delete(graph).existed and graph is not None:
        raise _nothing_there()
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _space(request: Request) -> Workspace:
    space: Workspace = request.app.state.site.workspace
    return space


def _wanted(request: Request) -> str | None:
    """Return the graph that a request is about; none for the default graph."""
    names = _space(request).names
    if "name" in request.path_params:
        graph = names.direct(request.path_params["name"])
        must_be_iri(graph)
        return graph
    params = request.query_params
    given = params.getlist("graph")
    if len(given) + ("default" in params) != 1:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "name one graph: ?graph=IRI, or ?default")
    if not given:
        return None
    own = f"{request.base_url}workspace/data/"
    graph = names.direct(given[0].removeprefix(own)) if given[0].startswith(own) else given[0]
    must_be_iri(graph)
    return graph


def _local(reader: Reader, graph: str, form: re.Pattern[str]) -> re.Match[str] | None:
    """Return how an IRI under the base is of a form."""
    return form.fullmatch(graph.removeprefix(reader.base)) if graph != reader.base else None


def _own_graph(reader: Reader, graph: str) -> Quads:
    found = _local(reader, graph, _OWN_GRAPH)
    if not found:
        return []
    if graph.endswith("#history"):
        current = reader.current(reader.base + found[1])
        quads = reader.quads((current,)) if current else iter(())
    else:
        quads = quads_of(reader.version_quads(graph.partition("#")[0]))
    return unnamed(one for one in quads if str(one.graph_name) == f"<{graph}>")


def _document(
    request: Request,
    quads: Quads,
    *,
    there: bool,
    offered: tuple[str, ...] = tuple(FORMS),
) -> Response:
    if not there:
        raise _nothing_there()
    given = request.query_params.get("format")
    wanted = _SHORT.get(given, given) if given else best(request.headers.get("accept"), offered)
    if wanted not in offered:
        raise not_acceptable(offered)
    exporter = next(one for one in exporters().values() if one.media_type == wanted)
    body = exporter.dump(quads)
    if wanted == "application/rdf+xml" and _OF_NO_XML.search(body):
        raise HTTPException(
            HTTPStatus.NOT_ACCEPTABLE, "the graph has a character that XML cannot hold"
        )
    return Response(body, headers={"Vary": "Accept"}, media_type=wanted)


def _nothing_there() -> HTTPException:
    return HTTPException(HTTPStatus.NOT_FOUND, "there is no such graph")


def _parts(request: Request) -> tuple[Part, ...]:
    """Return the documents of a body: itself, or each file of a form."""
    must_be_utf8(request)
    kind = media_type_of(request.headers.get("content-type"))
    if kind != _MULTIPART:
        return (Part(kind, request.state.body),)
    files = [one for _, one in request.state.form.multi_items() if isinstance(one, UploadFile)]
    parts = tuple(map(_file, files))
    if not parts or any(one.media_type not in FORMS for one in parts):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send files of: {', '.join(FORMS)}")
    return parts


def _file(upload: UploadFile) -> Part:
    with upload.file as file:
        return Part(media_type_of(upload.content_type), file.read())


def _told(changed: Changed) -> Response:
    created = not changed.existed
    return Response(status_code=HTTPStatus.CREATED if created else HTTPStatus.NO_CONTENT)


def _take_record(request: Request, graph: str) -> Response:
    site = request.app.state.site
    if not _local(site.reader, graph, _VERSION):
        raise HTTPException(
            HTTPStatus.FORBIDDEN,
            "this graph is ours and not written by itself: send all graphs of a version, as TriG,"
            " to ?graph= with the version's IRI",
        )
    (part,) = _parts(request) if request.method == "PUT" else _parts(request)[:1]
    if part.media_type not in _DATASETS:
        raise HTTPException(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"a record has several graphs, so send one of: {', '.join(_TRIG_FIRST)}",
        )
    pipeline = site.pipeline()
    prepared = arrived(_space(request).read(part, graph), graph, pipeline)
    if bad := violations(prepared.findings):
        return _refused(bad)
    publication = pipeline.publication(prepared)
    with site.writer() as writer:
        old = set(quads_of(writer.version_quads(graph)))
        if old == set(quads_of(publication.quads)):
            return Response(status_code=HTTPStatus.NO_CONTENT)
        if old and request.method == "POST":
            raise HTTPException(HTTPStatus.CONFLICT, "a record is replaced as a whole: PUT it")
        made = pipeline.reviewed(prepared, writer)  # what people said of this text holds
        if bad := violations(made.findings):
            return _refused(bad)
        change = pipeline.put(made, writer, read=prepared.record, again=True)
    if change is Change.KEPT_HUMAN:
        raise HTTPException(
            HTTPStatus.CONFLICT, "a person made the record that is stored; a program's yields to it"
        )
    added = change in (Change.ADDED, Change.SUPERSEDED)
    return Response(status_code=HTTPStatus.CREATED if added else HTTPStatus.NO_CONTENT)


def _refused(bad: tuple[Finding, ...]) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    told = {
        "title": status.phrase,
        "status": status.value,
        "detail": f"the record is not sound provenance: {bad[0].message}",
        "todo": "mend the record",
        "findings": [
            {"focus": one.focus, "message": one.message, "shape": one.shape} for one in bad
        ],
    }
    return JSONResponse(told, status, media_type="application/problem+json")


def _remove(request: Request, graph: str) -> Response:
    site = request.app.state.site
    reader: Reader = site.reader
    article = graph
    if _local(reader, graph, _VERSION):
        article = graph.rpartition("/")[0]
        if not reader.has_version(graph):
            raise _nothing_there()
        if len(reader.versions(article)) > 1:
            raise HTTPException(
                HTTPStatus.CONFLICT,
                f"the article has other versions: <{article}> takes out all of them",
            )
    elif not _local(reader, graph, _ARTICLE):
        raise HTTPException(
            HTTPStatus.FORBIDDEN,
            "this graph is ours and not deleted by itself: an article's IRI takes out the article",
        )
    if reader.current(article) is None:
        raise _nothing_there()
    with site.writer() as writer:
        writer.remove(article)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _offered(path: str, parameters: tuple[Parameter, ...], of: str) -> tuple[Resource, ...]:
    takes = tuple(FORMS)
    return (
        Resource(
            path=path, handler=get, parameters=parameters, gives=takes, api=True,
            summary=f"{of}, by the Graph Store Protocol",
        ),
        Resource(
            path=path, method="PUT", handler=put, writes=True, parameters=parameters,
            takes=takes, gives=(), summary=f"Replaces {of.lower()}, or stores a whole record",
        ),
        Resource(
            path=path, method="POST", handler=post, writes=True, parameters=parameters,
            takes=(*takes, _MULTIPART), gives=(), summary=f"Adds to {of.lower()}, or to a new one",
        ),
        Resource(
            path=path, method="DELETE", handler=delete, writes=True, parameters=parameters,
            gives=(), summary=f"Empties {of.lower()}, or takes out an article",
        ),
    )  # fmt: skip


RESOURCES = (
    *_offered("/data", _PARAMETERS, "A graph"),
    *_offered("/workspace/data/{name:path}", _PARAMETERS[2:], "A graph of the workspace"),
)
