"""Which of what tagger and rules found counts, and how sure each attribution is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extraction.learned.confidence import Weights, alike, probability, tokens
from kg.extraction.learned.joining import Found, both
from kg.extraction.learned.triples import Tagged
from kg.extraction.rules.finding.selection import with_inner
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View

_SAME = 0.5
"""From which share of common words on two contents are one (Dice's coefficient)."""
_AHEAD = 0.2
"""By how much the rules' reading must be likelier: the tagger bounds contents better."""


def joined(view: View, words: Lexicon, found: Tagged, weights: Weights) -> list[Chosen]:
    """Return the attributions of an article, those inside others too, in reading order."""
    told = both(view, words, found)
    likely = [
        *_likely(told.tagged, weights.tagged, weights.least_tagged),
        *_likely(told.added, weights.added, weights.least_added),
    ]
    every = with_inner(view, words, told.possible, apart(likely))
    return list(_inner_too(every, weights.nested))


def apart(likely: Iterable[Chosen]) -> list[Chosen]:
    """Return the likeliest of those that cannot all be: ways to read the same words."""
    kept: list[Chosen] = []
    for one in sorted(likely, key=lambda one: -one.likelihood - _AHEAD * one.given):
        if not any(_clash(one.candidate, other.candidate) for other in kept):
            kept.append(one)
    return kept


def _clash(one: Candidate, other: Candidate) -> bool:
    """Whether two have one cue, or one's cue in the other's content, or one content."""
    own, others = tokens(one.content), tokens(other.content)
    if one.anchor == other.anchor or one.anchor in others or other.anchor in own:
        return True
    return alike(own, others) >= _SAME


def _likely(found: Sequence[Found], weights: Mapping[str, float], least: float) -> Iterator[Chosen]:
    for one in found:
        sure = probability(weights, one.evidence)
        if sure >= least:
            yield replace(one.chosen, likelihood=sure, confidence=sure)


def _inner_too(every: Sequence[Chosen], nested: float) -> Iterator[Chosen]:
    """Yield all, those inside others as sure as these are, and `nested` times less.

    A speaker's second statement that was taken out of the first one counts as inside it.
    """
    by_candidate = {one.candidate: one for one in every}
    first: Chosen | None = None
    for one in every:
        if one.inside is None and one.confidence is not None:
            first = one
        share, around = 1.0, one
        while around.confidence is None:
            share *= nested
            outer = first if around.inside is None else by_candidate.get(around.inside)
            if outer is None:
                break
            around = outer
        sure = around.confidence
        yield one if sure is None else replace(one, confidence=share * sure)
