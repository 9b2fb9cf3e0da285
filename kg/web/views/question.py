"""A stored question as a page: its form, its answer to read, and what leads on from it."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Identification, QuoteForm, ResponseKind, SourceKind
from kg.queries import Chart, Parameter, ParameterType, StoredQuery
from kg.store import Reader
from kg.table import Table, Value
from kg.telling.lines import one_line
from kg.telling.words import form, identified, outcome, source_kind, work_called
from kg.web.views import charts
from kg.web.views.kinds import WORDS, Kind, kind_called
from kg.web.views.naming import Named, claim_href, name_href, named, source_href
from kg.web.views.works import Works, works

SHOWN = 100
"""Rows on a page of an answer."""

_FOR_PROGRAMS = frozenset(
    {"id", "start", "end", "spans", "from", "to", "cueStart", "cueEnd", "hop", "denial"}
)
_WORDS_OF = {"text": ("hop", "id"), "source": ("id",), "denied": ("denial",)}
"""Which column says what the words of another are the words of."""
_PART = re.compile(r"s(?:rc)?-?[0-9s].*|r[0-9].*")
_CONCEPT = re.compile(r"[a-z]+(?:-[a-z]+)+")
_MOST_BARS = 60
_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a row under a column, and where it leads."""

    text: str
    href: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column as a reader sees it."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of an answer that a page shows."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    first: int
    count: int

    @property
    def last(self) -> int:
        """Return the number of the last row that is shown."""
        return self.first + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a question's form."""

    name: str
    label: str
    kind: str
    description: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()


def fields(
    query: StoredQuery, given: Mapping[str, str], choices: Mapping[str, Sequence[tuple[str, str]]]
) -> tuple[Field, ...]:
    """Return the form's fields, with the values that a reader gave."""
    return tuple(
        Field(
            name=one.name,
            label=spaced(one.name),
            kind=_kind(one, choices),
            description=one.description,
            value=given.get(one.name, ""),
            choices=tuple(choices.get(one.name, ())),
        )
        for one in query.parameters
    )


def _kind(one: Parameter, choices: Mapping[str, object]) -> str:
    if choices.get(one.name):
        return "choice"
    return {ParameterType.DATE: "date", ParameterType.INTEGER: "number"}.get(one.type, "text")


def shown(
    query: StoredQuery, table: Table, reader: Reader, first: int, given: Mapping[str, str]
) -> Shown:
    """Return rows from the `first`, counted from 1; what was given is not said again in each."""
    rows = table.rows[first - 1 : first - 1 + SHOWN]
    hidden = _FOR_PROGRAMS | given.keys() & {"article", "outlet"}
    columns = [n for n, column in enumerate(table.columns) if column not in hidden]
    told = {one.name: one.description for one in query.columns}
    wholes = tuple(Table(table.columns, rows).objects())
    articles = {str(row["article"]) for row in wholes if row.get("article")}
    known, found = named(reader, articles), works(reader, wholes)
    return Shown(
        heads=tuple(Head(spaced(table.columns[n]), told[table.columns[n]]) for n in columns),
        rows=tuple(
            tuple(_cell(table.columns[n], whole, known, found) for n in columns) for whole in wholes
        ),
        first=first,
        count=len(table.rows),
    )


