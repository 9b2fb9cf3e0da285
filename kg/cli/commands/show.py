"""`onrecord show`: each claim of an article with what it rests on, or all of one claim."""

from __future__ import annotations

import click

from kg.cli import options
from kg.errors import UsageError


@click.command(short_help="Show each claim of an article with its sourcing.")
@click.argument("article", required=False, metavar="[ARTICLE[#CLAIM]]")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("text", "markdown")),
    default="text",
    show_default=True,
    help="Markdown is for a fact-checker's file.",
)
@options.store_options
def command(article: str | None, format_name: str, store: str | None, base: str | None) -> None:
    """Show the sourcing of each claim of ARTICLE as a tree; without ARTICLE, list them.

    ARTICLE is the id it was given, its URL, its IRI, or the first letters of its digest.
    ARTICLE#3 is its third claim, with its words, its chain, who says otherwise and who was
    asked: `onrecord show story#3 --format markdown > claim.md`.
    """
    from kg.cli.claim import claim, claims  # noqa: PLC0415 - heavy
    from kg.cli.report import listing  # noqa: PLC0415 - heavy
    from kg.cli.tree import tree  # noqa: PLC0415 - heavy
    from kg.store import reading  # noqa: PLC0415 - heavy

    with reading(options.chosen(store, base).store) as reader:
        if article is None:
            if format_name == "markdown":
                raise UsageError("Markdown is for an article or a claim", todo="name one")
            click.echo(listing(reader))
            return
        found, name = reader.find_part(article)
        if name:
            click.echo(claim(reader, found.version, name, format_name))
        elif format_name == "markdown":
            click.echo(claims(reader, found.version))
        else:
            click.echo(tree(reader, found.version))
