"""Offsets that are numbers of tokens: where they stand is found by their words, in order.

Citron's documentation says characters and its program writes numbers of spaCy's tokens. Without
its tokeniser, an estimate of the number tells which of several equal stretches is meant, and
stretches whose words stand once tell how far the estimate is off. What that does not decide is
refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import InputRefused
from kg.intake.outside.counting import Reading
from kg.intake.outside.findings import Claim

_NOTE = "its offsets are numbers of tokens: each stretch was found by its words"
_MOST_PLACES = 2_000
_MOST_WORK = 2_000_000_000
_NEAR = 3

_TOKEN = re.compile(
    r"(?<=\s)\s+|^\s+|[^\S ]\s*"  # space beyond the one that parts two words
    r"|https?://\S+|(?:[A-Za-z]\.){1,}(?=\W|$)"
    r"|(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Gov|Sen|Rep|Gen|Lt|Sgt|Rev|Inc|Co|Corp|vs|No"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\."
    r"|(?:can(?=not\b)|\w+?(?=n['’]t\b))|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|[0-9]+(?:[.,:][0-9]+)+|\.{2,}|-{2,}|[^\W_]+(?:_[^\W_]+)*|[^\w\s]|_+"
)


@dataclass(frozen=True, slots=True, order=True)
class _Anchor:
    """A stretch that is found: its first token's number and place, its last one's, the drift.

    The drift is by how much our own numbers are higher here.
    """

    number: int
    start: int
    last: int
    end: int
    drift: int


def numbered(ours: str, claims: Sequence[Claim]) -> Reading | None:
    """Return the reading under which offsets are numbers of tokens; none where they are not.

    Raises `InputRefused` where they may be, and which place is meant cannot be told.
    """
    keys = {(*claim.pieces[0], " ".join(claim.words.split())): claim for claim in claims}
    if len(keys) * len(ours) > _MOST_WORK:
        return None
    places = _Places(ours)
    choices = {key: places.of(key) for key in keys}
    if not all(choices.values()):
        return None
    anchors: list[_Anchor] = []
    for key in sorted(choices, key=lambda key: (len(choices[key]) > 1, key)):
        insort(anchors, _chosen(choices[key], anchors, keys[key]))
    units = {one.last: one.end for one in anchors} | {one.number: one.start for one in anchors}
    return Reading(ours, ours, units=units, loose=True, note=_NOTE)


class _Places:
    """Where words stand in a text, each place with our own number of its token."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [one.start() for one in _TOKEN.finditer(text)]

    def of(self, key: tuple[int, int, str]) -> list[_Anchor]:
        """Return the places of some words that are about as many tokens as the numbers say."""
        first, last, words = key
        pattern = r"\s+".join(re.escape(one) for one in words.split())
        found: list[_Anchor] = []
        for one, _ in zip(re.finditer(pattern, self._text), range(_MOST_PLACES), strict=False):
            start, end = one.span()
            number = bisect_right(self._starts, start) - 1
            off = abs(bisect_left(self._starts, end) - number - (last - first))
            if off <= _NEAR + (last - first) // 5 and not self._inside_word(start, end):
                found.append(_Anchor(first, start, last, end, number - first))
        return found

    def _inside_word(self, start: int, end: int) -> bool:
        before, first = self._text[start - 1 : start], self._text[start : start + 1]
        last, after = self._text[end - 1 : end], self._text[end : end + 1]
        return (before.isalpha() and first.isalpha()) or (last.isalpha() and after.isalpha())


def _chosen(choices: Sequence[_Anchor], anchors: Sequence[_Anchor], claim: Claim) -> _Anchor:
    """Return the one place that fits between those found so far."""
    number = choices[0].number
    place = bisect_right(anchors, number, key=lambda one: one.number)
    before, after = anchors[:place][-1:], anchors[place:][:1]
    kept = [
        one
        for one in choices
        if all(each.start <= one.start for each in before)
        and all(one.start <= each.start for each in after)
        and all((each.number == number) == (each.start == one.start) for each in before)
    ]
    drifts = {one.drift for one in (*before, *after)} or {0}
    off = sorted((min(abs(one.drift - each) for each in drifts), one) for one in kept)
    if len(off) == 1:
        return off[0][1]
    if off:
        sure = len(drifts) == 1 and off[0][0] == 0 and off[1][0] > 0
        if sure or (off[0][0] <= _NEAR and off[1][0] - off[0][0] >= _NEAR):
            return off[0][1]
    raise InputRefused(
        f"{claim.where}: which {claim.words[:60]!r} in the text is meant cannot be told",
        todo="give offsets in characters",
    )
