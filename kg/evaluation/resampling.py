"""How far a figure may be from what other articles would give: the bootstrap over articles.

Articles are drawn with replacement; what happens in one article hangs together, so the
article is what is drawn and not the attribution. Two systems are compared on the same draws.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import TypeAlias

from kg.evaluation.counting import Counts
from kg.evaluation.figures import add, figures

Draw: TypeAlias = tuple[int, ...]
"""How often each article was drawn."""

Samples: TypeAlias = list[dict[str, float]]
"""Every figure, for each draw."""

_PARTS = 40
"""Cuts a distribution so that the first and the last cut leave 2.5 % outside."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, where there is one."""

    value: float
    low: float | None = None
    high: float | None = None


def draws(articles: int, rounds: int, seed: int) -> Iterator[Draw]:
    """Yield the draws of that seed; one article alone tells nothing of others."""
    if articles < 2:  # noqa: PLR2004 - one or none
        return
    chance = random.Random(seed)  # noqa: S311 - statistics, no secret
    everything = range(articles)
    for _ in range(rounds):
        times = [0] * articles
        for number in chance.choices(everything, k=articles):
            times[number] += 1
        yield tuple(times)


def sample(counted: Sequence[Counts], drawn: Iterable[Draw]) -> Iterator[dict[str, float]]:
    """Yield the figures of each draw of the articles with these counts."""
    names = [name for name, total in add(counted).items() if total]
    columns = [[one.get(name, 0) for one in counted] for name in names]
    for times in drawn:
        totals = [sum(map(mul, column, times)) for column in columns]
        yield figures(dict(zip(names, totals, strict=True)))


def estimates(values: Mapping[str, float], samples: Samples) -> dict[str, Estimate]:
    """Return each figure with its interval."""
    return {
        name: _estimate(value, [one[name] for one in samples]) for name, value in values.items()
    }


def difference(name: str, first: tuple[float, Samples], second: tuple[float, Samples]) -> Estimate:
    """Return by how much a figure of the first is above the second's, on the same draws."""
    values = [one[name] - other[name] for one, other in zip(first[1], second[1], strict=True)]
    return _estimate(first[0] - second[0], values)


def _estimate(value: float, values: list[float]) -> Estimate:
    """Return the value between the percentiles; one draw alone tells nothing."""
    if len(values) < 2:  # noqa: PLR2004 - no distribution
        return Estimate(value)
    cuts = statistics.quantiles(values, n=_PARTS, method="inclusive")
    return Estimate(value, cuts[0], cuts[-1])
