"""Sources that only a later pass came upon: named or described, never a pronoun for nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.text.subjects import antecedent_of, noun_phrase
from kg.model import Extraction, Spans

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading


def named_at(reading: Reading, head: int) -> tuple[str | None, Spans]:
    """Return the source that a head word names, and its mention; nothing if none can be told."""
    noun = antecedent_of(reading.view, head)
    tokens = noun_phrase(reading.view, head if noun is None else noun)
    source = reading.cast.source_at(head if noun is None else noun, tokens)
    span = reading.view.span(tokens)
    if span is None or (reading.view.pos[head] == "PRON" and reading.cast.is_unresolved(source)):
        return None, ()
    reading.cast.note(source, span)
    return source, (span,)


def with_newcomers(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with the sources that it names and does not hold yet."""
    known = {one.id for one in found.sources}
    new = tuple(one for one in reading.cast.sources() if one.id not in known)
    used = replace(found, sources=(*found.sources, *new)).sources_in_use()
    return replace(found, sources=(*found.sources, *(one for one in new if one.id in used)))
