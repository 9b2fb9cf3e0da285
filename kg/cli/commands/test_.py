"""`onrecord test`: what the start script does, said where somebody looks for it."""

from __future__ import annotations

import click

from kg.errors import UsageError


@click.command(name="test", short_help="Run the tests (from a checkout: ./onrecord test).")
def command() -> None:
    """Set up and run the tests (in a checkout: ./onrecord test)."""
    raise UsageError("the tests are in the checkout", todo="run `./onrecord test` there")
