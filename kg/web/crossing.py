"""CORS: other sites' pages may read what programs read, and may change nothing."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from kg.web.resource import Resource

_EXPOSED = "ETag, Link, Location, Retry-After, X-Cut-Short"


def allow_reading(answer: Response) -> Response:
    """Let any page read the answer; no cookie or token goes along with such a request."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = _EXPOSED
    return answer


def preflight(there: Iterable[Resource]) -> Response:
    """Answer what a browser asks before it sends; writing is never among what it may."""
    every = list(there)
    methods = {one.method for one in every}
    headers = {"Allow": ", ".join(sorted(methods | {"OPTIONS", "HEAD"}))}
    if open_ones := {one.method for one in every if one.api and not one.writes}:
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Allow-Methods"] = ", ".join(sorted(open_ones))
        headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
        headers["Access-Control-Max-Age"] = "86400"
    return Response(status_code=204, headers=headers)
