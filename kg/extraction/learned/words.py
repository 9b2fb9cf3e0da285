"""The words of a text as the tagger counts them, with what is seen of each before any weight.

A word is a run of letters and digits, or one mark. Its case and whether it stands inside
quotation marks are given to the tagger beside it, for its pieces are all in small letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum

from kg.model import Span

_WORD = re.compile(r"[^\W_]+|_+|[^\w\s]")
_OPENING, _CLOSING, _EITHER = "“«„", "”»", '"'


class Case(IntEnum):
    """How a word is printed."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    MIXED = 3
    DIGITS = 4
    MARK = 5
    NONE = 6


class Quoting(IntEnum):
    """Where a word stands to the quotation marks of its paragraph."""

    OUTSIDE = 0
    INSIDE = 1
    MARK = 2


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: parallel tuples, offsets in code points."""

    text: str
    start: tuple[int, ...]
    end: tuple[int, ...]
    case: tuple[Case, ...]
    quoting: tuple[Quoting, ...]
    paragraph: tuple[int, ...]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.start)

    def word(self, place: int) -> str:
        """Return the word as printed."""
        return self.text[self.start[place] : self.end[place]]

    def within(self, span: Span) -> range:
        """Return the words that share a letter with a stretch of the text."""
        return range(bisect_right(self.end, span.start), bisect_left(self.start, span.end))

    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Return the words of each paragraph, half open, in reading order."""
        edges = [
            place
            for place in range(1, len(self))
            if self.paragraph[place] != self.paragraph[place - 1]
        ]
        return tuple(zip([0, *edges], [*edges, len(self)], strict=True)) if len(self) else ()


def words_of(text: str) -> Words:
    """Return the words of a text; a line break ends a paragraph and whatever it quotes."""
    found = list(_WORD.finditer(text))
    cases = tuple(_case(one.group()) for one in found)
    paragraphs, quoting = [], []
    paragraph, last, inside = 0, 0, False
    for one in found:
        if "\n" in text[last : one.start()]:
            paragraph, inside = paragraph + 1, False
        last = one.end()
        word = one.group()
        if word in _OPENING or word in _CLOSING or word == _EITHER:
            inside = word in _OPENING or (word == _EITHER and not inside)
            quoting.append(Quoting.MARK)
        else:
            quoting.append(Quoting.INSIDE if inside else Quoting.OUTSIDE)
        paragraphs.append(paragraph)
    return Words(
        text=text,
        start=tuple(one.start() for one in found),
        end=tuple(one.end() for one in found),
        case=cases,
        quoting=tuple(quoting),
        paragraph=tuple(paragraphs),
    )


def _case(word: str) -> Case:
    if word[0].isdigit():
        return Case.DIGITS
    if not word[0].isalnum():
        return Case.MARK
    if word.islower():
        return Case.LOWER
    if len(word) > 1 and word.isupper():
        return Case.UPPER
    return Case.TITLE if word[0].isupper() else Case.MIXED
