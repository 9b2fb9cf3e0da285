"""`onrecord remove`: an article out of the store."""

from __future__ import annotations

import click

from kg.cli import options


@click.command(short_help="Take an article out of the store.")
@click.argument("article", metavar="ARTICLE")
@options.store_options
def command(article: str, store: str | None, base: str | None) -> None:
    """Remove ARTICLE with all its versions. Ingest it again to have it back.

    A record made by a person cannot be made again by a program: export it first. No
    question finds it any more, but its words may stay in the files of the store: where
    they must be gone, ingest what you keep into a new store and delete this one.
    """
    from kg.store import reading, writing  # noqa: PLC0415 - heavy
    from kg.telling.lines import many, one_line  # noqa: PLC0415

    chosen = options.chosen(store, base)
    with reading(chosen.store) as reader:
        found, own_base = reader.find(article), reader.base
    with writing(chosen.store, own_base, options.now, room=False) as writer:
        count = writer.remove(found.article)
    click.echo(f"removed: {one_line(article)} ({many(count, 'version')})")
