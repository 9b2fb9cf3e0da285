"""ETags: an answer that the client has already is not sent again (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MOST = 4 * 1024 * 1024
"""Bytes; a longer answer is passed on as it comes."""


class Conditional:
    """Gives whole answers to GET an ETag, and answers 304 where the client names it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Held(scope, send).take)


class _Held:
    """One answer, kept back until it is whole."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self._known = {
            value.strip().removeprefix("W/")
            for name, line in scope["headers"]
            if name == b"if-none-match"
            for value in line.decode("latin-1").split(",")
        }
        self._start: Message | None = None

    async def take(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            whole = int(headers.get(b"content-length", _MOST + 1)) <= _MOST
            if message["status"] == HTTPStatus.OK and whole and b"etag" not in headers:
                self._start = message
                return
        elif self._start is not None and not message.get("more_body"):
            await self._whole(self._start, message)
            return
        elif self._start is not None:
            await self._send(self._start)
            self._start = None
        await self._send(message)

    async def _whole(self, start: Message, message: Message) -> None:
        digest = hashlib.sha256(message.get("body", b"")).hexdigest()[:32]
        start["headers"] = [*start["headers"], (b"etag", f'W/"{digest}"'.encode())]
        if f'"{digest}"' in self._known or "*" in self._known:
            kept = [pair for pair in start["headers"] if not pair[0].startswith(b"content-")]
            await self._send({**start, "status": HTTPStatus.NOT_MODIFIED.value, "headers": kept})
            await self._send({"type": "http.response.body", "body": b""})
            return
        await self._send(start)
        await self._send(message)
