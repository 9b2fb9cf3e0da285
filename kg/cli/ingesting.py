"""What `run` and `ingest` share: files in, a line for each outcome, a status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from kg import ids
from kg.checking import violations
from kg.cli.options import now
from kg.cli.output import many, one_line
from kg.cli.progress import progress
from kg.errors import InputRefused
from kg.intake.given import Given
from kg.pipeline import Outcome, Pipeline, Prepared
from kg.readers import find, read
from kg.settings import Settings
from kg.store import Change, writing

SOME_REFUSED = 4
_BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of a batch: the versions now stored, in order, and the status to end with."""

    versions: tuple[str, ...]
    status: int
    outcomes: tuple[Outcome, ...]

    def warnings(self) -> int:
        """Return how many findings kept nothing out."""
        prepared = [one.prepared for one in self.outcomes if one.change and one.prepared]
        return sum(len(one.findings) - len(violations(one.findings)) for one in prepared)


def ingest(
    paths: tuple[Path, ...], said: Given, chosen: Settings, made: Pipeline, *, again: bool = False
) -> Ingested:
    """Store what the files hold, telling errors and warnings as they come."""
    incoming = [one for path in find(paths) for one in read(path, said)]
    outcomes: list[Outcome] = []
    with writing(chosen.store, chosen.base, now) as writer:
        steps = made.ingest(progress(incoming, len(incoming), "reading"), writer, again=again)
        for number, outcome in enumerate(steps, start=1):
            tell(outcome)
            outcomes.append(outcome)
            if number % _BATCH == 0:
                writer.commit()
    return Ingested(
        versions=tuple(_versions(outcomes, made)),
        status=_status(outcomes),
        outcomes=tuple(outcomes),
    )


def tell(outcome: Outcome) -> None:
    """Say on standard error what the user has to know of one outcome."""
    if outcome.error:
        click.echo(f"error: {one_line(str(outcome.error))}", err=True)
    if outcome.prepared is None:
        return
    if not outcome.prepared.record.analysed:
        language = outcome.prepared.record.article.language
        click.echo(
            f"warning: {outcome.place}: the text is not English ({language})"
            " — stored, not analysed",
            err=True,
        )


def told(change: Change, prepared: Prepared) -> str:
    """Return what was done with an article, and how to call it."""
    article, found = prepared.record.article, prepared.record.extraction
    name = article.identifier or article.url or ids.digest(article.text)[:8]
    return f"{change}: {name} ({many(len(found.attributions), 'statement')})"


def _versions(outcomes: list[Outcome], made: Pipeline) -> Iterator[str]:
    for one in outcomes:
        if one.change and one.prepared:
            yield made.publication(one.prepared).version


def _status(outcomes: list[Outcome]) -> int:
    refused = [one.error for one in outcomes if one.error]
    if not refused:
        return 0
    return InputRefused.exit_status if len(refused) == len(outcomes) else SOME_REFUSED
