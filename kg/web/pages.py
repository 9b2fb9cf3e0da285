"""Rendering a page: Jinja templates, everything from outside escaped, nothing undefined."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

import kg
from kg.telling.lines import many, one_line
from kg.telling.words import day, labelled

_FOLDER = Path(__file__).resolve().parent
STATIC = _FOLDER / "static"


@cache
def environment() -> Environment:
    """Return the templates of `kg/web/templates/` with the filters that they use."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=day, labelled=labelled, line=one_line, many=many, address=address, part=part
    )
    made.globals["program"] = f"On Record {kg.__version__}"
    return made


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> HTMLResponse:
    """Return a rendered template; it sees `request` and `site` besides the values."""
    site = getattr(request.app.state, "site", None)
    text = environment().get_template(template).render(request=request, site=site, **values)
    return HTMLResponse(text, status, headers)


def address(url: str | None) -> str:
    """Return an address that may be a link: http or https; else nothing."""
    if not url:
        return ""
    try:
        return url if urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def part(text: str) -> str:
    """Return text as one segment of a path."""
    return quote(text, safe="")
