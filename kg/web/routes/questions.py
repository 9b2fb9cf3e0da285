"""The stored questions: each a form and its answer, and the rows for programs at one address."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import LimitReached, OnRecordError, UsageError
from kg.queries import StoredQuery, as_graph
from kg.sandbox import Busy, GraphFormat, ResultFormat
from kg.telling.questions import HEADINGS
from kg.telling.sheets import as_csv
from kg.web.negotiation import best
from kg.web.pages import page
from kg.web.problems import outward, status_of, unkept
from kg.web.resource import Parameter, Resource
from kg.web.site import Site
from kg.web.views import question
from kg.web.views.asking import Answered, Bound, ask, bound, library, raw, store_version
from kg.web.views.choosing import choices

_HTML = "text/html"
_FORMATS: dict[str, ResultFormat | GraphFormat] = {
    one.value: one for kinds in (ResultFormat, GraphFormat) for one in kinds
}
_SUFFIXES = {
    "json": ResultFormat.TABLE.value,
    "srj": ResultFormat.JSON.value,
    "xml": ResultFormat.XML.value,
    "csv": ResultFormat.CSV.value,
    "tsv": ResultFormat.TSV.value,
    "ttl": GraphFormat.TURTLE.value,
    "nt": GraphFormat.N_TRIPLES.value,
    "jsonld": GraphFormat.JSON_LD.value,
}
_SHEET = "report.csv"
_OWN = ("store", "page")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a request asks: the question and what was given for its parameters."""

    query: StoredQuery
    given: Mapping[str, str]
    suffix: str
    since: str
    """The version of the store that a permalink was made of."""
    page: int

    def link(self, suffix: str = "", **more: str) -> str:
        """Return the address of the same question with the same values."""
        pairs = urlencode({**self.given, **more})
        ending = f".{suffix}" if suffix else ""
        return f"/questions/{self.query.name}{ending}{f'?{pairs}' if pairs else ''}"


def listed(request: Request) -> Response:
    """List the questions by who asks them."""
    found = library().values()
    groups = [
        (title, [one for one in found if one.group is group]) for group, title in HEADINGS.items()
    ]
    return page(request, "questions.html", groups=groups)


def answer(request: Request) -> Response:
    """Answer a question in the form that the client reads."""
    asked = _asked(request)
    if asked.suffix == _SHEET:
        return _sheet(request, asked)
    wanted = _SUFFIXES.get(asked.suffix) or best(request.headers.get("accept"), (_HTML, *_FORMATS))
    if wanted is None:
        raise HTTPException(
            HTTPStatus.NOT_ACCEPTABLE, f"an answer comes as {', '.join((_HTML, *_FORMATS))}"
        )
    made = _page(request, asked) if wanted == _HTML else _data(request, asked, _FORMATS[wanted])
    made.headers["Vary"] = "Accept"
    return made


def _asked(request: Request) -> _Asked:
    name, _, suffix = request.path_params["name"].partition(".")
    query = library().get(name)
    if query is None or (suffix and suffix not in {*_SUFFIXES, _SHEET}):
        raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such question")
    pairs = request.query_params.multi_items()
    given = {key: value for key, value in pairs if key not in _OWN and value.strip()}
    if len({key for key, _ in pairs}) < len(pairs):
        raise UsageError("a parameter is given twice", todo="give each once")
    for key in given:
        query.parameter(key)
    own = dict(pairs)
    number = own.get("page", "1")
    if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= 10**6:
        raise UsageError("page takes a number from 1 on", todo="leave it out for the first")
    return _Asked(
        query=query, given=given, suffix=suffix, since=own.get("store", ""), page=int(number)
    )


def _bound(request: Request, asked: _Asked) -> Bound:
    return bound(asked.query, asked.given, request.app.state.site.reader)


