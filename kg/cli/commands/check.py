"""`onrecord check`: is the provenance sound? Nothing is stored."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.cli.output import FORMATS


@click.command(short_help="Check the provenance of articles, records or the store.")
@options.paths
@options.given_options
@options.store_options
@options.extractor_option
@options.confidence_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice((*FORMATS, "sarif", "junit")),
    default="table",
    show_default=True,
    help="How to print the findings; sarif and junit are for build servers.",
)
@click.option(
    "--fail-on", type=click.Choice(["violation", "warning", "never"]), default="violation",
    show_default=True, help="What makes the exit status 1.",
)  # fmt: skip
def command(
    paths: tuple[Path, ...], store: str | None, base: str | None, extractor: str, least: float,
    format_name: str, fail_on: str, **said: str | None,
) -> int:  # fmt: skip
    """Check articles and records by the SHACL shapes; without PATH, everything that is stored.

    Exit status 1 where a violation is found.
    """
    from kg.cli import checking  # noqa: PLC0415 - heavy
    from kg.cli.output import print_table, write_whole  # noqa: PLC0415
    from kg.telling.findings import reports  # noqa: PLC0415 - heavy

    chosen = options.chosen(store, base)
    if paths:
        pipeline = options.pipeline(extractor, chosen.base, least)
        checked = checking.of_files(paths, options.given(paths, said), pipeline)
    else:
        checked = checking.of_store(chosen.store)
    if checked.hint:
        click.echo(f"onrecord: {checked.hint}", err=True)
    if format_name not in FORMATS:
        write_whole(reports()[format_name].dump(checked.found, checked.articles), None)
    elif checked.found or format_name != "table":  # of nothing found the counts tell
        print_table(checked.table, format_name)
    click.echo(checked.summary, err=True)
    return checked.status(fail_on)
