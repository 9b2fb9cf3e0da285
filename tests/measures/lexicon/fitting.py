"""How weights are learned: penalised logistic regression, solved to its one optimum.

Every candidate of the articles is an example; what is weighed are its cue in its frame and
what is found around it. The loss is convex and the penalty makes its minimum unique, so the
weights do not depend on where the search starts, on any chance or on the machine: Newton's
method goes on until the slope is nothing (each step solved by conjugate gradients), and the
weights, rounded to two digits, are the same on every run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.extraction.rules.text.frames import Frame
from tests.measures.lexicon.examples import Example

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

EVERY: Final = "every candidate"
"""What is found at every candidate: the odds before anything is known of it."""

OPEN_FRAMES: Final = frozenset({Frame.CLAUSE, Frame.QUOTATION, Frame.TAIL, Frame.ADJECTIVE})
"""Where `selection` weighs a cue that is not in the lexicon; elsewhere it passes it over."""

LEAST_ARTICLES: Final = 3
LEAST_OUTLETS: Final = 2
LEAST_EVIDENCE: Final = 20
_CUE_PENALTY: Final = 1.0
_EVIDENCE_PENALTY: Final = 0.3

_FLAT: Final = 1e-9
"""How steep the loss may still be where the search ends: far below what rounding shows."""
_STEP_EXACTNESS: Final = 1e-3
_NOISE: Final = 1e-12
_MOST_STEPS: Final = 100
_MOST_TURNS: Final = 500


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned, as natural logarithms of odds."""

    cues: dict[tuple[str, Frame], float]
    evidence: dict[str, float]


def admitted(examples: Iterable[Example]) -> set[tuple[str, Frame]]:
    """Return the cues, by frame, that were met often and widely enough to be in a lexicon.

    A cue must have been met, in small letters, in several articles of more than one outlet, so
    that no name and no topic of one article gets in. Where an unknown cue would be passed over
    anyway, only those meetings count where it was marked: there a word that speaks against is
    of no use.
    """
    articles: dict[tuple[str, Frame], set[int]] = {}
    outlets: dict[tuple[str, Frame], set[str]] = {}
    for one in examples:
        cue = one.key, one.frame
        if not one.capital and (one.holds or one.frame in OPEN_FRAMES):
            articles.setdefault(cue, set()).add(one.article)
            outlets.setdefault(cue, set()).add(one.outlet)
    return {
        cue
        for cue, met in articles.items()
        if len(met) >= LEAST_ARTICLES and len(outlets[cue]) >= LEAST_OUTLETS
    }


def learn(examples: Sequence[Example], keys: set[tuple[str, Frame]]) -> Weights:
    """Return the weights of those cues and of the evidence that is frequent enough."""
    times = Counter(name for one in examples for name in one.found)
    cues = sorted(keys)
    evidence = [EVERY, *sorted(name for name, count in times.items() if count >= LEAST_EVIDENCE)]
    place_of_cue = {cue: place for place, cue in enumerate(cues)}
    place_of = {name: place for place, name in enumerate(evidence, len(cues))}
    rows: list[int] = []
    columns: list[int] = []
    for row, one in enumerate(examples):
        places = [place_of[name] for name in (EVERY, *one.found) if name in place_of]
        if (one.key, one.frame) in place_of_cue:
            places.append(place_of_cue[one.key, one.frame])
        rows.extend([row] * len(places))
        columns.extend(places)
    penalty = np.array(
        [_CUE_PENALTY] * len(cues) + [0.0] + [_EVIDENCE_PENALTY] * (len(evidence) - 1)
    )
    truth = np.array([one.holds for one in examples], dtype=np.float64)
    regression = _Regression(
        np.array(rows, dtype=np.int64),
        np.array(columns, dtype=np.int64),
        truth,
        penalty,
    )
    solved = [float(weight) for weight in regression.solve()]
    return Weights(
        {cue: solved[place] for cue, place in place_of_cue.items()},
        {name: solved[place] for name, place in place_of.items()},
    )


class _Regression:
    """Examples as a sparse table of ones: `columns` hold in `rows`; what is true of each row."""

    def __init__(self, rows: Counts, columns: Counts, truth: Floats, penalty: Floats) -> None:
        self._rows = rows
        self._columns = columns
        self._truth = truth
        self._penalty = penalty

    def solve(self) -> Floats:
        """Return the weights at which the penalised loss is least."""
        weights = np.zeros_like(self._penalty)
        for _ in range(_MOST_STEPS):
            likely = 1.0 / (1.0 + np.exp(-self._odds(weights)))
            slope = self._gathered(likely - self._truth) + self._penalty * weights
            if float(np.abs(slope).max()) < _FLAT:
                return weights
            step = self._newton(slope, likely * (1.0 - likely))
            length = 1.0
            bound = self._loss(weights) * (1.0 + _NOISE)
            while self._loss(weights - length * step) > bound and length > _FLAT:
                length /= 2
            weights = weights - length * step
        raise ArithmeticError("the weights do not settle")

    def _odds(self, weights: Floats) -> Floats:
        """Return the odds of each row."""
        return np.bincount(
            self._rows, weights=weights[self._columns], minlength=len(self._truth)
        ).astype(np.float64)

    def _gathered(self, values: Floats) -> Floats:
        """Return, for each column, the sum of the values of the rows in which it holds."""
        return np.bincount(
            self._columns, weights=values[self._rows], minlength=len(self._penalty)
        ).astype(np.float64)

    def _loss(self, weights: Floats) -> float:
        odds = self._odds(weights)
        surprise = np.logaddexp(0.0, odds) - self._truth * odds
        return float(surprise.sum() + 0.5 * (self._penalty * weights**2).sum())

    def _newton(self, slope: Floats, curve: Floats) -> Floats:
        """Return the step to the minimum of the parabola that touches the loss."""
        scale = 1.0 / (self._gathered(curve) + self._penalty + _FLAT)
        step = np.zeros_like(slope)
        left = slope.copy()
        way = scale * left
        worth = float(left @ way)
        enough = worth * _STEP_EXACTNESS**2
        for _ in range(_MOST_TURNS):
            if worth <= enough:
                break
            bent = self._gathered(curve * self._odds(way)) + self._penalty * way
            along = worth / float(way @ bent)
            step = step + along * way
            left = left - along * bent
            scaled = scale * left
            before, worth = worth, float(left @ scaled)
            way = scaled + worth / before * way
        return step
