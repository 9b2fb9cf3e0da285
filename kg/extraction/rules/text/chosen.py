"""A candidate that is held for an attribution."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.rules.text.frames import Candidate


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate held for an attribution; `inside` is the one in whose content it stands.

    Of a `given` one the bounds are kept as they are: another extractor set them. `confidence`
    is how likely it is right, where that was measured; a `likelihood` only ranks.
    """

    candidate: Candidate
    likelihood: float
    inside: Candidate | None = None
    given: bool = False
    confidence: float | None = None
