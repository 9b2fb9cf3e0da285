"""What this is, what it is not, and how often it is wrong."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.telling import measured
from kg.web.pages import page
from kg.web.resource import Resource
from kg.web.views import about as figures
from kg.web.views.kinds import MEANINGS, WORDS, Kind


def about(request: Request) -> Response:
    """Say what the program is."""
    kinds = [(kind, WORDS[kind], MEANINGS[kind]) for kind in Kind]
    return page(request, "about.html", kinds=kinds, figures=figures, measured=measured)


RESOURCES = (
    Resource(path="/about", handler=about, summary="What this is, and how often it is wrong"),
)
