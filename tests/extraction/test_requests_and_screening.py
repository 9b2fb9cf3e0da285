"""Requests for comment, what states nothing, and who is anonymous, in invented sentences."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import Article, Extraction, Identification, ResponseKind, words
from tests.extraction.asking import called

DECLINED = ResponseKind.DECLINED
SILENT = ResponseKind.NO_RESPONSE
LATE = ResponseKind.NO_RESPONSE_BY_DEADLINE
UNREACHED = ResponseKind.NOT_REACHED
REFERRED = ResponseKind.REFERRED
DESCRIBED = Identification.ANONYMOUS_DESCRIBED
COLLECTIVE = Identification.COLLECTIVE_UNNAMED
UNSTATED = Identification.UNSTATED


def read(text: str, author: str | None = None, outlet: str = "The Daily Plain") -> Extraction:
    return EXTRACTOR.extract(Article(text=text, outlet=outlet, author=author))


def asked(text: str) -> list[tuple[str, ResponseKind]]:
    found = read(text)
    return [(called(found, one.party), one.outcome) for one in found.requests]


def askers(found: Extraction) -> list[str]:
    return [called(found, one.asker) for one in found.requests]


def said(text: str) -> list[str]:
    return [words(one.content, text) for one in read(text).attributions]


def identified(text: str) -> list[Identification]:
    """Return how far the source of each statement is identified, in reading order."""
    found = read(text)
    held = {one.id: one.identification for one in found.sources}
    return [held[one.source] for one in found.attributions]


@pytest.mark.parametrize(
    "text",
    [
        "Voters did not respond to queries from the state seeking to confirm their address.",
        "Mills ran a print shop whose best buyer directed queries to an older partner.",
        "The buyer directed queries to an older partner.",
        "Voters who did not respond to the county's letters were removed from the rolls.",
        "Workers could not be reached by the rescue team until Friday.",
        "The village could not be reached on Friday.",
        "They were removed because they did not respond to messages.",
        "They did not respond to messages.",
        "The bank did not respond to the request.",
        "Residents did not respond to calls from the sheriff's office.",
        "Attempts by police to reach Dana Wick were unsuccessful.",
        "Dana Wick declined to answer questions from the committee.",
        "Dana Wick declined to be interviewed by police.",
        "Dana Wick did not answer a question about the dam at Tuesday's hearing.",
        "Asked by a senator about the letter, Dana Wick declined to answer.",
        "Dana Wick hung up the coat.",
        "Dana Wick did not comment on the letter in his speech.",
        "The council did not respond to Dana Wick's requests for help.",
        "Ira Bell said the mayor would not comment on the letter.",
        "The clerk did not answer the phone.",
        "The crew did not respond to 911 calls.",
        "Dana Wick did not respond to questions from the State Department.",
        "But Dana Wick, again, did not respond in kind.",
        "“Absolutely not,” Dana Wick responded.",
        "One employee at the bank declined to speak on the record.",
    ],
)
def test_what_others_asked_is_no_request_for_comment(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dana Wick did not respond to messages.", [("Dana Wick", SILENT)]),
        ("Dana Wick did not respond to my messages.", [("Dana Wick", SILENT)]),
        ("Tarn Mills did not reply to a list of questions.", [("Tarn Mills", SILENT)]),
        (
            "Tarn Mills did not answer questions about who paid for the dam.",
            [("Tarn Mills", SILENT)],
        ),
        (
            "Tarn Mills did not respond to emailed questions about the dam.",
            [("Tarn Mills", SILENT)],
        ),
        (
            "Tarn Mills did not make anyone available for an interview.",
            [("Tarn Mills", DECLINED)],
        ),
        ("The school did not make her available for an interview.", [("school", DECLINED)]),
        ("Asked about the letter, Dana Wick declined to answer.", [("Dana Wick", DECLINED)]),
        ("Asked about the letter, Dana Wick would not answer.", [("Dana Wick", DECLINED)]),
        ("Efforts to reach Dana Wick were unsuccessful.", [("Dana Wick", UNREACHED)]),
        (
            "Attempts to reach Dana Wick and Ira Bell failed.",
            [("Dana Wick", UNREACHED), ("Ira Bell", UNREACHED)],
        ),
        ("Dana Wick could not be reached on Friday.", [("Dana Wick", UNREACHED)]),
        ("Reached by phone, Dana Wick would not say who paid.", [("Dana Wick", DECLINED)]),
        ("Reached by phone, Dana Wick hung up.", [("Dana Wick", DECLINED)]),
        ("Dana Wick hung up on a reporter.", [("Dana Wick", DECLINED)]),
        ("The company would not say whether the dam would hold.", [("company", DECLINED)]),
        ("Dana Wick declined to say how much was paid.", [("Dana Wick", DECLINED)]),
        ("Tarn Mills referred questions to the Orrin Bank.", [("Tarn Mills", REFERRED)]),
        (
            "A spokeswoman said the company does not comment on pending suits.",
            [("company", DECLINED)],
        ),
        ("Tarn Mills said it would not comment on the suit.", [("Tarn Mills", DECLINED)]),
        ("Dana Wick said he could not comment on the letter.", [("Dana Wick", DECLINED)]),
        ("Dana Wick said she had no comment.", [("Dana Wick", DECLINED)]),
        ("Ira Bell, who did not respond to messages, owns the dam.", [("Ira Bell", SILENT)]),
        ("Dana Wick did not answer attempts to contact him.", [("Dana Wick", SILENT)]),
        ("Dana Wick did not respond by deadline.", [("Dana Wick", LATE)]),
        (
            "Dana Wick declined a question about whether she would run.",
            [("Dana Wick", DECLINED)],
        ),
        (
            "The Orrin Bank, Tarn Mills Inc. and the Kestrel Agency declined to comment.",
            [("Orrin Bank", DECLINED), ("Tarn Mills Inc.", DECLINED), ("Kestrel Agency", DECLINED)],
        ),
        (
            "Neither the mayor's office nor the bank responded to requests for comment.",
            [("mayor's office", SILENT), ("bank", SILENT)],
        ),
    ],
)
def test_requests_for_comment(text: str, wanted: list[tuple[str, ResponseKind]]) -> None:
    assert asked(text) == wanted


def test_the_party_is_named_with_whose_office_it_is() -> None:
    text = "Lorna Pike's office did not respond to a request for comment."
    (one,) = read(text).requests
    assert words(one.party_spans, text) == "Lorna Pike's office"


@pytest.mark.parametrize(
    "text",
    [
        "Sheriff Dana Wick said the dam would hold. Wick would not comment on the letter.",
        "Sheriff Dana Wick said the dam would hold. Wick declined to comment.",
        "Wick would not comment on the letter.",
        "Dana Wick said the dam would hold. Dana Wick would not elaborate.",
        "Dana Wick told the Harbor Herald it would hold. She would not comment on the letter.",
        "Tarn Mills declined to comment on the suit but said the dam would hold.",
    ],
)
def test_who_speaks_on_other_matters_still_declined(text: str) -> None:
    assert [outcome for _, outcome in asked(text)] == [DECLINED]


def test_what_is_said_in_spite_of_a_refusal_stays_a_statement() -> None:
    text = "Tarn Mills declined to comment on the suit but said the dam would hold."
    assert said(text) == ["the dam would hold"]


DENIAL = "Dana Wick declined to comment."


@pytest.mark.parametrize(
    ("text", "author", "asker"),
    [
        (DENIAL, None, "publisher"),
        (DENIAL, "Jo Falk", "publisher"),
        (DENIAL, "Jo Falk, Associated Press", "Associated Press"),
        (DENIAL, "REUTERS", "REUTERS"),
        (DENIAL, "Jo Apley", "publisher"),
        (f"PORT ELLEN (AP) — {DENIAL}", None, "AP"),
        (f"{DENIAL} Ira Bell told The Associated Press it held.", "AP", "The Associated Press"),
        (f"{DENIAL} An Associated Press-Tarn poll is out.", "AP", "AP"),
    ],
)
def test_the_asker_is_the_agency_whose_article_it_is(
    text: str, author: str | None, asker: str
) -> None:
    assert askers(read(text, author)) == [asker]


def test_an_agency_that_publishes_itself_is_the_publisher() -> None:
    assert askers(read(DENIAL, "Reuters", outlet="Reuters")) == ["publisher"]


@pytest.mark.parametrize("paper", ["Record", "Herald", "Ledger", "Star"])
def test_a_paper_may_be_called_like_a_word_for_the_terms(paper: str) -> None:
    text = (
        f"The Metro {paper} wrote that the dam leaks. The NRA declined to comment to the {paper}."
    )
    assert [name.removeprefix("The ") for name in askers(read(text, None))] == [f"Metro {paper}"]


@pytest.mark.parametrize(
    "text",
    [
        "An engineer asked not to be identified because she feared for her job.",
        "An engineer was not authorized to speak publicly about the dam.",
        "An engineer declined to give her name.",
        "An engineer requested anonymity.",
        "The council has not said whether it will sell the dam.",
        "The council isn't saying if it will sell the dam.",
        "Dana Wick would not say whether the dam would hold.",
        "Dana Wick has not mentioned that the dam was cracked.",
        "Dana Wick never told the council that the dam was cracked.",
        "Dana Wick did not deny that the dam was cracked.",
        "Dana Wick did not comment on the letter in his speech.",
        "Asked whether the dam would hold, Dana Wick laughed.",
        "Asked about the dam, Dana Wick laughed.",
        "The man was charged with theft.",
    ],
)
def test_what_states_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dana Wick denied that the dam was cracked.", "that the dam was cracked"),
        ("Dana Wick does not believe that the dam will hold.", "that the dam will hold"),
        ("Dana Wick didn't think the dam would hold.", "the dam would hold"),
        ("Asked about the dam, Dana Wick said it would hold.", "it would hold"),
        ("The bill is supported by the mayor.", "The bill"),
        ("Dana Wick did not only say that the dam would hold.", "that the dam would hold"),
        ("Jo Falk refused to accept the result.", "to accept the result"),
    ],
)
def test_what_does_state_something(text: str, wanted: str) -> None:
    assert said(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Two people briefed on the plan said it failed. One of the people said it was late.",
        "Three U.S. officials said the dam was cracked. One of them said it would break.",
        "Two bankers briefed on the process said the bank would be sold.",
        "People familiar with the plan said the dam was cracked.",
        "Those close to Dana Wick said she would resign.",
        "A person with direct knowledge of the plan said the dam was cracked.",
        "A senior official said the dam was cracked.",
        "One aide said the dam was cracked.",
        "A lawyer said the dam was cracked.",
        "“It was loud,” said a neighbor, who asked not to be named.",
        "An engineer said the dam was cracked. She declined to give her name.",
        "An engineer said the dam was cracked. She was not authorized to speak publicly.",
        "Two officials said the treaty would be signed.",
        "“It was loud,” a neighbor said.",
        "“It was loud,” said one resident.",
    ],
)
def test_who_speaks_unnamed(text: str) -> None:
    assert set(identified(text)) == {DESCRIBED}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One of the people said the dam was cracked.", COLLECTIVE),
        ("U.S. officials said the treaty would be signed.", COLLECTIVE),
        ("White House aides said the treaty would be signed.", COLLECTIVE),
        ("Campaign advisers said the candidate would win.", COLLECTIVE),
        ("Police officials said the road was closed.", COLLECTIVE),
        ("Officials said the road would reopen on Monday.", COLLECTIVE),
        ("Federal and state officials said the road would reopen.", COLLECTIVE),
        ("Elected officials from both parties said the road would reopen.", COLLECTIVE),
        ("County officials said the road would reopen.", COLLECTIVE),
        ("Company officials said the plant would close.", COLLECTIVE),
        ("Prosecutors said the man had fled.", COLLECTIVE),
        ("Lawmakers said the bill would pass.", COLLECTIVE),
        ("Senator from Tarn said the bill would pass.", UNSTATED),
        ("Dana Wick's lawyer said the case was over.", UNSTATED),
    ],
)
def test_who_is_not_anonymous(text: str, wanted: Identification) -> None:
    assert identified(text) == [wanted]


def test_who_is_named_stays_named() -> None:
    text = "Dana Wick said the dam was cracked. Wick was not authorized to speak publicly."
    assert identified(text) == [Identification.NAMED]
