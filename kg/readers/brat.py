"""`.ann`: brat standoff with PolNeAR's types, its text in the `.txt` of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputRefused, Place
from kg.intake.given import Given
from kg.intake.outside import attributions
from kg.intake.outside.beside import beside, text_beside, text_file
from kg.intake.outside.counting import one_line_end, readings
from kg.intake.outside.standoff import read_lines
from kg.intake.strict import placed, read_text
from kg.readers import Incoming, Refused, record_from

_UNSIGNED = 'who made it is not said, so automatic; "origin" in {} says it'
_ON_LINE = re.compile(r" on line ([0-9]+)\b")


class Brat:
    """Reads attributions; `NAME.meta.json` may say that a person made them."""

    suffixes = (".ann",)

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield the one record."""
        try:
            yield _incoming(path, name, given)
        except InputRefused as error:
            line = _ON_LINE.search(error.what)
            yield Refused(placed(error, name, int(line[1]) if line else 1))

    def text_of(self, path: Path) -> Path | None:
        """Return the `.txt` beside it."""
        return text_file(path)


def _incoming(path: Path, name: str, given: Given) -> Incoming:
    found = attributions.findings(read_lines(read_text(path), name))
    raw = text_beside(path, name)
    if raw is None:
        raise InputRefused(
            f"there is no {text_file(path).name} beside it", todo="put the annotated text there"
        )
    lies = beside(path, name)
    choices = readings(raw, one_line_end(raw.removeprefix("\ufeff")))
    made, notes = record_from(lies.signed(found), lambda _: choices, given.filled_from(lies.given))
    if not made.extraction.attributions:
        notes = (*notes, "there is no attribution in it")
    if lies.origin is None:
        notes = (*notes, _UNSIGNED.format(text_file(path).with_suffix(".meta.json").name))
    return Incoming(Place(name), made, notes)


READER = Brat()
