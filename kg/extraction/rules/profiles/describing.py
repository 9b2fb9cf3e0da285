"""An unnamed source is described by words that stand where it is told of, and by no others.

What joins mentions, or finds out late that a name is held back, may leave a description that is
printed elsewhere: of somebody else, perhaps. Then the longest mention is the description.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.rules.reading.reading import Reading
from kg.model import Extraction, Source, Spans


def describing(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with unnamed sources described as they are printed."""
    text = reading.article.text
    return replace(found, sources=tuple(as_printed(text, one) for one in found.sources))


def as_printed(text: str, source: Source) -> Source:
    """Return a source whose description and role, if its name is held back, are its mentions'."""
    if not source.identification.anonymous or not source.mentions:
        return source
    described = description_at(text, source.mentions, source.description)
    at_hand = source.role is not None and _printed(source.role, _mentions(text, source.mentions))
    return replace(source, description=described, role=source.role if at_hand else None)


def description_at(text: str, mentions: Spans, said: str | None) -> str | None:
    """Return a description if some mention holds it, else the longest mention, if there is one."""
    told = _mentions(text, mentions)
    return said if said is not None and _printed(said, told) else max(told, key=len, default=None)


def _mentions(text: str, mentions: Spans) -> list[str]:
    return [_plain(span.of(text)) for span in mentions]


def _printed(said: str, mentions: list[str]) -> bool:
    return any(_plain(said) in one for one in mentions)


def _plain(said: str) -> str:
    return " ".join(said.split())
