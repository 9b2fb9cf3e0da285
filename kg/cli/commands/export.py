"""`onrecord export`: the graph for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(short_help="Export the graph as linked data.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option(
    "--format",
    "format_name",
    default="trig",
    show_default=True,
    help="turtle, trig, nquads, ntriples, rdfxml or jsonld; with --reviews, gold too.",
)
@click.option(
    "--superseded",
    is_flag=True,
    help="Older versions too, with what they printed and the current ones do not.",
)
@click.option(
    "--reviews",
    is_flag=True,
    help="What people said of the articles instead; as gold, a line an article to train on.",
)
@click.option("--without-text", is_flag=True, help="Leave out the articles' words; offsets stay.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, whole or not at all.",
)
@options.store_options
def command(
    articles: tuple[str, ...], format_name: str, superseded: bool, reviews: bool,
    without_text: bool, output: Path | None, store: str | None, base: str | None,
) -> None:  # fmt: skip
    """Export the current version of every article, or of some, as linked data.

    What an older version named and the current one does not is left out, unless you ask for
    it. `onrecord remove` takes all versions of an article out of the store.

    With --reviews: what people accepted, rejected, corrected and took back; with `--format
    gold` the reviewed articles as `onrecord evaluate` and `onrecord train` read them.
    """
    from kg import exports  # noqa: PLC0415 - heavy
    from kg.cli import reviewed  # noqa: PLC0415
    from kg.cli.output import write_whole  # noqa: PLC0415
    from kg.plugins import choose  # noqa: PLC0415
    from kg.store import reading  # noqa: PLC0415 - heavy

    if reviews and (superseded or without_text):
        raise click.UsageError("--reviews goes with no other choice of what to export.")
    with reading(options.chosen(store, base).store) as reader:
        chosen = tuple(reader.find(name) for name in articles)
        if reviews:
            write_whole(reviewed.dump(reader, chosen, format_name), output)
            return
        exporter = choose(exports.exporters(), format_name, "export format")
        quads = reader.quads(chosen, superseded=superseded)
        data = exporter.dump(exports.without_text(quads) if without_text else quads)
    write_whole(data, output)
