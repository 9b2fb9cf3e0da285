"""Writing a record as a JSON-LD document; the same record gives the same bytes."""

from __future__ import annotations

import json

from kg import ids
from kg.model import PUBLISHER, Article, Attribution, Record, Request, Source, Spans, words
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
    }


def dumps(record: Record, base: str, *, indent: int | None = None) -> str:
    """Return the document as text; the same record gives the same bytes."""
    return json.dumps(to_json(record, base), ensure_ascii=False, indent=indent)


def _without_none(value: dict[str, object]) -> dict[str, object]:
    return {key: one for key, one in value.items() if one not in (None, [])}


def pairs(spans: Spans) -> list[list[int]]:
    """Return spans as JSON has them."""
    return [[span.start, span.end] for span in spans]


def _article_json(article: Article, minter: ids.Minter) -> dict[str, object]:
    return _without_none(
        {
            "versionOf": minter.article,
            "identifier": article.identifier,
            "url": article.url,
            "title": article.title,
            "outlet": article.outlet,
            "author": article.author,
            "date": article.date.isoformat() if article.date else None,
            "language": article.language,
            "sha256": ids.digest(article.text),
            "length": len(article.text),
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
        }
    )


def _reference(name: str | None) -> str | None:
    return name if name in (None, PUBLISHER) else f"#{name}"


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
            "infersFrom": [f"#{other}" for other in one.infers_from],
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
            "when": one.when.isoformat() if one.when else None,
            "rule": one.rule,
        }
    )
