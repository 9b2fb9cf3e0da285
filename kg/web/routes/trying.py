"""Try it: a text or a file analysed and checked; nothing of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import PurePath

from markupsafe import Markup
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kg import record
from kg.errors import InputRefused, OnRecordError, UsageError
from kg.intake.given import KEYS, MAX_TEXT, Given, day
from kg.pipeline import Prepared
from kg.telling.claim import Told
from kg.telling.places import told
from kg.telling.words import handle
from kg.web.pages import environment, page
from kg.web.problems import outward, status_of, unkept
from kg.web.resource import Resource
from kg.web.security import require_same_site
from kg.web.site import Site
from kg.web.taking import Desk, article_in
from kg.web.views.article import article_view

FIELDS = ("title", "outlet", "author", "date", "url", "id")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, so that nothing typed is lost with an error."""

    text: str = ""
    fields: tuple[tuple[str, str], ...] = tuple((name, "") for name in FIELDS)


@cache
def desk() -> Desk:
    """Return where this process has texts analysed."""
    return Desk()


@cache
def reading() -> Desk:
    """Return where files are read: one that takes long keeps nobody's text from being analysed."""
    return Desk()


def form(request: Request) -> Response:
    """Show the form."""
    return _page(request, Typed())


def analysed(request: Request) -> Response:
    """Show what is found in a text, or what is wrong with it beside the text."""
    require_same_site(request)
    given = request.state.form
    typed = _typed(given)
    try:
        site: Site = request.app.state.site
        body, suffix = _body(given, typed)
        with reading().turn():
            incoming = article_in(body, suffix, _given(typed), site.server)
        prepared = desk().prepare(site.pipeline(), incoming.found)
    except OnRecordError as error:
        return _page(request, typed, error=error)
    if given.get("as") == "record":
        name = {"Content-Disposition": 'attachment; filename="record.json"'}
        text = record.dumps(prepared.record, site.settings.base, indent=1)
        return Response(text, 200, name, "application/json")
    return _page(request, typed, prepared=prepared, notes=incoming.notes)


def _typed(given: FormData) -> Typed:
    fields = tuple((name, _text(given, name)) for name in FIELDS)
    return Typed(_text(given, "text"), fields)


def _text(given: FormData, name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""


def _given(typed: Typed) -> Given:
    said = {KEYS[name]: value.strip() for name, value in typed.fields if value.strip()}
    published = said.pop("date", None)
    return Given(**said, date=day(published) if published else None)


def _body(given: FormData, typed: Typed) -> tuple[bytes, str]:
    """Return the bytes to read and the suffix that says how: of the file, else of the text."""
    file = given.get("file")
    if isinstance(file, UploadFile) and file.filename:
        if typed.text.strip():
            raise UsageError("there is a text and a file", todo="give one of them")
        return file.file.read(), PurePath(file.filename).suffix.casefold()
    if not typed.text.strip():
        raise InputRefused("there is no text in it", todo="paste a text, or choose a file")
    # a form sends every line end as two characters; a text file has one
    return typed.text.replace("\r\n", "\n").encode("utf-8", "surrogatepass"), ".txt"


def _page(
    request: Request,
    typed: Typed,
    *,
    prepared: Prepared | None = None,
    notes: tuple[str, ...] = (),
    error: OnRecordError | None = None,
) -> Response:
    status = HTTPStatus.OK if error is None else status_of(error)
    view, body, found = None, Markup(), []
    if prepared is not None:
        view = article_view(Told(prepared.record), "")
        template = environment().get_template("article_body.html")
        body = Markup(template.render(view=view))  # noqa: S704 - its template escapes
        name = handle(prepared.record.article)
        found = list(told(prepared.findings, prepared.record, name))
    return page(
        request, "try.html", status=status.value, headers=unkept(status),
        typed=typed, error=error and outward(error), view=view, body=body, found=found, notes=notes,
        most=MAX_TEXT,
    )  # fmt: skip


RESOURCES = (
    Resource(path="/try", handler=form, summary="A form for a text to be analysed"),
    Resource(
        path="/try",
        handler=analysed,
        method="POST",
        summary="A text or a file analysed and checked; nothing is stored",
        takes=("multipart/form-data", "application/x-www-form-urlencoded"),
        gives=("text/html", "application/json"),
    ),
)
