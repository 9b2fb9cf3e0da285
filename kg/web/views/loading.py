"""Reading a stored version for a page, and what is kept of it for the next reader.

Everything is kept by the digest of the version's quads, so that what is shown is never older
than the snapshot that is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from threading import Lock

from starlette.requests import Request

from kg import ids, mapping
from kg.errors import StoreDamaged
from kg.store import Reader, Stored
from kg.telling.claim import Told
from kg.telling.findings import Found
from kg.web.routes.linked import stored
from kg.web.views import quads
from kg.web.views.article import ArticleView
from kg.web.views.kept import Kept

_RECORDS, _PAGES, _FINDINGS = 64, 64, 20_000


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of an article's page that is the same for every reader."""

    view: ArticleView
    body: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is kept between requests."""

    records: Kept[Told] = field(default_factory=lambda: Kept(_RECORDS))
    pages: Kept[Shown] = field(default_factory=lambda: Kept(_PAGES))
    findings: Kept[tuple[Found, ...]] = field(default_factory=lambda: Kept(_FINDINGS))
    checking: Lock = field(default_factory=Lock)


@cache
def shelf() -> Shelf:
    """Return what this process keeps."""
    return Shelf()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A version that a page is about."""

    stored: Stored
    path: str
    """Where its page lies, and its claims' below it."""
    digest: str
    told: Told

    @property
    def article(self) -> str:
        """Return the end of the article's IRI."""
        return self.stored.article.rpartition("/")[2]

    @property
    def version(self) -> str:
        """Return the end of the version's IRI."""
        return self.stored.version.rpartition("/")[2]

    @property
    def sources(self) -> str:
        """Return where the pages of its sources lie; only the current version's have any."""
        return f"/sources/{self.article}" if self.path == f"/articles/{self.article}" else ""


def loaded(request: Request) -> Loaded:
    """Return the version that the path names, the current one where it names the article only."""
    article, version = request.path_params["article"], request.path_params.get("version")
    reader: Reader = request.app.state.site.reader
    found = stored(reader, article, version)
    return load(reader, found, f"/articles/{article}" + (f"/{version}" if version else ""))


def load(reader: Reader, found: Stored, path: str) -> Loaded:
    """Return a version with its record."""
    lines = reader.version_quads(found.version)
    digest = ids.bytes_digest(lines)
    told = shelf().records.get(digest, lambda: _read(lines, found.version))
    return Loaded(stored=found, path=path, digest=digest, told=told)


def _read(lines: bytes, version: str) -> Told:
    try:
        return Told(mapping.to_record(quads.dataset(lines), version))
    except ValueError:
        raise StoreDamaged(
            "a stored article cannot be read",
            todo="ingest the article anew, or restore the store from a backup",
        ) from None
