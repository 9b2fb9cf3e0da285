"""An article as it is reviewed: its text, exactly, and a card for each statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.model import PUBLISHER, Identification, QuoteForm, SourceKind, Span, Spans
from kg.model.reviews import NEW_SPEAKER, Review, Reviewed
from kg.reviewing import standing
from kg.telling.claim import Told
from kg.telling.reviewed import badge, quoted
from kg.telling.words import form, heading, identified, short_cue, shortened, source_kind
from kg.web.views.kinds import Kind, kind_of, words_for
from kg.web.views.marking import Mark, Piece, Role, pieces

_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Card:
    """One statement, and what was said of it."""

    id: str
    number: int
    kind: Kind
    words: str
    source: str
    cue: str
    """The words that attribute it."""
    quotation: str
    form: str
    review: str
    """Nothing where nobody reviewed it."""
    undo: int
    """The review's number, 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A standing review in the list of them."""

    number: int
    words: str
    quotation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """Everything that the page shows."""

    title: str
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    reviewed: int
    data: dict[str, object]
    forms: tuple[tuple[str, str], ...]
    identifications: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    speakers: tuple[tuple[str, str], ...]


def review_view(told: Told, reviewed: Reviewed) -> ReviewView:
    """Return the view of a record and its reviews."""
    article = told.record.article
    by_id = standing(told.record, reviewed)
    whole = [Span(0, len(article.text))] if article.text else []
    (text,) = pieces(article.text, whole, _marks(told), {}) if whole else ((),)
    return ReviewView(
        title=heading(article),
        pieces=text,
        cards=tuple(_cards(told, by_id)),
        lines=tuple(Line(one.number, badge(one), quoted(one, article)) for one in reviewed.live),
        reviewed=len(by_id),
        data=_data(told),
        forms=_options(QuoteForm, form),
        identifications=_options(Identification, identified),
        kinds=_options(SourceKind, source_kind),
        speakers=tuple(_speakers(told)),
    )


def _cards(told: Told, by_id: dict[str, Review]) -> Iterator[Card]:
    for number, one in enumerate(told.record.extraction.attributions, 1):
        kind = kind_of(told.sources.get(one.source))
        review = by_id.get(one.id)
        yield Card(
            id=one.id,
            number=number,
            kind=kind,
            words=words_for(told.sources.get(one.source)),
            source=told.speaker.source(one.source),
            cue=short_cue(told.speaker.cue(one)),
            quotation=shortened(told.speaker.quotation(one), _LONGEST),
            form=form(one.quote_form),
            review=badge(review) if review else "",
            undo=review.number if review else 0,
        )


def _marks(told: Told) -> Iterator[Mark]:
    for number, one in enumerate(told.record.extraction.attributions, 1):
        kind = kind_of(told.sources.get(one.source))
        for span in one.content:
            yield Mark(span, Role.CONTENT, kind, f"c{number}")


def _speakers(told: Told) -> Iterator[tuple[str, str]]:
    """Yield the sources that words can be given to, the one that has them first."""
    yield "", "as it is"
    yield PUBLISHER, f"{told.speaker.source(PUBLISHER)} (the outlet itself)"
    for one in told.record.extraction.sources:
        yield one.id, told.speaker.identity(one.id)
    yield NEW_SPEAKER, "another one"


def _options(kind: type[StrEnum], called: object) -> tuple[tuple[str, str], ...]:
    if not callable(called):
        raise TypeError(called)
    return tuple((one.value, str(called(one))) for one in kind)


def _data(told: Told) -> dict[str, object]:
    """Return what the page's script needs to know of the record."""
    return {
        "statements": {
            one.id: {
                "content": _pairs(one.content),
                "cue": _pairs(one.cue),
                "sourceSpans": _pairs(one.source_spans),
                "quoteForm": one.quote_form.value,
                "source": one.source,
            }
            for one in told.record.extraction.attributions
        },
        "sources": {
            one.id: {
                "name": one.name or "",
                "identification": one.identification.value,
                "kind": one.kind.value,
            }
            for one in told.record.extraction.sources
        },
    }


def _pairs(spans: Spans) -> list[list[int]]:
    return [[one.start, one.end] for one in spans]
