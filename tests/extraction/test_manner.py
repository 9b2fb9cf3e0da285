"""How, by what step, on what ground, when and on what terms every statement was made."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - as in kg.model

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import (
    Article,
    Attribution,
    Channel,
    HopKind,
    KnowledgeBasis,
    QuoteForm,
    RecordStatus,
    words,
)

WEDNESDAY = Date(2026, 3, 4)
OUTLET = "The Harbour Gazette"


def told(text: str, holds: str = "", *, day: Date | None = WEDNESDAY) -> Attribution:
    """Return the statement whose content holds those words, else the first."""
    found = EXTRACTOR.extract(Article(text=text, outlet=OUTLET, date=day)).attributions
    held = [one for one in found if holds in words(one.content, text)]
    assert held, [words(one.content, text) for one in found]
    return held[0]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Ann Pell said in an interview that it leaked.", {Channel.INTERVIEW}),
        ("Ann Pell said by phone that it leaked.", {Channel.PHONE}),
        ("Ann Pell said in a telephone interview that it leaked.", {Channel.PHONE}),
        ("“It leaks,” Ann Pell wrote in an email.", {Channel.EMAIL}),
        ("“It leaks,” Ann Pell said via e-mail.", {Channel.EMAIL}),
        ("In a statement, Apex Mills said it leaked.", {Channel.STATEMENT}),
        ("“It leaks,” Ann Pell said in an emailed statement.", {Channel.STATEMENT}),
        ("Ann Pell told a news conference that it leaked.", {Channel.PRESS_CONFERENCE}),
        ("“It leaks,” Ann Pell said at a press briefing.", {Channel.PRESS_CONFERENCE}),
        ("Speaking at a rally in Saltby, Ann Pell said it leaked.", {Channel.SPEECH}),
        ("Ann Pell told the crowd that it leaked.", {Channel.SPEECH}),
        ("Ann Pell told jurors that it leaked.", {Channel.COURT}),
        ("Ann Pell testified in court that it leaked.", {Channel.COURT}),
        ("Ann Pell testified before a committee that it leaked.", {Channel.SPEECH}),
        ("Court filings show that it leaked.", {Channel.OFFICIAL_DOCUMENT}),
        ("Ann Pell said in a court filing that it leaked.", {Channel.OFFICIAL_DOCUMENT}),
        ("According to a leaked report, it leaked.", {Channel.LEAKED_DOCUMENT}),
        ("In her memoir, Ann Pell wrote that it leaked.", {Channel.PUBLISHED}),
        ("Ann Pell wrote in a blog post that it leaked.", {Channel.PUBLISHED}),
        ("Ann Pell tweeted that it leaked.", {Channel.SOCIAL_MEDIA}),
        ("“It leaks,” Ann Pell said on Twitter.", {Channel.SOCIAL_MEDIA}),
        ("In a Facebook post, Ann Pell said it leaked.", {Channel.SOCIAL_MEDIA}),
        ("The Northmoor Post reported that it leaked.", {Channel.PRESS_REPORT}),
        ("According to the data, it leaked.", {Channel.DATA}),
        ("A survey found that people fear a leak.", {Channel.DATA}),
        # nothing tells how
        ("Ann Pell said it leaked.", set()),
        ("Ann Pell told The Northmoor Star that it leaked.", set()),
        ("Ann Pell said the letter was lost.", set()),
        ("Ann Pell said that a court in Saltby had ruled.", set()),
        ("Ann Pell said the mayor tweeted too much.", set()),
        ("Ann Pell urged Congress to mend the dam.", set()),
        ("Ann Pell, who was in court, said it leaked.", set()),
        ("Ann Pell said after the trial that it leaked.", set()),
    ],
)
def test_by_which_way_it_came(text: str, ways: set[Channel]) -> None:
    assert set(told(text).channels) == ways


def test_a_speaker_goes_on_by_the_same_way_within_a_paragraph() -> None:
    text = (
        "“The dam leaks,” Ann Pell said in an email. “It is old,” she said.\n\n"
        "“It will hold,” she said."
    )
    assert told(text, "old").channels == (Channel.EMAIL,)
    assert told(text, "hold").channels == ()


def test_the_way_of_one_statement_is_not_that_of_the_next_speaker() -> None:
    text = "“The dam leaks,” Ann Pell said by phone. Mark Dow said it was old."
    assert told(text, "old").channels == ()


@pytest.mark.parametrize(
    ("text", "hop"),
    [
        ("Ann Pell told The Harbour Gazette that it leaked.", HopKind.OWN_SOURCE),
        ("The Northmoor Post reported that it leaked.", HopKind.OTHER_OUTLET),
        ("Ann Pell told The Northmoor Star that it leaked.", HopKind.OTHER_OUTLET),
        ("The Northmoor Star report says that it leaked.", HopKind.OTHER_OUTLET),
        ("The dam leaked, as the Northmoor Post reported.", HopKind.CREDIT_LINE),
        ("The dam leaked, the Northmoor Post reports.", HopKind.CREDIT_LINE),
        ("The dam leaked, the Northmoor Post reported on Monday.", HopKind.OTHER_OUTLET),
        ("Court filings show that it leaked.", HopKind.CITES_DOCUMENT),
        ("According to the audit, it leaked.", HopKind.CITES_DOCUMENT),
        ("Ann Pell tweeted that it leaked.", HopKind.SOCIAL_POST),
        ("According to local media, it leaked.", HopKind.AGGREGATES),
        ("“It leaks,” Ann Pell said in Spanish.", HopKind.TRANSLATES),
        ("“It leaks,” Ann Pell said through an interpreter.", HopKind.TRANSLATES),
        ("Ann Pell said it leaked.", None),
        ("Ann Pell said in Spain that it leaked.", None),
        ("Ann Pell said through a spokesman that it leaked.", None),
        ("Ann Pell said in English that it leaked.", None),
        ("Ann Pell said the Northmoor Post was wrong.", None),
    ],
)
def test_what_each_step_does(text: str, hop: HopKind | None) -> None:
    assert told(text).hop_kind is hop


def test_a_translated_quotation_is_no_direct_one() -> None:
    assert told("“It leaks,” Ann Pell said in Spanish.").quote_form is QuoteForm.TRANSLATION
    assert told("Ann Pell said in Spanish that it leaked.").quote_form is QuoteForm.PARAPHRASE
    assert told("“It leaks,” Ann Pell said in Spain.").quote_form is QuoteForm.DIRECT


def test_wire_copy_is_known_by_its_dateline() -> None:
    wire = "SALTBY (Coastwire) — Ann Pell said the dam leaked on Monday."
    own = "SALTBY (Gazette) — Ann Pell said the dam leaked on Monday."
    assert told(wire).hop_kind is HopKind.WIRE_COPY
    assert told(own).hop_kind is None


def test_a_reprint_is_syndicated() -> None:
    text = "Ann Pell said the dam leaked.\n\nThis article first appeared in The Ledger."
    assert told(text).hop_kind is HopKind.SYNDICATED


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Ann Pell, who saw the crane fall, said it was old.", KnowledgeBasis.WITNESSED),
        ("A man who witnessed the fall said it was old.", KnowledgeBasis.WITNESSED),
        ("Witnesses said the crane was old.", KnowledgeBasis.WITNESSED),
        ("An aide who attended the meeting said it was old.", KnowledgeBasis.PARTICIPATED),
        ("Two people involved in the talks said it was old.", KnowledgeBasis.PARTICIPATED),
        ("A lawyer who has read the report said it was old.", KnowledgeBasis.READ_DOCUMENT),
        (
            "Ann Pell, an engineer who has seen the memo, said it was old.",
            KnowledgeBasis.READ_DOCUMENT,
        ),
        ("A person briefed on the sale said it was old.", KnowledgeBasis.TOLD),
        ("An official with knowledge of the inquiry said it was old.", KnowledgeBasis.POSITION),
        ("The institute measured that the water rose.", KnowledgeBasis.TECHNICAL_DATA),
        ("Engineers estimate that the dam is old.", KnowledgeBasis.INFERENCE),
        ("People familiar with the matter said it was old.", None),
        ("Ann Pell said it was old.", None),
        ("Ann Pell, who did not see the crane fall, said it was old.", None),
        ("A man whom the guard saw said it was old.", None),
        ("Residents who see the dam as a risk said it was old.", None),
        ("Ann Pell said a man saw the crane fall.", None),
        ("Voters believe that the dam is old.", None),
        ("Jane Roe said she had watched the dam leak.", KnowledgeBasis.WITNESSED),
        ('"I saw it twice," Jane Roe said.', KnowledgeBasis.WITNESSED),
        ("Jane Roe said she had not seen the dam leak.", None),
        ('"I would see it from here," Jane Roe said.', None),
        ('"They saw it twice," Jane Roe said.', None),
        ("Jane Roe said neighbours had told her that it leaked.", KnowledgeBasis.TOLD),
        ('"A guard told us to stay in the car," Jane Roe said.', None),
    ],
)
def test_how_the_source_is_said_to_know(text: str, basis: KnowledgeBasis | None) -> None:
    assert told(text).knowledge_basis is basis


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ann Pell said on Tuesday that it leaked.", Date(2026, 3, 3)),
        ("Ann Pell said Wednesday that it leaked.", WEDNESDAY),
        ("Ann Pell said Thursday that it leaked.", Date(2026, 2, 26)),
        ("On Friday, Ann Pell said it leaked.", Date(2026, 2, 27)),
        ("Ann Pell said last Wednesday that it leaked.", Date(2026, 2, 25)),
        ("Ann Pell said yesterday that it leaked.", Date(2026, 3, 3)),
        ("Ann Pell said in a statement on Monday that it leaked.", Date(2026, 3, 2)),
        ("Ann Pell said on March 2 that it leaked.", Date(2026, 3, 2)),
        ("Ann Pell said on 2 March that it leaked.", Date(2026, 3, 2)),
        ("Ann Pell said on Nov. 12 that it leaked.", Date(2025, 11, 12)),
        ("Ann Pell said on June 5, 2019, that it leaked.", Date(2019, 6, 5)),
        ("Ann Pell said it leaked on Tuesday.", None),
        ("Ann Pell said this week that it leaked.", None),
        ("Ann Pell said before Tuesday's vote that it leaked.", None),
        ("Ann Pell said on Monday and on Tuesday that it leaked.", None),
        ("Ann Pell told The Saltby Today that it leaked.", None),
        ("Ann Pell, who came on Monday, said it leaked.", None),
        ("Ann Pell said it leaked.", None),
    ],
)
def test_the_day_on_which_it_was_said(text: str, day: Date | None) -> None:
    assert told(text).when == day


def test_without_a_date_of_printing_no_day_is_told() -> None:
    assert told("Ann Pell said on Tuesday that it leaked.", day=None).when is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("An aide, speaking on background, said it leaked.", RecordStatus.BACKGROUND),
        ("An aide said on deep background that it leaked.", RecordStatus.DEEP_BACKGROUND),
        ("Ann Pell said on the record that it leaked.", RecordStatus.ON_RECORD),
        ("An aide who asked not to be named said it leaked.", RecordStatus.NOT_FOR_ATTRIBUTION),
        (
            "An aide said it leaked. She declined to be identified.",
            RecordStatus.NOT_FOR_ATTRIBUTION,
        ),
        ("Ann Pell tweeted that it leaked.", RecordStatus.PUBLISHED),
        ("In her memoir, Ann Pell wrote that it leaked.", RecordStatus.PUBLISHED),
        ("An aide, who was not authorized to speak publicly, said it leaked.", None),
        ("Ann Pell told the crowd that it leaked.", RecordStatus.PUBLISHED),
        ("The Northmoor Post reported that it leaked.", RecordStatus.PUBLISHED),
        ("An aide said it leaked.", RecordStatus.UNSTATED),
        ("A source said it leaked.", RecordStatus.UNSTATED),
        ("Unnamed bankers said it leaked.", RecordStatus.UNSTATED),
        ("A welder said it leaked.", None),
        ("Ann Pell said it leaked.", None),
        ("Ann Pell said the record was lost.", None),
    ],
)
def test_on_what_terms_it_was_said(text: str, status: RecordStatus | None) -> None:
    assert told(text).record_status is status
