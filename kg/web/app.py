"""The application: the resources of `kg/web/routes/`, behind what every request passes."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import OnRecordError
from kg.web import routes
from kg.web.conditional import Conditional
from kg.web.crossing import allow_reading, preflight
from kg.web.negotiation import media_type_of
from kg.web.pages import STATIC
from kg.web.problems import on_bug, on_error, on_http
from kg.web.rebasing import Rebased
from kg.web.resource import Resource
from kg.web.security import Guarded, names_of, require_writer
from kg.web.site import Site
from kg.web.watching import Watched

_BODY_SECONDS = 60.0
"""In which a whole body must have come."""
_LONGEST_QUESTION = 2**20
"""Bytes of a body that asks and holds no file; a query may have 64 Ki characters."""
_FILES = "multipart/form-data"


def resources() -> tuple[Resource, ...]:
    """Return every resource there is; two for the same path and method are a defect."""
    found: dict[tuple[str, str], Resource] = {}
    for info in pkgutil.iter_modules(routes.__path__):
        module = importlib.import_module(f"{routes.__name__}.{info.name}")
        for one in module.RESOURCES:
            if (one.path, one.method) in found:
                raise TypeError(f"{module.__name__} offers {one.method} {one.path} again")
            found[one.path, one.method] = one
    return tuple(found.values())


def application(site: Site) -> Starlette:
    """Return the application of one site."""
    by_path: dict[str, dict[str, Resource]] = {}
    for one in resources():
        by_path.setdefault(one.path, {})[one.method] = one
    app = Starlette(
        routes=[
            *(_route(path, by_method) for path, by_method in sorted(by_path.items(), key=_order)),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        middleware=[
            Middleware(Watched),
            Middleware(Guarded, names=names_of(site.settings, site.server)),
            Middleware(GZipMiddleware, minimum_size=500),
            Middleware(Conditional),
            Middleware(Rebased, base=site.settings.base),
        ],
        exception_handlers={
            OnRecordError: on_error,
            HTTPException: on_http,
            Exception: on_bug,
        },
    )
    app.state.site = site
    return app


def _order(item: tuple[str, object]) -> tuple[bool, str]:
    """Sort what is spelt out before what has a variable part."""
    return "{" in item[0], item[0]


def _route(path: str, by_method: dict[str, Resource]) -> Route:
    async def endpoint(request: Request) -> Response:
        request.scope["path_told"] = path
        method = "GET" if request.method == "HEAD" else request.method
        if method == "OPTIONS":
            return preflight(tuple(by_method.values()))
        one = by_method[method]
        if one.writes:
            require_writer(request)
        if one.method != "GET":
            await _take_body(request, one)
        try:
            answer = await run_in_threadpool(_answer, one, request)
        finally:
            if form := getattr(request.state, "form", None):
                await form.close()
        return allow_reading(answer) if one.api and not one.writes else answer

    return Route(path, endpoint, methods=[*by_method, "OPTIONS"])


def _answer(one: Resource, request: Request) -> Response:
    """Answer; what only reads may read a new snapshot."""
    if one.method != "GET":
        return one.handler(request)
    site: Site = request.app.state.site
    return site.renewing(lambda: one.handler(request))


async def _take_body(request: Request, one: Resource) -> None:
    """Read the whole body, or the form, before the handler runs in its thread."""
    kind = media_type_of(request.headers.get("content-type"))
    if one.takes and kind not in one.takes:
        raise HTTPException(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send one of: {', '.join(one.takes)}"
        )
    most = request.app.state.site.server.body_bytes
    if not one.writes and _FILES not in one.takes:
        most = min(most, _LONGEST_QUESTION)
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            request._body = await _whole(request, most)  # noqa: SLF001 - where Starlette keeps it
    except TimeoutError:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, "the body came too slowly") from None
    if kind in {"application/x-www-form-urlencoded", _FILES}:
        request.state.form = await request.form(max_part_size=most)
    request.state.body = request._body  # noqa: SLF001


async def _whole(request: Request, most: int) -> bytes:
    """Return a body; raise 413 as soon as it is longer than it may be."""
    parts, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise HTTPException(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body may have {most // 2**20} MiB"
            )
        parts.append(chunk)
    return b"".join(parts)
