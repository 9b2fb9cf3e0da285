"""The command line: parse, call, print. Each command is one file of `commands/`."""

from kg.cli.main import main

__all__ = ["main"]
