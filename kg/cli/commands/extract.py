"""`onrecord extract`: what is found, printed and not stored."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.errors import UsageError


@click.command(short_help="Print what is found in articles, without storing it.")
@options.paths
@options.given_options
@options.store_options
@options.extractor_option
@options.confidence_option
@click.option(
    "--format", "format_name", type=click.Choice(["json", "jsonl", "turtle"]), default="json",
    show_default=True, help="A record, a line an article for scoring, or its graph.",
)  # fmt: skip
@click.option("--outermost", is_flag=True, help="Leave out attributions inside others.")
def command(
    paths: tuple[Path, ...], store: str | None, base: str | None, extractor: str, least: float,
    format_name: str, outermost: bool, **said: str | None,
) -> int:  # fmt: skip
    """Print the record of each article: everything found in it, with its places.

    `--format jsonl` prints a line an article with `id` and `attributions` (offsets of
    source, cue and content); those inside another carry `nested`.
    """
    from kg.cli import batch, extracting  # noqa: PLC0415 - heavy

    if not paths:
        raise UsageError("extract needs a PATH", todo="give files or folders")
    base = options.chosen(store, base).base
    pipeline = options.pipeline(extractor, base, least)
    incoming = batch.gather(paths, options.given(paths, said))
    return extracting.extract(incoming, pipeline, format_name, outermost=outermost)
