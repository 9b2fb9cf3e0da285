"""The form of a record document: which keys there are and what each may hold."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a type name, next to fields called date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kg.intake.given import MAX_FIELD
from kg.model import (
    PUBLISHER,
    AnonymityReason,
    AttributionType,
    Certainty,
    Channel,
    ContentKind,
    CorrectionKind,
    DenialScope,
    Hedge,
    HopKind,
    Identification,
    KnowledgeBasis,
    Origin,
    PassageKind,
    Polarity,
    QuoteForm,
    RecordStatus,
    ResponseKind,
    SectionKind,
    SourceKind,
    StanceBasis,
    StanceKind,
)
from kg.vocab import CONTEXT, CONTEXTS

VERSION = "2"
"""Version of the document's form; a reader refuses what it does not know.

Version 2 has all that version 1 had, so that documents of version 1 are read too.
"""

SpanJson = Annotated[
    list[Annotated[int, Field(ge=0)]],
    Field(min_length=2, max_length=2, json_schema_extra={"x-onrecord": "span"}),
]
SpansJson = list[SpanJson]
"""Spans as JSON has them: `[[12, 30], [41, 50]]`."""

SourceRef = Annotated[str, Field(json_schema_extra={"x-onrecord": "source"})]
"""The id of a source of the document, or `publisher`."""

StatementRef = Annotated[str, Field(json_schema_extra={"x-onrecord": "attribution"})]
"""The id of an attribution of the document."""

Words = Annotated[str, Field(min_length=1, max_length=MAX_FIELD)]
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
    known = [part for part in parts if isinstance(part, str) and part in CONTEXTS]
    based = [part for part in parts if isinstance(part, dict) and set(part) <= {"@base"}]
    if value is not None and (not known or len(known) + len(based) < len(parts)):
        raise ValueError(f"is not {CONTEXT}")
    return value


Day = Annotated[Date | None, BeforeValidator(_iso_date)]


Count = Annotated[int, Field(ge=1, le=1_000_000_000)]
"""How many people the words for a source stand for."""


class MakerPart(_Part):
    """Who made the record: a tool or a role, so no address, account or path fits in."""

    name: Annotated[str, Field(pattern=_ROLE)]
    version: Annotated[str | None, Field(pattern=_ROLE)] = None


class SectionPart(_Part):
    """A stretch of the article as it was laid out."""

    kind: Annotated[SectionKind, _member(SectionKind)]
    span: SpanJson


class ArticlePart(_Part):
    """The article: its text, and what is said of it."""

    versionOf: str | None = None
    identifier: Words | None = None
    url: Words | None = None
    title: Words | None = None
    outlet: Words | None = None
    author: Words | None = None
    date: Day = None
    language: Annotated[str, Field(min_length=1)] = "en"
    sha256: str | None = None
    length: int | None = None
    sections: list[SectionPart] = []
    text: str


class SourcePart(_Part):
    """A source; `id` is any string that the rest of the document calls it by."""

    id: Words
    identification: Annotated[Identification, _member(Identification)]
    kind: Annotated[SourceKind, _member(SourceKind)] = SourceKind.UNKNOWN
    name: Words | None = None
    description: Words | None = None
    mentions: SpansJson = []
    role: Words | None = None
    memberOf: SourceRef | None = None
    speaksFor: SourceRef | None = None
    statedMin: Count | None = None
    statedMax: Count | None = None
    reason: Annotated[AnonymityReason | None, _member(AnonymityReason)] = None
    reasonSpans: SpansJson = []


class AttributionPart(_Part):
    """An attribution; spans are pairs of offsets into the article's text."""

    id: Words
    source: SourceRef
    content: Annotated[SpansJson, Field(min_length=1)]
    cue: SpansJson = []
    sourceSpans: SpansJson = []
    quoteForm: Annotated[QuoteForm, _member(QuoteForm)] = QuoteForm.PARAPHRASE
    nestedIn: StatementRef | None = None
    recipient: SourceRef | None = None
    medium: SourceRef | None = None
    infersFrom: list[StatementRef] = []
    attributionType: Annotated[AttributionType, _member(AttributionType)] = (
        AttributionType.ASSERTION
    )
    channels: list[Annotated[Channel, _member(Channel)]] = []
    recordStatus: Annotated[RecordStatus | None, _member(RecordStatus)] = None
    hopKind: Annotated[HopKind | None, _member(HopKind)] = None
    knowledgeBasis: Annotated[KnowledgeBasis | None, _member(KnowledgeBasis)] = None
    certainty: Annotated[Certainty | None, _member(Certainty)] = None
    polarity: Annotated[Polarity | None, _member(Polarity)] = None
    hedge: Annotated[Hedge | None, _member(Hedge)] = None
    hedgeSpans: SpansJson = []
    contentKind: Annotated[ContentKind | None, _member(ContentKind)] = None
    against: list[SourceRef] = []
    when: Day = None
    scopeAmbiguous: bool = False
    rule: Annotated[str | None, Field(pattern=_RULE)] = None
    words: str | None = None


class RequestPart(_Part):
    """A request for comment."""

    id: Words
    spans: Annotated[SpansJson, Field(min_length=1)]
    party: SourceRef
    partySpans: SpansJson = []
    asker: SourceRef = PUBLISHER
    outcome: Annotated[ResponseKind, _member(ResponseKind)]
    when: Day = None
    about: list[StatementRef] = []
    answeredBy: list[StatementRef] = []
    channels: list[Annotated[Channel, _member(Channel)]] = []
    topicSpans: SpansJson = []
    rule: Annotated[str | None, Field(pattern=_RULE)] = None
    words: str | None = None


class StancePart(_Part):
    """What one attributed statement does to another."""

    id: Words
    kind: Annotated[StanceKind, _member(StanceKind)]
    source: StatementRef
    target: StatementRef
    basis: Annotated[StanceBasis, _member(StanceBasis)] = StanceBasis.ASSERTED
    denialScope: Annotated[DenialScope | None, _member(DenialScope)] = None
    spans: SpansJson = []
    rule: Annotated[str | None, Field(pattern=_RULE)] = None


class PassagePart(_Part):
    """A sentence outside every content."""

    id: Words
    kind: Annotated[PassageKind, _member(PassageKind)]
    span: SpanJson


class CorrectionPart(_Part):
    """A notice by which the outlet mends its own article."""

    id: Words
    kind: Annotated[CorrectionKind, _member(CorrectionKind)]
    spans: Annotated[SpansJson, Field(min_length=1)]
    when: Day = None
    corrects: list[StatementRef] = []
    rule: Annotated[str | None, Field(pattern=_RULE)] = None


class DocumentPart(_Part):
    """The whole document."""

    context: Annotated[object, BeforeValidator(_context)] = Field(default=None, alias="@context")
    type: Literal["Record"] = "Record"
    id: str | None = None
    recordVersion: Literal["1", "2"]
    origin: Annotated[Origin, _member(Origin)]
    maker: MakerPart
    analysed: bool = True
    article: ArticlePart
    sources: list[SourcePart] = []
    attributions: list[AttributionPart] = []
    requests: list[RequestPart] = []
    stances: list[StancePart] = []
    passages: list[PassagePart] = []
    corrections: list[CorrectionPart] = []
