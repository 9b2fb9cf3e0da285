"""OpenAPI of what programs may ask for: made of the resources themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

import kg
from kg.web.resource import Resource

_VARIABLE = re.compile(r"\{(\w+)(?::\w+)?\}")
_OK = {
    "200": "The answer",
    "400": "The request cannot be understood; the body says why",
    "404": "There is no such thing",
    "406": "None of the media types that the client takes is offered",
    "503": "It took too long, or too many ask at once; see Retry-After",
}
_WRITES = {
    "201": "It is new, and stored",
    "204": "It is done; there is nothing to say",
    "401": "The token is missing or wrong",
    "403": "Another site's page asks, or the server was started without a token",
    "409": "It cannot be done as things stand",
    "413": "The body is too long",
    "415": "The body's media type is none that is taken",
    "422": "What was sent is no sound record; nothing was stored",
}


def openapi(offered: Iterable[Resource], at: str) -> dict[str, object]:
    """Return the description, OpenAPI 3.1, of the resources that are for programs."""
    paths: dict[str, dict[str, object]] = {}
    for one in offered:
        if one.api or one.writes:
            path = _VARIABLE.sub(r"{\1}", one.path)
            paths.setdefault(path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "On Record",
            "version": kg.__version__,
            "description": "Who said what, according to whom, as news articles present it.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": at.rstrip("/")}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _PROBLEM},
        },
    }


_PROBLEM = {
    "type": "object",
    "description": "RFC 9457, with what to do about it",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "todo": {"type": "string"},
    },
}


def _operation(one: Resource) -> dict[str, object]:
    found: dict[str, object] = {
        "operationId": _id(one),
        "summary": one.summary,
        "parameters": [*_in_path(one), *_in_query(one)],
        "responses": _responses(one),
    }
    if one.takes:
        content = {kind: {"schema": {"type": "string"}} for kind in one.takes}
        found["requestBody"] = {"required": True, "content": content}
    if one.writes:
        found["security"] = [{"token": []}]
    return found


def _id(one: Resource) -> str:
    return re.sub(r"\W+", "-", f"{one.method.lower()}{one.path}").strip("-")


def _in_path(one: Resource) -> list[dict[str, object]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _VARIABLE.findall(one.path)
    ]


def _in_query(one: Resource) -> list[dict[str, object]]:
    text = {"type": "string"}
    return [
        {
            "name": each.name,
            "in": "query",
            "required": each.required,
            "description": each.description,
            "schema": {"type": "array", "items": text} if each.repeated else text,
        }
        for each in one.parameters
    ]


def _responses(one: Resource) -> dict[str, object]:
    told = _OK | (_WRITES if one.writes else {})
    return {
        status: {"description": what, "content": _content(one, status)}
        for status, what in sorted(told.items())
    }


def _content(one: Resource, status: str) -> dict[str, object]:
    if status in {"200", "201"}:
        return {kind: {} for kind in one.gives}
    if status == "204":
        return {}
    return {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
