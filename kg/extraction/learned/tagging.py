"""Which words are source, cue and content: the likeliest row of labels, and how sure each is.

The labels form a chain with weights for each step from one to the next (a conditional random
field, Lafferty et al. 2001); the best row is Viterbi's, the probability of a label at a
word is its marginal, by the forward-backward algorithm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_IMPOSSIBLE = np.float32(-1e4)


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

    def fragments(self, scores: Floats, marginals: Floats | None = None) -> list[Fragment]:
        """Return the fragments of the likeliest row; `scores` is words by labels.

        `marginals` are those of the same scores, where they are at hand.
        """
        if not len(scores):
            return []
        labels = self.best(scores)
        marginals = self.marginals(scores) if marginals is None else marginals
        return [
            Fragment(role, first, last, float(marginals[np.arange(first, last), own].min()))
            for role, first, last in _runs(labels)
            for own in [labels[first:last]]
        ]

    def best(self, scores: Floats) -> NDArray[np.int64]:
        """Return the likeliest row of labels."""
        size = len(scores)
        back = np.zeros((size, len(LABELS)), dtype=np.int64)
        ahead = self.begin + scores[0]
        for place in range(1, size):
            every = ahead[:, None] + self.steps
            back[place] = every.argmax(axis=0)
            ahead = every.max(axis=0) + scores[place]
        row = np.zeros(size, dtype=np.int64)
        row[-1] = int((ahead + self.finish).argmax())
        for place in range(size - 1, 0, -1):
            row[place - 1] = back[place, row[place]]
        return row

    def marginals(self, scores: Floats) -> Floats:
        """Return the probability of each label at each word."""
        size = len(scores)
        ahead = np.zeros_like(scores)
        behind = np.zeros_like(scores)
        ahead[0] = self.begin + scores[0]
        for place in range(1, size):
            ahead[place] = _summed(ahead[place - 1][:, None] + self.steps) + scores[place]
        behind[-1] = self.finish
        for place in range(size - 2, -1, -1):
            behind[place] = _summed((self.steps + scores[place + 1] + behind[place + 1]).T)
        both = ahead + behind
        both -= both.max(axis=1, keepdims=True)
        weights = np.exp(both)
        return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float32)


def _summed(values: Floats) -> Floats:
    most = values.max(axis=0)
    return np.asarray(np.log(np.exp(values - most).sum(axis=0)) + most, dtype=np.float32)


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
