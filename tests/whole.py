"""A record in which everything that can have a value has one."""

from __future__ import annotations

from datetime import date

from kg import record as documents
from kg.model import (
    AnonymityReason,
    Article,
    Attribution,
    AttributionType,
    Certainty,
    Channel,
    ContentKind,
    Correction,
    CorrectionKind,
    DenialScope,
    Extraction,
    Hedge,
    HopKind,
    Identification,
    KnowledgeBasis,
    Maker,
    Passage,
    PassageKind,
    Polarity,
    QuoteForm,
    Record,
    RecordStatus,
    Request,
    ResponseKind,
    Section,
    SectionKind,
    Source,
    SourceKind,
    Span,
    Spans,
    Stance,
    StanceBasis,
    StanceKind,
)

TEXT = """Pier unsafe, aide says

An aide, who feared for her job, told the Gazette that the foreman allegedly hid the report.
The yard, by its spokesman Bo Lind, denied that he hid it; the yard also put out a statement.
A diver, the mayor concludes, may have read it. An aide said the judge had called the pier sound.
The yard declined to comment to Radio Nord on the sale. The mayor would not comment.
The pier dates from 1911. It was empty.

Correction: the foreman was on leave."""

DAY = date(2026, 3, 2)


def at(sentence: str, words: str | None = None) -> Spans:
    """Return where a sentence, or some words of it, stand."""
    start = TEXT.index(sentence) + (sentence.index(words) if words else 0)
    return (Span(start, start + len(words or sentence)),)


def whole_record() -> Record:
    """Return the record, in canonical form."""
    article = Article(
        text=TEXT,
        identifier="pier-7",
        url="https://gazette.example/pier",
        title="Pier unsafe, aide says",
        outlet="The Pier Post",
        author="Ari Venn",
        date=DAY,
        sections=_sections(),
    )
    found = Extraction(
        sources=_sources(),
        attributions=(*_aide(), *_relayed(), *_others()),
        requests=_requests(),
        stances=_stances(),
        passages=(
            Passage(
                id="u1", kind=PassageKind.UNATTRIBUTED, span=at("The pier dates from 1911.")[0]
            ),
            Passage(id="u2", kind=PassageKind.OBSERVED, span=at("It was empty.")[0]),
        ),
        corrections=(
            Correction(
                id="c",
                kind=CorrectionKind.CORRECTION,
                spans=at("Correction: the foreman was on leave."),
                when=DAY,
                corrects=("hid",),
                rule="notice",
            ),
        ),
    )
    maker = Maker(name="onrecord", version="0")
    return documents.canonical(Record(article=article, extraction=found, maker=maker))


def _sections() -> tuple[Section, ...]:
    starts = [0]
    while (gap := TEXT.find("\n\n", starts[-1])) >= 0:
        starts.append(gap + 2)
    ends = [*(start - 2 for start in starts[1:]), len(TEXT)]
    kinds = (SectionKind.HEADLINE, SectionKind.LEAD, SectionKind.PARAGRAPH)
    return tuple(
        Section(span=Span(start, end), kind=kind)
        for start, end, kind in zip(starts, ends, kinds, strict=True)
    )


def _sources() -> tuple[Source, ...]:
    aide = Source(
        id="aide",
        identification=Identification.ANONYMOUS_DESCRIBED,
        kind=SourceKind.OFFICIAL_PERSON,
        description="An aide",
        mentions=at("An aide, who", "An aide"),
        stated_min=1,
        stated_max=1,
        reason=AnonymityReason.RETALIATION,
        reason_spans=at("feared for her job"),
    )
    lind = Source(
        id="lind",
        identification=Identification.NAMED,
        kind=SourceKind.SPOKESPERSON,
        name="Bo Lind",
        mentions=at("Bo Lind"),
        role="spokesman",
        member_of="yard",
        speaks_for="yard",
    )
    return (
        aide,
        lind,
        _named("gazette", "the Gazette"),
        _named("radio", "Radio Nord"),
        _unstated("yard", "The yard", SourceKind.COMPANY),
        _unstated("foreman", "the foreman", SourceKind.PERSON),
        _unstated("mayor", "the mayor", SourceKind.OFFICIAL_PERSON),
        _unstated("judge", "the judge", SourceKind.OFFICIAL_PERSON),
    )


