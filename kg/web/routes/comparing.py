"""Two articles, or two versions of one, beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.store import Reader
from kg.web.pages import page
from kg.web.resource import Parameter, Resource
from kg.web.routes.linked import stored
from kg.web.views.catalogue import Entry, catalogue
from kg.web.views.comparing import LIKE, LIKE_OF_ONE, MOST, compare
from kg.web.views.loading import Loaded, load

_MOST_OFFERED = 200


@dataclass(frozen=True, slots=True)
class Option:
    """An article or a version to choose."""

    value: str
    name: str
    chosen: bool


def comparing(request: Request) -> Response:
    """Show two beside each other, with the form to choose them."""
    a, b = (request.query_params.get(name, "") for name in ("a", "b"))
    words = request.query_params.get("words", "")
    reader: Reader = request.app.state.site.reader
    left, right = _loaded(reader, a), _loaded(reader, b)
    entries = catalogue(request).entries(request.app.state.site.snapshots)
    wanted = [one.casefold() for one in words.split()]
    fitting = [one for one in entries if all(word in _searched(one) for word in wanted)]
    both = None
    if left is not None and right is not None:
        both = compare((left.told, left.path), (right.told, right.path))
    return page(
        request,
        "compare.html",
        both=both,
        same_article=both is not None and _article(a) == _article(b),
        choices=[
            ("a", "Left", _options(reader, fitting, entries, a, b)),
            ("b", "Right", _options(reader, fitting, entries, b, a)),
        ],
        words=words,
        offered=min(len(fitting), _MOST_OFFERED),
        stored=len(entries),
        like=int(100 * LIKE),
        like_of_one=int(100 * LIKE_OF_ONE),
        most=MOST,
    )


def _searched(one: Entry) -> str:
    return f"{one.title} {one.outlet}".casefold()


def _article(value: str) -> str:
    return value.partition("/")[0]


def _loaded(reader: Reader, value: str) -> Loaded | None:
    """Return the version that a value names, as ARTICLE or ARTICLE/VERSION in digests."""
    if not value:
        return None
    article, _, version = value.partition("/")
    return load(reader, stored(reader, article, version or None), f"/articles/{value}")


def _options(
    reader: Reader, fitting: list[Entry], entries: Iterable[Entry], chosen: str, other: str
) -> list[Option]:
    """Return what a list offers: the newest that fit, what is chosen, and versions of the two."""
    offered = {one.digest: one for one in fitting[:_MOST_OFFERED]}
    ours = {_article(chosen), _article(other)} - {""}
    offered |= {one.digest: one for one in entries if one.digest in ours}
    return [
        Option(value, name, chosen=value == chosen)
        for one in offered.values()
        for value, name in _named(reader, one, with_versions=one.digest in ours)
    ]


def _named(reader: Reader, one: Entry, *, with_versions: bool) -> Iterator[tuple[str, str]]:
    name = " · ".join(filter(None, (one.day, one.outlet, one.title)))
    yield one.digest, name
    if with_versions:
        for number, iri in enumerate(reader.versions(one.article)):
            digest = iri.rpartition("/")[2]
            current = " (current)" if number == 0 else ""
            yield f"{one.digest}/{digest}", f"{name} · version {digest[:8]}{current}"


RESOURCES = (
    Resource(
        path="/compare",
        handler=comparing,
        summary="Two articles, or two versions, with their claims aligned",
        parameters=(
            Parameter(name="a", description="ARTICLE or ARTICLE/VERSION, by their digests"),
            Parameter(name="b", description="The other one"),
            Parameter(name="words", description="Offer only articles with these words"),
        ),
    ),
)
