"""One article as it was read: its parse, its cast, and what its attributions were made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extraction.rules.reading.told import Told
from kg.extraction.rules.sources.cast import Cast
from kg.extraction.rules.text.frames import Candidate
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article as it was read; `candidates` are those that attributions were made of, by id.

    An attribution that no verb led to (a quotation that stands alone) has no candidate.
    """

    view: View
    words: Lexicon
    article: Article
    cast: Cast
    candidates: Mapping[str, Candidate]
    told: dict[str, Told] = field(default_factory=dict)
    """Attributions with their tokens, as far as a pass asked for them; see `told_of`."""
