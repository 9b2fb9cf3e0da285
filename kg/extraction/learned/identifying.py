"""How far a source is identified, weighed anew: the rules' answer is one piece of evidence.

The rules ask one question after the other and stop at the first answer. Here a logistic
regression weighs what they said together with how the tagger sees the words of source and
cue, over every place where the source speaks. It may overrule the rules where nothing is
lost by it: nobody whose name is held back gets one, and only what is printed with a name is
named. The weights lie in `identification.json`; what they were fitted on stands in
`tests/measures/identifying.py`, what they are worth in `docs/measurements.md`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from kg.extraction.learned.tagging import Floats
from kg.extraction.learned.triples import Tagged
from kg.extraction.rules.profiles.describing import as_printed, description_at
from kg.model import (
    Attribution,
    Extraction,
    Identification,
    Source,
    SourceKind,
    Spans,
    words,
)

WEIGHTS = Path(__file__).resolve().parent / "identification.json"

GROUPS: Mapping[Identification, str] = {
    Identification.NAMED: "named",
    Identification.PSEUDONYMOUS: "anonymous",
    Identification.ANONYMOUS_DESCRIBED: "anonymous",
    Identification.ANONYMOUS_BARE: "anonymous",
    Identification.COLLECTIVE_UNNAMED: "collective",
    Identification.UNSTATED: "unstated",
    Identification.UNRESOLVED: "unresolved",
}
"""The kinds of identification as they are told apart here."""

CLASSES = {
    "named": Identification.NAMED,
    "anonymous": Identification.ANONYMOUS_DESCRIBED,
    "collective": Identification.COLLECTIVE_UNNAMED,
    "unstated": Identification.UNSTATED,
}
"""What may come out, with the kind that stands for each."""

_LEAST = 0.5
"""How likely another answer than the rules' must be."""
_MOST = 10
_PRONOUNS = frozenset(
    {"he", "she", "his", "her", "him", "i", "my", "me", "they", "their", "them", "we", "us", "our"}
    | {"who", "whom", "whose", "it", "its", "that", "which", "you", "one"}
)
_PAPERS = frozenset(
    {SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.RECORD, SourceKind.LEAKED_DOCUMENT}
)
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_BESIDE = re.compile(r"[,;(]| (?:at|by|from|in|of|on|that|which|who|whose|with) ")
"""What begins what stands beside a name: "the Quay Board of Tarn", "Reed & Co., which"."""
_NO_NAME = _PRONOUNS | frozenset(
    {"the", "a", "an", "some", "many", "most", "one", "two", "three", "both", "several", "other"}
    | {"critics", "officials", "experts", "voters", "people", "those", "others", "few", "all"}
)
"""Words that have a capital only because a sentence begins with them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of each class: of what is known by name, and of what the tagger sees.

    `named` is by the name of the evidence, `seen` classes by twice the tagger's width (the
    words of the source, then those of the cue); `always` is what each class begins with.
    """

    always: Floats
    named: Mapping[str, Floats]
    seen: Floats


@cache
def weights() -> Weights:
    """Return the weights that are in use."""
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    named = {name: np.array(row, dtype=np.float32) for name, row in told["named"].items()}
    return Weights(
        np.array(told["always"], dtype=np.float32), named, np.array(told["seen"], dtype=np.float32)
    )


def identified(text: str, seen: Tagged, found: Extraction, by: Weights) -> Extraction:
    """Return what was found, each source as far identified as all evidence says."""
    told: dict[str, list[Floats]] = {}
    sources = {one.id: one for one in found.sources}
    for one in found.attributions:
        if one.nested_in is None and one.source in sources:
            chances = _chances(text, seen, one, sources[one.source], by)
            told.setdefault(one.source, []).append(chances)
    return replace(
        found,
        sources=tuple(
            _settled(text, one, told[one.id]) if one.id in told else one for one in found.sources
        ),
    )


