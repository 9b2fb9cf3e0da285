"""From what was read to what is stored: the steps, in order, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from rdflib import Dataset

from kg import ids, mapping, record, sourcing
from kg.checking import Checker, Finding, violations
from kg.errors import InputRefused, OnRecordError, Place
from kg.extraction import Extractor
from kg.language import ENGLISH, language_of
from kg.model import Article, Maker, Record, surer
from kg.readers import Incoming, Refused
from kg.reviewing import applied
from kg.store import Change, Publication, ReviewLog, Writer


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
            read = self.record(one.found)
            made = self._reviewed(read, writer)
            prepared = self.prepared(made)
        except InputRefused as refusal:  # an extractor that gives what is no record
            return Outcome(place=one.place, error=refusal.at(one.place))
        if bad := violations(prepared.findings):
            error = violated(prepared.record, bad).at(one.place)
            return Outcome(place=one.place, prepared=prepared, error=error)
        publication = self.publication(prepared)
        change = writer.put(publication, again=again)
        if made is not read and change is Change.REPLACED:
            ReviewLog(writer.folder).keep(publication.version, read)
        return Outcome(place=one.place, prepared=prepared, change=change)

    def _reviewed(self, made: Record, writer: Writer) -> Record:
        """Return the record as it is after what people said of this very text; mostly as it is."""
        version = ids.Minter.of(made.article, self.base).version
        live = ReviewLog(writer.folder).of(version).live
        return applied(made, live) if live else made

    def publication(self, prepared: Prepared) -> Publication:
        """Return what the store takes."""
        minter = ids.Minter.of(prepared.record.article, self.base)
        return Publication(
            article=minter.article,
            version=minter.version,
            quads=mapping.quads(prepared.dataset),
            origin=prepared.record.origin,
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
    parts = {one.id: one.content for one in found.extraction.attributions}
    parts |= {one.id: one.spans for one in found.extraction.requests}
    parts |= {f"outcome-{one.id}": one.spans for one in found.extraction.requests}
    parts |= {one.id: one.mentions for one in found.extraction.sources}
    parts |= {one.id: one.spans for one in found.extraction.stances}
    parts |= {one.id: one.spans for one in found.extraction.corrections}
    statement = "s" + focus[1:] if focus.startswith("a") else focus
    spans = parts.get(focus) or parts.get(statement)
    return found.article.text.count("\n", 0, spans[0].start) + 1 if spans else None
