"""The form of a record document: which keys there are and what each may hold."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - a type name, next to fields called date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.config import JsonDict

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

MAX_NAME = 300
"""Characters of a name, a description or a role: free text would tell more than it should."""

SourceRef = Annotated[
    str, Field(min_length=1, max_length=MAX_FIELD, json_schema_extra={"x-onrecord": "source"})
]
"""The id of a source of the document, or `publisher`."""

StatementRef = Annotated[
    str, Field(min_length=1, max_length=MAX_FIELD, json_schema_extra={"x-onrecord": "attribution"})
]
"""The id of an attribution of the document."""

Words = Annotated[str, Field(min_length=1, max_length=MAX_FIELD)]
"""An id, a title."""

Called = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
"""What a source is called or how it is described."""


class _Part(BaseModel):
    """A part of the document: unknown keys are refused, for a misspelt one loses data silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _member(kind: type) -> BeforeValidator:
    return BeforeValidator(lambda value: kind(value) if isinstance(value, str) else value)


def _whole(value: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("has half a character in it (a lone surrogate)")
    return value


def _iso_date(value: object) -> object:
    return Date.fromisoformat(value) if isinstance(value, str) else value


_UNSEEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
"""Characters that steer a terminal or turn the direction of writing."""

_ROLE = rf"^[^/\\@\s{_UNSEEN}]+( [^/\\@\s{_UNSEEN}]+){{0,7}}$"
_VERSION = r"^[A-Za-z0-9][A-Za-z0-9.+_-]{0,39}$"
_RULE = r"^[a-z][a-z0-9-]{0,60}$"
"""A rule is called by a short name: free text there could say what a source's entry may not."""

_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8}){0,2}$"
"""BCP 47: language, script, region, variants; nothing private."""


_ONE_LINE: JsonDict = {"not": {"pattern": "[\\n\\r]"}}
"""To some engines `$` is also before the end of a last line."""

_TOOL: JsonDict = {"not": {"pattern": "[\\n\\r]|[0-9]{5}"}}
"""A long number is a telephone's or a person's, not a tool's."""


def _few_digits(value: str) -> str:
    if re.search(r"[0-9]{5}", value):
        raise ValueError("has a number of more than four digits")
    return value


Rule = Annotated[str, Field(pattern=_RULE, json_schema_extra=_ONE_LINE)]
"""The short name of the pattern that found a part."""


def _context(value: object) -> object:
    """Take our own context, with or without a base: another would mean another document."""
    parts = value if isinstance(value, list) else [value]
    known = [part for part in parts if isinstance(part, str) and part in CONTEXTS]
    based = [part for part in parts if isinstance(part, dict) and set(part) <= {"@base"}]
    if value is not None and (not known or len(known) + len(based) < len(parts)):
        raise ValueError(f"is not {CONTEXT}")
    return value


Day = Annotated[Date | None, BeforeValidator(_iso_date)]


Count = Annotated[int, Field(ge=1, le=1_000_000)]
"""How many people the words for a source stand for."""


Language = Annotated[str, Field(pattern=_LANGUAGE, max_length=35, json_schema_extra=_ONE_LINE)]
"""The language of a text."""


class MakerPart(_Part):
    """Who made the record: a tool or a role, so no address, account or path fits in."""

    name: Annotated[
        str,
        Field(pattern=_ROLE, max_length=80, json_schema_extra=_TOOL),
        AfterValidator(_few_digits),
    ]
    version: (
        Annotated[
            str, Field(pattern=_VERSION, json_schema_extra=_TOOL), AfterValidator(_few_digits)
        ]
        | None
    ) = None


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
    language: Language = "en"
    sha256: str | None = None
    length: int | None = None
    sections: list[SectionPart] = []
    text: Annotated[str, AfterValidator(_whole)]


class SourcePart(_Part):
    """A source; `id` is any string that the rest of the document calls it by."""

    id: Words
    identification: Annotated[Identification, _member(Identification)]
    kind: Annotated[SourceKind, _member(SourceKind)] = SourceKind.UNKNOWN
    name: Called | None = None
    description: Called | None = None
    mentions: SpansJson = []
    role: Called | None = None
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
    confidence: Annotated[float | None, Field(strict=True, ge=0, le=1)] = None
    rule: Rule | None = None
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
    rule: Rule | None = None
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
    rule: Rule | None = None


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
    rule: Rule | None = None


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
