"""Kinds of content: by quotation marks, by pieces, by where the source stands, by length."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum

from kg.evaluation.marks import Mark
from kg.evaluation.units import Letters, Words
from kg.model import Spans


class Kind(StrEnum):
    """A kind of content; the first three exclude each other, the others come on top."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    DISCONTINUOUS = "discontinuous"
    SOURCE_ELSEWHERE = "source_in_other_sentence"


class Length(StrEnum):
    """How many words a content has."""

    TO_5 = "1-5 words"
    TO_15 = "6-15 words"
    TO_30 = "16-30 words"
    BEYOND = "31 words and more"


_LONGEST = {Length.TO_5: 5, Length.TO_15: 15, Length.TO_30: 30}
_MOST = 0.95
_LEAST = 0.05
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
_OPENING = frozenset("“«")
_CLOSING = frozenset("”»")


class Kinds:
    """The kinds of the contents of one text."""

    def __init__(self, text: str, words: Words) -> None:
        self._text = text
        self._words = words
        self._quoted = frozenset(_quoted(text))
        self._starts = [match.end() for match in _SENTENCE_END.finditer(text)]

    def of(self, mark: Mark) -> tuple[Kind, ...]:
        """Return the kinds of a mark's content."""
        found = [self._by_marks(mark.content)]
        if len(mark.content) > 1:
            found.append(Kind.DISCONTINUOUS)
        if mark.source and mark.content:
            sentences = {
                self._sentence(offset)
                for one in mark.content
                for offset in (one.start, one.end - 1)
            }
            if self._sentence(mark.source[0].start) not in sentences:
                found.append(Kind.SOURCE_ELSEWHERE)
        return tuple(found)

    def length(self, content: Letters) -> Length:
        """Return how long a content is."""
        count = len(self._words.numbers(content))
        return next((one for one, most in _LONGEST.items() if count <= most), Length.BEYOND)

    def _by_marks(self, content: Spans) -> Kind:
        """Return whether (nearly) all, none or some of the content is in quotation marks."""
        offsets = [
            offset
            for one in content
            for offset in range(one.start, one.end)
            if self._text[offset].isalnum()
        ]
        share = sum(one in self._quoted for one in offsets) / len(offsets) if offsets else 0.0
        if share >= _MOST:
            return Kind.DIRECT
        return Kind.INDIRECT if share <= _LEAST else Kind.MIXED

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


def _quoted(text: str) -> Iterator[int]:
    """Yield the offsets inside quotation marks; a new line ends a quotation left open."""
    inside = False
    for offset, letter in enumerate(text):
        if letter == "\n" or letter in _CLOSING:
            inside = False
        elif letter == '"':
            inside = not inside
        elif letter in _OPENING:
            inside = True
        elif inside:
            yield offset
