"""`onrecord stats`: counts over everything that is stored."""

from __future__ import annotations

import click

from kg.cli import options


@click.command(short_help="Count what is stored, by outlet and kind of sourcing.")
@options.format_option
@options.store_options
def command(format_name: str, store: str | None, base: str | None) -> None:
    """Count the articles, statements and requests for comment that are stored.

    The table has a row an outlet: its statements by how far their sources are identified.
    Counts are of what was found, misses and mistakes in it: no ground to rank outlets on.
    """
    from kg.cli.counting import outlets, told  # noqa: PLC0415 - heavy
    from kg.cli.output import print_table  # noqa: PLC0415
    from kg.cli.report import counted_caution  # noqa: PLC0415 - heavy

    place = options.chosen(store, base).store
    if format_name == "table":
        click.echo(told(place))
        click.echo(counted_caution())
    else:
        print_table(outlets(place), format_name)
