"""Values out of another tool's JSON, each refused by its key where it is not what it must be."""

from __future__ import annotations

import re

from kg.errors import InputRefused

MAX_OFFSET = 2**40
"""No text is as long; larger numbers are no offsets."""

MAX_ENTRIES = 50_000
"""Entries of one array: sentences, or tokens of one; quotes are counted more strictly later."""

_LONGEST_VERSION = 40


def entries(value: object, where: str, most: int = MAX_ENTRIES) -> list[dict[str, object]]:
    """Return an array of objects."""
    if not isinstance(value, list):
        raise InputRefused(f"{where} is no array", todo="give the tool's output unchanged")
    if len(value) > most:
        raise InputRefused(
            f"{where} has {len(value):,} entries, {most:,} at most are taken",
            todo="is it one article?",
        )
    for number, one in enumerate(value):
        if not isinstance(one, dict):
            raise InputRefused(
                f"{where}[{number}] is no object", todo="give the tool's output unchanged"
            )
    return value


def words(one: dict[str, object], key: str, where: str) -> str:
    """Return a text that must be there."""
    value = one.get(key)
    if not isinstance(value, str):
        raise InputRefused(f"{where}.{key} is no text", todo="give the tool's output unchanged")
    return value


def offset(one: dict[str, object], key: str, where: str) -> int:
    """Return a whole number; true and false are none, though Python counts them so."""
    value = one.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < MAX_OFFSET:
        raise InputRefused(f"{where}.{key} is no offset", todo="write a whole number, 0 or more")
    return value


def version(value: object) -> tuple[str | None, tuple[str, ...]]:
    """Return a version in the form that a record has it, or a note that it has none."""
    if not isinstance(value, str) or not value.strip():
        return None, ()
    plain = re.sub(r"[^A-Za-z0-9.+_-]+", "-", re.sub(r"\.[0-9]{5,}", "", value)).strip("-._+")
    if not plain or len(plain) > _LONGEST_VERSION or re.search(r"[0-9]{5}", plain):
        return None, (f"not kept: the version {value[:_LONGEST_VERSION]!r}",)
    return plain, ()
