"""From the words that a labeller wrote to their offsets."""

from __future__ import annotations

import re

from kg.model import Span
from tests.measures.labels.form import Wrong

# one character each, so that offsets stay; readers may type what is on their keyboard
_ALIKE = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")
_MARK = re.compile(r"⟦S\d*:|⟨C\d*[^:⟩]*:|[⟧⟩⟪⟫]")


def places(words: str, text: str, within: Span | None = None) -> list[Span]:
    """Return where words stand in a text, as whole words, without regard to marks and line ends."""
    tokens = _MARK.sub("", words).translate(_ALIKE).split()
    if not tokens:
        raise Wrong(f"there are no words in {words!r}")
    inside = within or Span(0, len(text))
    before = r"(?<!\w)" if re.match(r"\w", tokens[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", tokens[-1]) else ""
    pattern = re.compile(before + r"\s+".join(re.escape(one) for one in tokens) + after)
    found = pattern.finditer(text.translate(_ALIKE), inside.start, inside.end)
    return [Span(*one.span()) for one in found]


def only(words: str, text: str, nth: int | None, within: Span | None = None) -> Span:
    """Return where words stand; `nth` says which where they stand several times."""
    found = _some(words, text, within)
    if nth is None and len(found) > 1:
        raise Wrong(f'{words!r} is there {len(found)} times: add "nth" (1 is the first)')
    if nth is not None and nth > len(found):
        raise Wrong(f"{words!r} is there {len(found)} times, so there is no number {nth}")
    return found[(nth or 1) - 1]


def first(words: str, text: str, nth: int | None = None) -> Span:
    """Return where words stand first, or for the nth time."""
    return only(words, text, nth or 1)


def nearest(words: str, text: str, to: Span, within: Span | None = None) -> Span:
    """Return where words stand nearest to a place."""
    return min(_some(words, text, within), key=lambda one: (_distance(one, to), one.start))


def _some(words: str, text: str, within: Span | None) -> list[Span]:
    found = places(words, text, within)
    if not found:
        raise Wrong(f"{words!r} is not in the {'text' if within is None else 'sentence'}")
    return found


def _distance(one: Span, two: Span) -> int:
    return max(0, one.start - two.end, two.start - one.end)
