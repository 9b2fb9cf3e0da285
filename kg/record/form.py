"""The form of a record document: which keys there are and what each may hold."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a type name, next to fields called date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kg.intake.given import MAX_FIELD
from kg.model import PUBLISHER, Identification, Origin, QuoteForm, ResponseKind, SourceKind
from kg.vocab import CONTEXT

VERSION = "1"
"""Version of the document's form; a reader refuses what it does not know."""

SpanJson = Annotated[list[int], Field(min_length=2, max_length=2)]
SpansJson = list[SpanJson]
"""Spans as JSON has them: `[[12, 30], [41, 50]]`."""


Words = Annotated[str, Field(max_length=MAX_FIELD)]
"""A name, a title, a description."""


class _Part(BaseModel):
    """A part of the document: unknown keys are refused, for a misspelt one loses data silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _member(kind: type) -> BeforeValidator:
    return BeforeValidator(lambda value: kind(value) if isinstance(value, str) else value)


def _iso_date(value: object) -> object:
    return Date.fromisoformat(value) if isinstance(value, str) else value


_ROLE = r"^[^/\\@\x00-\x1f]{1,80}$"
_RULE = r"^[a-z][a-z0-9-]{0,60}$"
"""A rule is called by a short name: free text there could say what a source's entry may not."""


def _context(value: object) -> object:
    """Take our own context, with or without a base: another would mean another document."""
    parts = value if isinstance(value, list) else [value]
    known = [part for part in parts if part == CONTEXT]
    based = [part for part in parts if isinstance(part, dict) and set(part) <= {"@base"}]
    if value is not None and (not known or len(known) + len(based) < len(parts)):
        raise ValueError(f"is not {CONTEXT}")
    return value


Day = Annotated[Date | None, BeforeValidator(_iso_date)]


class MakerPart(_Part):
    """Who made the record: a tool or a role, so no address, account or path fits in."""

    name: Annotated[str, Field(pattern=_ROLE)]
    version: Annotated[str | None, Field(pattern=_ROLE)] = None


class ArticlePart(_Part):
    """The article: its text, and what is said of it."""

    versionOf: str | None = None  # noqa: N815
    identifier: Words | None = None
    url: Words | None = None
    title: Words | None = None
    outlet: Words | None = None
    author: Words | None = None
    date: Day = None
    language: str = "en"
    sha256: str | None = None
    length: int | None = None
    text: str


class SourcePart(_Part):
    """A source; `id` is any string that the rest of the document calls it by."""

    id: Words
    identification: Annotated[Identification, _member(Identification)]
    kind: Annotated[SourceKind, _member(SourceKind)] = SourceKind.UNKNOWN
    name: Words | None = None
    description: Words | None = None
    mentions: SpansJson = []


class AttributionPart(_Part):
    """An attribution; spans are pairs of offsets into the article's text."""

    id: Words
    source: str
    content: Annotated[SpansJson, Field(min_length=1)]
    cue: SpansJson = []
    sourceSpans: SpansJson = []  # noqa: N815 - the document's own key
    quoteForm: Annotated[QuoteForm, _member(QuoteForm)] = QuoteForm.PARAPHRASE  # noqa: N815
    nestedIn: str | None = None  # noqa: N815
    recipient: str | None = None
    medium: str | None = None
    infersFrom: list[str] = []  # noqa: N815
    rule: Annotated[str | None, Field(pattern=_RULE)] = None
    words: str | None = None


class RequestPart(_Part):
    """A request for comment."""

    id: Words
    spans: Annotated[SpansJson, Field(min_length=1)]
    party: str
    partySpans: SpansJson = []  # noqa: N815
    asker: str = PUBLISHER
    outcome: Annotated[ResponseKind, _member(ResponseKind)]
    when: Day = None
    rule: Annotated[str | None, Field(pattern=_RULE)] = None
    words: str | None = None


class DocumentPart(_Part):
    """The whole document."""

    context: Annotated[object, BeforeValidator(_context)] = Field(default=None, alias="@context")
    type: Literal["Record"] = "Record"
    id: str | None = None
    recordVersion: Literal["1"]  # noqa: N815
    origin: Annotated[Origin, _member(Origin)]
    maker: MakerPart
    analysed: bool = True
    article: ArticlePart
    sources: list[SourcePart] = []
    attributions: list[AttributionPart] = []
    requests: list[RequestPart] = []
