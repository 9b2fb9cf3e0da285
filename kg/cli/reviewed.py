"""Exporting what people said of stored articles: as a graph, or as gold to train on."""

from __future__ import annotations

import json

from kg import exports, mapping
from kg.plugins import choose
from kg.reviewing import gold
from kg.store import Reader, Stored, quads_of

GOLD = "gold"


def dump(reader: Reader, chosen: tuple[Stored, ...], format_name: str) -> bytes:
    """Return the reviews of some articles, or of all."""
    articles = chosen or reader.articles()
    if format_name == GOLD:
        return b"".join(map(_line, _reviewed(reader, articles)))
    exporter = choose(exports.exporters(), format_name, "export format")
    parts = (
        mapping.quads(mapping.reviews_dataset(one.article, reader.reviews.of_article(one.article)))
        for one in articles
    )
    return exporter.dump(quad for part in parts for quad in quads_of(part))


def _reviewed(reader: Reader, articles: tuple[Stored, ...]) -> list[dict[str, object]]:
    """Return the articles whose current text has a review that stands."""
    found = []
    for one in articles:
        known = reader.reviews.of(one.version)
        if known.live:
            record = mapping.to_record(reader.dataset(one.version), one.version)
            found.append(gold(record, known))
    return found


def _line(article: dict[str, object]) -> bytes:
    return f"{json.dumps(article, ensure_ascii=False)}\n".encode()