def _chances(text: str, seen: Tagged, one: Attribution, source: Source, by: Weights) -> Floats:
    """Return the logarithms of the chance of each class, for one place where it speaks."""
    scores = by.always + by.seen @ sight(seen, one)
    for name, value in evidence(text, one, source).items():
        if name in by.named:
            scores = scores + by.named[name] * value
    return np.asarray(scores - np.logaddexp.reduce(scores), dtype=np.float32)


def sight(seen: Tagged, one: Attribution) -> Floats:
    """Return how the tagger sees a source and its cue: the mean of their words, side by side."""
    return np.concatenate([_mean(seen, one.source_spans), _mean(seen, one.cue)])


def _mean(seen: Tagged, spans: Spans) -> Floats:
    places = [place for span in spans for place in seen.words.within(span)]
    if not places:
        return np.zeros(seen.meant.shape[1], dtype=np.float32)
    return np.asarray(seen.meant[places].mean(axis=0), dtype=np.float32)


def evidence(text: str, one: Attribution, source: Source) -> dict[str, float]:
    """Return what is known of a source that speaks, by name; what is not there counts 0."""
    said = words(one.source_spans, text)
    first, *_ = said.lower().split() or [""]
    known = {
        f"rules: {GROUPS[source.identification]}": 1.0,
        f"kind: {source.kind.value}": 1.0,
        "no words": float(not said),
        "pronoun": float(said.lower() in _PRONOUNS),
        "one word": float(len(said.split()) == 1),
        "length": math.log1p(len(said.split())),
        "capital": float(bool(re.search("[A-Z]", said[1:]))),
        "figure": float(bool(re.search(r"\d", said))),
        "the": float(first == "the"),
        "a": float(first in {"a", "an"}),
        "mentions": math.log1p(len(source.mentions)),
        "has name": float(source.name is not None),
        "has role": float(source.role is not None),
        "speaks for": float(source.speaks_for is not None),
        "member of": float(source.member_of is not None),
        "has reason": float(source.reason is not None),
        "at least": min(source.stated_min or 0, _MOST) / _MOST,
        "at most": min(source.stated_max or 0, _MOST) / _MOST,
        "sure": one.confidence or 0.0,
    }
    return {name: value for name, value in known.items() if value}


def _settled(text: str, source: Source, told: Iterable[Floats]) -> Source:
    """Return a source as what was weighed at all its places says."""
    chances = np.exp(np.mean(list(told), axis=0))
    best = int(chances.argmax())
    name = list(CLASSES)[best]
    if name == GROUPS[source.identification] or chances[best] < _LEAST * chances.sum():
        return source
    return _as(text, source, CLASSES[name]) or source


def _as(text: str, source: Source, kind: Identification) -> Source | None:
    """Return a source with another kind of identification, or nothing where it cannot have it."""
    held_back = source.identification.anonymous
    if held_back and (source.reason is not None or kind is Identification.NAMED):
        return None
    if kind is Identification.NAMED:
        name = _name_of(text, source)
        if name is None:
            return None
        return replace(source, identification=kind, name=name, description=None)
    # a name may be put together from several places; a description is printed in one
    described = description_at(text, source.mentions, source.description or source.name)
    made = replace(source, identification=kind, name=None, description=described)
    # of whom a name is held back, only what the words for him say may be told
    return (
        as_printed(text, replace(made, member_of=None, speaks_for=None)) if kind.anonymous else made
    )


def _name_of(text: str, source: Source) -> str | None:
    """Return the name that a source is printed with, if that is its own.

    A paper is called by its maker ("polling by Reed & Co."). Of all others the whole of what they
    are called must be a name: one beside somebody is another's ("a spokesman for the Quay Board").
    """
    if source.kind.personal or source.speaks_for is not None:
        return None
    for span in source.mentions:
        said = _ARTICLE.sub("", " ".join(span.of(text).split()))
        called = said if source.kind in _PAPERS else _BESIDE.split(said, maxsplit=1)[0]
        capital = [word[:1].isupper() and word.lower() not in _NO_NAME for word in called.split()]
        if any(capital) and (source.kind in _PAPERS or (capital[0] and capital[-1])):
            return said
    return None
