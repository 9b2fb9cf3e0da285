"""Whom the lead describes and the next paragraph names is not called anonymous."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.intake.given import Given
from kg.intake.structure import structured
from kg.model import Identification

DESCRIBED, OPEN = Identification.ANONYMOUS_DESCRIBED, Identification.UNRESOLVED


def first_of(*paragraphs: str) -> Identification:
    """Return how far the source of the first statement is identified."""
    found = EXTRACTOR.extract(structured(Given(outlet="The Gazette"), "\n\n".join(paragraphs)))
    by_id = {one.id: one for one in found.sources}
    return by_id[min(found.attributions, key=lambda one: one.content[0]).source].identification


NAMED = "Ned Quill, who ran the quarry until May, said he was told to sign the log."
PROSE = "The quarry has stood above the valley for ninety years and feeds half the town."


@pytest.mark.parametrize(
    ("lead", "next_", "wanted"),
    [
        ("A former quarry foreman told an inquiry that the samples were lost.", NAMED, OPEN),
        ("A retired nurse says the ward was empty for weeks.", NAMED, OPEN),
        ("A former quarry foreman told an inquiry that the samples were lost.", PROSE, DESCRIBED),
        ("A senior official said the samples were lost.", NAMED, DESCRIBED),
        ("A person close to the talks said the samples were lost.", NAMED, DESCRIBED),
        ("A foreman who asked not to be named said the samples were lost.", NAMED, DESCRIBED),
    ],
)
def test_who_is_described_first_and_named_next(
    lead: str, next_: str, wanted: Identification
) -> None:
    assert first_of(lead, next_, PROSE) is wanted


def test_who_is_described_again_later_stays_anonymous() -> None:
    lead = "A former quarry foreman told an inquiry that the samples were lost."
    again = "The former quarry foreman said the log was burned."
    assert first_of(lead, NAMED, again, PROSE) is DESCRIBED
