"""`onrecord run`: the whole way, from files to a printed report and, at a terminal, its pages."""

from __future__ import annotations

import os
import sys
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
@click.option("--no-serve", is_flag=True, help="End after the report instead of serving the pages.")
def command(
    paths: tuple[Path, ...], store: str | None, base: str | None, extractor: str, least: float,
    again: bool, no_serve: bool, **said: str | None,
) -> int:  # fmt: skip
    """Read articles, check and store them, and print what each rests on.

    Without PATH it reads three bundled examples. A folder stands for the files in it, so
    `onrecord run examples` reads all of the bundled ones.

    At a terminal it then serves the pages, as `onrecord serve` does, until Ctrl-C. In a pipe,
    where CI is set, or with --no-serve it ends.
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
    if not no_serve and _at_a_terminal():
        from kg.cli.serving import serve  # noqa: PLC0415 - heavy
        from kg.settings import ServerSettings  # noqa: PLC0415

        serve(chosen, ServerSettings(), extractor)
    return done.status


def _at_a_terminal() -> bool:
    """Whether somebody sits there who can read a page, and end the server."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")
