"""What went wrong, as a page for a person and as RFC 9457 JSON for a program."""

from __future__ import annotations

import logging
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import (
    InputRefused,
    LimitReached,
    NoSpace,
    OnRecordError,
    StoreBusy,
    StoreDamaged,
    StoreRefused,
    UsageError,
)
from kg.sandbox import Busy, NotAcceptable
from kg.telling.lines import one_line
from kg.web.negotiation import best
from kg.web.pages import page
from kg.web.security import PROTECTION

_RETRY_SECONDS = 5
_JSON = "application/problem+json"
_log = logging.getLogger("onrecord.web")
_STATUS: dict[type[OnRecordError], HTTPStatus] = {
    UsageError: HTTPStatus.BAD_REQUEST,
    StoreRefused: HTTPStatus.INTERNAL_SERVER_ERROR,
    InputRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    StoreBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    LimitReached: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreDamaged: HTTPStatus.INTERNAL_SERVER_ERROR,
    NoSpace: HTTPStatus.INSUFFICIENT_STORAGE,
}

_OF_OUR_FILES: dict[type[OnRecordError], str] = {
    StoreBusy: "the store is being written",
    StoreDamaged: "the store cannot be read",
    StoreRefused: "the store cannot be read",
    NoSpace: "the server's disk is full",
}


def status_of(error: OnRecordError) -> HTTPStatus:
    """Return the status that says what an error says."""
    for kind in type(error).__mro__:
        if kind in _STATUS:
            return _STATUS[kind]
    return HTTPStatus.INTERNAL_SERVER_ERROR


def outward(error: OnRecordError) -> tuple[str, str]:
    """Return what is told of an error and what to do; where our files lie stays in the log."""
    for kind, what in _OF_OUR_FILES.items():
        if isinstance(error, kind) and not isinstance(error, Busy):
            _log.error("%s: %s", type(error).__name__, one_line(error.what))
            return what, "try again later; who runs the server finds more in its log"
    return error.what, error.todo


def unkept(status: HTTPStatus) -> dict[str, str]:
    """Return the headers of an answer that nobody keeps, and that may say when to ask again."""
    again = status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS)
    return {"Cache-Control": "no-store"} | ({"Retry-After": str(_RETRY_SECONDS)} if again else {})


def on_error(request: Request, error: Exception) -> Response:
    """Answer with an error that was raised on purpose."""
    if not isinstance(error, OnRecordError):
        raise TypeError(error)
    answer = problem(request, status_of(error), *outward(error))
    if isinstance(error, Busy):
        answer.headers["Retry-After"] = str(error.retry_seconds)
    return answer


def on_http(request: Request, error: Exception) -> Response:
    """Answer with an error of the protocol: no such page, method or media type."""
    if not isinstance(error, HTTPException):
        raise TypeError(error)
    said = "" if error.detail == HTTPStatus(error.status_code).phrase else error.detail
    answer = problem(request, HTTPStatus(error.status_code), said)
    answer.headers.update(error.headers or {})
    return answer


def on_bug(request: Request, error: Exception) -> Response:
    """Answer with a defect of ours; what it was goes to the log, without anybody's text."""
    _log.error("internal error at %s: %s", request.scope.get("path_told"), type(error).__name__)
    answer = problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "a defect of this program")
    # whoever answers a bug stands outside of what else protects a reader
    answer.headers.update(PROTECTION | {"Connection": "close"})
    return answer


def problem(request: Request, status: HTTPStatus, what: str, todo: str = "") -> Response:
    """Return the answer in the form that the client reads."""
    headers = unkept(status)
    if best(request.headers.get("accept"), (_JSON, "text/html", "application/json")) == "text/html":
        told = {"code": status.value, "phrase": status.phrase, "what": what, "todo": todo}
        return page(request, "problem.html", status=status.value, headers=headers, **told)
    body = {"title": status.phrase, "status": status.value, "detail": one_line(what)}
    if todo:
        body["todo"] = one_line(todo)
    return JSONResponse(body, status.value, headers, _JSON)
