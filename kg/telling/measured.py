"""How often the kinds of sources are read wrongly, as measured on labelled articles.

The figures are those of docs/measurements.md, made by `COMMAND`; a test holds them equal.
"""

from __future__ import annotations

from dataclasses import dataclass

COMMAND = ".venv/bin/python -P -m tests.measures.labels.score --set sourcing"
SOURCES_FOUND = 86.6
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
    "named": Error(Rate(97.1, 96.1, 97.8), Rate(89.9, 88.4, 91.2)),
    "anonymous": Error(Rate(91.9, 85.8, 95.6), Rate(91.9, 85.8, 95.6)),
    "collective": Error(Rate(82.7, 79.1, 85.8), Rate(87.4, 84.1, 90.1)),
    "not stated who": Error(Rate(61.9, 56.2, 67.3), Rate(64.2, 58.4, 69.6)),
}
REQUESTS = Error(Rate(95.9, 88.6, 98.6), Rate(93.3, 85.3, 97.1))
"""Requests for comment, with what came of them."""
