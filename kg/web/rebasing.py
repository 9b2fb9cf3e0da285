"""IRIs below a base with a path of its own, like https://news.example.org/kg/, lead here too."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

_IDENTIFIERS = "article/"


class Rebased:
    """Answers `<path of the base>article/…` as `/article/…`, for a server at the host's root."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self._prefix = urlsplit(base).path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        wanted = f"{self._prefix}{_IDENTIFIERS}"
        if scope["type"] == "http" and scope["path"].startswith(wanted):
            path = scope["path"][len(self._prefix) - 1 :]
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)
