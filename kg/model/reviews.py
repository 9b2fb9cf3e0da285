"""What a person says of a statement that a program found: right, wrong, or right otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kg.model.parts import Attribution, Record, Source
from kg.model.spans import Spans
from kg.model.values import Identification, QuoteForm, SourceKind


class Verdict(StrEnum):
    """What a review says of a statement."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Becomes:
    """What a correction changes; what is none stays as it was."""

    content: Spans | None = None
    cue: Spans | None = None
    source_spans: Spans | None = None
    quote_form: QuoteForm | None = None
    name: str | None = None
    """Only of a source that is named, as the article prints it."""
    identification: Identification | None = None
    kind: SourceKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One statement of one version, reviewed by one person.

    `attribution` and `source` are what was on record when it was reviewed, so that what a
    person stood by is there even where a program no longer finds it.
    """

    number: int
    """Its place in the order in which reviews came, from 1."""
    article: str
    version: str
    verdict: Verdict
    attribution: Attribution
    source: Source | None
    """None where the publisher is the source."""
    becomes: Becomes = Becomes()
    reviewer: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """A review is taken back; it stays on record, and so does this."""

    number: int
    undoes: int
    reviewer: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """All that was said of one version, in order, and the record that it was first said of."""

    original: Record | None = None
    reviews: tuple[Review, ...] = ()
    undoings: tuple[Undoing, ...] = ()

    @property
    def live(self) -> tuple[Review, ...]:
        """Return the reviews that nobody has taken back."""
        undone = {one.undoes for one in self.undoings}
        return tuple(one for one in self.reviews if one.number not in undone)
