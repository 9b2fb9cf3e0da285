"""Words that are looked for: whole ones, or with a star the beginnings of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

_STAR = "*"


@dataclass(frozen=True)
class Sought:
    """A word, or words that stand together, as the stored queries look for them."""

    typed: str

    @cached_property
    def stem(self) -> str:
        """Return it in small letters, without the star."""
        return self.typed.removesuffix(_STAR).lower()

    @cached_property
    def _whole(self) -> bool:
        return not self.typed.endswith(_STAR)

    def inside(self, text: str) -> bool:
        """Return whether a text has it: `dam` is not in `damaged`, `dam*` is."""
        return self.inside_small(text.lower())

    def inside_small(self, text: str) -> bool:
        """Return the same of a text that is in small letters: of many, the quickest way."""
        size, at = len(self.stem), text.find(self.stem)
        while at >= 0:
            before, behind = text[at - 1 : at], text[at + size : at + size + 1]
            if not _of_a_word(before) and not (self._whole and _of_a_word(behind)):
                return True
            at = text.find(self.stem, at + 1)
        return False


def _of_a_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def inside(wanted: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a text has everything that is looked for."""
    sought = [Sought(one) for one in wanted]

    def has(text: str) -> bool:
        small = text.lower()
        return all(one.inside_small(small) for one in sought)

    return has
