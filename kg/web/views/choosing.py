"""What a form offers to choose from, where there are few enough to choose from."""

from __future__ import annotations

from starlette.requests import Request

from kg.web.views.catalogue import catalogue
from kg.web.views.naming import named

_MOST = 200


def choices(request: Request) -> dict[str, list[tuple[str, str]]]:
    """Return values with their names for the parameters that all questions take."""
    site = request.app.state.site
    entries = catalogue(request).entries(site.snapshots)
    outlets = sorted({one.outlet for one in entries if one.outlet})
    found = {"outlet": [(one, one) for one in outlets]}
    if len(entries) <= _MOST:
        articles = named(site.reader, (one.article for one in entries)).values()
        pairs = [(one.identifier or one.digest, f"{one.handle}: {one.title}") for one in articles]
        found["article"] = sorted(pairs, key=lambda pair: pair[1])
    return {name: pairs for name, pairs in found.items() if len(pairs) <= _MOST}
