"""Which words are source, cue and content: the likeliest row of labels, and how sure each is.

The labels form a chain with weights for each step from one to the next (a conditional random
field, Lafferty et al. 2001); the best row is Viterbi's, the probability of a label at a
word is its marginal, by the forward-backward algorithm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

_IMPOSSIBLE = np.float32(-1e4)
_FAR = np.float32(-200)
"""What is less likely by this is not told apart any more."""
_TINY = np.finfo(np.float64).tiny


class Role(IntEnum):
    """What a stretch of words is in an attribution."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2

    @property
    def begins(self) -> int:
        """The label of its first word; the words after it have the next one."""
        return 1 + 2 * self


LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_INSIDE = (2, 4, 6)


@dataclass(frozen=True, slots=True)
class Fragment:
    """An unbroken stretch of words, half open, in one role; `sure` is a probability."""

    role: Role
    first: int
    last: int
    sure: float


@dataclass(frozen=True, slots=True)
class Read:
    """What the scores of some words say: the fragments, and the probability of each label."""

    fragments: list[Fragment]
    marginals: Floats


@dataclass(frozen=True, slots=True)
class Chain:
    """The weights of the chain: from label to label, at the begin and at the end."""

    steps: Floats
    begin: Floats
    finish: Floats

    def __post_init__(self) -> None:
        """Rule out what is no row of labels: an inside label that follows none of its kind."""
        steps, begin = self.steps.copy(), self.begin.copy()
        for inside in _INSIDE:
            begin[inside] = _IMPOSSIBLE
            for before in range(len(LABELS)):
                if before not in {inside, inside - 1}:
                    steps[before, inside] = _IMPOSSIBLE
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "begin", begin)

    def fragments(self, scores: Floats) -> list[Fragment]:
        """Return the fragments of the likeliest row; `scores` is words by labels."""
        return self.read([scores])[0].fragments

    def best(self, scores: Floats) -> NDArray[np.int64]:
        """Return the likeliest row of labels."""
        return self._best([scores])[0]

    def marginals(self, scores: Floats) -> Floats:
        """Return the probability of each label at each word."""
        return self._marginals([scores])[0]

    def read(self, rows: Sequence[Floats]) -> list[Read]:
        """Return what each row of scores says; one step is taken in all of them together."""
        there = [place for place, scores in enumerate(rows) if len(scores)]
        some = [rows[place] for place in there]
        found = [Read([], np.zeros_like(scores)) for scores in rows]
        if some:
            both = zip(there, self._best(some), self._marginals(some), strict=True)
            for place, labels, marginals in both:
                found[place] = Read(_fragments(labels, marginals), marginals)
        return found

    def _best(self, rows: Sequence[Floats]) -> list[NDArray[np.int64]]:
        scores, sizes = _together(rows), np.array([len(one) for one in rows])
        ahead = np.empty_like(scores)
        ahead[0] = self.begin + scores[0]
        turned = self.steps.T
        for place in range(1, len(scores)):
            ahead[place] = (ahead[place - 1][:, None, :] + turned).max(axis=2) + scores[place]
        every = np.arange(len(rows))
        labels = np.zeros((len(scores), len(rows)), dtype=np.int64)
        now = (ahead[sizes - 1, every] + self.finish).argmax(axis=1)
        for place in range(len(scores) - 1, -1, -1):
            if place + 1 < len(scores):
                before = (ahead[place] + turned[now]).argmax(axis=1)
                now = np.where(place + 1 < sizes, before, now)
            labels[place] = now
        return [labels[:size, row] for row, size in enumerate(sizes)]

    def _marginals(self, rows: Sequence[Floats]) -> list[Floats]:
        own = [
            np.exp(np.maximum(one - one.max(axis=1, keepdims=True), _FAR), dtype=np.float64)
            for one in rows
        ]
        steps, begin, finish = (
            np.exp(one, dtype=np.float64) for one in (self.steps, self.begin, self.finish)
        )
        before = _summed(_together(own), steps, begin)
        behind = _summed(_together([one[::-1] for one in own]), steps.T, finish)
        found = []
        for row, one in enumerate(own):
            both = before[: len(one), row] * one * behind[: len(one), row][::-1]
            found.append(np.asarray(both / both.sum(axis=1, keepdims=True), dtype=np.float32))
        return found


def _together(rows: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return rows side by side, words by rows by labels; what is missing is nothing."""
    size = max(len(one) for one in rows)
    found = np.zeros((size, len(rows), len(LABELS)), dtype=rows[0].dtype)
    for row, one in enumerate(rows):
        found[: len(one), row] = one
    return found


def _summed(own: Doubles, steps: Doubles, begin: Doubles) -> Doubles:
    """Return how likely each label is at each word by all that stands before it.

    Only the ratios at one word count: at each, they are brought back to a sum of one, for
    the product over an article is no number any more.
    """
    before = np.empty_like(own)
    before[0] = begin
    for place in range(1, len(own)):
        ahead = (before[place - 1] * own[place - 1]) @ steps
        before[place] = ahead / np.maximum(ahead.sum(axis=1, keepdims=True), _TINY)
    return before


def _fragments(labels: NDArray[np.int64], marginals: Floats) -> list[Fragment]:
    return [
        Fragment(role, first, last, float(marginals[np.arange(first, last), own].min()))
        for role, first, last in _runs(labels)
        for own in [labels[first:last]]
    ]


def _runs(labels: NDArray[np.int64]) -> Iterator[tuple[Role, int, int]]:
    place = 0
    while place < len(labels):
        label = int(labels[place])
        last = place + 1
        if label:
            while last < len(labels) and labels[last] == label + 1:
                last += 1
            yield Role((label - 1) // 2), place, last
        place = last
