"""`.txt`: the whole file is one article's text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputRefused, Place
from kg.intake.given import Given, beside
from kg.intake.strict import placed, read_text
from kg.intake.structure import structured
from kg.readers import Incoming, Refused


class PlainText:
    """Reads plain text; what `NAME.meta.json` says of it stands before what its head says."""

    suffixes = (".txt",)

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield the one article."""
        try:
            known = given.filled_from(beside(path, name))
            yield Incoming(Place(name), structured(known, read_text(path)))
        except InputRefused as error:
            yield Refused(placed(error, name))


READER = PlainText()
