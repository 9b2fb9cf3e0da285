"""The command `onrecord`: its commands are a folder, its errors one line and a status."""

from __future__ import annotations

import errno
import importlib
import os
import pkgutil
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

import kg
from kg.cli import commands
from kg.errors import NoSpace, OnRecordError
from kg.telling.lines import one_line

INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Common:
    """Options that stand before the command."""

    store: str | None
    base: str | None


class Folder(click.Group):
    """A group whose commands are the modules of `kg/cli/commands/`, imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return sorted(
            info.name.removesuffix("_") for info in pkgutil.iter_modules(commands.__path__)
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, if its file exists."""
        if cmd_name not in self.list_commands(ctx):
            return None
        names = [info.name for info in pkgutil.iter_modules(commands.__path__)]
        file = cmd_name if cmd_name in names else f"{cmd_name}_"
        module = importlib.import_module(f"{commands.__name__}.{file}")
        found = module.command
        if not isinstance(found, click.Command):
            raise TypeError(f"{module.__name__} offers no command")
        return found


@click.group(
    cls=Folder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Start with `onrecord run`: it reads the bundled examples and prints the report.",
)
@click.version_option(kg.__version__, prog_name="onrecord", message="%(prog)s %(version)s")
@click.option(
    "--store",
    metavar="DIR",
    help="Folder of the store (else ONRECORD_STORE, else ./onrecord-store).",
)
@click.option("--base", metavar="IRI", help="Base of new IRIs (else ONRECORD_BASE).")
@click.pass_context
def onrecord(ctx: click.Context, store: str | None, base: str | None) -> None:
    """Show who said what, according to whom, to whom.

    On Record reads news articles into a graph of statements and their sources and
    answers questions about the sourcing. It never says what is true.
    """
    ctx.obj = Common(store, base)


def main() -> NoReturn:
    """Run the command line and end the process with the status that fits."""
    sys.exit(status(sys.argv[1:]))


def status(arguments: list[str]) -> int:
    """Run one command and return its exit status; an error is one line on standard error."""
    if sys.stdout is None:  # closed by the caller
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
    if any("\ud800" <= letter <= "\udfff" for one in arguments for letter in one):
        return _fail("an argument is not UTF-8 — write it in UTF-8", 2)
    try:
        result = onrecord.main(arguments, prog_name="onrecord", standalone_mode=False)
        sys.stdout.flush()
    except OnRecordError as error:
        return _fail(str(error), error.exit_status)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help())
        return 0
    except click.ClickException as error:
        return _fail(_usage(error), 2)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        _forget_output()
        return 0
    except Exception as error:  # noqa: BLE001 - the last edge: a bug shows, with its own status
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _forget_output()
            return _fail("no space left to write to — free some, run it again", NoSpace.exit_status)
        traceback.print_exc()
        return _fail(f"internal error: {error!r} — please report it with the lines above", 70)
    return result if isinstance(result, int) else 0


def _forget_output() -> None:
    """Keep the interpreter from flushing again, at its end, what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: click.ClickException) -> str:
    help_of = ""
    if isinstance(error, click.UsageError) and error.ctx:
        help_of = f" — see `{error.ctx.command_path} --help`"
    return f"{error.format_message().rstrip('.')}{help_of}"


def _fail(what: str, exit_status: int) -> int:
    click.echo(f"error: {one_line(what)}", err=True)
    return exit_status
