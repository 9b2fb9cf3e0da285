"""An unnamed source is described by words that stand where it is told of, and by no others.

What joins mentions, or finds out late that a name is held back, may leave a description that is
printed elsewhere: of somebody else, perhaps. Then the longest mention is the description.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extraction.rules.reading.reading import Reading
from kg.model import Extraction, Identification, Source, Span, Spans
from kg.record.wording import name_body


def describing(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with unnamed sources described as they are printed."""
    text, named = reading.article.text, _named_places(found)
    speaking: dict[str, list[Span]] = {}
    for one in found.attributions:
        speaking.setdefault(one.source, []).extend(one.source_spans)
    apart = (
        as_printed(text, _apart(one, speaking.get(one.id, []), named)) for one in found.sources
    )
    sources = {one.id: one for one in found.sources}
    return replace(found, sources=tuple(_untied(text, one, sources) for one in apart))


def _untied(text: str, source: Source, sources: Mapping[str, Source]) -> Source:
    """Return an unnamed source without the bodies that the words for it do not name."""
    if not source.identification.anonymous:
        return source
    own = [span.of(text) for span in source.mentions]

    def named(body: str | None) -> bool:
        held = sources.get(body or "")
        called = None if held is None else held.name or held.description
        of_body = [] if held is None else [span.of(text) for span in held.mentions]
        return held is None or name_body(own, called or "", of_body)

    return replace(
        source,
        member_of=source.member_of if named(source.member_of) else None,
        speaks_for=source.speaks_for if named(source.speaks_for) else None,
    )


def _named_places(found: Extraction) -> list[Span]:
    names = {one.id for one in found.sources if one.identification is Identification.NAMED}
    told = [span for one in found.sources if one.id in names for span in one.mentions]
    said = (span for one in found.attributions if one.source in names for span in one.source_spans)
    return [*told, *said]


def _apart(source: Source, speaking: list[Span], named: list[Span]) -> Source:
    """Return an unnamed source without the mentions inside those of named ones.

    "Jane Roe, a friend of the clerk": the place is hers, and would tie the clerk to her name. Who
    speaks at such a place is not one whose name the article holds back.
    """
    if not source.identification.anonymous:
        return source

    def inside(one: Span) -> bool:
        return any(other.start < one.start < other.end for other in named)

    kept = tuple(one for one in source.mentions if not inside(one))
    if not kept or any(inside(one) for one in speaking):
        return replace(source, identification=Identification.UNSTATED, reason=None, reason_spans=())
    return replace(source, mentions=kept)


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
