"""`.json`, `.jsonld`: one record, or one article as a JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputRefused, Place
from kg.intake.given import Given, checked_text
from kg.intake.strict import json_line, load_json, placed, read_text
from kg.readers import Incoming, Refused
from kg.readers.jsonl import item


class JsonDocument:
    """Reads a file that holds one JSON object."""

    suffixes = (".json", ".jsonld")

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield the one record or article."""
        text = ""
        try:
            text = read_text(path)
            yield Incoming(Place(name), item(load_json(checked_text(text)), given))
        except InputRefused as error:
            yield Refused(placed(error, name, json_line(text)))


READER = JsonDocument()
