"""What On Record knows about one article: frozen values that know no RDF, files or clock.

The words are the field's: an *attribution* ties a *source* by a *cue* to a *content*
(Pareti 2012; PARC, PolNeAR). Offsets are Unicode code points into `Article.text`,
half open, as in the Web Annotation TextPositionSelector.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - a type name, next to a field called date
from enum import StrEnum
from typing import TypeAlias

PUBLISHER = "publisher"
"""The reserved source id that stands for the outlet that published the article."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no stretch of text."""
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"a span runs from a smaller to a larger offset, not {self.start} to {self.end}"
            )

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the words."""
        return text[self.start : self.end]


Spans: TypeAlias = tuple[Span, ...]
"""One stretch of text, or several in reading order (a quotation that "he said" interrupts)."""

PIECES = " … "
"""What stands between the pieces of a discontinuous content where it is shown as one text."""


def words(spans: Spans, text: str) -> str:
    """Return what the spans cover, pieces joined by ` … `."""
    return PIECES.join(span.of(text) for span in spans)


class Identification(StrEnum):
    """How far one article identifies a source (ontology/schemes/identification.ttl)."""

    NAMED = "named"
    PSEUDONYMOUS = "pseudonymous"
    ANONYMOUS_DESCRIBED = "anonymous-described"
    ANONYMOUS_BARE = "anonymous-bare"
    COLLECTIVE_UNNAMED = "collective-unnamed"
    UNSTATED = "unstated"
    UNRESOLVED = "unresolved"

    @property
    def anonymous(self) -> bool:
        """Whether identity is withheld; unstated, collective and unresolved are not that."""
        return self in _ANONYMOUS


_ANONYMOUS = frozenset(
    {Identification.PSEUDONYMOUS, Identification.ANONYMOUS_DESCRIBED, Identification.ANONYMOUS_BARE}
)


class SourceKind(StrEnum):
    """What a source is (ontology/schemes/source-kind.ttl)."""

    PERSON = "person"
    EXPERT = "expert"
    EXPERT_GROUP = "expert-group"
    OFFICIAL_PERSON = "official-person"
    SPOKESPERSON = "spokesperson"
    JOURNALIST = "journalist"
    WITNESS = "person-witness"
    GROUP = "group"
    GOVERNMENT_BODY = "government-body"
    COMPANY = "company"
    POLITICAL_GROUP = "political-group"
    ORGANISATION = "organisation"
    NEWS_OUTLET = "news-outlet"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class QuoteForm(StrEnum):
    """How the words are given (ontology/schemes/quote-form.ttl)."""

    DIRECT = "direct-quote"
    PARTIAL = "partial-quote"
    PARAPHRASE = "paraphrase"


class ResponseKind(StrEnum):
    """What came of a request for comment (ontology/schemes/response-kind.ttl)."""

    DECLINED = "declined"
    NO_RESPONSE = "no-response"
    NOT_REACHED = "could-not-be-reached"
    NOT_ASKED = "not-asked"
    PENDING = "reply-pending"
    REFERRED = "referred-elsewhere"
    NEITHER_CONFIRMED_NOR_DENIED = "would-not-confirm-or-deny"
    RESPONDED = "responded"


class Origin(StrEnum):
    """Who made a record (ontology/schemes/origin.ttl)."""

    AUTOMATIC = "automatic"
    HUMAN = "human"


class Anonymity(StrEnum):
    """How much of a statement's origins is anonymous (ontology/schemes/anonymity.ttl)."""

    ONLY = "only-anonymous"
    PARTLY = "partly-anonymous"
    NONE = "not-anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A published text and what is said of it; only the text is certain to be there."""

    text: str
    identifier: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: Date | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whom or what one article gives as the origin of words; never joined across articles here.

    `name` is only for what is `named`; what is not has the `description` as printed.
    `mentions` are the places that name it, the first of which is its identity. A source
    that the article never mentions ("allegedly", a passive) has none and is `unstated`.
    """

    id: str
    identification: Identification
    kind: SourceKind = SourceKind.UNKNOWN
    name: str | None = None
    description: str | None = None
    mentions: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """At one place of the article somebody is said to have said something.

    `source`, `recipient`, `medium` are ids of sources of the same record, or `PUBLISHER`.
    `recipient` is who was told, where the text says so; `medium` is the publication or
    document in which it was said ("in the piece"). `nested_in` is the id of the
    attribution inside whose content this one stands. `infers_from` lists attributions
    that this one draws its conclusion from. `source_spans` is the mention used here.
    """

    id: str
    source: str
    content: Spans
    cue: Spans = ()
    source_spans: Spans = ()
    quote_form: QuoteForm = QuoteForm.PARAPHRASE
    nested_in: str | None = None
    recipient: str | None = None
    medium: str | None = None
    infers_from: tuple[str, ...] = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Somebody was asked for comment, or is said not to have been; `spans` is the clause."""

    id: str
    spans: Spans
    party: str
    outcome: ResponseKind
    asker: str = PUBLISHER
    party_spans: Spans = ()
    when: Date | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything one extractor found in one article."""

    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    requests: tuple[Request, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """The tool or person that made a record; a person by role, never by account or path."""

    name: str
    version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article, everything found in it, and who found it.

    `analysed` is false where the text was kept but not read, for it is not English.
    """

    article: Article
    extraction: Extraction = field(default_factory=Extraction)
    origin: Origin = Origin.AUTOMATIC
    maker: Maker
    analysed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What follows for one statement from its record (see kg/sourcing.py for the definitions).

    `origins` are source ids; `relays` attribution ids; `chain` the sources from the
    originator outward, without the publisher; `declined_requests` are the requests
    whose declining party the statement rests on.
    """

    attribution: str
    origins: tuple[str, ...]
    hops: int
    anonymity: Anonymity
    attributor: str
    relays: tuple[str, ...] = ()
    declined_requests: tuple[str, ...] = ()
    in_loop: bool = False
