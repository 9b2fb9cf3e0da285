"""Giving every part of a record the id that follows from its role and spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg import ids
from kg.model import PUBLISHER, Attribution, Extraction, Record, Source, Spans


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
    used = {one.source for one in found.attributions} | {one.party for one in found.requests}
    used |= {one.asker for one in found.requests}
    used |= {name for one in found.attributions for name in (one.recipient, one.medium) if name}
    sources = [replace(one, mentions=tuple(sorted(set(one.mentions)))) for one in found.sources]
    return Extraction(
        sources=tuple(sorted((one for one in sources if one.id in used), key=_source_order)),
        attributions=tuple(sorted(found.attributions, key=_attribution_order)),
        requests=tuple(sorted(found.requests, key=lambda one: (one.spans, one.party_spans))),
    )


def _source_order(source: Source) -> tuple[bool, Spans, str, str]:
    words_of_it = source.name or source.description or ""
    return (not source.mentions, source.mentions, source.identification, words_of_it)


def _attribution_order(attribution: Attribution) -> tuple[int, int, Spans, Spans]:
    """Order outer before inner: by start, then the longer content first."""
    first, last = attribution.content[0].start, attribution.content[-1].end
    return (first, -last, attribution.content, attribution.cue)


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