def spaced(name: str) -> str:
    """Return a name as it is spelt in a query as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _cell(column: str, row: Mapping[str, Value], known: Mapping[str, Named], found: Works) -> Cell:
    value = row[column]
    if value is None:
        return Cell("")
    article = str(row.get("article") or "")
    if column == "article":
        one = known.get(article)
        return Cell(one.title, one.href) if one else Cell(article)
    part = next((row[name] for name in _WORDS_OF.get(column, ()) if row.get(name)), None)
    if part:
        look = "" if column == "source" else "words"
        return Cell(one_line(str(value)), _leads(column, article, str(part)), look)
    if column == "source" and "statements" in row:
        return Cell(one_line(str(value)), name_href(str(value)))
    if column == "outlet":
        return Cell(one_line(str(value)), name_href(str(value), outlet=True))
    if column == "identification":
        return _identified(str(value), row, found)
    return _told(column, value)


def _identified(text: str, row: Mapping[str, Value], found: Works) -> Cell:
    """Return how far a source is identified, or the work that it is; the column may say which."""
    place = (str(row.get("article") or ""), str(row.get("source") or ""))
    beside = row.get("kind")
    kind = SourceKind(str(beside)) if beside else found.get(place)
    called = work_called(Identification(text), kind) if kind else ""
    if called and beside:
        called = "without a name"  # what it is stands beside it
    return Cell(called or identified(Identification(text)), look=f"kind {kind_called(text)}")


def _leads(column: str, article: str, part: str) -> str:
    """Return where the words of a row, or a row's source, are shown in full."""
    if part.startswith("src"):
        return source_href(article, part) if column == "source" else ""
    if column == "source" or not _PART.fullmatch(part):
        return ""
    if part.startswith("s"):
        return claim_href(article, part)
    return f"/articles/{article.rpartition('/')[2]}#{part}"


def _told(column: str, value: Value) -> Cell:
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, (int, float)):
        return Cell(f"{value:,}", look="number")
    text = one_line(value or "")
    if column == "kind":
        return Cell(source_kind(SourceKind(text)))
    if column == "form":
        return Cell(form(QuoteForm(text)))
    if column == "outcome":
        return Cell(outcome(ResponseKind(text)))
    return Cell(text.replace("-", " ") if _CONCEPT.fullmatch(text) else text)


def command(query: StoredQuery, given: Mapping[str, str]) -> str:
    """Return how the same is asked on the command line."""
    pairs = [shlex.quote(f"{name}={value}") for name, value in given.items()]
    return " ".join(["onrecord ask", query.name, *(f"--param {one}" for one in pairs)])


@dataclass(frozen=True, slots=True)
class Drawn:
    """An answer's chart: its bars, what their parts stand for, and what there was no room for."""

    along: str
    by: str
    bars: tuple[charts.Bar, ...]
    parts: tuple[charts.Part, ...]
    left_out: int


def chart(wanted: Chart, table: Table) -> Drawn | None:
    """Return the chart that a question's header asks for; none where there is nothing to draw."""
    counted: dict[str, Counter[Hashable]] = {}
    for row in table.objects():
        label = _told(wanted.along, row[wanted.along]).text or "(not given)"
        piece = _piece(wanted.by, row[wanted.by] if wanted.by else None)
        counted.setdefault(label, Counter())[piece] += int(str(row[wanted.count]))
    if not counted:
        return None
    ordered = sorted(counted.items()) if wanted.along == "month" else list(counted.items())
    kept = dict(ordered[:_MOST_BARS])
    parts = tuple(_parts(sum(counted.values(), Counter()), wanted))
    by = spaced(wanted.by) if wanted.by else ""
    left_out = len(counted) - len(kept)
    return Drawn(spaced(wanted.along), by, charts.bars(kept, parts), parts, left_out)


def _piece(column: str | None, value: Value) -> Kind | str:
    """Return what a part of a bar stands for: a kind of sourcing, or the value in words."""
    if column is None:
        return ""
    return kind_called(str(value)) if column == "identification" else _told(column, value).text


def _parts(every: Counter[Hashable], wanted: Chart) -> Iterator[charts.Part]:
    kinds = [kind for kind in Kind if every[kind]]
    if kinds:
        yield from (charts.Part(kind, kind.value, WORDS[kind]) for kind in kinds)
        return
    for number, (name, _) in enumerate(every.most_common(), 1):
        look = f"part-{min(number, _MOST_PARTS)}" if wanted.by else "only"
        yield charts.Part(name, look, str(name) or spaced(wanted.count))
