"""Places in a text as sets of letters, so that marks at the edge of a span do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from kg.evaluation.marks import Mark, Role
from kg.model import Spans

_WORD = re.compile(r"\w+(?:['’]\w+)*|[$%]")

Letters: TypeAlias = frozenset[int]
"""Offsets of characters that belong to words."""


class Words:
    """The words of a text: letters and digits with apostrophes inside, `$` and `%`."""

    def __init__(self, text: str) -> None:
        self._word_at: dict[int, int] = {}
        for number, match in enumerate(_WORD.finditer(text)):
            self._word_at.update(dict.fromkeys(range(*match.span()), number))

    def letters(self, spans: Spans) -> Letters:
        """Return the letters that the spans cover."""
        covered = (offset for one in spans for offset in range(one.start, one.end))
        return frozenset(offset for offset in covered if offset in self._word_at)

    def numbers(self, letters: Iterable[int]) -> frozenset[int]:
        """Return the numbers of the words that the letters are of."""
        return frozenset(self._word_at[offset] for offset in letters)


@dataclass(frozen=True, slots=True)
class Unit:
    """A mark with the letters of its parts."""

    mark: Mark
    source: Letters
    cue: Letters
    content: Letters

    def of(self, role: Role) -> Letters:
        """Return the letters of a part."""
        return {Role.SOURCE: self.source, Role.CUE: self.cue, Role.CONTENT: self.content}[role]


def unit(mark: Mark, words: Words) -> Unit:
    """Return the mark with its letters."""
    return Unit(mark, *(words.letters(mark.spans(role)) for role in Role))


def dice(one: Letters, other: Letters) -> float:
    """Return twice what the two share by what they have together: 1 if equal, 0 if apart."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 1.0


def overlap_dice(one: Letters, other: Letters) -> float:
    """Return the dice of two places, 0 where either is missing."""
    return dice(one, other) if one and other else 0.0
