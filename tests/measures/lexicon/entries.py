"""The entries of the lexicon: learned weights and those set by hand, and each cue's family."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.extraction.rules.text.frames import Frame
from tests.measures.lexicon.hand import Hand, weight_name

Entries = dict[str, dict[str, float]]
"""By cue: its weights by name."""

_UTTERING: Final = frozenset({"saying", "writing", "telling"})
_SPOKEN: Final = 0.5
"""What a verb of saying weighs beside a quotation where no article showed it there; also how
much its clause must speak for it."""
_TAIL: Final = 1.2
"""What a verb that brings in quotations weighs at the least at the end of its sentence."""
_TAKES_CLAUSE: Final = 0.3
_LEAST: Final = 0.02
_PRINTED: Final = re.compile(r"[a-z]+(?: [a-z]+){0,2}")
"""A cue as it is printed: a dictionary form with its particle or preposition, no marks."""


def entries(learned: Mapping[tuple[str, Frame], float], hand: Hand) -> Entries:
    """Return the lexicon's entries; what is set by hand stands above what is learned."""
    found: Entries = {}
    for (key, frame), weight in learned.items():
        if _PRINTED.fullmatch(key):
            found.setdefault(key, {})[weight_name(frame)] = weight
    for (key, name), weight in hand.weights.items():
        found.setdefault(key, {})[name] = weight
    for key, weights in found.items():
        _complete(key, weights, hand)
    kept = {key: _telling(weights) for key, weights in found.items()}
    return {key: weights for key, weights in sorted(kept.items()) if weights}


def _complete(key: str, weights: dict[str, float], hand: Hand) -> None:
    """Let a verb of saying bring in quotations too, also after its speaker at the end."""
    if " " in key:
        return
    if weights.get("clause", 0.0) > _SPOKEN and family_of(key, weights, hand) in _UTTERING:
        weights.setdefault("quotation", _SPOKEN)
    if weights.get("quotation", 0.0) > 0 and (key, "tail") not in hand.weights:
        weights["tail"] = max(weights.get("tail", 0.0), _TAIL)


def _telling(weights: dict[str, float]) -> dict[str, float]:
    """Leave out what says nothing, where being in the lexicon says nothing either."""
    silent = {"clause", "tail", "adjective"}
    return {
        name: weight
        for name, weight in sorted(weights.items())
        if name not in silent or abs(weight) >= _LEAST
    }


def family_of(key: str, weights: Mapping[str, float], hand: Hand) -> str:
    """Return the family of a cue: as set by hand, or else by the ways it takes its content."""
    if key in hand.families:
        return hand.families[key]
    if key.startswith("as "):
        return hand.family(key.removeprefix("as ")) or "saying"
    if "noun" in weights:
        return "noun"
    family = hand.family(key)
    if family:
        return family
    if "adjective" in weights:
        return "attitude"
    if "quotation" in weights or weights.get("clause", 0.0) > _TAKES_CLAUSE:
        return "saying"
    return "attitude" if "infinitive" in weights else "act"
