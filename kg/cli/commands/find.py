"""`onrecord find`: statements with certain words in them."""

from __future__ import annotations

import click

from kg.cli import options


@click.command(short_help="Find statements by their words.")
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option(
    "--source",
    "speaker",
    metavar="TEXT",
    help="Whose name has this, or description if not anonymous.",
)
@click.option("--outlet", metavar="NAME", help="Only articles of this outlet.")
@click.option("--since", metavar="DAY", help="Only published on this day or later: 2026-03-04.")
@options.format_option
@options.store_options
def command(
    words: tuple[str, ...], speaker: str | None, outlet: str | None, since: str | None,
    format_name: str, store: str | None, base: str | None,
) -> None:  # fmt: skip
    """Find the statements in which all of WORDS occur, in capitals or not.

    They are whole words: dam does not find damaged, 'dam*' does. Words in quotation
    marks must stand together: `onrecord find "water line" harbour`.
    What it prints last of each, like story#s12-30.8, is what `onrecord show` takes.
    """
    from kg.cli.finding import find, told  # noqa: PLC0415 - heavy
    from kg.cli.output import print_table  # noqa: PLC0415

    place = options.chosen(store, base).store
    table = find(words, {"speaker": speaker, "outlet": outlet, "since": since}, place)
    if format_name == "table":
        click.echo(told(table, place))
    else:
        print_table(table, format_name)
