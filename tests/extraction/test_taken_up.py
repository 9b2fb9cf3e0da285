"""Who is meant by words for somebody told of before who has no name, or is described anew."""

from __future__ import annotations

import pytest

from kg.model import Identification
from tests.extraction.test_named_elsewhere import name_of, read, speaker

NAMED = Identification.NAMED
DESCRIBED = Identification.ANONYMOUS_DESCRIBED
COLLECTIVE = Identification.COLLECTIVE_UNNAMED
UNSTATED = Identification.UNSTATED
ASSUMED = Identification.PSEUDONYMOUS

TWO = "Two clerks told the Gazette that they had left. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{TWO}One said that the quay was sinking.", DESCRIBED),
        (f"{TWO}Another said that the quay was sinking.", DESCRIBED),
        (f"{TWO}The other said that the quay was sinking.", DESCRIBED),
        (f"{TWO}The younger of the two said that the quay was sinking.", DESCRIBED),
        (f"{TWO}The pair said that the quay was sinking.", DESCRIBED),
        ("One of its clerks said that the quay was sinking.", DESCRIBED),
        ("Three of those present said that the quay was sinking.", DESCRIBED),
        (
            "A clerk told the Gazette that she had left. “The quay is sinking,” the woman said.",
            DESCRIBED,
        ),
        ("One harbour clerk called Roe “a brute” and said that the quay was sinking.", DESCRIBED),
        ("The two forms were seen by the Gazette. One says that the quay is sinking.", UNSTATED),
        ("Neighbours said that the quay was sinking.", COLLECTIVE),
        ("Mr. Pell's solicitor said that the quay was sinking.", UNSTATED),
        ("Reuters said that the quay was sinking.", NAMED),
        ("A press officer for the harbour said that the quay was sinking.", UNSTATED),
        (
            (
                "A lawyer for the harbour, who asked not to be named, said that the quay was "
                "sinking."
            ),
            DESCRIBED,
        ),
        ("A user called RiverEye wrote that the quay was sinking.", ASSUMED),
        ("One poster, using the name RiverEye, wrote that the quay was sinking.", ASSUMED),
        ("A fan posting as RiverEye wrote that the quay was sinking.", ASSUMED),
        ("One parent said that the quay was sinking.", DESCRIBED),
        ("Witness K said that the quay was sinking.", ASSUMED),
        ("Ada Pell, whose name is being withheld, said that the quay was sinking.", ASSUMED),
        ("A clerk called Ada Pell said that the quay was sinking.", NAMED),
    ],
)
def test_how_far_who_is_taken_up_is_told(text: str, wanted: Identification) -> None:
    assert speaker(text, "sinking").identification is wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Ada Pell said that she had left. The 31-year-old said that the quay was sinking.",
            "Ada Pell",
        ),
        (
            "Ada Pell said that she had left. The mother of four said that the quay was sinking.",
            "Ada Pell",
        ),
        (
            "Ada Pell said that she had left. The Tarn native said that the quay was sinking.",
            "Ada Pell",
        ),
        (
            (
                "A Tory MP told the Gazette that he had left. The MP for Tarn, Tom Roe, said that "
                "the quay was sinking."
            ),
            "Tom Roe",
        ),
    ],
)
def test_who_is_described_anew_spoke_last(text: str, name: str) -> None:
    assert name_of(text, "sinking") == name


@pytest.mark.parametrize(
    "text",
    [
        "Ada Pell said that she had left. The woman in red said that the quay was sinking.",
        "Mrs. Ada Pell said that she had left. The father of four said that the quay was sinking.",
        "Ada Pell said that she had left. One said that the quay was sinking.",
        "A Tory MP told the Gazette that he had left. The MP said that the quay was sinking.",
        "One poster, using the pump at Tarn, wrote that the quay was sinking.",
        "In Tarn itself one clerk with a boat said that the quay was sinking.",
    ],
)
def test_who_is_not_named_gets_no_name(text: str) -> None:
    assert speaker(text, "sinking").identification is not NAMED


def test_who_comes_back_is_the_same_source() -> None:
    text = "A clerk told the Gazette that he had left. “The quay is sinking,” the man said."
    found = read(text)
    assert len({one.source for one in found.attributions}) == 1
    apart = text.replace("the man said", "the man in the boat said")
    assert len({one.source for one in read(apart).attributions}) > 1
