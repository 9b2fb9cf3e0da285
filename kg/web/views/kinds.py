"""Kinds of sourcing as a reader sees them: each has a word and a look of its own.

The look is in `static/onrecord.css`, by the value of the kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from kg.model import Attribution, Extraction, PassageKind, Source
from kg.telling.kinds import Kind, kind_as, kind_called
from kg.telling.words import work
from kg.web.views.charts import Bar, Part, bars

__all__ = [
    "MEANINGS",
    "PARTS",
    "SOURCED",
    "WORDS",
    "Kind",
    "bar",
    "counted",
    "kind_called",
    "kind_of",
    "kinds_of",
    "words_for",
]

SOURCED = (Kind.NAMED, Kind.ANONYMOUS, Kind.GROUP, Kind.UNSTATED, Kind.UNRESOLVED)
"""The kinds that a statement's source can be of."""

WORDS = {
    Kind.NAMED: "named",
    Kind.ANONYMOUS: "anonymous",
    Kind.GROUP: "unnamed group",
    Kind.UNSTATED: "not stated who",
    Kind.UNRESOLVED: "not resolved by the program",
    Kind.ASKED: "asked for comment",
    Kind.UNATTRIBUTED: "without a source",
}
MEANINGS = {
    Kind.NAMED: "a person, body or document with its name",
    Kind.ANONYMOUS: "the name is withheld; the description is all there is",
    Kind.GROUP: "several at once, none of them named",
    Kind.UNSTATED: "the article does not say who, or names the office and not the person;"
    " or it is a document or a poll that has no name",
    Kind.UNRESOLVED: "the article may say who; the program does not see whom it means",
    Kind.ASKED: "a request for comment and what came of it",
    Kind.UNATTRIBUTED: "a sentence that the article gives no source for",
}


def kind_of(source: Source | None) -> Kind:
    """Return the kind of a source; none is the publisher itself, whose name is known."""
    return Kind.NAMED if source is None else kind_as(source.identification)


def words_for(source: Source | None) -> str:
    """Return what a source is called beside its statements: its kind, or the work that it is."""
    return (work(source) if source else "") or WORDS[kind_of(source)]


PARTS = tuple(Part(kind, kind.value, WORDS[kind]) for kind in Kind)
"""What a bar has a part for, in this order."""


def bar(label: str, counts: Counter[Kind]) -> Bar:
    """Return a bar over the whole width; what is not there has no part."""
    return bars({label: Counter[Hashable](counts)}, PARTS, shares=True)[0]


def counted(found: Extraction) -> Counter[Kind]:
    """Count statements by their source, requests for comment and sentences without a source."""
    sources = {one.id: one for one in found.sources}
    counts = Counter(kinds_of(found.attributions, sources))
    counts[Kind.ASKED] = len(found.requests)
    counts[Kind.UNATTRIBUTED] = sum(one.kind is PassageKind.UNATTRIBUTED for one in found.passages)
    return counts


def kinds_of(attributions: Iterable[Attribution], sources: dict[str, Source]) -> Iterator[Kind]:
    """Yield the kind of each statement's source."""
    for one in attributions:
        yield kind_of(sources.get(one.source))
