"""Where an article quotes: the stretches between quotation marks, straight, curly or mixed.

The newspaper convention is followed: a paragraph that ends inside a quotation ends it,
and the next paragraph that opens with a mark goes on with it (`continues`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import QuoteForm, Span, Spans

MARKS = frozenset({'"', "“", "”", "«", "»", "„", "''", "``"})
"""What opens or closes a quotation; single marks are left alone, for they are apostrophes too."""

_MARK = re.compile("''|``|[\"“”«»„]")
_PARTS = frozenset("\"“”«»„'`")

_OPENERS = frozenset({"“", "«", "„", "``"})
_DIRECT = 0.95
_LEAST_QUOTED = 0.05
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between marks, the marks included where they are printed."""

    start: int
    end: int
    paragraph: int
    closed: bool = True
    continues: bool = False

    def inner(self, text: str) -> Span | None:
        """Return the words between the marks, or nothing where there are none."""
        start, end = self.start, self.end
        while start < end and (text[start].isspace() or text[start] in _PARTS):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in _PARTS):
            end -= 1
        return Span(start, end) if start < end else None


class Quotations:
    """The paragraphs of a text and the quotations in them, in reading order."""

    def __init__(self, text: str) -> None:
        """Read the marks of `text`, once."""
        self.paragraphs = tuple(Span(*found.span()) for found in _PARAGRAPH.finditer(text))
        self.all = tuple(_quotations(text, self.paragraphs))
        self._starts = [quotation.start for quotation in self.all]
        self._paragraph_starts = [paragraph.start for paragraph in self.paragraphs]

    def at(self, offset: int) -> Quotation | None:
        """Return the quotation that holds the offset, marks included."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self.all[place].end:
            return None
        return self.all[place]

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph that holds the offset, or follows it."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def within(self, start: int, end: int) -> Iterator[Quotation]:
        """Yield the quotations that open from `start` up to, not including, `end`."""
        place = bisect_right(self._starts, start - 1)
        while place < len(self.all) and self.all[place].start < end:
            yield self.all[place]
            place += 1

    def with_marks(self, span: Span, text: str) -> Span:
        """Return the span with the marks of a quotation that it holds all words of, or ends in."""
        start, end = span.start, span.end
        last = self.at(end - 1)
        ends_in_it = last is not None and last.closed and last.start >= start - 1
        if last is not None and ends_in_it and _wordless(text, end, last.end):
            end = last.end
        first = self.at(start)
        if first is not None and first.end <= end and _wordless(text, first.start, start):
            start = first.start
        return Span(start, end)

    def form_of(self, spans: Spans, text: str) -> QuoteForm:
        """Return how much of the letters of `spans` stands between quotation marks."""
        letters = [at for span in spans for at in range(span.start, span.end) if text[at].isalnum()]
        quoted = sum(self.at(at) is not None for at in letters)
        if letters and quoted >= _DIRECT * len(letters):
            return QuoteForm.DIRECT
        return QuoteForm.PARTIAL if quoted > _LEAST_QUOTED * len(letters) else QuoteForm.PARAPHRASE


def _wordless(text: str, start: int, end: int) -> bool:
    return not any(letter.isalnum() for letter in text[start:end])


def _quotations(text: str, paragraphs: tuple[Span, ...]) -> Iterator[Quotation]:
    unfinished = False
    for number, paragraph in enumerate(paragraphs):
        opened = -1
        first = True
        for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
            if opened < 0:
                if _opens(text, mark, paragraph):
                    opened = mark.start()
            elif mark[0] not in _OPENERS or not _opens(text, mark, paragraph):
                yield Quotation(opened, mark.end(), number, continues=unfinished and first)
                opened, first = -1, False
        if opened >= 0:
            yield Quotation(
                opened, paragraph.end, number, closed=False, continues=unfinished and first
            )
        unfinished = opened >= 0


def _opens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Whether a mark met outside a quotation opens one, and is no stray closing mark."""
    at = mark.start()
    if mark[0] in _OPENERS or at == paragraph.start:
        return True
    before = text[at - 1]
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    return not after.isspace() and (before.isspace() or not before.isalnum())
