"""`onrecord serve`: the pages and the endpoint."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(short_help="Serve the pages and the SPARQL endpoint.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="NAME",
    help="Address to listen at; 0.0.0.0 is every one of this machine.",
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port; the next free one where it is taken, 0 is any.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Another name the server answers to; may be given again.",
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File with the token that writing needs (else ONRECORD_TOKEN); - is standard input.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Processes that answer queries.",
)
@options.limit_options(seconds=10.0)
@options.store_options
@options.extractor_option
def command(
    host: str, port: int, hosts: tuple[str, ...], token_file: Path | None, workers: int,
    seconds: float, memory: int, rows: int, store: str | None, base: str | None, extractor: str,
) -> None:  # fmt: skip
    """Serve the pages, the SPARQL endpoint and the graphs as linked data.

    Everybody who reaches it may read; writing needs the token, and without one nothing can
    be written. Ctrl-C ends it.
    """
    from kg.cli import serving  # noqa: PLC0415 - heavy
    from kg.settings import ServerSettings  # noqa: PLC0415

    server = ServerSettings(
        host=host,
        port=port,
        hosts=frozenset(one.lower() for one in hosts),
        token=serving.token(token_file),
        seconds=seconds,
        memory_bytes=memory * 2**20,
        rows=rows,
        workers=workers,
    )
    serving.serve(options.chosen(store, base), server, extractor)
