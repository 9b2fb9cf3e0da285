"""Who is a source that is kept back, who a body or a crowd, and what is called by its owner."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import Article, Extraction, Identification, ResponseKind

DESCRIBED = Identification.ANONYMOUS_DESCRIBED
COLLECTIVE = Identification.COLLECTIVE_UNNAMED
UNSTATED = Identification.UNSTATED
NAMED = Identification.NAMED


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(Article(text=text, outlet="The Harbour Gazette"))


def identified(text: str) -> list[Identification]:
    found = read(text)
    sources = {one.id: one for one in found.sources}
    return [sources[one.source].identification for one in found.attributions]


@pytest.mark.parametrize(
    "text",
    [
        "Several aides said the lock had failed.",
        "Multiple port officials said the lock had failed.",
        "Current and former officials said the lock had failed.",
        "Several Democrats said the lock had failed.",
        "Numerous bakers said the lock had failed.",
        "People in attendance said the lock had failed.",
        "Friends of Mr. Poe who have met him at the harbour lately say he is tired.",
        "Backers who heard it from the mayor herself say she is tired.",
        "Privately, some port officials think the lock will fail.",
        "Officials said the lock had failed. The officials spoke on condition of anonymity.",
        "According to interviews with six pilots and clerks, the lock had failed.",
        "While some friends say Mr. Poe is tired, others say he is well.",
        "One harbour activist said the lock had failed.",
        "A Belgian familiar with the talks said the lock had failed.",
    ],
)
def test_particular_people_are_kept_back(text: str) -> None:
    assert set(identified(text)) == {DESCRIBED}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Aides to Mayor Poe said the lock had failed.", COLLECTIVE),
        ("Mr. Poe's advisers said the lock had failed.", COLLECTIVE),
        ("Senior port officials said the lock had failed.", COLLECTIVE),
        ("Some Democrats said the lock had failed.", COLLECTIVE),
        ("Two out of three Belgians say the lock will fail.", COLLECTIVE),
        ("All three pilots said the lock had failed.", COLLECTIVE),
        ("Several pilots, including Ann Roe, said the lock had failed.", COLLECTIVE),
        ("Viewers who watched the race said the lock had failed.", COLLECTIVE),
        ("A reporter asked whether the lock had failed.", UNSTATED),
        ("A candidate said the lock had failed.", UNSTATED),
        ("Photos showed that the lock had failed.", UNSTATED),
    ],
)
def test_a_body_or_a_crowd_hides_nobody(text: str, wanted: Identification) -> None:
    assert set(identified(text)) == {wanted}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Poe ran again. Poe's team thinks he will win.", "Tom Poe team"),
        ("Tom Poe ran again. His campaign said he will win.", "Tom Poe campaign"),
        ("According to Tom Poe's memoir, the lock had failed.", "Tom Poe's memoir"),
        ("Tom Poe was proud. His remarks suggest that the lock had failed.", "Tom Poe remarks"),
        ("Apex Inc. data show that the lock had failed.", "Apex Inc. data"),
    ],
)
def test_what_is_somebodys_is_called_by_its_owner(text: str, name: str) -> None:
    found = read(text)
    sources = {one.id: one for one in found.sources}
    (source,) = {sources[one.source] for one in found.attributions}
    assert source.identification is NAMED
    assert source.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Tom Poe ran again. His enemies said the lock had failed.",
        "Northmoor polls show that the lock had failed.",
        "Their data show that the lock had failed.",
    ],
)
def test_people_and_places_lend_no_name(text: str) -> None:
    assert NAMED not in identified(text)


def outcomes(text: str) -> list[ResponseKind]:
    return [one.outcome for one in read(text).requests]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Spokesmen at the Rail Board would not discuss the crash.", "declined"),
        ("Ann Roe, who built it, declined to give a price.", "declined"),
        (
            "The board declined to provide any details, saying it cannot discuss the case.",
            "declined",
        ),
        ("Tom Poe would say nothing about the letter.", "declined"),
        ("Asked whether he would run again, Tom Poe demurred.", "declined"),
        (
            "In an email for this article, Tom Poe said, “I am not going to discuss that.”",
            "declined",
        ),
        ("“I don't want to discuss the lock,” Tom Poe replied.", "declined"),
        ("Poe has stayed away and his bakery did not respond to a request for comment.",
         "no-response"),
        ("Tom Poe did not directly respond to Reuters's requests to discuss it.", "no-response"),
        ("Five of the Belgians who gave money could not be located.", "could-not-be-reached"),
        ("In response to the Gazette's queries, Mayor Ann Roe returned the gifts.", "responded"),
        ("Asked about it after a debate, Tom Poe told the Gazette that it was made up.",
         "responded"),
        ("The bank offered a short response to questions about the crane.", "responded"),
        ("Ann Roe was asked about the gifts, and she dodged the question as well as she could.",
         "responded-off-topic"),
        ("“It is late,” Ann Roe said.\n\nAsked about the crane, Roe said it was old.",
         "responded"),
    ],
)  # fmt: skip
def test_requests_are_read(text: str, outcome: str) -> None:
    assert outcomes(text) == [ResponseKind(outcome)]


@pytest.mark.parametrize(
    "text",
    [
        "Asked which pier he liked best, Tom Poe demurred: “Whichever I stand on.”",
        "Tom Poe refused to say at the debate that he would concede.",
        "Ann Roe declined to endorse Tom Poe.",
        "Ann Roe declined to give him the keys.",
        "Only half of the voters would answer the poll.",
        "She said it was late. Asked about the crane, she said it was old.",
    ],
)
def test_what_is_no_request_of_a_newsroom(text: str) -> None:
    assert outcomes(text) == []
