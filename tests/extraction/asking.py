"""How the tests of requests for comment read a text, and what they find in it."""

from __future__ import annotations

from datetime import date
from typing import Final

from kg.extraction.rules import EXTRACTOR
from kg.model import Article, Extraction

OUTLET: Final = "The Harbour Gazette"
WEDNESDAY: Final = date(2026, 11, 18)


def read(text: str, outlet: str = OUTLET) -> Extraction:
    """Return what is found in an article of that outlet, printed on a Wednesday."""
    return EXTRACTOR.extract(Article(text=text, outlet=outlet, date=WEDNESDAY))


def called(found: Extraction, source: str) -> str:
    """Return the name or the description of a source, or its id where nothing is known of it."""
    held = {one.id: one.name or one.description or "" for one in found.sources}
    return held.get(source, source)


def outcomes(found: Extraction) -> list[tuple[str, str]]:
    """Return who was asked, and what came of it, in reading order."""
    return [(called(found, one.party), one.outcome.value) for one in found.requests]
