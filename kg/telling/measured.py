"""How often the kinds of sources are read wrongly, as measured on labelled articles.

The figures are those of docs/measurements.md, made by `COMMAND` in articles that were kept back
while the rules were written; a test holds them equal.
"""

from __future__ import annotations

from dataclasses import dataclass

COMMAND = ".venv/bin/python -P -m tests.measures.labels.score --set sourcing --half kept"
SOURCES_FOUND = 86.8
"""Percent of the labelled sources that were found at all, which the recall is of."""
EXTRACTOR = "learned"
"""What was measured; the rules alone were not."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage with its 95 % interval."""

    percent: float
    low: float
    high: float

    @property
    def told(self) -> str:
        """Return it in figures."""
        return f"{self.percent:.1f} % ({self.low:.1f} to {self.high:.1f})"


@dataclass(frozen=True, slots=True)
class Error:
    """Of those marked so, how many are (precision); of those that are, how many are marked so."""

    precision: Rate
    recall: Rate


KINDS = {
    "named": Error(Rate(97.7, 96.7, 98.4), Rate(89.2, 87.4, 90.8)),
    "anonymous": Error(Rate(75.8, 63.8, 84.8), Rate(72.3, 60.4, 81.7)),
    "collective": Error(Rate(83.2, 78.9, 86.8), Rate(87.6, 83.6, 90.8)),
    "not stated who": Error(Rate(54.9, 47.2, 62.3), Rate(67.7, 59.3, 75.0)),
}
REQUESTS = Error(Rate(100.0, 90.1, 100.0), Rate(70.0, 56.2, 80.9))
"""Requests for comment, with what came of them."""
