"""What reviews say of a record as it now is, statement by statement."""

from __future__ import annotations

from dataclasses import replace

from kg import ids
from kg.model import Record, ReviewVerdict
from kg.model.reviews import Review, Reviewed
from kg.record import scorable


def standing(record: Record, reviewed: Reviewed) -> dict[str, Review]:
    """Return the last standing review of each statement that has one, by the statement's id."""
    found: dict[str, Review] = {}
    for one in record.extraction.attributions:
        own = (ids.statement_id(one), one.source_spans)
        for review in reviewed.live:
            left = review.left
            if (ids.statement_id(left), left.source_spans) == own:
                found[one.id] = review
    return found


def rejected(reviewed: Reviewed) -> tuple[Review, ...]:
    """Return the standing reviews that took a statement out of the record."""
    return tuple(one for one in reviewed.live if one.verdict is ReviewVerdict.REJECTED)


def gold(record: Record, reviewed: Reviewed) -> dict[str, object]:
    """Return a reviewed article in the form of gold files: what people left of what was found.

    `review` says of each attribution whether it was accepted or corrected, and is null where
    nobody looked; `unreviewed` counts these. `rejected` has what was taken out.
    """
    article = record.article
    by_id = standing(record, reviewed)
    lines = scorable(record)["attributions"]
    if not isinstance(lines, list):
        raise TypeError("attributions are a list")
    judged = [
        {**line, "review": by_id[one.id].verdict.value if one.id in by_id else None}
        for one, line in zip(record.extraction.attributions, lines, strict=True)
    ]
    known: dict[str, object] = {
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date.isoformat() if article.date else None,
    }
    return {
        "id": scorable(record)["id"],
        **{key: value for key, value in known.items() if value is not None},
        "text": article.text,
        "annotator": ", ".join(sorted({one.reviewer for one in reviewed.live})),
        "attributions": judged,
        "rejected": _marks(record, reviewed),
        "unreviewed": len(judged) - len(by_id),
    }


def _marks(record: Record, reviewed: Reviewed) -> object:
    gone = tuple(replace(one.attribution, confidence=None) for one in rejected(reviewed))
    extraction = replace(record.extraction, attributions=gone)
    return scorable(replace(record, extraction=extraction))["attributions"]
