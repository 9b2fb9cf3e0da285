"""Counts over everything that is stored: articles, statements by sourcing, requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.cli.asking import ask
from kg.cli.tables import render, width, wrapped
from kg.model import Identification, ResponseKind
from kg.store import Reader, reading
from kg.table import Table, Value
from kg.telling.kinds import Kind, kind_called
from kg.telling.lines import many, one_line
from kg.telling.words import day, identified, outcome

COLUMNS = ("outlet", "articles", "claims", "named", "anonymous", "group", "unstated", "other")
_NO_OUTLET = "(not given)"


def outlets(store: Path) -> Table:
    """Return a row an outlet: its articles and statements, and these by their sources."""
    return _by_outlet(ask("sourcing-counts", (), store, "json"), store)


def _by_outlet(counted: Table, store: Path) -> Table:
    sourced: dict[str, Counter[str]] = {}
    for row in counted.objects():
        kind = kind_called(str(row["identification"]))
        group = "other" if kind is Kind.UNRESOLVED else kind.value
        counts = sourced.setdefault(str(row["outlet"] or _NO_OUTLET), Counter())
        counts.update({group: int(str(row["count"])), "claims": int(str(row["count"]))})
    with reading(store) as reader:
        articles = Counter(reader.about(one).outlet or _NO_OUTLET for one in reader.articles())
    names = sorted(set(articles) | set(sourced))
    rows = tuple(_row(name, articles[name], sourced.get(name, Counter())) for name in names)
    return Table(COLUMNS, rows)


def _row(name: str, articles: int, counts: Counter[str]) -> tuple[Value, ...]:
    return (name, articles, *(counts[column] for column in COLUMNS[2:]))


def told(store: Path) -> str:
    """Return the counts to read."""
    with reading(store) as reader:
        lines = list(_stored(reader))
    counted = ask("sourcing-counts", (), store, "json")
    kinds: Counter[Identification] = Counter()
    for row in counted.objects():
        kinds[Identification(str(row["identification"]))] += int(str(row["count"]))
    asked: Counter[ResponseKind] = Counter()
    for row in ask("response-counts", (), store, "json").objects():
        asked[ResponseKind(str(row["outcome"]))] += int(str(row["count"]))
    lines += [*_counted("Statements by source", {identified(one): n for one, n in kinds.items()})]
    lines += [*_counted("Requests for comment", {outcome(one): n for one, n in asked.items()})]
    return "\n".join([*lines, "─" * width(), render(_by_outlet(counted, store))])


def _stored(reader: Reader) -> Iterator[str]:
    articles = [reader.about(one) for one in reader.articles()]
    days = sorted(one.date for one in articles if one.date)
    names = {one.outlet for one in articles if one.outlet}
    between = f", {day(days[0])} to {day(days[-1])}" if days else ""
    yield from wrapped(
        f"{many(len(articles), 'article')} of {many(len(names), 'outlet')}{between}", 0
    )


def _counted(what: str, counts: dict[str, int]) -> Iterator[str]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    parts = ", ".join(f"{count:,} {one_line(name)}" for name, count in ordered)
    yield from wrapped(f"{what}: {parts or 'none found'}", 0, hanging=2)
