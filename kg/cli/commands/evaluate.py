"""`onrecord evaluate`: how good what is found is, against what people marked."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.errors import UsageError, why

if TYPE_CHECKING:
    from kg.evaluation.session import Asked, Report

_FILE = click.Path(path_type=Path)
_LINE = 100
"""Characters of a line of prose in a document."""


@click.command(short_help="Score what is found against what people marked.")
@click.argument("gold", required=False, metavar="[GOLD]", type=_FILE)
@click.option(
    "--extractor", "extractors", multiple=True, metavar="NAME",
    help="What to evaluate; may be repeated. [default: learned]",
)  # fmt: skip
@click.option(
    "--predictions", multiple=True, metavar="FILE", type=_FILE,
    help="What another program found, as JSON lines; may be repeated.",
)  # fmt: skip
@click.option(
    "--beside", default="floor,rules", show_default=True, metavar="NAMES",
    help="Extractors to compare with, run too; '' for none.",
)  # fmt: skip
@click.option(
    "--humans", multiple=True, metavar="FILE", type=_FILE,
    help="Articles that several people marked, to compare with; may be repeated.",
)  # fmt: skip
@click.option(
    "--by", multiple=True, type=click.Choice(["outlet", "kind", "length"]),
    help="Break down by these. [default: outlet, if all have one, and kind]",
)  # fmt: skip
@click.option(
    "--bootstrap", "rounds", default=1000, show_default=True, metavar="N",
    type=click.IntRange(0, 100_000), help="Draws for the intervals; 0 for none.",
)  # fmt: skip
@click.option("--seed", default=13, show_default=True, help="Seed of the draws.")
@click.option(
    "--errors", "examples", is_flag=False, flag_value=2, metavar="[N]", type=click.IntRange(1),
    help="Show N mistakes of each kind with their words (2); note all places in --json.",
)  # fmt: skip
@click.option("--nested", is_flag=True, help="Compare nested attributions, too.")
@click.option("--ignore-discard", is_flag=True, help="Pass over what the annotators set aside.")
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), metavar="N",
    help="Processes that read articles.",
)  # fmt: skip
@click.option("--json", "json_path", metavar="OUT", type=_FILE, help="Write all of it as JSON.")
@click.option(
    "--write", "document", metavar="FILE", type=_FILE,
    help="Put the tables into a block of this Markdown file.",
)  # fmt: skip
@click.option("--block", metavar="NAME", help="Which block. [default: GOLD without its suffix]")
def command(
    gold: Path | None, extractors: tuple[str, ...], predictions: tuple[Path, ...], beside: str,
    humans: tuple[Path, ...], by: tuple[str, ...], rounds: int, seed: int, examples: int | None,
    nested: bool, ignore_discard: bool, jobs: int, json_path: Path | None,
    document: Path | None, block: str | None,
) -> None:  # fmt: skip
    """Compare what is found with what people marked in the articles of GOLD.

    GOLD has a line an article: `{"id", "text", "outlet", "attributions": [{"source",
    "cue", "content"}]}` with offsets. Every figure has its interval, and beside it what
    quotation marks and a list of verbs find (the floor), what the rules find, and how far
    people agree. Without GOLD, but with --humans, only that.
    """
    from kg.cli.progress import progress  # noqa: PLC0415
    from kg.evaluation import Asked, Options, report  # noqa: PLC0415 - heavy

    asked = Asked(
        gold=gold,
        extractors=extractors,
        predictions=predictions,
        beside=tuple(one.strip() for one in beside.split(",") if one.strip()),
        humans=humans,
        by=by,
        options=Options(nested=nested, ignore_discard=ignore_discard, rounds=rounds, seed=seed),
        places=examples is not None,
        jobs=jobs,
    )
    target = _Target.of(asked, document, block) if document else None
    found = report(asked, progress)
    _print(found, examples)
    if json_path:
        _write_json(found, json_path)
    if target:
        target.write(found)


def _print(found: Report, examples: int | None) -> None:
    """Print the tables, and some mistakes with their words where they are asked for."""
    from kg.cli.tables import width  # noqa: PLC0415 - heavy
    from kg.evaluation.rendering import text, wrapped  # noqa: PLC0415 - heavy

    click.echo(wrapped(found.introduction, width()))
    for table in found.tables:
        click.echo(text(table, width()))
    if examples:
        for one in found.examples(examples, width()):
            click.echo(one)


def _write_json(found: Report, path: Path) -> None:
    from kg.cli.output import write_whole  # noqa: PLC0415

    data = json.dumps(found.json, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    write_whole(data.encode("utf-8"), path)


@dataclass(frozen=True, slots=True)
class _Target:
    """A block of a document that the tables go into."""

    path: Path
    block: str
    command: str

    @classmethod
    def of(cls, asked: Asked, path: Path, block: str | None) -> _Target:
        """Return the block, or refuse it before anything is measured."""
        from kg.evaluation.session import command_line  # noqa: PLC0415 - heavy

        name = block or next(one.stem for one in (asked.gold, *asked.humans) if one)
        material = os.environ.get("ONRECORD_MATERIAL")
        target = cls(path, name, command_line(asked, material, path, name))
        target.replaced("")
        return target

    def replaced(self, inside: str) -> str:
        """Return the document with the block's inside replaced."""
        from kg.evaluation.block import replaced  # noqa: PLC0415 - heavy

        try:
            document = self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{self.path} cannot be read ({why(error)})") from None
        return replaced(document, self.block, inside)

    def write(self, found: Report) -> None:
        """Write the command, the day and the tables into the block."""
        from kg.cli.output import write_whole  # noqa: PLC0415
        from kg.evaluation.rendering import markdown, wrapped  # noqa: PLC0415 - heavy

        head = f"```sh\n{self.command}\n```\n"
        told = wrapped(f"{options.now().date()}: {found.introduction}", _LINE)
        tables = (markdown(one) for one in found.short)
        inside = "\n".join((head, told, *tables))
        write_whole(self.replaced(inside).encode("utf-8"), self.path)
