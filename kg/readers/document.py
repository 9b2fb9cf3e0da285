"""`.json`, `.jsonld`: one record, or one article as a JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputRefused, Place
from kg.readers import Incoming, Refused
from kg.intake.strict import json_line, load_json, placed, read_text
from kg.intake.given import Given
from kg.readers.jsonl import item


class JsonDocument:
    """Reads a file that holds one JSON object."""

    suffixes = (".json", ".jsonld")

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield the one record or article."""
        text = ""
        try:
            text = read_text(path)
            if not text.strip():
                raise InputRefused("there is no text in it", todo="give a record or an article")
            yield Incoming(Place(name), item(load_json(text), given))
        except InputRefused as error:
            yield Refused(placed(error, name, json_line(text)))


READER = JsonDocument()
