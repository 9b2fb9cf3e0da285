"""Showing on standard error how far long work is; standard output stays the answer's."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")
_QUIET_SECONDS = 10.0


def progress(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Yield the items: with a bar on a terminal, elsewhere with a line every ten seconds."""
    if total > 1 and sys.stderr.isatty():
        with click.progressbar(items, length=total, label=label, file=sys.stderr) as bar:
            yield from bar
        return
    last = time.monotonic()
    for done, item in enumerate(items, start=1):
        yield item
        if time.monotonic() - last >= _QUIET_SECONDS:
            last = time.monotonic()
            click.echo(f"{label}: {done} of {total}", err=True)
