"""Findings with the article and the line that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.checking import Finding
from kg.model import Record, words
from kg.pipeline import line_of, place_in, spans_of
from kg.telling.findings import Found
from kg.telling.words import shortened

_LONGEST = 120


def told(findings: Iterable[Finding], record: Record, file: str) -> Iterator[Found]:
    """Yield the findings of one record, each with its place in the text."""
    for one in findings:
        yield Found(
            finding=one,
            file=file,
            place=place_in(record, one.focus),
            line=line_of(record, one.focus) or 1,
            words=shortened(_words(record, one.focus), _LONGEST),
        )


def _words(record: Record, focus: str) -> str:
    """Return the words at the first place of a part."""
    return words(spans_of(record, focus)[:1], record.article.text)
