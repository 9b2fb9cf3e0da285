"""What the commands that read files share: gathering, telling errors, the status to end with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kg.errors import SOME_REFUSED, InputRefused, OnRecordError
from kg.intake.given import Given
from kg.readers import Incoming, Refused, find, once, read
from kg.telling.lines import one_line


def gather(paths: tuple[Path, ...], said: Given) -> list[Incoming | Refused]:
    """Return what the paths hold, in order; what of it is not kept is told."""
    incoming = list(once(one for path in find(paths) for one in read(path, said)))
    for one in incoming:
        if isinstance(one, Incoming):
            for note in one.notes:
                click.echo(f"note: {one_line(f'{one.place}: {note}')}", err=True)
    return incoming


def tell(error: OnRecordError) -> None:
    """Say on standard error what was refused."""
    click.echo(f"error: {one_line(str(error))}", err=True)


def status(refused: Sequence[object], everything: Sequence[object]) -> int:
    """Return 0 where nothing was refused, 3 where all was, 4 in between."""
    if not refused:
        return 0
    return InputRefused.exit_status if len(refused) == len(everything) else SOME_REFUSED
