"""Sources that the article names, though not in the words that stand with the statement."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import Article, Extraction, Source


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(Article(text=text, outlet="The Harbour Gazette"))


def speaker(text: str, words: str) -> Source:
    """Return the source of the statement that has those words in it."""
    found = read(text)
    sources = {one.id: one for one in found.sources}
    return next(
        sources[one.source]
        for one in found.attributions
        if any(words in span.of(text) for span in one.content)
    )


def name_of(text: str, words: str) -> str | None:
    return speaker(text, words).name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            (
                "The Port Board paid for an Apex survey in May.\n\n"
                "The survey found that the quay was sinking."
            ),
            "Apex survey",
        ),
        (
            (
                "Mayor Ada Pell released a statement on Friday.\n\n"
                "“The quay is sinking,” the statement said."
            ),
            "Ada Pell statement",
        ),
        (
            "A study conducted for the Tarn Institute found that the quay was sinking.",
            "Tarn Institute study",
        ),
        (
            "An average of recent Apex polls showed that the quay was sinking.",
            "average of recent Apex polls",
        ),
        (
            (
                "The Tarn Institute issued a report. A footnote in the report says that "
                "the quay was sinking."
            ),
            "Tarn Institute footnote",
        ),
    ],
)
def test_a_paper_has_a_name_where_its_maker_is_told(text: str, name: str) -> None:
    assert name_of(text, "sinking") == name


@pytest.mark.parametrize(
    "text",
    [
        "A survey found that the quay was sinking.",
        "Apex made a survey in May. Another survey found that the quay was sinking.",
        "Apex made a survey in May. The earlier survey found that the quay was sinking.",
        "Northmoor polls showed that the quay was sinking.",
        "A letter obtained by Apex said that the quay was sinking.",
    ],
)
def test_a_paper_of_nobody_has_no_name(text: str) -> None:
    assert name_of(text, "sinking") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Ada Pell and Tom Orrin met at the quay. The two said that it was sinking.",
            "Ada Pell and Tom Orrin",
        ),
        (
            "Ada Pell and Tom Orrin met at the quay. Both said that it was sinking.",
            "Ada Pell and Tom Orrin",
        ),
        (
            "Ada Pell and Tom Orrin met at the quay. They said that it was sinking.",
            "Ada Pell and Tom Orrin",
        ),
        (
            "Her rivals, Ada Pell and former Mayor Tom Orrin, said the quay was sinking.",
            "Ada Pell and Tom Orrin",
        ),
        (
            (
                "The Port Department and the Harbor Department were sued on Monday. "
                "The departments said that the quay was sinking."
            ),
            "Port Department and Harbor Department",
        ),
    ],
)
def test_several_are_those_who_were_named_together(text: str, name: str) -> None:
    assert name_of(text, "sinking") == name


@pytest.mark.parametrize(
    "text",
    [
        "Ada Pell and Tom Orrin met at the quay. The three said that it was sinking.",
        "Ada Pell and Tom Orrin met at the quay. Two clerks said that it was sinking.",
        (
            "Ada Pell and Tom Orrin met at the quay. Two officials, who asked not to be named, "
            "said that it was sinking."
        ),
        "Ada Pell and Tom Orrin met at the quay. Both governors said that it was sinking.",
        "Ada Pell and Tom Orrin met at the quay. The two men said that it was sinking.",
        "Ada Pell and Tom Orrin met at the quay. Both of Orrin's sons said it was sinking.",
    ],
)
def test_others_are_not_given_their_names(text: str) -> None:
    assert name_of(text, "sinking") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Former prosecutor and Northmoor Mayor Ada Pell said the quay was sinking.",
            "Ada Pell",
        ),
        (
            "The other clerk, his cousin Tom Orrin, said the quay was sinking.",
            "Tom Orrin",
        ),
        (
            "The other day Ada Pell, however, said that the quay was sinking.",
            "Ada Pell",
        ),
        ("The Courier newspaper reported that the quay was sinking.", "Courier"),
        ("The town of Northmoor said that the quay was sinking.", "town of Northmoor"),
    ],
)
def test_a_name_is_read_as_it_is_printed(text: str, name: str) -> None:
    assert (name_of(text, "sinking") or "").removeprefix("The ") == name


@pytest.mark.parametrize(
    "text",
    [
        "An aide to Mayor Ada Pell said the quay was sinking.",
        "An official, speaking for Mayor Ada Pell, said the quay was sinking.",
        "A clerk who asked not to be named, and Mayor Ada Pell's cousin, said it was sinking.",
        "Two clerks and Mayor Ada Pell's cousin said the quay was sinking.",
    ],
)
def test_a_name_beside_somebody_else_is_not_theirs(text: str) -> None:
    assert name_of(text, "sinking") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Northmoor Police Department officers closed the quay. It was sinking, police said.",
            "Northmoor Police Department",
        ),
        (
            (
                "Nell Tarn, a spokeswoman for Apex Freight, opened the quay.\n\n"
                "A spokeswoman for Apex Freight said that it was sinking."
            ),
            "Nell Tarn",
        ),
        (
            (
                "Ada Pell runs for mayor. Her campaign is short of money.\n\n"
                "The campaign said that the quay was sinking."
            ),
            "Ada Pell campaign",
        ),
        (
            "Mayor says the quay was sinking\n\nOn Friday Mayor Ada Pell opened the quay.",
            "Ada Pell",
        ),
        (
            "Tom Pell met Nora Pell on the quay.\n\nTom Pell's daughter said that it was sinking.",
            "Nora Pell",
        ),
        (
            "Ada Pell, whose new book says that the quay was sinking, left.",
            "Ada Pell book",
        ),
    ],
)
def test_a_role_is_somebodys_who_is_named(text: str, name: str) -> None:
    assert name_of(text, "sinking") == name


@pytest.mark.parametrize(
    "text",
    [
        (
            "Nell Tarn, a spokeswoman for Apex Freight, opened the quay.\n\n"
            "A spokeswoman for Tarn Timber said that it was sinking."
        ),
        (
            "Nell Tarn, a spokeswoman for Apex Freight, opened the quay.\n\n"
            "Another spokeswoman for Apex Freight said that it was sinking."
        ),
        (
            "Nell Tarn, a spokeswoman for Apex Freight, opened the quay.\n\n"
            "A spokeswoman for Apex Freight, who asked not to be named, said it was sinking."
        ),
        "Aide says the quay was sinking\n\nOn Friday Ada Pell, an aide, opened the quay.",
    ],
)
def test_a_role_of_another_is_left_open(text: str) -> None:
    assert name_of(text, "sinking") is None


def test_the_place_of_a_dateline_is_no_body() -> None:
    text = (
        "SALTMOOR, Monday — The dam above the town has leaked since the autumn.\n\n"
        "The council said that it would mend the dam."
    )
    assert name_of(text, "would mend") is None
