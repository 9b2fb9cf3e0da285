"""`.md`, `.markdown`: one article in Markdown, with a YAML header or without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputRefused, Place
from kg.intake.given import Given, beside
from kg.intake.marked import article
from kg.intake.strict import placed, read_text
from kg.readers import Incoming, Refused


class Markdown:
    """Reads CommonMark: its blocks as plain text, what its header says where nobody else did."""

    suffixes = (".md", ".markdown")

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield the one article."""
        try:
            known = given.filled_from(beside(path, name))
            yield Incoming(Place(name), article(read_text(path), known))
        except InputRefused as error:
            yield Refused(placed(error, name))


READER = Markdown()
