"""An article: its text with every attribution marked, and what each rests on beside it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.store import Reader
from kg.table import Table, Value
from kg.telling.claim import Told
from kg.telling.findings import Found
from kg.telling.reviewed import badges, changed
from kg.telling.sheets import as_csv
from kg.telling.words import form
from kg.web.pages import environment, page
from kg.web.resource import Parameter, Resource
from kg.web.routes.checks import checks
from kg.web.views.article import article_view
from kg.web.views.kinds import WORDS, Kind, kind_of
from kg.web.views.loading import Loaded, Shown, loaded, shelf

ONLY_ANONYMOUS, DISPUTED = "only-anonymous", "disputed"
_SHOWN = frozenset({*(kind.value for kind in Kind), ONLY_ANONYMOUS, DISPUTED})
_COLUMNS = (
    "number", "id", "words", "source", "kind", "form", "cue", "inside", "rests_on", "hops",
    "start", "end", "confidence",
)  # fmt: skip
_STATEMENTS = """PREFIX onr: <https://w3id.org/onrecord/ns#>
PREFIX schema: <https://schema.org/>

SELECT ?statement ?words ?source ?kind
WHERE {
  ?statement onr:publishedIn <%s> ; onr:text ?words ; onr:attribution/onr:source ?agent .
  OPTIONAL { ?agent schema:name ?name }
  OPTIONAL { ?agent onr:descriptor ?described }
  OPTIONAL { ?agent onr:identification ?kind }
  BIND(COALESCE(?name, ?described, "not stated") AS ?source)
}
ORDER BY ?statement"""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article in the list of them."""

    href: str
    digest: str
    current: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check found, with the card that it is about."""

    what: str
    remedy: str
    severity: str
    href: str


def article(request: Request) -> Response:
    """Show an article."""
    show = request.query_params.get("show", "")
    if show and show not in _SHOWN:
        raise UsageError(
            f"show takes a kind of source, not {show!r}", todo=f"one of {', '.join(sorted(_SHOWN))}"
        )
    one = loaded(request)
    reader: Reader = request.app.state.site.reader
    reviews = badges(one.told.record, reader.reviews.of(one.stored.version))
    key = (one.digest, one.path, *reviews.items())
    shown = shelf().pages.get(key, lambda: _made(one, reviews))
    named = shlex.quote(shown.view.handle)
    return page(
        request,
        "article.html",
        view=shown.view,
        body=Markup(shown.body),  # noqa: S704 - rendered by a template that escapes
        show=show,
        one=one,
        changed=changed(reader.reviews.of_article(one.stored.article), one.stored.version),
        findings=_findings(reader, one),
        versions=tuple(_versions(reader, one)),
        command=f"onrecord show {named}",
        query="/console?" + urlencode({"query": _STATEMENTS % one.stored.version}),
    )


def _made(one: Loaded, reviews: Mapping[str, str]) -> Shown:
    view = article_view(one.told, one.path, one.sources, reviews)
    template = environment().get_template("article_body.html")
    return Shown(view, template.render(view=view))


def _findings(reader: Reader, one: Loaded) -> tuple[Finding, ...] | None:
    """Return what the check finds; none while another article is being checked.

    A check takes longer than the rest of the page, so one runs at a time and nobody waits
    for it: who comes meanwhile gets a link to it.
    """
    kept = shelf()
    found = kept.findings.peek(one.digest)
    if found is None and kept.checking.acquire(blocking=False):
        try:
            found = checks().of(reader, one.stored)
            kept.findings.put(one.digest, found)
        finally:
            kept.checking.release()
    return None if found is None else tuple(map(_finding, found))


def _finding(found: Found) -> Finding:
    focus = found.finding.focus.removeprefix("outcome-")
    return Finding(found.what, found.remedy, found.finding.severity.value, f"#{focus}")


def _versions(reader: Reader, one: Loaded) -> Iterator[Version]:
    for number, iri in enumerate(reader.versions(one.stored.article)):
        digest = iri.rpartition("/")[2]
        href = f"/articles/{one.article}/{digest}"
        yield Version(href, digest, current=number == 0, shown=iri == one.stored.version)


def sheet(request: Request) -> Response:
    """Give the claims as CSV."""
    one = loaded(request)
    body = as_csv(Table(_COLUMNS, tuple(_rows(one.told))))
    name = f"onrecord-{one.article[:8]}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, 200, headers, "text/csv")


def _rows(told: Told) -> Iterator[tuple[Value, ...]]:
    speaker = told.speaker
    for number, one in enumerate(told.record.extraction.attributions, 1):
        fact = told.facts[one.id]
        yield (
            number,
            one.id,
            speaker.quotation(one).strip("“”"),
            speaker.source(one.source),
            WORDS[kind_of(told.sources.get(one.source))],
            form(one.quote_form),
            speaker.cue(one),
            speaker.number(one.nested_in).strip("[]") if one.nested_in else None,
            fact.anonymity.value,
            fact.hops,
            one.content[0].start,
            one.content[-1].end,
            one.confidence,
        )


_SHOW = Parameter(name="show", description="Only claims of this kind of source")
RESOURCES = (
    Resource(
        path="/articles/{article}",
        handler=article,
        summary="An article with every attribution marked",
        parameters=(_SHOW,),
    ),
    Resource(
        path="/articles/{article}/{version}",
        handler=article,
        summary="One version of an article with every attribution marked",
        parameters=(_SHOW,),
    ),
    *(
        Resource(
            path=f"/articles/{path}/claims.csv",
            handler=sheet,
            summary="The claims of an article as a table",
            gives=("text/csv",),
            api=True,
        )
        for path in ("{article}", "{article}/{version}")
    ),
)
