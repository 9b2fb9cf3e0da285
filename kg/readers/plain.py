"""`.txt`: the whole file is one article's text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputRefused, Place
from kg.intake.given import Given, beside
from kg.intake.strict import placed, read_text
from kg.readers import Incoming, Refused


class PlainText:
    """Reads plain text, told by `NAME.meta.json` what the text does not say."""

    suffixes = (".txt",)

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield the one article."""
        try:
            article = given.filled_from(beside(path, name)).article(read_text(path))
            yield Incoming(Place(name), article)
        except InputRefused as error:
            yield Refused(placed(error, name))


READER = PlainText()
