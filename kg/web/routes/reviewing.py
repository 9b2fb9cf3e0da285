"""Review: accept, reject or correct what was found, with the token; each of it can be undone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg import mapping
from kg.errors import InputRefused
from kg.exports import exporters
from kg.model import ReviewVerdict
from kg.model.reviews import Review, Undoing
from kg.pipeline import Asked
from kg.store import Reader, Stored, Writer, becomes_json, becomes_of, quads_of
from kg.telling.reviewed import changed
from kg.web.pages import page
from kg.web.resource import Resource
from kg.web.routes.linked import stored
from kg.web.routes.trying import desk
from kg.web.site import Site
from kg.web.views.loading import load
from kg.web.views.review import review_view

_KEYS = frozenset({"version", "statement", "verdict", "becomes", "reviewer", "undo"})
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,80}")
_JSON = "application/json"


def form(request: Request) -> Response:
    """Show an article with what there is to review."""
    reader: Reader = request.app.state.site.reader
    article = request.path_params["article"]
    one = load(reader, stored(reader, article), f"/articles/{article}")
    reviewed = reader.reviews.of(one.stored.version)
    view = review_view(one.told, reviewed)
    data = {
        "endpoint": f"/api/articles/{article}/reviews",
        "version": one.version,
        **view.data,
    }
    headers = {"Cache-Control": "no-store"}
    return page(
        request,
        "review.html",
        headers=headers,
        view=view,
        one=one,
        data=data,
        changed=changed(reader.reviews.of_article(one.stored.article), one.stored.version),
    )


def listed(request: Request) -> Response:
    """Give everything that was said of an article's statements, in order."""
    reader: Reader = request.app.state.site.reader
    found = stored(reader, request.path_params["article"])
    told: list[dict[str, object]] = []
    for version in reader.reviews.versions(found.article):
        known = reader.reviews.of(version)
        live = {one.number for one in known.live}
        told += [_review(one, stands=one.number in live) for one in known.reviews]
        told += [_undoing(one, version) for one in known.undoings]
    told.sort(key=lambda one: int(str(one["number"])))
    body = {"article": found.article, "current": found.version, "reviews": told}
    return JSONResponse(body, headers={"Cache-Control": "no-cache"})


def take(request: Request) -> Response:
    """Take a review, or the undoing of one; answered when it is on the disk and applied."""
    site: Site = request.app.state.site
    said = _said(request.state.body)
    article = request.path_params["article"]
    with desk().turn(), site.writer() as writer:
        found = stored(writer, article)
        if said.get("version") != found.version.rpartition("/")[2]:
            raise _of_another(said)
        told = _kept(site, said, found, writer)
    return JSONResponse(told, HTTPStatus.CREATED, {"Location": f"/api/articles/{article}/reviews"})


def _of_another(said: Mapping[str, object]) -> HTTPException:
    """Return why a review is of no text that stands."""
    if said.get("version"):
        what = "the text has changed meanwhile: load the page again"
    else:
        what = "say which version it is of: the end of its IRI, as `version`"
    return HTTPException(HTTPStatus.CONFLICT, what)


def _kept(
    site: Site, said: Mapping[str, object], found: Stored, writer: Writer
) -> dict[str, object]:
    reviewer = _reviewer(said)
    pipeline = site.pipeline()
    if "undo" in said:
        number = said["undo"]
        if isinstance(number, bool) or not isinstance(number, int):
            raise InputRefused("undo is no number", todo="give the review's number")
        undoing = pipeline.undo(number, reviewer, found, writer, site.now())
        return _undoing(undoing, found.version)
    review = pipeline.review(_asked(said, reviewer), found, writer, site.now())
    return _review(review, stands=True)


def _said(body: bytes) -> Mapping[str, object]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise InputRefused("the body is no JSON", todo="send one object") from None
    if not isinstance(said, dict):
        raise InputRefused("the body is no JSON object", todo="send one object")
    if unknown := set(said) - _KEYS:
        raise InputRefused(
            f"there is no key {min(unknown)!r}", todo=f"one of {', '.join(sorted(_KEYS))}"
        )
    return said


def _reviewer(said: Mapping[str, object]) -> str:
    name = said.get("reviewer")
    if not isinstance(name, str) or not _NAME.fullmatch(name.strip()):
        raise InputRefused(
            "nobody is named as the reviewer", todo="give a name of at most 80 letters"
        )
    return name.strip()


def _asked(said: Mapping[str, object], reviewer: str) -> Asked:
    becomes = said.get("becomes", {})
    verdict = said.get("verdict")
    if not isinstance(becomes, dict):
        raise InputRefused("becomes is no object", todo="give what changes")
    if verdict not in set(ReviewVerdict):
        raise InputRefused("the verdict is none", todo=f"one of {', '.join(ReviewVerdict)}")
    if bool(becomes) != (verdict == ReviewVerdict.CORRECTED):
        raise InputRefused(
            "what it becomes goes with `corrected`, and only with that", todo="give what changes"
        )
    try:
        change = becomes_of(becomes)
    except (ValueError, TypeError) as error:
        raise InputRefused(str(error), todo="see the description of the API") from None
    return Asked(
        statement=str(said.get("statement")),
        verdict=ReviewVerdict(str(verdict)),
        becomes=change,
        reviewer=reviewer,
    )


def _review(one: Review, *, stands: bool) -> dict[str, object]:
    return {
        "number": one.number,
        "version": one.version,
        "statement": f"{one.version}#{one.attribution.id}",
        "verdict": one.verdict.value,
        "becomes": becomes_json(one.becomes),
        "reviewer": one.reviewer,
        "at": one.at.isoformat(timespec="seconds"),
        "stands": stands,
    }


def _undoing(one: Undoing, version: str) -> dict[str, object]:
    return {
        "number": one.number,
        "version": version,
        "undoes": one.undoes,
        "reviewer": one.reviewer,
        "at": one.at.isoformat(timespec="seconds"),
    }


def document(request: Request) -> Response:
    """Give the reviews of an article as a graph, in the format of the file's extension."""
    reader: Reader = request.app.state.site.reader
    article, _, extension = request.path_params["name"].partition(".")
    found = stored(reader, article)
    formats = {one.extension: one for one in exporters().values()}
    if extension not in formats:
        there = ", ".join(sorted(formats))
        raise HTTPException(HTTPStatus.NOT_FOUND, f"documents end in one of: {there}")
    dataset = mapping.reviews_dataset(found.article, reader.reviews.of_article(found.article))
    body = formats[extension].dump(quads_of(mapping.quads(dataset)))
    return Response(body, media_type=formats[extension].media_type)


_API = "/api/articles/{article}/reviews"
RESOURCES = (
    Resource(path="/review/{article}", handler=form, summary="An article's statements to review"),
    Resource(
        path=_API,
        handler=listed,
        summary="What people said of an article's statements, and what they took back",
        gives=(_JSON,),
        api=True,
    ),
    Resource(
        path=_API,
        handler=take,
        method="POST",
        writes=True,
        summary="Accept, reject or correct a statement of the current version, or undo a review: "
        "`{version, statement, verdict, becomes: {content, cue, sourceSpans, quoteForm, speaker, "
        "name, identification, kind}, reviewer}` or `{version, undo, reviewer}`",
        takes=(_JSON,),
        gives=(_JSON,),
    ),
    Resource(
        path="/doc/reviews/{name}",
        handler=document,
        summary="The reviews of an article as a graph (ttl, trig, nt, nq, rdf, jsonld)",
        gives=("text/turtle", "application/trig", "application/n-quads", "application/ld+json"),
        api=True,
    ),
)
