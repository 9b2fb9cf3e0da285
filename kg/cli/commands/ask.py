"""`onrecord ask`: a stored question, answered."""

from __future__ import annotations

import click

from kg.cli import options
from kg.errors import UsageError


@click.command(short_help="Ask one of the stored questions.")
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--param", "pairs", multiple=True, metavar="KEY=VALUE", help="A parameter; may be repeated."
)
@click.option("--list", "listing", is_flag=True, help="List the questions, or the columns of one.")
@options.format_option
@options.store_options
def command(
    name: str | None, pairs: tuple[str, ...], listing: bool,
    format_name: str, store: str | None, base: str | None,
) -> None:  # fmt: skip
    """Ask one of the stored questions of the store.

    `onrecord ask --list` says which there are, and `onrecord ask --list NAME` what one
    takes and answers with.
    """
    from kg.cli import asking  # noqa: PLC0415 - heavy
    from kg.cli.output import print_table  # noqa: PLC0415

    if listing:
        if name:
            asking.print_question(name, format_name)
        else:
            asking.print_list(format_name)
        return
    if not name:
        raise UsageError("ask needs the NAME of a question", todo="see `onrecord ask --list`")
    print_table(
        asking.ask(name, pairs, options.chosen(store, base).store, format_name), format_name
    )
