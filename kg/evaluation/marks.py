"""What is compared: attributions as places in a text, whoever marked them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kg.model import Article, Attribution, Span, Spans


class Role(StrEnum):
    """A part of an attribution."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


class Flag(StrEnum):
    """What may be said of an attribution besides its places; the first follows from them."""

    NO_SOURCE = "no_source"
    ANONYMOUS = "anonymous"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An attribution: its places, its flags, whether it stands inside another one.

    `confidence` is how sure a system says it is, from 0 to 1, where it says so.
    """

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    flags: frozenset[Flag] = frozenset()
    nested: bool = False
    confidence: float | None = None

    def spans(self, role: Role) -> Spans:
        """Return the places of a part."""
        return {Role.SOURCE: self.source, Role.CUE: self.cue, Role.CONTENT: self.content}[role]

    @property
    def places(self) -> tuple[Span, ...]:
        """All places of all parts."""
        return (*self.source, *self.cue, *self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An article with the attributions that a person marked in it.

    `discard` are stretches that the person set aside. `annotator` tells several versions
    of one article apart.
    """

    id: str
    article: Article
    marks: tuple[Mark, ...]
    outlet: str | None = None
    discard: Spans = ()
    annotator: str | None = None

    def outermost(self) -> Marked:
        """Return it without the marks that stand inside others."""
        return replace(self, marks=outermost(self.marks))


def mark_of(found: Attribution) -> Mark:
    """Return an attribution of a record as a mark."""
    return Mark(
        source=found.source_spans,
        cue=found.cue,
        content=found.content,
        nested=found.nested_in is not None,
        confidence=found.confidence,
    )


def outermost(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the marks that stand inside no other one."""
    return tuple(one for one in marks if not one.nested)
