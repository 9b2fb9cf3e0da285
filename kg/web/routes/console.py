"""The console: a query of one's own, with an editor where scripts run and a plain field else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from urllib.parse import urlencode

from rdflib import OWL, RDF, SKOS, URIRef
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import LimitReached, OnRecordError, UsageError
from kg.sandbox import Answer, Busy, GraphFormat, Query, ResultFormat
from kg.table import Table
from kg.telling.questions import HEADINGS
from kg.vocab import ONR_NAMESPACE, PREFIXES, SCHEME_BASE
from kg.web.pages import address, page
from kg.web.problems import outward, status_of, unkept
from kg.web.resource import Parameter, Resource
from kg.web.views.asking import library
from kg.web.vocabulary import whole

_SHOWN = 500
_FIRST = """SELECT ?kind (COUNT(DISTINCT ?statement) AS ?statements)
WHERE {
  ?statement onr:attribution/onr:source/onr:identification ?kind .
}
GROUP BY ?kind
ORDER BY DESC(?statements)
"""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer to read without a script: rows, triples as Turtle, or a truth value."""

    table: Table | None
    turtle: str
    truth: bool | None
    count: int
    cut_short: bool


def console(request: Request) -> Response:
    """Show the editor with the query that was asked for, and its answer where that is wanted."""
    params = request.query_params
    example = library().get(params.get("example", ""))
    if "example" in params and example is None:
        raise UsageError("there is no such example", todo="the console lists those there are")
    text = params.get("query") or (example.sparql if example else f"{_prefixes()}\n{_FIRST}")
    result, error = _run(request, text) if "run" in params else (None, None)
    status, headers = _status(result, error)
    here = {
        request.app.state.site.settings.base: "/",
        ONR_NAMESPACE: "/ns#",
        SCHEME_BASE: "/scheme/",
    }
    return page(
        request, "console.html", status=status.value, headers=headers,
        text=text, result=result, error=outward(error) if error else None, shown=_SHOWN,
        data={"query": text, "here": here, "prefixes": PREFIXES | _schemes(), **_terms()},
        local=lambda iri: _local(iri, here),
        groups=[
            (title, [one for one in library().values() if one.group is group])
            for group, title in HEADINGS.items()
        ],
        downloads=[
            (name, f"/sparql?{urlencode({'query': text, 'format': short})}")
            for name, short in (("CSV", "csv"), ("JSON", "json"), ("XML", "xml"), ("TSV", "tsv"))
        ],
    )  # fmt: skip


def _run(request: Request, text: str) -> tuple[Result | None, OnRecordError | None]:
    query = Query(sparql=text, results=ResultFormat.TABLE, graph=GraphFormat.TURTLE)
    try:
        return _result(request.app.state.site.pool.ask(query)), None
    except (UsageError, LimitReached, Busy) as error:
        return None, error


def _result(found: Answer) -> Result:
    graph = isinstance(found.format, GraphFormat)
    table = None if graph or found.truth is not None else found.table()
    turtle = found.body.decode("utf-8") if graph else ""
    return Result(table, turtle, found.truth, found.count, found.cut_short)


def _status(
    result: Result | None, error: OnRecordError | None
) -> tuple[HTTPStatus, dict[str, str]]:
    if error is not None:
        return status_of(error), unkept(status_of(error))
    if result is not None and result.cut_short:
        return HTTPStatus.PARTIAL_CONTENT, {"X-Cut-Short": str(result.count)}
    return HTTPStatus.OK, {}


def _local(iri: str, here: Mapping[str, str]) -> str:
    """Return where this server shows what an IRI names; elsewhere it is its own address."""
    for start, path in here.items():
        if iri.startswith(start):
            return path + iri.removeprefix(start)
    return address(iri)


@cache
def _schemes() -> dict[str, str]:
    """Return prefixes of the schemes, as the stored questions have them."""
    found = whole().subjects(RDF.type, SKOS.ConceptScheme)
    names = sorted(str(one).removeprefix(SCHEME_BASE) for one in found)
    return {name: f"{SCHEME_BASE}{name}/" for name in names}


def _prefixes() -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@cache
def _terms() -> dict[str, list[str]]:
    """Return the classes and properties that the editor completes."""
    kinds = {
        "classes": (OWL.Class,),
        "properties": (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty),
    }
    return {
        name: sorted(
            {
                str(one)
                for kind in wanted
                for one in whole().subjects(RDF.type, kind)
                if isinstance(one, URIRef)
            }
        )
        for name, wanted in kinds.items()
    }


RESOURCES = (
    Resource(
        path="/console",
        handler=console,
        summary="A query of one's own, to write and run",
        parameters=(
            Parameter(name="query", description="A query to show"),
            Parameter(name="example", description="A stored question to show"),
            Parameter(name="run", description="Run the query and show its answer"),
        ),
    ),
)
