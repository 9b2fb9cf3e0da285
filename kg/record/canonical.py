"""Giving every part of a record the id that follows from its role and spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg import ids
from kg.model import PUBLISHER, Attribution, Extraction, Record, Request, Source, Spans


def canonical(record: Record) -> Record:
    """Return the record in reading order, every part called by its role and spans."""
    found = _tidy(record.extraction)
    statements = _unique((one.id, ids.statement_id(one)) for one in found.attributions)
    first_use = {one.source: statements[one.id] for one in reversed(found.attributions)}
    names = _unique(
        (one.id, ids.source_id(one, first_use.get(one.id, ""))) for one in found.sources
    )
    names[PUBLISHER] = PUBLISHER
    requests = _unique((one.id, ids.request_id(one)) for one in found.requests)
    return replace(
        record,
        extraction=Extraction(
            sources=tuple(replace(one, id=names[one.id]) for one in found.sources),
            attributions=tuple(_rename(one, names, statements) for one in found.attributions),
            requests=tuple(
                replace(one, id=requests[one.id], party=names[one.party], asker=names[one.asker])
                for one in found.requests
            ),
        ),
    )


def _tidy(found: Extraction) -> Extraction:
    """Return the parts in reading order; a source that nothing names is left out.

    The order follows from what the parts say, never from how the document had them, for
    ids of parts that share role and spans are told apart by it.
    """
    used = {one.source for one in found.attributions} | {one.party for one in found.requests}
    used |= {one.asker for one in found.requests}
    used |= {name for one in found.attributions for name in (one.recipient, one.medium) if name}
    sources = [replace(one, mentions=tuple(sorted(set(one.mentions)))) for one in found.sources]
    sources = sorted((one for one in sources if one.id in used), key=_source_order)
    rank = {one.id: number for number, one in enumerate(sources)}
    depth = _depths(found.attributions)
    return Extraction(
        sources=tuple(sources),
        attributions=tuple(
            sorted(found.attributions, key=lambda one: _attribution_order(one, rank, depth))
        ),
        requests=tuple(sorted(found.requests, key=lambda one: _request_order(one, rank))),
    )


def _source_order(source: Source) -> tuple[bool, Spans, str, str, str]:
    called = source.name or source.description or ""
    return (not source.mentions, source.mentions, source.identification, source.kind, called)


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
    rest = (one.source_spans, one.quote_form, one.rule or "")
    first, last = one.content[0].start, one.content[-1].end
    return (first, -last, depth[one.id], one.content, one.cue, *ranks, *rest)


def _request_order(one: Request, rank: dict[str, int]) -> tuple[object, ...]:
    ranks = [rank.get(name, -1) for name in (one.party, one.asker)]
    when = one.when.isoformat() if one.when else ""
    return (one.spans, one.party_spans, *ranks, one.outcome, when, one.rule or "")


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    taken: dict[str, int] = {}
    names: dict[str, str] = {}
    for old, new in pairs:
        taken[new] = taken.get(new, 0) + 1
        names[old] = new if taken[new] == 1 else f"{new}~{taken[new]}"
    return names


def _rename(one: Attribution, names: dict[str, str], statements: dict[str, str]) -> Attribution:
    return replace(
        one,
        id=statements[one.id],
        source=names[one.source],
        recipient=names[one.recipient] if one.recipient else None,
        medium=names[one.medium] if one.medium else None,
        nested_in=statements[one.nested_in] if one.nested_in else None,
        infers_from=tuple(sorted(statements[other] for other in one.infers_from)),
    )
