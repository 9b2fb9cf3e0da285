"""Putting values into a stored query: only as terms, only where the query has a slot.

A slot is `VALUES ?name { UNDEF }`: as the file lies there it leaves the variable free, so
the query runs on any SPARQL 1.1 engine; bound, it holds one term in Turtle's own spelling.
This is the only place where SPARQL is put together from values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 - a type name
from urllib.parse import urlsplit

from rdflib import XSD, Literal, URIRef

from kg.errors import UsageError
from kg.queries.stored import Parameter, ParameterType, StoredQuery

_SLOT = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")
_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def bind(query: StoredQuery, values: Mapping[str, str]) -> str:
    """Return the query's SPARQL with each value in its slot.

    Raises `UsageError` for a parameter that the query does not have or a value that is
    not of its type.
    """
    terms = {name: term(query.parameter(name), value) for name, value in values.items()}
    return _SLOT.sub(
        lambda slot: f"VALUES ?{slot[1]} {{ {terms[slot[1]]} }}" if slot[1] in terms else slot[0],
        query.sparql,
    )


def slots(query: StoredQuery) -> set[str]:
    """Return the variables that the query's text has slots for."""
    return set(_SLOT.findall(query.sparql))


def term(parameter: Parameter, value: str) -> str:
    """Return the value as a term: the spelling that N-Triples gives it, so nothing can escape."""
    try:
        return _TERMS[parameter.type](value)
    except ValueError:
        raise UsageError(
            f"{parameter.name} takes {_WANTED[parameter.type]}, not {value!r}",
            todo=parameter.description,
        ) from None


def _iri(value: str) -> str:
    if _NOT_IN_IRIS.search(value) or not urlsplit(value).scheme:
        raise ValueError(value)
    return URIRef(value).n3()


def _string(value: str) -> str:
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
    ParameterType.ARTICLE: _iri,
    ParameterType.IRI: _iri,
    ParameterType.STRING: _string,
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
