"""A stance that one statement was seen to take, before it has a name."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.rules.reading.told import Told
from kg.model import StanceBasis, StanceKind


@dataclass(frozen=True, slots=True)
class Shown:
    """What a statement does to another, how that is known, and the words that show it."""

    kind: StanceKind
    target: Told
    basis: StanceBasis
    rule: str
    tokens: tuple[int, ...] = ()
