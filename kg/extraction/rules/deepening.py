"""What is read of the attributions once they are found: a pass for each thing that they say.

A pass takes the article as it was read and everything found so far, and returns it with
more. Passes do not find attributions by a verb: that is done before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from kg.extraction.rules.manner.manner import manner
from kg.extraction.rules.passages.notices import with_notices
from kg.extraction.rules.passages.passages import with_passages
from kg.extraction.rules.profiles.belonging import belonging
from kg.extraction.rules.profiles.counting import counting
from kg.extraction.rules.profiles.describing import describing
from kg.extraction.rules.profiles.joining import joining
from kg.extraction.rules.profiles.leading import leading
from kg.extraction.rules.profiles.narrowing import narrowing
from kg.extraction.rules.profiles.parts import with_parts
from kg.extraction.rules.profiles.reasons import reasons
from kg.extraction.rules.reading.reading import Reading
from kg.extraction.rules.stances.stances import with_stances
from kg.extraction.rules.stances.weighing import with_weighing
from kg.extraction.rules.statements.allegations import with_content_kinds
from kg.extraction.rules.statements.attitudes import with_types
from kg.extraction.rules.statements.forms import with_forms
from kg.extraction.rules.statements.hedging import with_hedges
from kg.extraction.rules.statements.inferring import with_inferences
from kg.extraction.rules.statements.modality import with_modality
from kg.extraction.rules.statements.untold import with_untold
from kg.model import Extraction

Pass: TypeAlias = Callable[[Reading, Extraction], Extraction]

PASSES: tuple[Pass, ...] = (
    with_untold,
    reasons,
    belonging,
    narrowing,
    leading,
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
    joining,
    with_parts,
    describing,
)
"""In the order in which they run: a later one may read what an earlier one found."""


def deepened(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with all that the passes read of it; sources only those in use."""
    for one in PASSES:
        found = one(reading, found)
    used = found.sources_in_use()
    return replace(found, sources=tuple(one for one in found.sources if one.id in used))
