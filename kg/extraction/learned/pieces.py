"""From words to word pieces: the vocabulary that the encoder was made with.

The method is WordPiece as in BERT (Devlin et al. 2019): small letters, no accents, the
longest known beginning first, then the longest known continuation (`##…`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_LONGEST = 100
_MOST = 12
"""More pieces of one word than this tell nothing; the rest is left out."""
_ALONE = "_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ceaf\U0002f800-\U0002fa1f"
_PARTS = re.compile(f"[{_ALONE}]|[^{_ALONE}]+")
"""Underscores and Chinese characters are each cut off, as in BERT."""


class Pieces:
    """Cuts words into pieces of one vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Take the vocabulary: piece to number; both `[CLS]` and `<s>` styles are known."""
        self._numbers = vocabulary
        self.begin = self._either("[CLS]", "<s>")
        self.parting = self._either("[SEP]", "</s>")
        self.padding = self._either("[PAD]", "<pad>")
        self._unknown = self._either("[UNK]", "<unk>")
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _either(self, first: str, second: str) -> int:
        return self._numbers[first] if first in self._numbers else self._numbers[second]

    def _of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, at least one."""
        parts = _PARTS.findall(plain(word))
        return tuple(number for part in parts for number in self._cut(part))[:_MOST] or (
            self._unknown,
        )

    def _cut(self, part: str) -> tuple[int, ...]:
        """Return the pieces of what the vocabulary takes as one; unknown where a rest is left."""
        if len(part) > _LONGEST:
            return (self._unknown,)
        found: list[int] = []
        place = 0
        while place < len(part):
            end, number = self._longest(part, place)
            if number is None:
                return (self._unknown,)
            found.append(number)
            place = end
        return tuple(found)

    def _longest(self, word: str, place: int) -> tuple[int, int | None]:
        before = "##" if place else ""
        for end in range(len(word), place, -1):
            number = self._numbers.get(before + word[place:end])
            if number is not None:
                return end, number
        return place, None


def plain(word: str) -> str:
    """Return a word as the vocabulary has it: small letters without accents."""
    apart = unicodedata.normalize("NFD", word)
    # letter by letter: a sigma is small in one way wherever it stands
    return "".join(
        letter.lower()
        for letter in apart
        if unicodedata.category(letter) not in {"Mn", "Cc", "Cf", "Co"}
    )
