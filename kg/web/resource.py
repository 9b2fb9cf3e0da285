"""A resource: a path with what it does, told once for the router and for OpenAPI."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

Handler = Callable[[Request], Response]
"""Runs in a thread of its own, so that it may wait for the store or a query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a resource takes in the query string."""

    name: str
    description: str
    required: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One path and one thing that is done there."""

    path: str
    handler: Handler
    summary: str
    method: str = "GET"
    """GET answers HEAD too."""
    writes: bool = False
    """Needs the token, and is refused from other sites."""
    parameters: tuple[Parameter, ...] = ()
    takes: tuple[str, ...] = ()
    """Media types of the body; others are refused with 415."""
    gives: tuple[str, ...] = ("text/html",)
    api: bool = False
    """For programs: described in OpenAPI, and read from other sites too (CORS)."""
