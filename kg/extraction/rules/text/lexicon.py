"""The cue lexicon and word lists of `ontology/lexicon/`, read once, at first use."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph

from kg.extraction.rules.text.frames import UNWEIGHED, Frame
from kg.resources import ontology_files

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_ONR: Final = "https://w3id.org/onrecord/ns#"
_FORMULAS: Final = (Frame.ACCORDING, Frame.COLON, Frame.DASH)
_FRAME_WEIGHTS: Final[dict[str, tuple[Frame, ...]]] = {
    f"{_ONR}formulaWeight": _FORMULAS,
    **{
        f"{_ONR}{frame}Weight": (frame,)
        for frame in Frame
        if frame not in _FORMULAS and frame not in UNWEIGHED
    },
}
_FOR_LEARNING: Final = frozenset({"hand"})
"""Files that only the program that learns the weights reads."""

_EVERY: Final = "every candidate"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of cues, of the evidence around them, and of the words for sources.

    Weights are natural logarithms of odds: they add up, and 0 says nothing either way.
    """

    weights: Mapping[tuple[str, Frame], float]
    families: Mapping[str, str]
    evidence: Mapping[str, float]
    lists: Mapping[str, frozenset[str]]
    quoting: frozenset[str]

    def knows(self, key: str, frame: Frame) -> bool:
        """Return whether the cue has been met in that frame."""
        return (key, frame) in self.weights

    def odds(self, key: str, frame: Frame, found: Iterable[str]) -> float:
        """Return how likely the words are an attribution, as a logarithm of odds."""
        evidence = self.evidence
        total = evidence.get(_EVERY, 0.0) + self.weights.get((key, frame), 0.0)
        return total + sum(evidence.get(name, 0.0) for name in found)

    def family(self, key: str) -> str:
        """Return the family of the cue (saying, writing, attitude, ...), or nothing."""
        return self.families.get(key, "")

    def has(self, name: str, word: str) -> bool:
        """Return whether a word list holds the word, given in lower case."""
        return word in self.lists[name]


def probability(odds: float) -> float:
    """Return the probability of a logarithm of odds."""
    return 1.0 / (1.0 + math.exp(-odds))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read from its files the first time."""
    labels: dict[str, str] = {}
    broader: dict[str, str] = {}
    lists: dict[str, set[str]] = {}
    weights: list[tuple[str, Frame, float]] = []
    evidence: dict[str, float] = {}
    for path in ontology_files("lexicon/*.ttl"):
        if path.stem in _FOR_LEARNING:
            continue
        for subject, predicate, value in _statements(path):
            if predicate == f"{_SKOS}prefLabel":
                labels[subject] = value
            elif predicate == f"{_SKOS}hiddenLabel":
                lists.setdefault(subject.rsplit("/", 1)[-1], set()).add(value)
            elif predicate == f"{_SKOS}broader":
                broader[subject] = value
            elif predicate in _FRAME_WEIGHTS:
                weights.extend(
                    (subject, frame, float(value)) for frame in _FRAME_WEIGHTS[predicate]
                )
            elif predicate == f"{_ONR}weight":
                evidence[subject] = float(value)
    by_cue = {(labels[cue], frame): weight for cue, frame, weight in weights}
    return Lexicon(
        weights=by_cue,
        families={labels[cue]: parent.rsplit("/", 1)[-1] for cue, parent in broader.items()},
        evidence={labels[name]: weight for name, weight in evidence.items()},
        lists={name: frozenset(held) for name, held in lists.items()},
        quoting=frozenset(
            cue for cue, frame in by_cue if frame is Frame.QUOTATION and " " not in cue
        ),
    )


def _statements(path: Path) -> Iterable[tuple[str, str, str]]:
    """Yield subject, predicate and value of every statement of a file."""
    for triple in pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if isinstance(subject, pyoxigraph.NamedNode) and isinstance(
            value, pyoxigraph.NamedNode | pyoxigraph.Literal
        ):
            yield subject.value, triple.predicate.value, value.value
