"""What an operator and a program ask of the server itself: health, metrics, description."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import kg
from kg.errors import OnRecordError
from kg.web.openapi import openapi
from kg.web.problems import outward
from kg.web.resource import Resource

_NO_STORE = {"Cache-Control": "no-store"}


def health(request: Request) -> Response:
    """Say whether the store can be read and queries are answered; 503 where not."""
    site = request.app.state.site
    told: dict[str, object] = {"version": kg.__version__, "workers": asdict(site.pool.health())}
    told["questions"] = asdict(site.questions.health())
    try:
        told |= {"status": "ok", "articles": len(site.reader.articles())}
    except OnRecordError as error:
        told |= {"status": "failing", "detail": outward(error)[0]}
        return JSONResponse(told, HTTPStatus.SERVICE_UNAVAILABLE, _NO_STORE)
    return JSONResponse(told, headers=_NO_STORE)


def metrics(request: Request) -> Response:
    """Give counts and times for Prometheus."""
    site = request.app.state.site
    pools = {"any": asdict(site.pool.health()), "own": asdict(site.questions.health())}
    workers = "".join(
        f"# TYPE onrecord_queries_{name} gauge\n"
        + "".join(
            f'onrecord_queries_{name}{{pool="{pool}"}} {int(told[name])}\n'
            for pool, told in pools.items()
        )
        for name in pools["any"]
    )
    body = generate_latest() + workers.encode()
    return Response(body, media_type=CONTENT_TYPE_LATEST, headers=_NO_STORE)


def description(request: Request) -> Response:
    """Give the OpenAPI description of everything that programs may ask for."""
    from kg.web.app import resources  # noqa: PLC0415 - the app lists the module of this function

    return JSONResponse(openapi(resources(), str(request.base_url)))


RESOURCES = (
    Resource(
        path="/healthz", handler=health, summary="Whether the server works",
        gives=("application/json",), api=True,
    ),
    Resource(
        path="/metrics", handler=metrics, summary="Counts and times, for Prometheus",
        gives=("text/plain",), api=True,
    ),
    Resource(
        path="/openapi.json", handler=description, summary="This description",
        gives=("application/json",), api=True,
    ),
)  # fmt: skip
