"""Attributions that their wording alone shows: no weight is learned for them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.frames import Candidate
from kg.extraction.rules.hearsay import hearsay
from kg.extraction.rules.lexicon import Lexicon
from kg.extraction.rules.readings import readings
from kg.extraction.rules.tails import insertions, inverted, plain_clauses, tails
from kg.extraction.rules.view import View
from kg.extraction.rules.viewpoints import viewpoints

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
