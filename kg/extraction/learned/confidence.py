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
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.view import Range, View

Evidence = Mapping[str, float]
"""What speaks for or against one attribution, by name."""

WEIGHTS = Path(__file__).resolve().parent / "confidence.json"
_LEAST = 1e-3
"""What keeps the logarithm of odds finite."""
_FRAMES = (Frame.CLAUSE, Frame.OBJECT, Frame.INFINITIVE, Frame.NOUN, Frame.ACCORDING, Frame.HEARSAY)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights by name, of what the tagger found and of what only the rules found.

    What is less likely than `least_tagged`, or `least_added`, is left out.
    """

    tagged: Mapping[str, float]
    added: Mapping[str, float]
    least_tagged: float
    least_added: float


@cache
def weights() -> Weights:
    """Return the weights that are in use."""
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(told["tagged"], told["added"], told["least_tagged"], told["least_added"])


def probability(by_name: Mapping[str, float], evidence: Evidence) -> float:
    """Return how likely an attribution is right."""
    odds = sum(by_name[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def of_tagged(
    view: View, triple: Triple, candidate: Candidate, same: Sequence[Chosen]
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
        "no source": float(candidate.source is None),
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
    }


def of_added(
    view: View, seen: Tagged, chosen: Chosen, covered: Iterable[set[int]]
) -> dict[str, float]:
    """Return the evidence for what only the rules found; `covered` is what the tagger has."""
    candidate = chosen.candidate
    own = tokens(candidate.content)

    def share(places: Iterable[Range], role: Role) -> float:
        spans = (view.span(place) for place in places)
        return max((seen.share(span, role) for span in spans if span is not None), default=0.0)

    source = candidate.source
    named = () if source is None else ((source, source + 1),)
    return {
        "always": 1.0,
        "rules": _odds(chosen.likelihood),
        "covered": max((len(own & one) / len(own) for one in covered), default=0.0),
        "no source": float(source is None),
        "length": math.log(1 + len(own)),
        "seen as content": share(candidate.content, Role.CONTENT),
        "seen as cue": share([(candidate.anchor, candidate.anchor + 1)], Role.CUE),
        "seen as source": share(named, Role.SOURCE),
        **{f"frame {frame}": float(candidate.frame is frame) for frame in _FRAMES},
    }


def tokens(content: Iterable[tuple[int, int]]) -> set[int]:
    """Return the tokens of a content."""
    return {token for first, last in content for token in range(first, last)}


def alike(one: set[int], other: set[int]) -> float:
    """Return Dice's coefficient of two contents."""
    return 2 * len(one & other) / (len(one) + len(other))


def _odds(probability: float) -> float:
    return math.log((probability + _LEAST) / (1 - probability + _LEAST))
