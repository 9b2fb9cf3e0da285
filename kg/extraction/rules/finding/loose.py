"""Quotations that fill a paragraph and name no speaker: they belong to who spoke last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.rules.text.view import View
from kg.model import PUBLISHER, Attribution, QuoteForm, Span

_LEAST_WORDS = 4


def loose_quotations(view: View, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what the last speaker goes on to say, who was heard in the paragraph above.

    It has no cue. Two quotations that stand in one paragraph are taken for one.
    """
    told: dict[int, Attribution] = {}
    covered: set[int] = set()
    for one in sorted(attributions, key=lambda one: one.content[0].start):
        for span in (*one.content, *one.source_spans):
            covered.update(range(*_paragraphs(view, span)))
        if one.nested_in is None:
            told[_paragraphs(view, one.content[-1])[1] - 1] = one
    number = len(attributions)
    for paragraph in range(1, len(view.quotes.paragraphs)):
        before = told.get(paragraph - 1)
        content = None if paragraph in covered else _whole(view, paragraph)
        if before is None or content is None or not _goes_on(before):
            continue
        number += 1
        told[paragraph] = replace(
            before,
            id=f"a{number}",
            content=(content,),
            cue=(),
            quote_form=QuoteForm.DIRECT,
            recipient=None,
            medium=None,
            rule="quotation",
        )
        yield told[paragraph]


def _goes_on(before: Attribution) -> bool:
    """Whether somebody was named who can be heard further."""
    return before.source != PUBLISHER and bool(before.source_spans)


def _paragraphs(view: View, span: Span) -> tuple[int, int]:
    """Return the paragraphs that a span reaches over."""
    return view.quotes.paragraph_at(span.start), view.quotes.paragraph_at(span.end - 1) + 1


def _whole(view: View, paragraph: int) -> Span | None:
    """Return a paragraph that is quoted from its first word to its last."""
    span = view.quotes.paragraphs[paragraph]
    quoted = list(view.quotes.within(span.start, span.end))
    if not quoted or not quoted[-1].closed or len(span.of(view.text).split()) < _LEAST_WORDS:
        return None
    place = span.start
    for one in quoted:
        if any(letter.isalnum() for letter in view.text[place : one.start]):
            return None
        place = one.end
    if any(letter.isalnum() for letter in view.text[place : span.end]):
        return None
    return Span(quoted[0].start, quoted[-1].end)
