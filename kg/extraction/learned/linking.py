"""Which source a cue has, and which cue a content: each chooses one, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from kg.extraction.learned.tagging import Floats, Fragment

DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
"""The edges of the classes of distance, in words."""


class Link(IntEnum):
    """What chooses what."""

    SOURCE_OF_CUE = 0
    CUE_OF_CONTENT = 1
    SOURCE_OF_CONTENT = 2


@dataclass(frozen=True, slots=True)
class Links:
    """The weights of the links, all by kind of link.

    `distance` is kinds by classes of distance (before, then behind), `none` the weight of
    having none, `none_by` how it depends on who chooses (kinds by width).
    """

    distance: Floats
    none: Floats
    none_by: Floats

    @property
    def width(self) -> int:
        """How many numbers stand for a word in one kind of link."""
        return int(self.none_by.shape[1])

    def chances(
        self,
        link: Link,
        asking: tuple[Floats, Sequence[Fragment]],
        asked: tuple[Floats, Sequence[Fragment]],
    ) -> Floats:
        """Return the probability of each choice: those who choose by none and those chosen.

        Both come as what stands for the words of the window, and their fragments.
        """
        own = self._meant(link, *asking)
        none = self.none[link] + own @ self.none_by[link] / np.sqrt(self.width)
        scores = none[:, None]
        if asked[1]:
            other = self._meant(link, *asked)
            apart = _classes(asking[1], asked[1])
            scores = np.concatenate(
                [scores, own @ other.T / np.sqrt(self.width) + self.distance[link][apart]], axis=1
            )
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float32)

    def _meant(self, link: Link, numbers: Floats, fragments: Sequence[Fragment]) -> Floats:
        part = slice(link * self.width, (link + 1) * self.width)
        first = [one.first for one in fragments]
        last = [one.last - 1 for one in fragments]
        return np.asarray((numbers[first, part] + numbers[last, part]) / 2, dtype=np.float32)


def _classes(asking: Sequence[Fragment], asked: Sequence[Fragment]) -> np.ndarray[tuple[int, int]]:
    """Return the class of the distance from each who chooses to each who may be chosen."""
    found = np.zeros((len(asking), len(asked)), dtype=np.int64)
    for row, one in enumerate(asking):
        for column, other in enumerate(asked):
            behind = other.first >= one.last
            far = other.first - one.last + 1 if behind else one.first + 1 - other.last
            place = int(np.searchsorted(DISTANCES, max(1, far)))
            found[row, column] = place + (len(DISTANCES) + 1 if behind else 0)
    return found
