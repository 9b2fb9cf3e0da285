"""How often the program is wrong, for the page that says what it is.

The figures are those of docs/measurements.md, and a test holds them equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.telling import measured
from kg.telling.measured import Error
from kg.web.views.kinds import WORDS, Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor finds of what trained annotators marked, in percent."""

    name: str
    precision: float
    """Right, of those that it finds."""
    recall: float
    """Found, of those that were marked."""
    f1: str


READINGS = (
    Reading("rules", 78.4, 62.2, "69.3 (65.7 to 72.4)"),
    Reading("learned", 82.1, 76.6, "79.3 (77.1 to 81.3)"),
)
"""Content and right source, PolNeAR's dev split: 84 articles, 2,189 attributions."""
TWO_PEOPLE = 76.8
"""How far two trained people agree on the same, F1."""
_MARKED = "$ONRECORD_MATERIAL/corpora/polnear/dev.jsonl"
COMMANDS = (
    f"./onrecord extract --extractor rules --format jsonl --outermost {_MARKED} > predicted.jsonl",
    f"python3 $ONRECORD_MATERIAL/corpora/score.py {_MARKED} predicted.jsonl --bootstrap 1000",
)
_CALLED = {"collective": WORDS[Kind.GROUP]}
CONFIDENCE_ERROR = 0.9
"""How far the stated confidence is from what is right, expected, in points."""


def kinds() -> list[tuple[str, Error]]:
    """Return how often each kind of source, and requests for comment, are read wrongly."""
    read = [(_CALLED.get(name, name), error) for name, error in measured.KINDS.items()]
    return [*read, ("request for comment, with its outcome", measured.REQUESTS)]
