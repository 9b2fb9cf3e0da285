"""From what was read to what is stored: the steps, in order, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from rdflib import Dataset

from kg import ids, mapping, record, sourcing
from kg.checking import Checker, Finding, violations
from kg.errors import InputRefused, OnRecordError, Place
from kg.extraction import Extractor
from kg.language import ENGLISH, language_of
from kg.model import PUBLISHER, Article, Maker, Record, ReviewVerdict, Spans, surer
from kg.model.reviews import NEW_SPEAKER, Becomes, Review, Undoing
from kg.readers import Incoming, Refused
from kg.reviewing import applied, builds_on
from kg.store import Change, Publication, Stored, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A record as a checked graph, ready to be stored if nothing in it is a violation."""

    record: Record
    dataset: Dataset
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one thing that was read."""

    place: Place | None
    change: Change | None = None
    prepared: Prepared | None = None
    error: OnRecordError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A review as somebody asks for it."""

    statement: str
    verdict: ReviewVerdict
    becomes: Becomes = field(default_factory=Becomes)
    reviewer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Extractor, checker and base, chosen once for a run."""

    extractor: Extractor
    base: str
    least: float = 0.0
    """What is read with less confidence is left out."""
    checker: Checker = field(default_factory=Checker)

    def record(self, found: Article | Record) -> Record:
        """Return the record of an article; one that was read as a record stays what it is."""
        if isinstance(found, Record):
            return found
        maker = Maker(name=self.extractor.name, version=self.extractor.version)
        language = language_of(found.text)
        article = replace(found, language=language)
        if language != ENGLISH:
            return Record(article=article, maker=maker, analysed=False)
        extraction = surer(self.extractor.extract(article), self.least)
        made = Record(article=article, extraction=extraction, maker=maker)
        record.must_be_sound(made)
        return record.canonical(made)

    def prepare(self, found: Article | Record) -> Prepared:
        """Return the record as a checked graph."""
        return self.prepared(self.record(found))

    def prepared(self, made: Record) -> Prepared:
        """Return a record that is made already as a checked graph."""
        dataset = mapping.to_dataset(made, sourcing.derive(made), self.base)
        return Prepared(record=made, dataset=dataset, findings=self.checker.check(dataset))

    def ingest(
        self, incoming: Iterable[Incoming | Refused], writer: Writer, *, again: bool = False
    ) -> Iterator[Outcome]:
        """Yield what became of each; a refused one leaves no trace in the store."""
        for one in incoming:
            if isinstance(one, Refused):
                yield Outcome(place=one.error.place, error=one.error)
            else:
                yield self._store(one, writer, again=again)

    def _store(self, one: Incoming, writer: Writer, *, again: bool) -> Outcome:
        try:
            read = self.prepare(one.found)
            prepared = self.reviewed(read, writer)
        except InputRefused as refusal:  # an extractor that gives what is no record
            return Outcome(place=one.place, error=refusal.at(one.place))
        if bad := violations(prepared.findings):
            error = violated(prepared.record, bad).at(one.place)
            return Outcome(place=one.place, prepared=prepared, error=error)
        change = self.put(prepared, writer, read=read.record, again=again)
        return Outcome(place=one.place, prepared=prepared, change=change)

    def reviewed(self, read: Prepared, writer: Writer) -> Prepared:
        """Return what was read as it is after what people said of this very text.

        Mostly nobody said anything, and it is what was read. Raises `InputRefused` where a
        review does not fit what was read now; what is stored then stays as it is.
        """
        version = ids.Minter.of(read.record.article, self.base).version
        live = writer.reviews.of(version).live
        return self.prepared(applied(read.record, live)) if live else read

    def put(
        self, prepared: Prepared, writer: Writer, *, read: Record, again: bool = False
    ) -> Change:
        """Store what `reviewed` gave, and keep what was read where reviews changed it.

        So that undoing them leads back to the newest reading.
        """
        publication = self.publication(prepared)
        change = writer.put(publication, again=again)
        known = writer.reviews.of(publication.version)
        stands = change is Change.REPLACED or (again and change is not Change.KEPT_HUMAN)
        if known.live and stands and read != known.original:
            writer.reviews.keep(publication.version, read)
        return change

    def review(self, asked: Asked, stored: Stored, writer: Writer, at: datetime) -> Review:
        """Take a review of a statement of a stored version: kept, then applied to the version.

        Raises `InputRefused` where there is no such statement, or what comes of it may not be
        stored; nothing is kept then.
        """
        record = mapping.to_record(writer.dataset(stored.version), stored.version)
        log, known = writer.reviews, writer.reviews.of(stored.version)
        original = known.original if known.live and known.original else record
        review = _of(record, asked, stored, number=log.next_number(), at=at)
        prepared = self._accepted(applied(original, (*known.live, review)))
        if original is not known.original:
            log.keep(stored.version, original)
        log.add(review)
        writer.put(self.publication(prepared), again=True)
        return review

    def undo(
        self, number: int, reviewer: str, stored: Stored, writer: Writer, at: datetime
    ) -> Undoing:
        """Take back a review of a stored version: what was on record before is there again.

        Raises `InputRefused` where there is no such review, or a later one builds on it.
        """
        log, known = writer.reviews, writer.reviews.of(stored.version)
        one = next((each for each in known.live if each.number == number), None)
        if one is None or known.original is None:
            raise InputRefused(
                f"there is no review {number} of this text, or it was undone already",
                todo="name one of those that stand",
            )
        if later := [each.number for each in known.live if builds_on(each, one)]:
            raise InputRefused(
                f"review {max(later)} is of what review {number} left",
                todo=f"undo review {max(later)} first",
            )
        left = tuple(each for each in known.live if each is not one)
        prepared = self._accepted(applied(known.original, left))
        undoing = Undoing(number=log.next_number(), undoes=number, reviewer=reviewer, at=at)
        log.undo(undoing, stored.version)
        writer.put(self.publication(prepared), again=True)
        return undoing

    def _accepted(self, made: Record) -> Prepared:
        prepared = self.prepared(made)
        if bad := violations(prepared.findings):
            raise violated(made, bad)
        return prepared

    def publication(self, prepared: Prepared) -> Publication:
        """Return what the store takes."""
        minter = ids.Minter.of(prepared.record.article, self.base)
        return Publication(
            article=minter.article,
            version=minter.version,
            quads=mapping.quads(prepared.dataset),
            origin=prepared.record.origin,
        )


def _of(record: Record, asked: Asked, stored: Stored, *, number: int, at: datetime) -> Review:
    """Return the review that is asked for, with what is on record of its statement now."""
    found = record.extraction
    one = next((each for each in found.attributions if each.id == asked.statement), None)
    if one is None:
        raise InputRefused(
            f"the record has no statement {asked.statement!r}", todo="load the article again"
        )
    sources = {each.id: each for each in found.sources}
    wanted = asked.becomes.speaker
    if wanted not in {None, NEW_SPEAKER, PUBLISHER, *sources}:
        raise InputRefused(
            f"the record has no source {wanted!r}", todo=f"name one of its own, or {NEW_SPEAKER!r}"
        )
    return Review(
        number=number,
        article=stored.article,
        version=stored.version,
        verdict=asked.verdict,
        attribution=one,
        source=sources.get(one.source),
        becomes=asked.becomes,
        speaker=sources.get(wanted or ""),
        reviewer=asked.reviewer,
        at=at,
    )


def violated(found: Record, bad: tuple[Finding, ...]) -> InputRefused:
    """Return why a record may not be stored, and where in it."""
    first = bad[0]
    more = f" (and {len(bad) - 1} more; `onrecord check` lists them)" if len(bad) > 1 else ""
    return InputRefused(
        f"{place_in(found, first.focus)}: {first.message}{more}", todo="mend the record"
    )


def place_in(found: Record, focus: str) -> str:
    """Return what a finding's focus is, with the line of the article's text that it stands on."""
    line = line_of(found, focus)
    return f"{focus} (line {line} of the text)" if line else focus


def line_of(found: Record, focus: str) -> int | None:
    """Return the line of the text that a part of the record stands on, counted from 1."""
    spans = spans_of(found, focus)
    return found.article.text.count("\n", 0, spans[0].start) + 1 if spans else None


def spans_of(found: Record, focus: str) -> Spans:
    """Return where a part of the record stands in the text, by the id that findings call it."""
    parts = {one.id: one.content for one in found.extraction.attributions}
    parts |= {one.id: one.spans for one in found.extraction.requests}
    parts |= {f"outcome-{one.id}": one.spans for one in found.extraction.requests}
    parts |= {one.id: one.mentions for one in found.extraction.sources}
    parts |= {one.id: one.spans for one in found.extraction.stances}
    parts |= {one.id: one.spans for one in found.extraction.corrections}
    statement = "s" + focus[1:] if focus.startswith("a") else focus
    return parts.get(focus) or parts.get(statement) or ()
