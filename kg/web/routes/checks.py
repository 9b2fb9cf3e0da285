"""Checks: what the shapes find, by shape and by article, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.checking import Severity
from kg.store import Reader, Stored, checked_earlier
from kg.telling.findings import Found, reports
from kg.telling.words import handle, heading
from kg.web.checks import Checked, Checks
from kg.web.pages import page
from kg.web.resource import Parameter, Resource
from kg.web.routes.linked import stored

_PAGE = 100
_SECONDS = 4.0
_PARAMETERS = (
    Parameter(name="article", description="The digest of one article; without it, all"),
    Parameter(name="page", description="Which hundred articles, from 1"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with the way to its words."""

    href: str
    title: str
    found: Found


@dataclass(frozen=True, slots=True)
class Group:
    """All that one shape found."""

    shape: str
    severity: str
    what: str
    remedy: str
    why: str
    """Whose standard it is; nothing where the shape is what a record must be."""
    rows: tuple[Row, ...]


@cache
def checks() -> Checks:
    """Return the findings known so far."""
    return Checks()


def findings(request: Request) -> Response:
    """Show the findings of a page of articles."""
    reader = request.app.state.site.reader
    wanted, number, total = _wanted(request)
    done, left = checks().some(reader, wanted, _SECONDS)
    titles = {one.stored.version: heading(reader.about(one.stored)) for one in done if one.found}
    groups = _groups(done, titles)
    return page(
        request,
        "checks.html",
        groups=groups,
        counts=_counts(done),
        earlier=_earlier(reader, done),
        checked=len(done),
        left=left,
        total=total,
        number=number,
        pages=-(-total // _PAGE),
        article=request.query_params.get("article", ""),
        formats=sorted(reports()),
    )


def report(request: Request) -> Response:
    """Give the findings in a format for tools."""
    known = reports()
    name = request.path_params["format"]
    if name not in known:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"there are: {', '.join(known)}")
    wanted, _, _ = _wanted(request)
    reader = request.app.state.site.reader
    done, left = checks().some(reader, wanted, _SECONDS)
    if left:
        raise HTTPException(
            HTTPStatus.SERVICE_UNAVAILABLE, f"{left} articles are still to be checked: ask again"
        )
    found = [each for one in done for each in one.found]
    made = known[name]
    headers = {"Content-Disposition": f'attachment; filename="onrecord-checks.{made.extension}"'}
    body = made.dump(found, [_called(reader, one.stored) for one in done])
    return Response(body, 200, headers, made.media_type)


def _called(reader: Reader, one: Stored) -> str:
    """Return what findings call an article."""
    return handle(reader.about(one))


def _earlier(reader: Reader, done: Iterable[Checked]) -> int:
    """Return how many articles with violations were stored after a check by other shapes."""
    bad = {
        one.stored.version
        for one in done
        if any(each.finding.severity is Severity.VIOLATION for each in one.found)
    }
    return len(bad & checked_earlier(reader.folder)) if bad else 0


def _wanted(request: Request) -> tuple[list[Stored], int, int]:
    """Return the articles asked for, which page they are and how many there are in all."""
    reader = request.app.state.site.reader
    if article := request.query_params.get("article"):
        return [stored(reader, article)], 1, 1
    text = request.query_params.get("page", "1")
    number = int(text) if text.isdecimal() and len(text) < 7 else 0  # noqa: PLR2004 - sensible
    every = reader.articles()
    if number < 1 or (number > 1 and (number - 1) * _PAGE >= len(every)):
        raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such page")
    return list(every[(number - 1) * _PAGE : number * _PAGE]), number, len(every)


def _counts(done: Iterable[Checked]) -> dict[Severity, int]:
    every = [each.finding.severity for one in done for each in one.found]
    return {kind: every.count(kind) for kind in Severity if kind in every}


def _groups(done: Iterable[Checked], titles: dict[str, str]) -> list[Group]:
    rows: dict[str, list[Row]] = {}
    for one in done:
        digest = one.stored.article.rpartition("/")[2]
        for each in one.found:
            focus = each.finding.focus
            row = Row(f"/articles/{digest}#{focus}", titles[one.stored.version], each)
            rows.setdefault(each.finding.shape, []).append(row)
    groups = [_group(shape, tuple(inside)) for shape, inside in rows.items()]
    order = list(Severity)
    return sorted(groups, key=lambda one: (order.index(Severity(one.severity)), -len(one.rows)))


def _group(shape: str, rows: tuple[Row, ...]) -> Group:
    first = rows[0].found
    why = checks().checker.grounds.get(shape, "")
    return Group(shape, first.finding.severity.value, first.what, first.remedy, why, rows)


RESOURCES = (
    Resource(
        path="/checks",
        handler=findings,
        summary="What the shapes find, by shape and article",
        parameters=_PARAMETERS,
    ),
    Resource(
        path="/checks.{format}",
        handler=report,
        summary="The findings for other tools: sarif or junit",
        parameters=_PARAMETERS,
        gives=("application/sarif+json", "application/xml"),
        api=True,
    ),
)
