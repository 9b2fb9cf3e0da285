"""`onrecord run`: the whole way, from files to a printed report."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.model import Origin


@click.command(short_help="Read, check, store, and print what each claim rests on.")
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
    """Read articles, check and store them, and print what each rests on.

    Without PATH it reads three bundled examples. A folder stands for the files in it, so
    `onrecord run examples` reads all of the bundled ones.
    """
    from kg.cli.ingesting import ingest  # noqa: PLC0415 - heavy
    from kg.cli.report import caution, report  # noqa: PLC0415 - heavy
    from kg.resources import first_examples  # noqa: PLC0415
    from kg.store import reading  # noqa: PLC0415 - heavy

    chosen = options.chosen(store, base)
    paths = paths or first_examples()
    pipeline = options.pipeline(extractor, chosen.base, least)
    done = ingest(paths, options.given(paths, said), chosen, pipeline, again=again)
    with reading(chosen.store) as reader:
        for version in dict.fromkeys(done.versions):
            click.echo(report(reader, version))
    if any(
        one.prepared and one.prepared.record.origin is Origin.AUTOMATIC for one in done.outcomes
    ):
        click.echo(caution(extractor))
    return done.status
