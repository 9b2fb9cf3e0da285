"""Binding what the user typed, and asking the store."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli.output import print_table
from kg.cli.tables import width
from kg.errors import LimitReached, UsageError
from kg.queries import StoredQuery, bind, graphs_for, load, stored
from kg.queries.stored import Parameter, ParameterType
from kg.sandbox import Limits, Query, ResultFormat, run
from kg.store import Reader, Stored, reading
from kg.table import Table
from kg.telling.questions import HEADINGS
from kg.telling.words import handle, heading

_PATIENCE = 600.0
_MOST_BYTES = 256 * 1024 * 1024
_NAME = 17
_NOT_ON_A_TERMINAL = frozenset({"end", "spans", "from", "to", "cueStart", "cueEnd"})


def ask(name: str, pairs: tuple[str, ...], store: Path, format_name: str) -> Table:
    """Return the answer; a table to look at leaves out the columns that are for programs.

    It is asked in a process of its own, so that Ctrl-C ends it and a damaged store cannot
    take this one along.
    """
    query = load(name)
    values = dict(_pair(one) for one in pairs)
    with reading(store) as reader:
        named = {key: _named(query, key, value, reader) for key, value in values.items()}
        bound = Query(
            sparql=bind(query, named),
            results=ResultFormat.TABLE,
            default_graphs=graphs_for(query, named, reader),
        )
        table = _answer(bound, reader)
        return _to_read(table, reader) if format_name == "table" else table


def _answer(query: Query, reader: Reader) -> Table:
    limits = Limits(seconds=_PATIENCE, rows=sys.maxsize - 1, answer_bytes=_MOST_BYTES)
    try:
        return run(reader.folder.quads, query, limits).table()
    except LimitReached:
        reader.verify()  # our own questions stop only on a very large store, or a damaged one
        raise


def print_list(format_name: str) -> None:
    """Print the questions there are, by who asks them."""
    found = stored().values()
    if format_name != "table":
        rows = tuple(
            (one.name, one.group, one.title, one.question, _parameters(one)) for one in found
        )
        print_table(Table(("name", "group", "title", "question", "parameters"), rows), format_name)
        return
    shared = _shared(found)
    for group, title in HEADINGS.items():
        click.echo("\n".join(_filled(title, 0)))
        for one in found:
            if one.group is group:
                click.echo("\n".join(_listed(one, shared)))
        click.echo()
    click.echo("All of them take")
    for parameter in shared:
        click.echo("\n".join(_explained(parameter.name, parameter.description, 2)))
    click.echo()
    click.echo("\n".join(_filled("`onrecord ask --list NAME` says what its columns hold.", 0)))


def print_question(name: str, format_name: str) -> None:
    """Print what one question asks, takes and answers with."""
    query = load(name)
    parts = [*(("parameter", one.name, one.description) for one in query.parameters)]
    parts += [("column", one.name, one.description) for one in query.columns]
    if format_name != "table":
        print_table(Table(("part", "name", "description"), tuple(parts)), format_name)
        return
    lines = [query.name, *_filled(query.question, 2), "", "It takes"]
    for kind in ("parameter", "column"):
        for part, called, what in parts:
            if part == kind:
                lines += _explained(called, what, 2)
        lines += ["", "It answers with"] if kind == "parameter" else []
    click.echo("\n".join(lines))


def _listed(query: StoredQuery, shared: tuple[Parameter, ...]) -> list[str]:
    """Return a question's lines in the list: what it asks, and what it alone takes."""
    lines = [f"  {query.name}", *_filled(query.question, 6)]
    for one in query.parameters:
        if one not in shared:
            lines += _filled(f"also takes {one.name}: {one.description}", 6)
    return lines


def _shared(queries: Iterable[StoredQuery]) -> tuple[Parameter, ...]:
    """Return the parameters that every question has."""
    first, *others = [one.parameters for one in queries]
    return tuple(one for one in first if all(one in each for each in others))


def _filled(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, width(), initial_indent=" " * indent, subsequent_indent=" " * indent)


def _explained(name: str, text: str, indent: int) -> list[str]:
    """Return a name and its meaning beside it."""
    margin = " " * (indent + _NAME)
    return textwrap.wrap(
        text, width(), initial_indent=" " * indent + name.ljust(_NAME), subsequent_indent=margin
    )


def _parameters(query: StoredQuery) -> str:
    return ", ".join(f"{one.name} ({one.type})" for one in query.parameters)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"{text!r} is no parameter", todo="write --param KEY=VALUE")
    return key, value


def _named(query: StoredQuery, key: str, value: str, reader: Reader) -> str:
    if query.parameter(key).type is ParameterType.ARTICLE:
        return reader.find(value).article
    return value


def _to_read(table: Table, reader: Reader) -> Table:
    """Return the columns that a person reads, articles by what they are called."""
    kept = [n for n, column in enumerate(table.columns) if column not in _NOT_ON_A_TERMINAL]
    asked = _iris(table)
    known = [one for one in reader.articles() if one.article in asked]
    called = {one.article: _called(one, reader) for one in known}
    return Table(
        tuple(table.columns[number] for number in kept),
        tuple(tuple(called.get(str(row[n]), row[n]) for n in kept) for row in table.rows),
    )


def _iris(table: Table) -> set[str]:
    if "article" not in table.columns:
        return set()
    return {str(row[table.columns.index("article")]) for row in table.rows}


def _called(one: Stored, reader: Reader) -> str:
    article = reader.about(one)
    return f"{handle(article)}: {heading(article)}"
