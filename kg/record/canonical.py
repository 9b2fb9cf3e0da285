"""Giving every part of a record the id that follows from its role and spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TypeAlias

from kg import ids
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    Channel,
    Correction,
    Extraction,
    Passage,
    Record,
    Request,
    Source,
    Stance,
)

Part: TypeAlias = Source | Attribution | Request | Stance | Passage | Correction

_REFERENCES = frozenset(
    {"id", "source", "recipient", "medium", "nested_in", "infers_from", "against"}
    | {"party", "asker", "about", "answered_by", "member_of", "speaks_for", "target", "corrects"}
)
"""Fields that hold ids, which the order of parts must not follow from."""


def canonical(record: Record) -> Record:
    """Return the record in reading order, every part called by its role and spans."""
    found = _tidy(record.extraction)
    statements = _unique((one.id, ids.statement_id(one)) for one in found.attributions)
    first_use = {one.source: statements[one.id] for one in reversed(found.attributions)}
    names = _unique(
        (one.id, ids.source_id(one, first_use.get(one.id, ""))) for one in found.sources
    )
    names[PUBLISHER] = PUBLISHER
    return replace(
        record,
        article=_laid_out(record.article),
        extraction=_Renaming(names, statements).extraction(found),
    )


def _laid_out(article: Article) -> Article:
    return replace(article, sections=tuple(sorted(article.sections)))


class _Renaming:
    """The new ids of sources and statements, given to every part that names them."""

    def __init__(self, names: dict[str, str], statements: dict[str, str]) -> None:
        self.names = names
        self.statements = statements

    def extraction(self, found: Extraction) -> Extraction:
        requests = _unique((one.id, ids.request_id(one)) for one in found.requests)
        passages = _unique((one.id, ids.passage_id(one)) for one in found.passages)
        corrections = _unique((one.id, ids.correction_id(one)) for one in found.corrections)
        return Extraction(
            sources=tuple(self.source(one) for one in found.sources),
            attributions=tuple(self.attribution(one) for one in found.attributions),
            requests=tuple(self.request(one, requests[one.id]) for one in found.requests),
            stances=self.stances(found.stances),
            passages=tuple(replace(one, id=passages[one.id]) for one in found.passages),
            corrections=tuple(
                self.correction(one, corrections[one.id]) for one in found.corrections
            ),
        )

    def name(self, old: str | None) -> str | None:
        return None if old is None else self.names[old]

    def told(self, old: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({self.statements[one] for one in old}))

    def source(self, one: Source) -> Source:
        return replace(
            one,
            id=self.names[one.id],
            member_of=self.name(one.member_of),
            speaks_for=self.name(one.speaks_for),
        )

    def attribution(self, one: Attribution) -> Attribution:
        return replace(
            one,
            id=self.statements[one.id],
            source=self.names[one.source],
            recipient=self.name(one.recipient),
            medium=self.name(one.medium),
            nested_in=self.statements[one.nested_in] if one.nested_in else None,
            infers_from=self.told(one.infers_from),
            against=tuple(sorted({self.names[name] for name in one.against})),
        )

    def request(self, one: Request, name: str) -> Request:
        return replace(
            one,
            id=name,
            party=self.names[one.party],
            asker=self.names[one.asker],
            about=self.told(one.about),
            answered_by=self.told(one.answered_by),
        )

    def stances(self, old: tuple[Stance, ...]) -> tuple[Stance, ...]:
        told = [
            replace(one, source=self.statements[one.source], target=self.statements[one.target])
            for one in old
        ]
        told.sort(key=lambda one: (one.source, one.target, *_plain(one)))
        new = _unique((one.id, ids.stance_id(one)) for one in told)
        return tuple(replace(one, id=new[one.id]) for one in told)

    def correction(self, one: Correction, name: str) -> Correction:
        return replace(one, id=name, corrects=self.told(one.corrects))


def _tidy(found: Extraction) -> Extraction:
    """Return the parts in reading order; a source that nothing names is left out.

    The order follows from what the parts say, never from how the document had them, for
    ids of parts that share role and spans are told apart by it.
    """
    sources = [replace(one, mentions=tuple(sorted(set(one.mentions)))) for one in found.sources]
    orders = {one.id: _source_order(one) for one in sources}
    used = found.sources_in_use()
    sources = sorted(
        (one for one in sources if one.id in used),
        key=lambda one: (orders[one.id], *(orders.get(name or "", ()) for name in _bodies(one))),
    )
    rank = {one.id: number for number, one in enumerate(sources)}
    depth = _depths(found.attributions)
    attributions = [replace(one, channels=_sorted(one.channels)) for one in found.attributions]
    requests = [replace(one, channels=_sorted(one.channels)) for one in found.requests]
    return replace(
        found,
        sources=tuple(sources),
        attributions=tuple(
            sorted(attributions, key=lambda one: _attribution_order(one, rank, depth))
        ),
        requests=tuple(sorted(requests, key=lambda one: _request_order(one, rank))),
        passages=_passages(found.passages),
        corrections=tuple(sorted(found.corrections, key=lambda one: (one.spans, *_plain(one)))),
    )


def _sorted(channels: Iterable[Channel]) -> tuple[Channel, ...]:
    return tuple(sorted(set(channels)))


def _passages(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return each once: nothing but the place tells two of them apart."""
    unlike = {(one.span, one.kind): one for one in passages}
    return tuple(unlike[place] for place in sorted(unlike))


def _bodies(one: Source) -> tuple[str | None, str | None]:
    return (one.member_of, one.speaks_for)


def _plain(part: Part) -> tuple[str, ...]:
    """Return what a part says apart from the ids in it, as something that has an order."""
    return tuple(
        repr(getattr(part, field.name)) for field in fields(part) if field.name not in _REFERENCES
    )


def _source_order(source: Source) -> tuple[object, ...]:
    called = source.name or source.description or ""
    rest = (source.identification, source.kind, called, _plain(source))
    return (not source.mentions, source.mentions, *rest)


def _depths(attributions: Iterable[Attribution]) -> dict[str, int]:
    """Return how deep each attribution is nested; a loop counts once round."""
    outer = {one.id: one.nested_in for one in attributions}
    depths: dict[str, int] = {}
    for name, around in outer.items():
        above: set[str] = set()
        at = around
        while at and at not in above:
            above.add(at)
            at = outer[at]
        depths[name] = len(above)
    return depths


def _attribution_order(
    one: Attribution, rank: dict[str, int], depth: dict[str, int]
) -> tuple[object, ...]:
    """Order by start, then outer before inner, then by all the rest."""
    ranks = [rank.get(name or "", -1) for name in (one.source, one.recipient, one.medium)]
    against = tuple(sorted(rank.get(name, -1) for name in one.against))
    first, last = one.content[0].start, one.content[-1].end
    place = (first, -last, depth[one.id], one.content, one.cue)
    return (*place, *ranks, against, _plain(one))


def _request_order(one: Request, rank: dict[str, int]) -> tuple[object, ...]:
    ranks = [rank.get(name, -1) for name in (one.party, one.asker)]
    return (one.spans, one.party_spans, *ranks, _plain(one))


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    taken: dict[str, int] = {}
    names: dict[str, str] = {}
    for old, new in pairs:
        taken[new] = taken.get(new, 0) + 1
        names[old] = new if taken[new] == 1 else f"{new}~{taken[new]}"
    return names
