"""Reading a stored query: SPARQL as it lies on disk, with a grlc-style header in YAML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from kg.errors import UsageError
from kg.resources import query_files


class ParameterType(StrEnum):
    """What a parameter takes: `article` is anything that names one, and becomes its IRI."""

    ARTICLE = "article"
    IRI = "iri"
    STRING = "string"
    INTEGER = "integer"
    DATE = "date"


class Group(StrEnum):
    """Who asks such a question, in the order in which questions are listed."""

    STANDARDS_EDITOR = "standards-editor"
    NON_RESPONSE = "non-response"
    FACT_CHECKER = "fact-checker"
    RESEARCHER = "researcher"
    LINKED_DATA = "linked-data"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A typed slot of a query; unbound it means any."""

    name: str
    type: ParameterType
    description: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what it holds."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Chart:
    """How an answer is drawn: a bar for each value of `along`, in parts by the values of `by`."""

    along: str
    count: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A question with its SPARQL; `name` is the file's."""

    name: str
    title: str
    question: str
    group: Group
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str
    chart: Chart | None = None

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of that name, or say which there are."""
        for one in self.parameters:
            if one.name == name:
                return one
        known = ", ".join(one.name for one in self.parameters) or "none"
        raise UsageError(f"{self.name} has no parameter {name!r}", todo=f"it has: {known}")


def stored() -> dict[str, StoredQuery]:
    """Return every stored query by name."""
    return {path.stem: read(path) for path in query_files()}


def load(name: str) -> StoredQuery:
    """Return the stored query of that name, or say which there are."""
    for path in query_files():
        if path.stem == name:
            return read(path)
    raise UsageError(f"there is no question {name!r}", todo="see `onrecord ask --list`")


def read(path: Path) -> StoredQuery:
    """Return the query of one file; a header that lacks a part is a defect and raises."""
    text = path.read_text(encoding="utf-8")
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    header = yaml.safe_load("\n".join(lines))
    return StoredQuery(
        name=path.stem,
        title=header["title"],
        question=header["question"],
        group=Group(header["group"]),
        parameters=tuple(
            Parameter(name, ParameterType(one["type"]), one["description"])
            for name, one in (header["parameters"] or {}).items()
        ),
        columns=tuple(Column(name, what) for name, what in header["columns"].items()),
        sparql=text,
        chart=Chart(**header["chart"]) if "chart" in header else None,
    )
