"""A record as reviews make it: what was rejected is gone, what was corrected is as corrected.

Statements are matched by their ids, which follow from their words' places: two readings of the
same words are the same statement, whatever found them. So a review holds for what another
extractor finds in the same text, and what a person accepted stays where a program misses it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import (
    PUBLISHER,
    Attribution,
    Extraction,
    Identification,
    Record,
    Source,
    Spans,
    without,
)
from kg.model.reviews import Becomes, Review, Verdict
from kg.record import canonical, must_be_sound

RULE = "review"
"""The rule of what a person corrected."""

_NEW = "reviewed-source"


def applied(record: Record, reviews: Iterable[Review]) -> Record:
    """Return the canonical record after each review, in order.

    Raises `InputRefused` where what comes of it is no sound record: spans outside the text, a
    name for a source that is not named.
    """
    for review in reviews:
        record = replace(record, extraction=_after(record.extraction, review))
        must_be_sound(record)
        record = canonical(record)
    return record


def _after(found: Extraction, review: Review) -> Extraction:
    if review.verdict is Verdict.REJECTED:
        return _without(found, review.attribution.id)
    found = _with(found, review)
    if review.verdict is Verdict.ACCEPTED:
        return found
    return _corrected(found, review.attribution.id, review.becomes)


def _with(found: Extraction, review: Review) -> Extraction:
    """Return the extraction with what was reviewed, put in where it is not there."""
    one = review.attribution
    if any(each.id == one.id for each in found.attributions):
        return found
    there = {each.id for each in found.attributions}
    known = {each.id for each in found.sources} | {PUBLISHER}
    sources = found.sources
    if review.source is not None and review.source.id not in known:
        alone = replace(review.source, member_of=None, speaks_for=None)
        sources = (*sources, alone)
    kept = replace(
        one,
        nested_in=one.nested_in if one.nested_in in there else None,
        infers_from=tuple(name for name in one.infers_from if name in there),
        recipient=one.recipient if one.recipient in known else None,
        medium=one.medium if one.medium in known else None,
        against=tuple(name for name in one.against if name in known),
    )
    return replace(found, sources=sources, attributions=(*found.attributions, kept))


def _without(found: Extraction, name: str) -> Extraction:
    """Return the extraction without a statement; what stood in it hangs on the next outer one."""
    gone = next((one for one in found.attributions if one.id == name), None)
    if gone is None:
        return found
    raised = tuple(
        replace(one, nested_in=gone.nested_in) if one.nested_in == name else one
        for one in found.attributions
    )
    return without(replace(found, attributions=raised), {name})


def _corrected(found: Extraction, name: str, becomes: Becomes) -> Extraction:
    old = next(one for one in found.attributions if one.id == name)
    sources, source = _source(found, old, becomes)
    new = replace(
        old,
        source=source,
        content=_or(becomes.content, old.content),
        cue=_or(becomes.cue, old.cue),
        source_spans=_or(becomes.source_spans, old.source_spans),
        quote_form=becomes.quote_form or old.quote_form,
        confidence=None,
        rule=RULE,
    )
    attributions = tuple(new if one.id == name else one for one in found.attributions)
    return replace(found, sources=sources, attributions=attributions)


def _or(new: Spans | None, old: Spans) -> Spans:
    return old if new is None else new


def _source(
    found: Extraction, old: Attribution, becomes: Becomes
) -> tuple[tuple[Source, ...], str]:
    """Return the sources, and which of them is the statement's now."""
    changes = (becomes.name, becomes.identification, becomes.kind, becomes.source_spans)
    if all(one is None for one in changes):
        return found.sources, old.source
    before = next((one for one in found.sources if one.id == old.source), None)
    wanted = _changed(before, old, becomes)
    for one in found.sources:
        if wanted.name and (one.name, one.identification) == (wanted.name, wanted.identification):
            return found.sources, one.id
    return (*found.sources, wanted), wanted.id


def _changed(before: Source | None, old: Attribution, becomes: Becomes) -> Source:
    """Return the source as corrected, a source of its own: others may still be the old one."""
    base = before or Source(id=_NEW, identification=Identification.UNSTATED)
    kind = becomes.identification or base.identification
    named = kind is Identification.NAMED
    return replace(
        base,
        id=f"{_NEW}-{old.id}",
        identification=kind,
        kind=becomes.kind or base.kind,
        name=(becomes.name or base.name) if named else None,
        description=None if named else base.description,
        mentions=becomes.source_spans or old.source_spans or base.mentions,
        reason=base.reason if kind.anonymous else None,
        reason_spans=base.reason_spans if kind.anonymous else (),
    )
