"""Who may do what: names the server answers to, sites that may write, and the token."""

from __future__ import annotations

import hmac
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.settings import ServerSettings, Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
PROTECTION = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}
_LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
_ANY = frozenset({"0.0.0.0", "[::]", ""})  # noqa: S104 - addresses that are no names
_LONGEST_HEADER = 4096
"""Bytes of a header in `_PARSED`: the time to read one grows with the square of its length."""
_PARSED = frozenset({b"accept", b"content-type"})


def names_of(settings: Settings, server: ServerSettings) -> frozenset[str]:
    """Return the host names that a request may be for; others are a rebound name's."""
    own = _bracketed(server.host)
    of_base = urlsplit(settings.base).hostname or ""
    return (_LOCAL | {own, of_base} | server.hosts) - _ANY


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def host_of(value: str) -> str:
    """Return a Host header's name without the port, in lower case."""
    name = value.rpartition(":")[0] if _has_port(value) else value
    return name.lower().rstrip(".")


def _has_port(value: str) -> bool:
    port = value.rpartition(":")[2]
    return port.isascii() and port.isdigit() and (not value.startswith("[") or "]:" in value)


class Guarded:
    """Refuses requests for foreign names; gives every answer the headers that protect readers."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        hosts = [value for name, value in scope["headers"] if name == b"host"]

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(message)
            await send(message)

        if len(hosts) != 1 or host_of(hosts[0].decode("latin-1")) not in self.names:
            await _refuse(sent, 421, b"this server does not answer to that name\n")
            return
        if any(len(value) > _LONGEST_HEADER for name, value in scope["headers"] if name in _PARSED):
            await _refuse(sent, 431, b"a header is too long\n")
            return
        await self.app(scope, receive, sent)


def _add(message: Message) -> None:
    there = {name for name, _ in message["headers"]}
    message["headers"] = [
        *message["headers"],
        *((k.encode(), v.encode()) for k, v in PROTECTION.items() if k.encode() not in there),
    ]


async def _refuse(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    start = {"type": "http.response.start", "status": status, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": body})


def require_writer(request: Request) -> None:
    """Raise 403 or 401 unless the request comes from our own pages or no page, with the token."""
    require_same_site(request)
    token = request.app.state.site.server.token
    if token is None:
        raise HTTPException(
            HTTPStatus.FORBIDDEN, "nothing may be written: the server was started without a token"
        )
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.encode(), token.encode()):
        raise HTTPException(
            HTTPStatus.UNAUTHORIZED, "writing needs the token",
            {"WWW-Authenticate": 'Bearer realm="On Record"'},
        )  # fmt: skip


def require_same_site(request: Request) -> None:
    """Raise 403 where another site's page sends the request."""
    own = request.headers.get("host", "").lower()
    foreign = any(_site(one) != own for one in request.headers.getlist("origin"))
    fetched = {one.strip().lower() for one in request.headers.getlist("sec-fetch-site")}
    if foreign or fetched & {"cross-site", "same-site"}:
        raise HTTPException(HTTPStatus.FORBIDDEN, "another site's page may not do this")


def _site(origin: str) -> str | None:
    """Return an origin's host and port; nothing for what is no origin."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None
