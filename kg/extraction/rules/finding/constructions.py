"""Attributions that their wording alone shows: no weight is learned for them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.finding.hearsay import hearsay
from kg.extraction.rules.finding.readings import readings
from kg.extraction.rules.finding.tails import insertions, inverted, plain_clauses, tails
from kg.extraction.rules.finding.viewpoints import viewpoints
from kg.extraction.rules.text.frames import Candidate
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View

SURE = 0.75
"""How likely what such a wording shows is held to be; a clearer reading of the cue wins."""


def constructions(view: View, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield every candidate that a construction gives."""
    yield from plain_clauses(view, lexicon)
    yield from tails(view, lexicon)
    yield from inverted(view, lexicon)
    yield from insertions(view, lexicon)
    yield from viewpoints(view, lexicon)
    yield from hearsay(view, lexicon)
    yield from readings(view, lexicon)
