"""A parsed article as the rules see it: plain lists, one entry a token.

spaCy's own tokens are slow to walk and know no paragraphs or quotations; a view is
read off the parse once. Ranges of tokens are half open, like spans.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.extraction.rules.text.quotes import MARKS, Quotations
from kg.extraction.rules.text.repairs import (
    loose_weekdays,
    resumed_clauses,
    spoken_besides,
    stray_clauses,
)
from kg.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range: TypeAlias = tuple[int, int]
"""Tokens from the first up to, not including, the second."""

_EDGE = " \t\r\n\u00a0"
_COMMAS = ",;:–—-"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the parser's model found, with the kind it gave it (PERSON, ORG, ...)."""

    first: int
    last: int
    label: str


def _pos(token: Token) -> str:
    """Return the part of speech; what holds no letter and no digit is punctuation or blank."""
    if token.is_space:
        return "SPACE"
    return token.pos_ if any(letter.isalnum() for letter in token.text) else "PUNCT"


class View:
    """The tokens of one article, their tree, paragraphs, quotations and names."""

    def __init__(self, doc: Doc, speaking: frozenset[str] = frozenset()) -> None:
        """Read off the parse; `speaking` are the verbs that bring in what somebody says."""
        self.text: str = doc.text
        self.quotes = Quotations(self.text)
        self.size = len(doc)
        self.words: list[str] = []
        self.lemma: list[str] = []
        self.pos: list[str] = []
        self.tag: list[str] = []
        self.dep: list[str] = []
        self.head: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.kids: list[list[int]] = [[] for _ in range(self.size)]
        self._read(doc)
        self.names = tuple(
            Name(entity.start, entity.end, entity.label_)
            for entity in doc.ents
            if entity.text.strip()
        )
        self.label = [""] * self.size
        self.name_at: list[Name | None] = [None] * self.size
        for name in self.names:
            self.label[name.first : name.last] = [name.label] * (name.last - name.first)
            self.name_at[name.first : name.last] = [name] * (name.last - name.first)
        self.lower = [word.lower() for word in self.words]
        self.proper_words = self._proper_words()
        resumed_clauses(self)
        loose_weekdays(self)
        spoken_besides(self, speaking)
        stray_clauses(self)
        self.paragraph = [self.quotes.paragraph_at(start) for start in self.start]
        self.quoted = [self.quotes.at(start) is not None for start in self.start]
        self._paragraphs = self._paragraph_ranges()
        self.left, self.right = self._edges()
        self.headline_end: int | None = None
        """The token after the headline, once somebody asked."""

    def _paragraph_ranges(self) -> dict[int, Range]:
        ranges: dict[int, Range] = {}
        for token, number in enumerate(self.paragraph):
            ranges[number] = ranges.get(number, (token, token))[0], token + 1
        return ranges

    def _read(self, doc: Doc) -> None:
        for token in doc:
            self.words.append(token.text)
            self.lemma.append(token.lemma_.lower())
            self.pos.append(_pos(token))
            self.tag.append(token.tag_)
            self.dep.append(token.dep_)
            self.head.append(token.head.i)
            self.start.append(token.idx)
            self.end.append(token.idx + len(token.text))
            if token.head.i != token.i:
                self.kids[token.head.i].append(token.i)

    def _proper_words(self) -> frozenset[str]:
        """Return the words that the article prints as proper nouns and never in small letters."""
        proper = {self.lower[token] for token in range(self.size) if self.pos[token] == "PROPN"}
        small = {word for word in self.words if word.islower()}
        return frozenset(proper - small)

    def _edges(self) -> tuple[list[int], list[int]]:
        left, right = list(range(self.size)), list(range(1, self.size + 1))
        for token in range(self.size):
            place = token
            while self.head[place] != place:
                place = self.head[place]
                if left[place] <= token < right[place]:
                    break
                left[place] = min(left[place], token)
                right[place] = max(right[place], token + 1)
        return left, right

    def subtree(self, token: int) -> Range:
        """Return what hangs on the token, not reaching beyond its paragraph."""
        first, last = self.left[token], self.right[token]
        while self.paragraph[first] != self.paragraph[token]:
            first += 1
        while self.paragraph[last - 1] != self.paragraph[token]:
            last -= 1
        return first, last

    def kids_by(self, token: int, *deps: str) -> Iterator[int]:
        """Yield the dependents of the token with one of those relations, in reading order."""
        return (kid for kid in self.kids[token] if self.dep[kid] in deps)

    def kid(self, token: int, *deps: str) -> int | None:
        """Return the first dependent of the token with one of those relations."""
        return next(self.kids_by(token, *deps), None)

    def sentence(self, token: int) -> Range:
        """Return the tokens of the sentence that holds the token, within its paragraph."""
        root = token
        while self.head[root] != root:
            root = self.head[root]
        first, last = self.left[root], self.right[root]
        while self.paragraph[first] != self.paragraph[token]:
            first += 1
        while self.paragraph[last - 1] != self.paragraph[token]:
            last -= 1
        return first, last

    def paragraph_range(self, token: int) -> Range:
        """Return the tokens of the paragraph that holds the token."""
        return self._paragraphs[self.paragraph[token]]

    def span(self, tokens: Range) -> Span | None:
        """Return the text of those tokens, without blanks, commas and full stop at its edges."""
        start, end = self.start[tokens[0]], self.end[tokens[1] - 1]
        if self.words[tokens[1] - 1] == "." and not self.quoted[tokens[1] - 1]:
            end = self.start[tokens[1] - 1]
        while start < end and self.text[start] in _EDGE + _COMMAS:
            start += 1
        while end > start and self.text[end - 1] in _EDGE + _COMMAS:
            end -= 1
        return Span(start, end) if start < end else None

    def phrase(self, tokens: Range) -> str:
        """Return the words as printed, blanks made single."""
        return " ".join(self.text[self.start[tokens[0]] : self.end[tokens[1] - 1]].split())

    def is_word(self, token: int) -> bool:
        """Return whether the token is neither blank nor punctuation."""
        return self.pos[token] not in {"SPACE", "PUNCT"} and self.words[token] not in MARKS
