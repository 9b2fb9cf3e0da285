"""Writing a record as a JSON-LD document; the same record gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - a type name, next to a field called date

from kg import ids
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    AttributionType,
    Correction,
    Passage,
    Record,
    Request,
    Source,
    Span,
    Spans,
    Stance,
    words,
)
from kg.record.form import VERSION
from kg.vocab import CONTEXT


def to_json(record: Record, base: str) -> dict[str, object]:
    """Return the record as a JSON-LD document, ids and IRIs below `base`."""
    minter = ids.Minter.of(record.article, base)
    text = record.article.text
    return {
        "@context": [CONTEXT, {"@base": minter.version}],
        "type": "Record",
        "id": "",
        "recordVersion": VERSION,
        "origin": record.origin.value,
        "maker": _without_none({"name": record.maker.name, "version": record.maker.version}),
        "analysed": record.analysed,
        "article": _article_json(record.article, minter),
        "sources": [_source_json(source) for source in record.extraction.sources],
        "attributions": [_attribution_json(one, text) for one in record.extraction.attributions],
        "requests": [_request_json(request, text) for request in record.extraction.requests],
        "stances": [_stance_json(one) for one in record.extraction.stances],
        "passages": [_passage_json(one) for one in record.extraction.passages],
        "corrections": [_correction_json(one) for one in record.extraction.corrections],
    }


def dumps(record: Record, base: str, *, indent: int | None = None) -> str:
    """Return the document as text; the same record gives the same bytes."""
    return json.dumps(to_json(record, base), ensure_ascii=False, indent=indent)


def _without_none(value: dict[str, object]) -> dict[str, object]:
    return {key: one for key, one in value.items() if one not in (None, [])}


def pairs(spans: Spans) -> list[list[int]]:
    """Return spans as JSON has them."""
    return [pair(span) for span in spans]


def pair(span: Span) -> list[int]:
    """Return a span as JSON has it."""
    return [span.start, span.end]


def _article_json(article: Article, minter: ids.Minter) -> dict[str, object]:
    return _without_none(
        {
            "versionOf": minter.article,
            "identifier": article.identifier,
            "url": article.url,
            "title": article.title,
            "outlet": article.outlet,
            "author": article.author,
            "date": _day(article.date),
            "language": article.language,
            "sha256": ids.digest(article.text),
            "length": len(article.text),
            "sections": [
                {"kind": one.kind.value, "span": pair(one.span)} for one in article.sections
            ],
            "text": article.text,
        }
    )


def _source_json(source: Source) -> dict[str, object]:
    return _without_none(
        {
            "id": f"#{source.id}",
            "identification": source.identification.value,
            "kind": source.kind.value,
            "name": source.name,
            "description": source.description,
            "mentions": pairs(source.mentions),
            "role": source.role,
            "memberOf": _reference(source.member_of),
            "speaksFor": _reference(source.speaks_for),
            "statedMin": source.stated_min,
            "statedMax": source.stated_max,
            "reason": source.reason,
            "reasonSpans": pairs(source.reason_spans),
        }
    )


def _reference(name: str | None) -> str | None:
    return name if name in (None, PUBLISHER) else f"#{name}"


def _references(names: Iterable[str]) -> list[str | None]:
    return [_reference(name) for name in names]


def _day(day: Date | None) -> str | None:
    return day.isoformat() if day else None


def _attribution_json(one: Attribution, text: str) -> dict[str, object]:
    return _without_none(
        {
            "id": f"#{one.id}",
            "source": _reference(one.source),
            "sourceSpans": pairs(one.source_spans),
            "cue": pairs(one.cue),
            "content": pairs(one.content),
            "words": words(one.content, text),
            "quoteForm": one.quote_form.value,
            "nestedIn": _reference(one.nested_in),
            "recipient": _reference(one.recipient),
            "medium": _reference(one.medium),
            "infersFrom": _references(one.infers_from),
            "attributionType": None if one.type is AttributionType.ASSERTION else one.type,
            "channels": list(one.channels),
            "recordStatus": one.record_status,
            "hopKind": one.hop_kind,
            "knowledgeBasis": one.knowledge_basis,
            "certainty": one.certainty,
            "polarity": one.polarity,
            "hedge": one.hedge,
            "hedgeSpans": pairs(one.hedge_spans),
            "contentKind": one.content_kind,
            "against": _references(one.against),
            "when": _day(one.when),
            "scopeAmbiguous": one.scope_ambiguous or None,
            "confidence": one.confidence,
            "rule": one.rule,
        }
    )


def _request_json(one: Request, text: str) -> dict[str, object]:
    return _without_none(
        {
            "id": f"#{one.id}",
            "spans": pairs(one.spans),
            "words": words(one.spans, text),
            "party": _reference(one.party),
            "partySpans": pairs(one.party_spans),
            "asker": _reference(one.asker),
            "outcome": one.outcome.value,
            "when": _day(one.when),
            "about": _references(one.about),
            "answeredBy": _references(one.answered_by),
            "channels": list(one.channels),
            "topicSpans": pairs(one.topic_spans),
            "rule": one.rule,
        }
    )


def _stance_json(one: Stance) -> dict[str, object]:
    return _without_none(
        {
            "id": f"#{one.id}",
            "kind": one.kind,
            "source": _reference(one.source),
            "target": _reference(one.target),
            "basis": one.basis,
            "denialScope": one.denial_scope,
            "spans": pairs(one.spans),
            "rule": one.rule,
        }
    )


def _passage_json(one: Passage) -> dict[str, object]:
    return {"id": f"#{one.id}", "kind": one.kind, "span": pair(one.span)}


def _correction_json(one: Correction) -> dict[str, object]:
    return _without_none(
        {
            "id": f"#{one.id}",
            "kind": one.kind,
            "spans": pairs(one.spans),
            "when": _day(one.when),
            "corrects": _references(one.corrects),
            "rule": one.rule,
        }
    )
