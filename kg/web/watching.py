"""What the server tells of itself: a line in the log and the counts for each request.

Neither has anybody's words in it: of the address only the route is told, never its variable
parts or its query.
"""

from __future__ import annotations

import json
import logging
import time

from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger("onrecord.access")
_OTHER = "(none)"
_requests = Counter(
    "onrecord_requests_total", "Requests answered", ["method", "route", "status"]
)  # fmt: skip
_seconds = Histogram("onrecord_request_seconds", "Time to the end of the answer", ["route"])
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})


class Watched:
    """Counts and logs every request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        status, size = 500, 0

        async def seen(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "other"
            _tell(method, _route_of(scope), status, size, time.perf_counter() - begun)


def _route_of(scope: Scope) -> str:
    if str(scope.get("root_path", "")).startswith("/static"):
        return "/static"
    return str(scope.get("path_told", _OTHER))


def _tell(method: str, route: str, status: int, size: int, seconds: float) -> None:
    _requests.labels(method, route, str(status)).inc()
    _seconds.labels(route).observe(seconds)
    told = {"method": method, "route": route, "status": status, "bytes": size}
    _log.info(json.dumps(told | {"ms": round(1000 * seconds, 1)}))