def _named(name: str, words: str) -> Source:
    kind, known = SourceKind.NEWS_OUTLET, Identification.NAMED
    return Source(id=name, identification=known, kind=kind, name=words, mentions=at(words))


def _unstated(name: str, words: str, kind: SourceKind) -> Source:
    known = Identification.UNSTATED
    return Source(id=name, identification=known, kind=kind, description=words, mentions=at(words))


def _aide() -> tuple[Attribution, ...]:
    """Return what the aide says in the headline and of the foreman."""
    return (
        Attribution(
            id="headline",
            source="aide",
            content=at("Pier unsafe"),
            cue=at("aide says", "says"),
            source_spans=at("aide says", "aide"),
            quote_form=QuoteForm.HEADLINE,
        ),
        Attribution(
            id="hid",
            source="aide",
            content=at("the foreman allegedly hid the report"),
            cue=at("told"),
            source_spans=at("An aide, who", "An aide"),
            recipient="gazette",
            medium="gazette",
            channels=(Channel.PHONE, Channel.PRIVATE),
            record_status=RecordStatus.NOT_FOR_ATTRIBUTION,
            hop_kind=HopKind.OWN_SOURCE,
            knowledge_basis=KnowledgeBasis.WITNESSED,
            certainty=Certainty.CERTAIN,
            polarity=Polarity.POSITIVE,
            hedge=Hedge.DISTANCING,
            hedge_spans=at("allegedly"),
            content_kind=ContentKind.ALLEGATION,
            against=("foreman",),
            when=DAY,
            scope_ambiguous=True,
            confidence=0.87,
            rule="verb",
        ),
    )


def _relayed() -> tuple[Attribution, ...]:
    """Return what the aide passes on, and the statement that stands inside it."""
    return (
        Attribution(
            id="relay",
            source="aide",
            content=at("the judge had called the pier sound"),
            cue=at("An aide said", "said"),
            source_spans=at("An aide said", "An aide"),
        ),
        Attribution(
            id="judge",
            source="judge",
            content=at("called the pier sound", "the pier sound"),
            cue=at("called"),
            source_spans=at("the judge"),
            nested_in="relay",
        ),
    )


def _others() -> tuple[Attribution, ...]:
    return (
        Attribution(
            id="denial",
            source="lind",
            content=at("he hid it"),
            cue=at("denied"),
            source_spans=at("Bo Lind"),
            polarity=Polarity.NEGATIVE,
        ),
        Attribution(
            id="mention",
            source="yard",
            content=at("a statement"),
            cue=at("put out"),
            source_spans=at("the yard also", "the yard"),
            quote_form=QuoteForm.MENTION,
        ),
        Attribution(
            id="conclusion",
            source="mayor",
            content=(*at("A diver"), *at("may have read it")),
            cue=at("concludes"),
            source_spans=at("the mayor"),
            type=AttributionType.BELIEF,
            certainty=Certainty.POSSIBLE,
            infers_from=("hid",),
        ),
    )


def _requests() -> tuple[Request, ...]:
    """Return two: the yard declined to another outlet, the mayor to this one."""
    clause = "The yard declined to comment to Radio Nord on the sale"
    return (
        Request(
            id="r1",
            spans=at(clause),
            party="yard",
            asker="radio",
            outcome=ResponseKind.DECLINED,
            party_spans=at(clause, "The yard"),
            when=DAY,
            about=("hid",),
            answered_by=("mention",),
            channels=(Channel.EMAIL,),
            topic_spans=at("on the sale"),
            rule="declined",
        ),
        Request(
            id="r2",
            spans=at("The mayor would not comment"),
            party="mayor",
            outcome=ResponseKind.DECLINED,
        ),
    )


def _stances() -> tuple[Stance, ...]:
    return (
        Stance(
            id="t1",
            kind=StanceKind.DENIES,
            source="denial",
            target="hid",
            denial_scope=DenialScope.PARTIAL,
            spans=at("denied"),
            rule="deny",
        ),
        Stance(
            id="t2",
            kind=StanceKind.REPEATS,
            source="conclusion",
            target="hid",
            basis=StanceBasis.ADDED,
        ),
    )
