"""`.html`, `.htm`, `.xhtml`: one article's page, as a browser saved it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputRefused, Place
from kg.intake.given import Given, beside
from kg.intake.pages.decoding import decode
from kg.intake.pages.page import article
from kg.intake.strict import placed, read_bytes
from kg.readers import Incoming, Refused


class HtmlPage:
    """Reads a page's own article; what the user gives stands before what the page declares."""

    suffixes = (".html", ".htm", ".xhtml")

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield the one article."""
        try:
            known = given.filled_from(beside(path, name))
            yield Incoming(Place(name), article(decode(read_bytes(path)), known))
        except InputRefused as error:
            yield Refused(placed(error, name))


READER = HtmlPage()