def _data(request: Request, asked: _Asked, wanted: ResultFormat | GraphFormat) -> Response:
    """Return the rows, or the triples that they are of, for a program."""
    site: Site = request.app.state.site
    one = _bound(request, asked)
    if isinstance(wanted, GraphFormat):
        found = raw(site, one, wanted, lambda sparql: as_graph(asked.query, sparql))
    else:
        found = raw(site, one, wanted)
    body = _objects(found.table().objects()) if wanted is ResultFormat.TABLE else found.body
    return _sent(body, wanted.value, cut_short=found.cut_short)


def _objects(rows: object) -> bytes:
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def _sheet(request: Request, asked: _Asked) -> Response:
    """Return CSV to open in a spreadsheet: no cell of it is a formula."""
    found = ask(request.app.state.site, _bound(request, asked))
    made = _sent(as_csv(found.table).encode(), "text/csv", cut_short=found.cut_short)
    made.headers["Content-Disposition"] = f'attachment; filename="{asked.query.name}.csv"'
    return made


def _sent(body: bytes, media_type: str, *, cut_short: bool) -> Response:
    """Return an answer; one that is not whole is never a plain 200."""
    kind = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    if cut_short:
        headers = {"X-Cut-Short": "true", "Cache-Control": "no-store"}
        return Response(body, HTTPStatus.PARTIAL_CONTENT, headers, kind)
    return Response(body, HTTPStatus.OK, None, kind)


def _page(request: Request, asked: _Asked) -> Response:
    """Return the form with the answer, or with what stands in the way of one."""
    site: Site = request.app.state.site
    sparql, found, error = "", None, None
    try:
        one = _bound(request, asked)
        sparql = one.sparql
        found = ask(site, one)
    except (UsageError, LimitReached, Busy) as raised:
        error = raised
    headers = {}
    status = HTTPStatus.OK
    if error is not None:
        status = status_of(error)
        headers = unkept(status)
    elif found is not None and found.cut_short:
        status, headers = HTTPStatus.PARTIAL_CONTENT, {"X-Cut-Short": "true"}
    return page(
        request, "question.html", status=status.value, headers=headers,
        **_values(request, asked, sparql, found, error),
    )  # fmt: skip


def _values(
    request: Request, asked: _Asked, sparql: str, found: Answered | None,
    error: OnRecordError | None,
) -> dict[str, object]:  # fmt: skip
    """Return what the template shows."""
    site: Site = request.app.state.site
    query = asked.query
    shown = drawn = None
    if found is not None:
        first = 1 + (asked.page - 1) * question.SHOWN
        shown = question.shown(query, found.table, site.reader, first, asked.given)
        drawn = question.chart(query.chart, found.table) if query.chart else None
    current = store_version(site.snapshots.folder)
    return {
        "query": query,
        "fields": question.fields(query, asked.given, choices(request)),
        "error": outward(error) if error else None,
        "found": found,
        "shown": shown,
        "drawn": drawn,
        "command": question.command(query, asked.given),
        "console": f"/console?{urlencode({'query': sparql})}" if sparql else "",
        "asked": asked,
        "names_nodes": {"article", "id"} <= {one.name for one in query.columns},
        "permalink": asked.link(store=found.store if found else current),
        "changed": bool(asked.since) and asked.since != current,
        "link": _paged(asked),
    }


def _paged(asked: _Asked) -> Callable[[int], str]:
    return lambda number: asked.link(page=str(number))


RESOURCES = (
    Resource(path="/questions", handler=listed, summary="The stored questions"),
    Resource(
        path="/questions/{name}",
        handler=answer,
        summary="A stored question with its answer; the name may end in .json, .csv, .tsv, .xml …",
        parameters=(
            Parameter(name="article", description="Only this article: its id, URL or IRI"),
            Parameter(name="outlet", description="Only articles of this outlet"),
            Parameter(name="since", description="Only articles published on this day or later"),
            Parameter(name="store", description="The store's version that a link was made of"),
            Parameter(name="page", description="Which page of the rows, as HTML"),
        ),
        gives=(_HTML, *_FORMATS),
        api=True,
    ),
)
