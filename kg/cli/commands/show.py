"""`onrecord show`: each claim of an article with what it rests on."""

from __future__ import annotations

import click

from kg.cli import options


@click.command(short_help="Show each claim of an article with its sourcing.")
@click.argument("article", required=False, metavar="[ARTICLE]")
@options.store_options
def command(article: str | None, store: str | None, base: str | None) -> None:
    """Show the sourcing of each claim of ARTICLE as a tree; without ARTICLE, list them.

    ARTICLE is the id it was given, its URL, its IRI, or the first letters of its digest.
    """
    from kg.cli.report import listing  # noqa: PLC0415 - heavy
    from kg.cli.tree import tree  # noqa: PLC0415 - heavy
    from kg.store import reading  # noqa: PLC0415 - heavy

    with reading(options.chosen(store, base).store) as reader:
        if article is None:
            click.echo(listing(reader))
        else:
            click.echo(tree(reader, reader.find(article).version))
