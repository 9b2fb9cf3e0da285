"""What a person says of a statement that a program found: right, wrong, or right otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from kg.model.parts import Attribution, Record, Source
from kg.model.spans import Spans
from kg.model.values import Identification, QuoteForm, ReviewVerdict, SourceKind

NEW_SPEAKER = "new"
"""In place of a source's id: one that the record does not have yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Becomes:
    """What a correction changes; what is none stays as it was."""

    content: Spans | None = None
    cue: Spans | None = None
    source_spans: Spans | None = None
    quote_form: QuoteForm | None = None
    speaker: str | None = None
    """Whose words they are: a source of the record, the publisher, or `NEW_SPEAKER`."""
    name: str | None = None
    """As printed. This and the next two say what the source is, wherever it speaks."""
    identification: Identification | None = None
    kind: SourceKind | None = None

    @property
    def describes(self) -> bool:
        """Return whether it says what the source is."""
        return any(one is not None for one in (self.name, self.identification, self.kind))


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
    verdict: ReviewVerdict
    attribution: Attribution
    source: Source | None
    """None where the publisher is the source."""
    becomes: Becomes = Becomes()
    speaker: Source | None = None
    """Whom `becomes` gives the words to, as that source was on record."""
    reviewer: str
    at: datetime

    @property
    def left(self) -> Attribution:
        """Return the statement at the places that the review leaves it at."""
        old, new = self.attribution, self.becomes
        return replace(
            old,
            content=old.content if new.content is None else new.content,
            cue=old.cue if new.cue is None else new.cue,
            source_spans=old.source_spans if new.source_spans is None else new.source_spans,
            quote_form=new.quote_form or old.quote_form,
        )


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
