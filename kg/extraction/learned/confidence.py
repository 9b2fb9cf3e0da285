"""How likely an attribution is right: a logistic regression over what tagger and rules say of it.

Right means as in the measure `content+source`: the content is found and has its source, as
the people who labelled the articles have it. The weights lie in `confidence.json`; how they
were fitted stands in `tests/measures/confidence.py`, what they are worth in
`docs/measurements.md`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.extraction.learned.tagging import Role
from kg.extraction.learned.triples import Tagged, Triple
from kg.extraction.rules.finding.inner import can_speak
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View

Evidence = Mapping[str, float]
"""What speaks for or against one attribution, by name."""

WEIGHTS = Path(__file__).resolve().parent / "confidence.json"
_APART = frozenset(
    {Frame.ACCORDING, Frame.COLON, Frame.DASH, Frame.PARENTHESIS, Frame.QUOTATION, Frame.TAIL}
)
"""The frames of a content that is a sentence of its own, or a quotation, beside its cue."""
_LEAST = 1e-3
"""What keeps the logarithm of odds finite."""


@dataclass(frozen=True, slots=True)
class Rival:
    """What the tagger found, to be compared with what the rules found.

    `sure` is how sure its content is, as a logarithm of odds.
    """

    anchor: int
    content: set[int]
    sure: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights by name, of what the tagger found and of what only the rules found.

    What is less likely than `least_tagged`, or `least_added`, is left out. `nested` is how
    often what the rules find inside a content is right, where that content is.
    """

    tagged: Mapping[str, float]
    added: Mapping[str, float]
    least_tagged: float
    least_added: float
    nested: float


@cache
def weights() -> Weights:
    """Return the weights that are in use."""
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(**told)


def probability(by_name: Mapping[str, float], evidence: Evidence) -> float:
    """Return how likely an attribution is right."""
    odds = sum(by_name[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def of_tagged(
    view: View, words: Lexicon, triple: Triple, candidate: Candidate, same: Sequence[Chosen]
) -> dict[str, float]:
    """Return the evidence for what the tagger found; `same` is how the rules read its cue."""
    own = tokens(candidate.content)
    sources = {one.candidate.source for one in same} - {None}
    agrees = candidate.source_range is not None and any(
        candidate.source_range[0] <= source < candidate.source_range[1]
        for source in sources
        if source is not None
    )
    likely = max((one.likelihood for one in same), default=0.0)
    return {
        "always": 1.0,
        "content": _odds(triple.content_sure),
        "cue": _odds(triple.cue_sure) if triple.cue else 0.0,
        "no cue": float(triple.cue is None),
        "source": _odds(triple.source_sure),
        "links": _odds(triple.linked),
        "rules": likely,
        "rules' content": max(
            (alike(own, tokens(one.candidate.content)) for one in same), default=0.0
        ),
        "rules agree on the source": float(agrees),
        "rules have another source": float(bool(sources) and not agrees),
        "quoted": sum(view.quoted[token] for token in own) / len(own),
        "length": math.log(1 + len(own)),
        "first line": float(view.paragraph[min(own)] == 0),
        "in pieces": float(len(candidate.content) > 1),
        **_of_wording(view, words, candidate),
    }


def of_added(
    view: View, words: Lexicon, seen: Tagged, chosen: Chosen, rivals: Iterable[Rival]
) -> dict[str, float]:
    """Return the evidence for what the rules found; `rivals` is what the tagger found."""
    candidate = chosen.candidate
    own = tokens(candidate.content)
    near = [one for one in rivals if own & one.content]
    same = [one for one in near if one.anchor == candidate.anchor]
    closest = max(near, key=lambda one: alike(own, one.content), default=None)

    def share(places: Iterable[Range], role: Role) -> float:
        spans = (view.span(place) for place in places)
        return max((seen.share(span, role) for span in spans if span is not None), default=0.0)

    source = candidate.source
    named = () if source is None else ((source, source + 1),)
    return {
        "always": 1.0,
        "rules": _odds(chosen.likelihood),
        "covered": max((len(own & one.content) / len(own) for one in near), default=0.0),
        "alike": 0.0 if closest is None else alike(own, closest.content),
        "tagger's content": 0.0 if closest is None else closest.sure,
        "tagger's cue": float(bool(same)),
        "length": math.log(1 + len(own)),
        "seen as content": _odds(share(candidate.content, Role.CONTENT)),
        "seen as cue": _odds(share([(candidate.anchor, candidate.anchor + 1)], Role.CUE)),
        "seen as source": _odds(share(named, Role.SOURCE)),
        **_of_wording(view, words, candidate),
    }


def _of_wording(view: View, words: Lexicon, candidate: Candidate) -> dict[str, float]:
    """Return what the rules know of cue and source, whoever found them."""
    source = candidate.source
    within = source is not None and any(first <= source < last for first, last in candidate.content)
    speaks = source is not None and can_speak(view, words, source)
    return {
        "no source": float(source is None),
        "source within content": float(within),
        "source can speak": float(speaks),
        "apart": float(candidate.frame in _APART),
        "seeming": float(words.has("seeming-word", view.lower[candidate.anchor])),
        "cue in quotation": float(view.quoted[candidate.anchor]),
    }


def tokens(content: Iterable[tuple[int, int]]) -> set[int]:
    """Return the tokens of a content."""
    return {token for first, last in content for token in range(first, last)}


def alike(one: set[int], other: set[int]) -> float:
    """Return Dice's coefficient of two contents."""
    return 2 * len(one & other) / (len(one) + len(other))


def _odds(probability: float) -> float:
    return math.log((probability + _LEAST) / (1 - probability + _LEAST))
