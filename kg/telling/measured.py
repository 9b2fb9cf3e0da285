"""How often the kinds of sources are read wrongly, as measured on labelled articles.

The figures are those of docs/measurements.md, made by `COMMAND` in articles that were kept back
while the rules were written; a test holds them equal.
"""

from __future__ import annotations

from dataclasses import dataclass

COMMAND = ".venv/bin/python -P -m tests.measures.labels.score --set later --half kept"
SOURCES_FOUND = 82.8
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
    "named": Error(Rate(97.1, 96.3, 97.8), Rate(91.7, 90.3, 92.8)),
    "anonymous": Error(Rate(58.8, 47.8, 68.9), Rate(64.4, 52.9, 74.4)),
    "collective": Error(Rate(83.6, 79.9, 86.7), Rate(90.3, 87.0, 92.8)),
    "not stated who": Error(Rate(57.5, 50.6, 64.1), Rate(70.1, 62.7, 76.6)),
}
REQUESTS = Error(Rate(74.2, 56.8, 86.3), Rate(63.9, 47.6, 77.5))
"""Requests for comment, with what came of them."""
