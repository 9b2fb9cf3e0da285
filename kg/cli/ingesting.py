"""What `run` and `ingest` share: files in, a line for each outcome, a status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from kg.checking import violations
from kg.cli import batch
from kg.cli.options import now
from kg.cli.progress import progress
from kg.intake.given import Given
from kg.pipeline import Outcome, Pipeline, Prepared
from kg.readers import Incoming, Refused
from kg.settings import Settings
from kg.store import Change, Reader, Stored, writing
from kg.telling.lines import many, one_line
from kg.telling.words import handle

_BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of a batch: the versions now stored, in order, and the status to end with."""

    versions: tuple[str, ...]
    status: int
    outcomes: tuple[Outcome, ...]

    def warnings(self) -> int:
        """Return how many findings kept nothing out."""
        written = (Change.ADDED, Change.SUPERSEDED, Change.REPLACED)
        prepared = [one.prepared for one in self.outcomes if one.change in written and one.prepared]
        return sum(len(one.findings) - len(violations(one.findings)) for one in prepared)


def ingest(
    paths: tuple[Path, ...], said: Given, chosen: Settings, made: Pipeline, *, again: bool = False
) -> Ingested:
    """Store what the files hold, telling errors and warnings as they come."""
    incoming = batch.gather(paths, said)
    outcomes: list[Outcome] = []
    with writing(chosen.store, chosen.base, now) as writer:
        steps = made.ingest(progress(incoming, len(incoming), "reading"), writer, again=again)
        try:
            for number, outcome in enumerate(steps, start=1):
                tell(outcome)
                tell_twins(outcome, made, writer)
                outcomes.append(outcome)
                if number % _BATCH == 0:
                    writer.commit()
        except BaseException:  # whatever ended it: what was stored before stays, and is told
            writer.commit()
            _tell_stopped(incoming, outcomes)
            raise
    return Ingested(
        versions=tuple(_versions(outcomes, made)),
        status=batch.status([one for one in outcomes if one.error], outcomes),
        outcomes=tuple(outcomes),
    )


def tell(outcome: Outcome) -> None:
    """Say on standard error what the user has to know of one outcome."""
    if outcome.error:
        batch.tell(outcome.error)
    if outcome.prepared is None:
        return
    if not outcome.prepared.record.analysed:
        language = outcome.prepared.record.article.language
        click.echo(
            f"warning: {one_line(str(outcome.place))}: the text is not English ({language})"
            " — stored, not analysed",
            err=True,
        )


def _tell_stopped(incoming: list[Incoming | Refused], outcomes: list[Outcome]) -> None:
    """Say on standard error what is stored although the rest of the batch was not read."""
    kept = [told(one.change, one.prepared) for one in outcomes if one.change and one.prepared]
    for line in kept:
        click.echo(one_line(line), err=True)
    at = incoming[len(outcomes)] if len(outcomes) < len(incoming) else None
    where = f" at {one_line(str(at.place))}" if isinstance(at, Incoming) else ""
    click.echo(f"stopped{where}: {many(len(kept), 'article')} before it stored", err=True)


def tell_twins(outcome: Outcome, made: Pipeline, reader: Reader) -> None:
    """Say where the same text is stored under another name: it counts twice in every answer."""
    if outcome.change is not Change.ADDED or outcome.prepared is None:
        return
    new = made.publication(outcome.prepared)
    stored = Stored(new.article, new.version, None, None)
    for other in reader.twins(stored):
        click.echo(
            f"warning: {one_line(str(outcome.place))}: the same text is stored as "
            f"{handle(reader.about(other))!r} — `onrecord remove` takes one of them out",
            err=True,
        )


def told(change: Change, prepared: Prepared) -> str:
    """Return what was done with an article, and how to call it."""
    article, found = prepared.record.article, prepared.record.extraction
    return f"{change}: {handle(article)} ({many(len(found.attributions), 'statement')})"


def _versions(outcomes: list[Outcome], made: Pipeline) -> Iterator[str]:
    for one in outcomes:
        if one.change and one.prepared:
            yield made.publication(one.prepared).version
