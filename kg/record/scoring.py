"""A record's attributions in the form that attribution scorers read (PolNeAR's, as JSON lines)."""

from __future__ import annotations

from kg import ids
from kg.model import Attribution, Record
from kg.record.writing import pairs


def scorable(found: Record) -> dict[str, object]:
    """Return `id` and `attributions`: offsets of source, cue and content; inner ones `nested`."""
    article = found.article
    return {
        "id": article.identifier or article.url or ids.digest(article.text),
        "attributions": [_scorable(one) for one in found.extraction.attributions],
    }


def _scorable(one: Attribution) -> dict[str, object]:
    shown: dict[str, object] = {} if one.confidence is None else {"confidence": one.confidence}
    shown |= {
        "source": pairs(one.source_spans),
        "cue": pairs(one.cue),
        "content": pairs(one.content),
    }
    return {**shown, "nested": True} if one.nested_in else shown
