"""What is read of the attributions once they are found: a pass for each thing that they say.

A pass takes the article as it was read and everything found so far, and returns it with
more. Passes do not find attributions by a verb: that is done before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from kg.extraction.rules.allegations import with_content_kinds
from kg.extraction.rules.attitudes import with_types
from kg.extraction.rules.belonging import belonging
from kg.extraction.rules.cast import Cast
from kg.extraction.rules.counting import counting
from kg.extraction.rules.forms import with_forms
from kg.extraction.rules.frames import Candidate
from kg.extraction.rules.hedging import with_hedges
from kg.extraction.rules.inferring import with_inferences
from kg.extraction.rules.lexicon import Lexicon
from kg.extraction.rules.manner import manner
from kg.extraction.rules.modality import with_modality
from kg.extraction.rules.narrowing import narrowing
from kg.extraction.rules.notices import with_notices
from kg.extraction.rules.passages import with_passages
from kg.extraction.rules.reasons import reasons
from kg.extraction.rules.stances import with_stances
from kg.extraction.rules.told import Told
from kg.extraction.rules.untold import with_untold
from kg.extraction.rules.view import View
from kg.extraction.rules.weighing import with_weighing
from kg.model import Article, Extraction


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


Pass: TypeAlias = Callable[[Reading, Extraction], Extraction]

PASSES: tuple[Pass, ...] = (
    with_untold,
    reasons,
    belonging,
    narrowing,
    counting,
    manner,
    with_forms,
    with_types,
    with_modality,
    with_hedges,
    with_content_kinds,
    with_inferences,
    with_notices,
    with_stances,
    with_weighing,
    with_passages,
)
"""In the order in which they run: a later one may read what an earlier one found."""


def deepened(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with all that the passes read of it; sources only those in use."""
    for one in PASSES:
        found = one(reading, found)
    used = found.sources_in_use()
    return replace(found, sources=tuple(one for one in found.sources if one.id in used))
