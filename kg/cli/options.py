"""Options that several commands share, and what they become."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.output import FORMATS
from kg.errors import UsageError
from kg.settings import DEFAULT_EXTRACTOR, Settings, settings

if TYPE_CHECKING:
    from kg.intake.given import Given
    from kg.pipeline import Pipeline

F = TypeVar("F", bound=Callable[..., object])

paths = click.argument("paths", nargs=-1, metavar="[PATH]…", type=click.Path(path_type=Path))
format_option = click.option(
    "--format", "format_name", type=click.Choice(FORMATS), default="table", show_default=True,
    help="How to print the answer.",
)  # fmt: skip
extractor_option = click.option(
    "--extractor",
    default=DEFAULT_EXTRACTOR,
    show_default=True,
    metavar="NAME",
    help="What finds the attributions: learned, rules, or an installed one.",
)
confidence_option = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Leave out what is read with less confidence than P, from 0 to 1.",
)
again_option = click.option(
    "--again",
    is_flag=True,
    help="Analyse anew what is stored already, and replace it; an older text becomes current.",
)


def store_options(command: F) -> F:
    """Add --store and --base, which may also stand before the command."""
    command = click.option(
        "--base", metavar="IRI", help="Base of the graph's IRIs, an http URL that ends in /."
    )(command)
    return click.option("--store", metavar="DIR", help="Folder of the store.")(command)


def limit_options(seconds: float) -> Callable[[F], F]:
    """Add --seconds, --memory and --rows: what one query may use."""

    def add(command: F) -> F:
        command = click.option(
            "--rows", type=click.IntRange(1), default=100_000, show_default=True,
            help="Rows one query may return.",
        )(command)  # fmt: skip
        command = click.option(
            "--memory", type=click.IntRange(64), default=2048, show_default=True,
            help="MiB one query may use.",
        )(command)  # fmt: skip
        return click.option(
            "--seconds", type=click.FloatRange(0.1, 3600), default=seconds, show_default=True,
            help="Time one query may take.",
        )(command)  # fmt: skip

    return add


def given_options(command: F) -> F:
    """Add what a text cannot say of itself."""
    for name, what in (
        ("--url", "URL of the article."),
        ("--title", "Its headline."),
        ("--author", "Its author as printed."),
        ("--date", "Day of publication, like 2026-11-24."),
        ("--outlet", "Outlet that published it."),
        ("--id", "Id that you call the article by."),
    ):
        parameter = "identifier" if name == "--id" else name.removeprefix("--")
        command = click.option(name, parameter, metavar="TEXT", help=what)(command)
    return command


def chosen(store: str | None, base: str | None) -> Settings:
    """Return the settings from the command's options, those before it, and the environment."""
    common = click.get_current_context().find_root().obj
    return settings(store or common.store, base or common.base, os.environ)


def given(paths: tuple[Path, ...], said: dict[str, str | None]) -> Given:
    """Return what the options say of the article, or refuse to say it of several."""
    from kg.intake.given import Given, day  # noqa: PLC0415 - heavy

    one_only = [name for name in ("identifier", "url") if said.get(name)]
    if one_only and (len(paths) != 1 or paths[0].is_dir()):
        option = "--id" if "identifier" in one_only else "--url"
        raise UsageError(f"{option} is for one file", todo="give one PATH with it")
    published = said.get("date")
    return Given(
        identifier=said.get("identifier"),
        url=said.get("url"),
        title=said.get("title"),
        outlet=said.get("outlet"),
        author=said.get("author"),
        date=day(published) if published else None,
    )


def pipeline(extractor: str, base: str, least: float) -> Pipeline:
    """Return the pipeline with the extractor of that name, and the least confidence it keeps."""
    from kg.extraction import extractors  # noqa: PLC0415 - heavy
    from kg.pipeline import Pipeline  # noqa: PLC0415 - heavy
    from kg.plugins import choose  # noqa: PLC0415 - heavy

    return Pipeline(extractor=choose(extractors(), extractor, "extractor"), base=base, least=least)


def now() -> datetime:
    """Return the time; the only clock in the program."""
    return datetime.now(UTC)
