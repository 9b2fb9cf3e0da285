"""A record as reviews make it: what was rejected is gone, what was corrected is as corrected.

Statements are matched by their words' places: two readings of the same words are the same
statement, whatever found them. So a review holds for what another extractor finds in the same
text, and what a person stood by stays where a program misses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg import ids
from kg.errors import InputRefused
from kg.model import (
    Attribution,
    Extraction,
    Record,
    ReviewVerdict,
    Spans,
    without,
    words,
)
from kg.model.reviews import Review
from kg.record import canonical, must_be_sound
from kg.reviewing.protecting import must_not_unmask
from kg.reviewing.speaking import spoken_by, with_source

RULE = "review"
"""The rule of what a person corrected."""


def applied(record: Record, reviews: Iterable[Review]) -> Record:
    """Return the canonical record after each review, in order.

    Raises `InputRefused` where what comes of one is no sound record (spans outside the text,
    a named source without a name), or puts a name to a source that is anonymous in `record`.
    """
    made = record
    for review in reviews:
        try:
            # a source that has nothing left to say goes before it is asked who stands where
            made = replace(made, extraction=without(_after(made, review), set()))
            must_be_sound(made)
            made = canonical(made)
            must_not_unmask(record, made)
        except InputRefused as error:
            raise InputRefused(f"{called(review)}: {error.what}", todo=error.todo) from None
    return made


def called(review: Review) -> str:
    """Return what an error says which review it is of."""
    return f"review {review.number} ({review.verdict.value} {review.attribution.id})"


def builds_on(later: Review, earlier: Review) -> bool:
    """Return whether a review is of what an earlier one left of its statement."""
    left = {ids.statement_id(earlier.attribution), ids.statement_id(earlier.left)}
    return later.number > earlier.number and ids.statement_id(later.attribution) in left


def _after(record: Record, review: Review) -> Extraction:
    found = record.extraction
    name = _target(found, review.attribution)
    if review.verdict is ReviewVerdict.REJECTED:
        return found if name is None else _rejected(found, name)
    found, name = _as_reviewed(found, review, name)
    if review.verdict is ReviewVerdict.ACCEPTED:
        return found
    return _corrected(record.article.text, found, name, review)


def _target(found: Extraction, reviewed: Attribution) -> str | None:
    """Return the id of the statement that was reviewed.

    Statements that share cue and content, as of two who “said”, are told apart by their source.
    """
    own = ids.statement_id(reviewed)
    same = [one for one in found.attributions if ids.statement_id(one) == own]
    exact = [one.id for one in same if one.source_spans == reviewed.source_spans]
    named = [one.id for one in same if one.id == reviewed.id]
    return next(iter([*exact, *named]), None)


def _rejected(found: Extraction, name: str) -> Extraction:
    """Return the extraction without a statement; what stood in it hangs on the next outer one."""
    gone = next(one for one in found.attributions if one.id == name)
    raised = tuple(
        replace(one, nested_in=gone.nested_in) if one.nested_in == name else one
        for one in found.attributions
    )
    return without(replace(found, attributions=raised), {name})


def _as_reviewed(found: Extraction, review: Review, name: str | None) -> tuple[Extraction, str]:
    """Return the extraction with what was reviewed as it was, and the statement's id in it."""
    found, source = with_source(found, review.source)
    old = review.attribution
    if name is None:
        # as it stands in the log it names no other part of its record
        kept = replace(old, id=f"reviewed-{review.number}", source=source)
        for one in found.attributions:
            if _same_words(one, kept):
                found = _rejected(found, one.id)
        found = replace(found, attributions=(*found.attributions, kept))
        return _covering(found, kept), kept.id
    (there,) = (one for one in found.attributions if one.id == name)
    same = replace(
        there,
        source=source,
        content=old.content,
        cue=old.cue,
        source_spans=old.source_spans,
        quote_form=old.quote_form,
    )
    return _covering(_with(found, same), same), name


def _same_words(one: Attribution, other: Attribution) -> bool:
    """Return whether two are the same attribution, of which one program read more than another."""
    return all(
        _meet(mine, its) or mine == its
        for mine, its in (
            (one.content, other.content),
            (one.cue, other.cue),
            (one.source_spans, other.source_spans),
        )
    )


def _meet(some: Spans, others: Spans) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def _with(found: Extraction, new: Attribution) -> Extraction:
    told = tuple(new if one.id == new.id else one for one in found.attributions)
    return replace(found, attributions=told)


def _corrected(text: str, found: Extraction, name: str, review: Review) -> Extraction:
    (old,) = (one for one in found.attributions if one.id == name)
    at = review.left
    new = replace(
        old,
        content=at.content,
        cue=at.cue,
        source_spans=at.source_spans,
        quote_form=at.quote_form,
        confidence=None,
        rule=RULE,
    )
    if not words(new.content, text).strip():
        raise InputRefused("no words are left of it", todo="reject it, or mark its words")
    found = _with(found, new)
    found = spoken_by(text, found, old, new, review)
    return _covering(_hung(found, name), new)


def _hung(found: Extraction, name: str) -> Extraction:
    """Return the extraction in which a statement, and those in it, stand only where they meet.

    What no longer shares words with the one that it is nested in hangs on the next outer one.
    """
    by_id = {one.id: one for one in found.attributions}
    told = tuple(
        replace(one, nested_in=_outer(one, by_id)) if name in (one.id, one.nested_in) else one
        for one in found.attributions
    )
    return replace(found, attributions=told)


def _outer(one: Attribution, by_id: dict[str, Attribution]) -> str | None:
    for outer in _outward(one, by_id):
        if _meet(outer.content, one.content):
            return outer.id
    return None


def _outward(one: Attribution, by_id: dict[str, Attribution]) -> Iterator[Attribution]:
    seen = {one.id}
    at = one.nested_in
    while at is not None and at not in seen:
        seen.add(at)
        yield by_id[at]
        at = by_id[at].nested_in


def _covering(found: Extraction, one: Attribution) -> Extraction:
    """Return the extraction without the sentences that a statement gives a source to."""
    spans = (*one.content, *one.cue)
    kept = tuple(each for each in found.passages if not _meet((each.span,), spans))
    return replace(found, passages=kept)
