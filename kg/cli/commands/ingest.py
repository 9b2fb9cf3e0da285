"""`onrecord ingest`: articles and records into the store."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.errors import UsageError
from kg.telling.lines import one_line


@click.command(short_help="Analyse, check and store articles and records.")
@options.paths
@options.given_options
@options.store_options
@options.extractor_option
@options.confidence_option
@options.again_option
def command(
    paths: tuple[Path, ...], store: str | None, base: str | None, extractor: str, least: float,
    again: bool, **said: str | None,
) -> int:  # fmt: skip
    """Analyse, check and store articles (.txt, .jsonl) and records (.json, .jsonl).

    The same text under the same id changes nothing; another text becomes a new version.
    A record made by a person is never overwritten by a program's.
    """
    from kg.cli.ingesting import ingest, told  # noqa: PLC0415 - heavy

    if not paths:
        raise UsageError("ingest needs a PATH", todo="give files or folders")
    chosen = options.chosen(store, base)
    pipeline = options.pipeline(extractor, chosen.base, least)
    done = ingest(paths, options.given(paths, said), chosen, pipeline, again=again)
    for outcome in done.outcomes:
        if outcome.change and outcome.prepared:
            click.echo(one_line(told(outcome.change, outcome.prepared)))
    if warned := done.warnings():
        click.echo(f"warnings: {warned} — `onrecord check` lists them", err=True)
    return done.status
