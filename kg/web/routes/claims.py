"""A claim: its words, the chain drawn, who says otherwise, and how it was found."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.model import Attribution
from kg.telling.claim import Claim, called
from kg.telling.markdown import markdown
from kg.web.pages import page
from kg.web.resource import Resource
from kg.web.views.article import flags_of
from kg.web.views.claim import claim_view
from kg.web.views.loading import Loaded, loaded

_MARKDOWN = ".md"
_EVERYTHING = """PREFIX onr: <https://w3id.org/onrecord/ns#>

SELECT ?about ?is ?what
WHERE {
  <%s> onr:attribution?/onr:source? ?about .
  ?about ?is ?what .
}
ORDER BY ?about ?is ?what"""


def claim(request: Request) -> Response:
    """Show a claim, or give it as Markdown where its name ends so."""
    name = request.path_params["claim"]
    one = loaded(request)
    found = _called(one, name.removesuffix(_MARKDOWN))
    if name.endswith(_MARKDOWN):
        return _file(one, found)
    view = claim_view(one.told, found, flags_of(one.told, found))
    permanent = f"/articles/{one.article}/{one.version}/claims/{found.id}"
    query = "/console?" + urlencode({"query": _EVERYTHING % f"{one.stored.version}#{found.id}"})
    return page(request, "claim.html", view=view, one=one, permanent=permanent, query=query)


def _called(one: Loaded, name: str) -> Attribution:
    try:
        return called(one.told.record, name)
    except UsageError as error:
        raise HTTPException(HTTPStatus.NOT_FOUND, error.what) from None


def _file(one: Loaded, found: Attribution) -> Response:
    body = markdown(Claim(one.told, found))
    number = one.told.speaker.number(found.id).strip("[]")
    name = f"onrecord-{one.article[:8]}-{number}.md"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, 200, headers, "text/markdown")


RESOURCES = tuple(
    Resource(
        path=f"/articles/{path}/claims/{{claim}}",
        handler=claim,
        summary="A claim by its number or id, with its chain; as a file where it ends in .md",
        gives=("text/html", "text/markdown"),
    )
    for path in ("{article}", "{article}/{version}")
)
