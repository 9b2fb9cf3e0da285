"""`onrecord sparql`: a query of the user's own, in a process that can do no harm."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import click

from kg.cli import options
from kg.errors import InputRefused, LimitReached, UsageError
from kg.intake.strict import read_text

_MOST_BYTES = 256 * 1024 * 1024


@click.command(short_help="Ask the store in SPARQL, read-only and within limits.")
@click.argument("query", required=False, metavar="QUERY")
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path),
    help="Read the query from a file, - is standard input.",
)
@options.limit_options(seconds=30.0)
@options.format_option
@options.store_options
def command(
    query: str | None, file: Path | None, seconds: float, memory: int, rows: int,
    format_name: str, store: str | None, base: str | None,
) -> None:  # fmt: skip
    """Ask the store in SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE over all its graphs.

    SERVICE, LOAD and updates are switched off. The default graph is the union of all graphs
    unless FROM names some of them.
    CONSTRUCT and DESCRIBE print N-Triples, or with --format json or csv a row a triple.
    """
    from kg.cli.output import print_table  # noqa: PLC0415
    from kg.sandbox import GraphFormat, Limits, Query, ResultFormat, run  # noqa: PLC0415 - heavy
    from kg.store import reading, triples  # noqa: PLC0415 - heavy

    with reading(options.chosen(store, base).store) as reader:
        folder = reader.folder.quads
    if not math.isfinite(seconds):
        raise UsageError(
            f"--seconds takes a number, not {seconds}", todo="say how long it may take"
        )
    limits = Limits(
        seconds=seconds, memory_bytes=memory * 2**20, rows=rows, answer_bytes=_MOST_BYTES
    )
    asked = Query(
        sparql=_text(query, file), results=ResultFormat.TABLE, graph=GraphFormat.N_TRIPLES
    )
    answer = run(folder, asked, limits)
    is_graph = answer.format is GraphFormat.N_TRIPLES
    if is_graph and format_name == "table":
        sys.stdout.buffer.write(answer.body)
    elif answer.truth is not None:
        click.echo(str(answer.truth).lower())
    else:
        print_table(triples(answer.body) if is_graph else answer.table(), format_name)
    if answer.cut_short:
        raise LimitReached(f"only the first {rows:,} are shown", todo="allow more with --rows")


def _text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise UsageError("give a QUERY or a --file", todo='onrecord sparql "SELECT …"')
    if query is not None:
        return query
    try:
        return sys.stdin.read() if str(file) == "-" else read_text(Path(str(file)))
    except (InputRefused, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read ({error})", todo="name a file in UTF-8") from None
