"""Putting values into a stored query: only as terms, only where the query has a slot.

A slot is a comment line `#? name: pattern`, where the pattern says `$name`. As the file
lies there the line is no part of the query, so it runs on any SPARQL 1.1 engine and asks
about everything; bound, the line is, with one term in Turtle's own spelling for `$name`.
This is the only place where SPARQL is put together from values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date as Date  # noqa: N812 - a type name
from urllib.parse import urlsplit

from rdflib import XSD, Literal, URIRef

from kg.errors import UsageError
from kg.queries.stored import Parameter, ParameterType, StoredQuery

_SLOT = re.compile(r"^ *#\? (\w+): (.*)$", re.MULTILINE)
_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def bind(query: StoredQuery, values: Mapping[str, str | Sequence[str]]) -> str:
    """Return the query's SPARQL with each value in its slot; several values must all hold.

    Raises `UsageError` for a parameter that the query does not have or a value that is
    not of its type.
    """
    terms = {
        name: [term(query.parameter(name), one) for one in _several(value)]
        for name, value in values.items()
    }
    return _SLOT.sub(lambda slot: _filled(slot, terms), query.sparql)


def _several(value: str | Sequence[str]) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def _filled(slot: re.Match[str], terms: Mapping[str, Sequence[str]]) -> str:
    name, pattern = slot[1], slot[2]
    lines = [f"  {pattern.replace(f'${name}', one)}" for one in terms.get(name, ())]
    return "\n".join(lines) or slot[0]


_ORDER = re.compile(r"^ORDER BY .*\n?\Z", re.MULTILINE)


def first_found(sparql: str, most: int) -> str:
    """Return the bound query for the first rows that are found, in no order.

    It ends as soon as it has them; with an order every row would have to be found first.
    """
    return f"{_ORDER.sub('', sparql)}LIMIT {most}\n"


_PROLOGUE = re.compile(r"(?:[ \t]*(?:#.*|PREFIX .*)?\n)*")
NODES = ("article", "id")
"""The columns that name a node inside an article."""


def as_graph(query: StoredQuery, sparql: str) -> str:
    """Return a CONSTRUCT for what the answer's rows name: each node, its attribution and source.

    `sparql` is the bound query. Raises `UsageError` where the rows name nothing.
    """
    if not {one.name for one in query.columns}.issuperset(NODES):
        raise UsageError(
            f"the rows of {query.name} name no nodes of the graph",
            todo="take it as JSON, XML, CSV or TSV",
        )
    prologue = _PROLOGUE.match(sparql)
    end = prologue.end() if prologue else 0
    return (
        f"{sparql[:end]}CONSTRUCT {{ ?about ?is ?what }}\nWHERE {{\n"
        f"  {{ SELECT DISTINCT ?article ?id WHERE {{ {{\n{sparql[end:]}  }} }} }}\n"
        "  ?article onr:currentVersion ?version .\n"
        '  BIND(IRI(CONCAT(STR(?version), "#", ?id)) AS ?node)\n'
        "  ?node onr:attribution?/onr:source? ?about .\n"
        "  ?about ?is ?what .\n"
        "}\n"
    )


def slots(query: StoredQuery) -> set[str]:
    """Return what the query's text has slots for."""
    return {slot[1] for slot in _SLOT.finditer(query.sparql)}


def term(parameter: Parameter, value: str) -> str:
    """Return the value as a term: the spelling that N-Triples gives it, so nothing can escape."""
    try:
        return _TERMS[parameter.type](value)
    except ValueError:
        raise UsageError(
            f"{parameter.name} takes {_WANTED[parameter.type]}, not {value!r}",
            todo=parameter.description,
        ) from None


def iri_term(value: str) -> str:
    """Return an IRI as it stands in a query; raise ValueError for what is none."""
    if _NOT_IN_IRIS.search(value) or not urlsplit(value).scheme:
        raise ValueError(value)
    return URIRef(value).n3()


def string_term(value: str) -> str:
    """Return a string as it stands in a query; raise ValueError for what no text can be."""
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError(value)
    return _nt(value)


def _integer(value: str) -> str:
    return Literal(int(value), datatype=XSD.integer).n3()


def _date(value: str) -> str:
    return Literal(Date.fromisoformat(value)).n3()


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _nt(value: str) -> str:
    """Return a string literal on one line; rdflib's `n3` breaks lines with triple quotes."""
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in value) + '"'


_TERMS = {
    ParameterType.ARTICLE: iri_term,
    ParameterType.IRI: iri_term,
    ParameterType.STRING: string_term,
    ParameterType.INTEGER: _integer,
    ParameterType.DATE: _date,
}
_WANTED = {
    ParameterType.ARTICLE: "an article",
    ParameterType.IRI: "an absolute IRI",
    ParameterType.STRING: "text",
    ParameterType.INTEGER: "a whole number",
    ParameterType.DATE: "a date like 2026-11-24",
}
