"""`.json`, `.jsonld`: one record or article as a JSON object, or an array of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputRefused, Place
from kg.intake.given import Given
from kg.intake.strict import json_line, load_json, placed, read_text
from kg.readers import Incoming, Refused
from kg.readers.jsonl import item


class JsonDocument:
    """Reads a file that holds one JSON object, or an array of them."""

    suffixes = (".json", ".jsonld")

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield the records and articles."""
        text = ""
        try:
            text = read_text(path)
            value = load_json(text)
        except InputRefused as error:
            yield Refused(placed(_emptied(error, text), name, json_line(text)))
            return
        many = isinstance(value, list)
        for number, one in enumerate(value if isinstance(value, list) else [value], start=1):
            yield _one(one, Place(name), given, f"item {number}: " if many else "")


def _emptied(error: InputRefused, text: str) -> InputRefused:
    """Return a plainer error where there is nothing at all."""
    if text.strip():
        return error
    return InputRefused("there is no text in it", todo="give a record or an article")


def _one(value: object, place: Place, given: Given, which: str) -> Incoming | Refused:
    try:
        return Incoming(place, item(value, given))
    except InputRefused as error:
        return Refused(InputRefused(which + error.what, todo=error.todo, place=place))


READER = JsonDocument()
