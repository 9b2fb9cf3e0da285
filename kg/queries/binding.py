"""Putting values into a stored query: only as terms, only where the query has a slot.

A slot is a comment line `#? name: pattern`, where the pattern says `$name`. As the file
lies there the line is no part of the query, so it runs on any SPARQL 1.1 engine and asks
about everything; bound, the line is, with one term in Turtle's own spelling for `$name`.
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

_SLOT = re.compile(r"^ *#\? (\w+): (.*)$", re.MULTILINE)
_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def bind(query: StoredQuery, values: Mapping[str, str]) -> str:
    """Return the query's SPARQL with each value in its slot.

    Raises `UsageError` for a parameter that the query does not have or a value that is
    not of its type.
    """
    terms = {name: term(query.parameter(name), value) for name, value in values.items()}
    return _SLOT.sub(lambda slot: _filled(slot, terms), query.sparql)


def _filled(slot: re.Match[str], terms: Mapping[str, str]) -> str:
    name, pattern = slot[1], slot[2]
    return f"  {pattern.replace(f'${name}', terms[name])}" if name in terms else slot[0]


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
