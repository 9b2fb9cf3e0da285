"""Binding what the user typed, and asking the store."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import click

from kg.cli.output import print_table
from kg.cli.tables import width
from kg.cli.words import handle, heading
from kg.errors import LimitReached, UsageError
from kg.queries import StoredQuery, bind, load, stored
from kg.queries.stored import ParameterType
from kg.sandbox import Limits, run
from kg.store import Reader, Stored, reading
from kg.table import Table

_PATIENCE = 600.0
_NOT_ON_A_TERMINAL = frozenset({"end", "spans"})


def ask(name: str, pairs: tuple[str, ...], store: Path, format_name: str) -> Table:
    """Return the answer; a table to look at leaves out the columns that are for programs.

    It is asked in a process of its own, so that Ctrl-C ends it and a damaged store cannot
    take this one along.
    """
    query = load(name)
    values = dict(_pair(one) for one in pairs)
    with reading(store) as reader:
        named = {key: _named(query, key, value, reader) for key, value in values.items()}
        sparql = bind(query, named)
        table = _answer(sparql, reader)
        return _to_read(table, reader) if format_name == "table" else table


def _answer(sparql: str, reader: Reader) -> Table:
    limits = Limits(seconds=_PATIENCE, rows=sys.maxsize - 1)
    try:
        table = run(reader.folder.quads, sparql, limits).table
    except LimitReached:
        reader.verify()  # our own questions stop only on a very large store, or a damaged one
        raise
    if table is None:
        raise TypeError("a stored question is a SELECT")
    return table


def print_list(format_name: str) -> None:
    """Print the questions there are."""
    found = stored().values()
    if format_name == "table":
        for one in found:
            click.echo(_described(one))
    else:
        rows = tuple((one.name, one.title, one.question, _parameters(one)) for one in found)
        print_table(Table(("name", "title", "question", "parameters"), rows), format_name)


def _described(query: StoredQuery) -> str:
    lines = textwrap.wrap(query.question, width() - 4)
    lines += [f"{one.name}: {one.description}" for one in query.parameters]
    wrapped = (textwrap.wrap(line, width() - 4, subsequent_indent="    ") for line in lines)
    return "\n".join([query.name, *("    " + line for each in wrapped for line in each), ""])


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
    return {str(row[table.columns.index("article")]) for row in table.rows}


def _called(one: Stored, reader: Reader) -> str:
    article = reader.about(one)
    return f"{handle(article)}: {heading(article)}"
