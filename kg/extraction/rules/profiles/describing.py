"""An unnamed source is described by words that stand where it is told of, and by no others.

What joins mentions, or finds out late that a name is held back, may leave a description that is
printed elsewhere: of somebody else, perhaps. Then the longest mention is the description.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.rules.reading.reading import Reading
from kg.model import Extraction, Source


def describing(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with unnamed sources described as they are printed."""
    text = reading.article.text
    return replace(found, sources=tuple(as_printed(text, one) for one in found.sources))


def as_printed(text: str, source: Source) -> Source:
    """Return a source whose description and role, if its name is held back, are its mentions'."""
    if not source.identification.anonymous or not source.mentions:
        return source
    mentions = [_plain(span.of(text)) for span in source.mentions]

    def printed(said: str | None) -> bool:
        return said is not None and any(_plain(said) in one for one in mentions)

    return replace(
        source,
        description=source.description if printed(source.description) else max(mentions, key=len),
        role=source.role if printed(source.role) else None,
    )


def _plain(said: str) -> str:
    return " ".join(said.split())
