"""The parts of a record: an article, its sources, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date as Date  # noqa: N812 - a type name, next to a field called date

from kg.model.spans import Span, Spans
from kg.model.values import (
    Anonymity,
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

PUBLISHER = "publisher"
"""The reserved source id that stands for the outlet that published the article."""


@dataclass(frozen=True, slots=True, order=True)
class Section:
    """A stretch of an article as it was laid out: headline, byline, lead, paragraph."""

    span: Span
    kind: SectionKind


_BODY = frozenset({SectionKind.LEAD, SectionKind.PARAGRAPH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A published text and what is said of it; only the text is certain to be there.

    `sections` are in reading order and share no character; what no section covers is space.
    An article whose layout is not known has none.
    """

    text: str
    identifier: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: Date | None = None
    language: str = "en"
    sections: tuple[Section, ...] = ()

    def section_at(self, offset: int) -> Section | None:
        """Return the section in which a code point stands, where the layout is known."""
        return next((one for one in self.sections if one.span.start <= offset < one.span.end), None)

    def paragraph_at(self, offset: int) -> int | None:
        """Return the number of the paragraph of the body that it stands in; the lead is 1."""
        body = [one for one in self.sections if one.kind in _BODY]
        numbers = (n for n, one in enumerate(body, 1) if one.span.start <= offset < one.span.end)
        return next(numbers, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whom or what one article gives as the origin of words; never joined across articles here.

    `name` is only for what is `named`; what is not has the `description` as printed.
    `mentions` are the places that name it, the first of which is its identity. A source
    that the article never mentions ("allegedly", a passive) has none and is `unstated`.
    `role` is as printed ("a spokesman for the port"). `member_of` and `speaks_for` are ids
    of sources: belonging to a body is not speaking for it. `stated_min` and `stated_max` say
    how many the words stand for: "two people" 2 and 2, "officials" 2 and no upper bound.
    `reason` is why identity is withheld, and `reason_spans` the words that say so.
    """

    id: str
    identification: Identification
    kind: SourceKind = SourceKind.UNKNOWN
    name: str | None = None
    description: str | None = None
    mentions: Spans = ()
    role: str | None = None
    member_of: str | None = None
    speaks_for: str | None = None
    stated_min: int | None = None
    stated_max: int | None = None
    reason: AnonymityReason | None = None
    reason_spans: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """At one place of the article somebody is said to have said something.

    `source`, `recipient`, `medium` are ids of sources of the same record, or `PUBLISHER`.
    `recipient` is who was told, where the text says so; `medium` is the publication or
    document in which it was said ("in the piece"). `nested_in` is the id of the
    attribution inside whose content this one stands. `infers_from` lists attributions
    that this one draws its conclusion from. `source_spans` is the mention used here.

    A content whose `quote_form` is `without_content` is the words that tell of a statement
    ("a statement"), not what it says. `certainty` and `polarity` are the source's, given
    where the words mark them; `hedge` is the writer's own device and `hedge_spans` its
    words. `against` are the sources that an allegation accuses. `when` is the day it was
    said. `scope_ambiguous` is set where the text does not tell how much is attributed.
    `confidence` is how likely it is, from 0 to 1 in hundredths, that source and content were
    read as a person would: it is of the reading, and says nothing of what is true.
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
    type: AttributionType = AttributionType.ASSERTION
    channels: tuple[Channel, ...] = ()
    record_status: RecordStatus | None = None
    hop_kind: HopKind | None = None
    knowledge_basis: KnowledgeBasis | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    hedge: Hedge | None = None
    hedge_spans: Spans = ()
    content_kind: ContentKind | None = None
    against: tuple[str, ...] = ()
    when: Date | None = None
    scope_ambiguous: bool = False
    confidence: float | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Somebody was asked for comment, or is said not to have been; `spans` is the clause.

    `about` are the attributions that comment was sought on, `answered_by` those that the
    party answered with. `topic_spans` are the words that narrow a refusal ("on the merger").
    """

    id: str
    spans: Spans
    party: str
    outcome: ResponseKind
    asker: str = PUBLISHER
    party_spans: Spans = ()
    when: Date | None = None
    about: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    topic_spans: Spans = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What one attributed statement does to another: `source` denies, supports … `target`.

    Both are ids of attributions. `spans` are the words that say so, where the article does.
    `denial_scope` is only for what denies.
    """

    id: str
    kind: StanceKind
    source: str
    target: str
    basis: StanceBasis = StanceBasis.ASSERTED
    denial_scope: DenialScope | None = None
    spans: Spans = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence outside every content, and so without a source."""

    id: str
    kind: PassageKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A notice by which the outlet mends its own article; `corrects` are attribution ids."""

    id: str
    kind: CorrectionKind
    spans: Spans
    when: Date | None = None
    corrects: tuple[str, ...] = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything one extractor found in one article."""

    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    requests: tuple[Request, ...] = ()
    stances: tuple[Stance, ...] = ()
    passages: tuple[Passage, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def sources_in_use(self) -> frozenset[str]:
        """Return the ids that something names, with the bodies that these sources belong to."""
        used = {request.party for request in self.requests}
        used |= {request.asker for request in self.requests}
        for one in self.attributions:
            used |= {one.source, *one.against}
            used |= {name for name in (one.recipient, one.medium) if name}
        bodies = {one.id: {one.member_of, one.speaks_for} for one in self.sources}
        ahead = list(used)
        while ahead:
            new = {name for name in bodies.get(ahead.pop(), set()) if name} - used
            used |= new
            ahead.extend(new)
        return frozenset(used)


def surer(found: Extraction, least: float) -> Extraction:
    """Return what was found without attributions that are read with less confidence.

    Those without a confidence stay. What stands inside one that goes, goes with it, and so do
    its stances; requests and corrections stay and no longer name it.
    """
    gone: set[str] = set()
    waiting = True
    while waiting:
        more = {
            one.id
            for one in found.attributions
            if one.id not in gone
            and ((one.confidence is not None and one.confidence < least) or one.nested_in in gone)
        }
        gone |= more
        waiting = bool(more)
    return without(found, gone)


def without(found: Extraction, gone: set[str]) -> Extraction:
    """Return what was found without some attributions; what names them no longer does.

    Their stances go too, and so do sources that nothing else names.
    """
    kept = replace(
        found,
        attributions=tuple(
            replace(one, infers_from=_without(one.infers_from, gone))
            for one in found.attributions
            if one.id not in gone
        ),
        requests=tuple(
            replace(
                one, about=_without(one.about, gone), answered_by=_without(one.answered_by, gone)
            )
            for one in found.requests
        ),
        stances=tuple(one for one in found.stances if not {one.source, one.target} & gone),
        corrections=tuple(
            replace(one, corrects=_without(one.corrects, gone)) for one in found.corrections
        ),
    )
    used = kept.sources_in_use()
    return replace(kept, sources=tuple(one for one in kept.sources if one.id in used))


def _without(names: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in gone)


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
