"""Why a source is not named: how it is worded, where it stands, and whom it holds for."""

from __future__ import annotations

import pytest

from kg.model import AnonymityReason, Identification
from tests.extraction.test_named_elsewhere import speaker

NOT_AUTHORISED = AnonymityReason.NOT_AUTHORISED
RETALIATION = AnonymityReason.RETALIATION
LEGAL = AnonymityReason.LEGAL_RISK
SAFETY = AnonymityReason.SAFETY
INVESTIGATION = AnonymityReason.INVESTIGATION
NEGOTIATION = AnonymityReason.NEGOTIATION
NONE = AnonymityReason.NONE_GIVEN


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ("asked not to be named as crews have been told not to talk to the press", NOT_AUTHORISED),
        ("asked not to be named because rules bar clerks from speaking", NOT_AUTHORISED),
        ("craved anonymity since civil servants may not address the press", NOT_AUTHORISED),
        ("asked not to be named because the reports are classified", NOT_AUTHORISED),
        ("asked to stay anonymous for fear of the sack", RETALIATION),
        ("did not want to be named because she was afraid of what might follow", RETALIATION),
        ("asked not to be named because she still works at the port", RETALIATION),
        ("asked not to be named lest the dock hold back her wages", RETALIATION),
        ("requested that her name be withheld as she feared harassment", RETALIATION),
        ("asked us not to print her name because she was subletting unlawfully", LEGAL),
        ("asked not to be named because of an agreement she had signed", LEGAL),
        ("asked not to be named because she feared the firm would take her to court", LEGAL),
        ("asked not to be named because those who talk are killed", SAFETY),
        ("asked not to be named because she feared an attack on her house", SAFETY),
        ("asked not to be identified while inquiries go on", INVESTIGATION),
        ("requested anonymity because an audit has begun", INVESTIGATION),
        ("was granted anonymity to describe closed-door talks", NEGOTIATION),
        ("asked not to be named because the sale had not been announced", NEGOTIATION),
        (
            (
                "asked not to be named because the talks are private and she is barred from "
                "speaking about them"
            ),
            NOT_AUTHORISED,
        ),
        ("asked not to be named, saying she feared for her job", RETALIATION),
        ("asked not to be named. She feared losing her job", RETALIATION),
    ],
)
def test_how_a_reason_is_worded(wish: str, reason: AnonymityReason) -> None:
    assert (
        speaker(f"A clerk at the port said the dam leaked. She {wish}.", "leaked").reason is reason
    )


@pytest.mark.parametrize(
    "wish",
    [
        "asked not to be named in the magazine",
        "asked not to be named as the author of a job advert",
        "asked not to be named. The guards feared losing their jobs",
        "asked not to be named, and bought a ticket for the audit course",
        "asked for anonymity because it was Monday",
    ],
)
def test_what_is_no_reason(wish: str) -> None:
    assert speaker(f"A clerk at the port said the dam leaked. She {wish}.", "leaked").reason is NONE


@pytest.mark.parametrize(
    "wish",
    [
        "asked the Alder Courier not to print her name",
        "asked that the paper not use her name",
        "asked us to leave out her name",
        "agreed to talk if she was not named",
        "would not let her name be used",
    ],
)
def test_how_a_wish_is_worded(wish: str) -> None:
    text = f"A woman, who {wish} for fear of losing her job, said the dam leaked."
    one = speaker(text, "leaked")
    assert one.identification is Identification.ANONYMOUS_DESCRIBED
    assert one.reason is RETALIATION


@pytest.mark.parametrize(
    "deed",
    [
        "asked the court not to publish its ruling for fear of riots",
        "asked the police not to name her son for fear of riots",
        "let her name the ship for fear of bad luck",
    ],
)
def test_what_is_no_wish(deed: str) -> None:
    assert speaker(f"A woman, who {deed}, said the dam leaked.", "leaked").reason is NONE


@pytest.mark.parametrize(
    "clause",
    [
        "whose identity the Gazette has agreed to protect because she could face legal action",
        "whose name is being withheld because she could be sued",
    ],
)
def test_an_outlet_that_protects_a_source(clause: str) -> None:
    assert speaker(f"An engineer, {clause}, said the dam leaked.", "leaked").reason is LEGAL


def test_a_document_that_is_kept_from_others_is_no_wish() -> None:
    text = "An engineer, whose report the firm has agreed to publish, said the dam leaked."
    assert speaker(text, "leaked").reason is NONE


def test_somebody_familiar_with_private_talks_asked_for_nothing() -> None:
    assert (
        speaker("A person involved in private talks said the dam leaked.", "leaked").reason is NONE
    )


def test_a_wish_behind_the_cue_is_of_who_spoke() -> None:
    text = (
        "State officials have offered eight pumps, people close to the board said, asking not "
        "to be identified discussing confidential negotiations."
    )
    assert speaker(text, "pumps").reason is NEGOTIATION


GROUP = "Two guards said the dam leaked. They asked not to be named because they feared reprisals. "


@pytest.mark.parametrize(
    "part",
    [
        "One of them said the crane was old.",
        "One said the crane was old.",
        "The second said the crane was old.",
        "One guard said the crane was old.",
    ],
)
def test_what_several_asked_for_holds_for_each(part: str) -> None:
    one = speaker(GROUP + part, "crane")
    assert one.reason is RETALIATION
    assert one.identification is Identification.ANONYMOUS_DESCRIBED


@pytest.mark.parametrize(
    "other",
    [
        "The third said the crane was old.",
        "Another said the crane was old.",
        "One sailor said the crane was old.",
        "Two of the sailors said the crane was old.",
        "Ann Pell said the crane was old.",
    ],
)
def test_it_does_not_hold_for_others(other: str) -> None:
    assert speaker(GROUP + other, "crane").reason in {None, NONE}


def test_what_all_asked_for_holds_for_those_who_spoke_before() -> None:
    text = (
        "Three officials close to the talks said the port was sold. Two of the officials said "
        "the price was low. All three spoke on condition of anonymity because they were not "
        "authorised to brief the media."
    )
    assert speaker(text, "sold").reason is NOT_AUTHORISED
    assert speaker(text, "price").reason is NOT_AUTHORISED


def test_all_three_are_not_four() -> None:
    text = (
        "Four officials close to the talks said the port was sold. All three spoke on condition "
        "of anonymity because they were not authorised to brief the media."
    )
    assert speaker(text, "sold").reason is NONE


def test_a_reason_holds_for_the_man_right_after() -> None:
    text = (
        'A keeper said, "It was cold." He asked not to be named for fear of the sack. '
        "The man said the gate was open."
    )
    assert speaker(text, "gate").reason is RETALIATION
    after_another = text.replace("The man said", "A child waved, Ann Pell said. The man said")
    assert speaker(after_another, "gate").reason in {None, NONE}


def test_a_name_that_was_changed_is_no_name() -> None:
    text = "Yonas, a sailor whose name has been changed to protect him, said the guards fired."
    one = speaker(text, "guards")
    assert one.identification is Identification.PSEUDONYMOUS
    assert (one.name, one.description) == (None, "Yonas")
    assert one.reason is SAFETY


def test_a_ship_whose_name_was_changed_hides_nobody() -> None:
    text = "Jonas Bell, who owns a ship whose name has been changed, said the guards fired."
    assert speaker(text, "guards").identification is Identification.NAMED
