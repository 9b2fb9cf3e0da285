"""Requests for comment as papers of many kinds tell of them, each beside what only looks like it."""

# ruff: noqa: E501 - a sentence and what it gives stand on one line

from __future__ import annotations

import pytest

from tests.extraction.asking import outcomes, read

OUTLET = "The Tarnside Lantern"


def told(text: str) -> list[str]:
    return [outcome for _, outcome in outcomes(read(text, OUTLET))]


# fmt: off
FOUND = [
    # the paper is called by its own name
    ("The Lantern did not contact the workers.", "not-asked"),
    ("Tarn Mills referred the Lantern to its lawyers.", "referred-elsewhere"),
    ("Contacted by the Lantern, Mara Quill said the mill was safe.", "responded"),
    # it comes to somebody with a question
    ("When this reporter put the figures to him, Abe Tarn shook his head and walked on.", "declined"),
    ("Abe Tarn hung up when telephoned by the Lantern.", "declined"),
    ("Shown the figures, Abe Tarn said the mill was safe.", "responded"),
    ("In answer to the Lantern, Mara Quill said the mill was safe.", "responded"),
    # the question stands in the sentence before
    ("The Lantern asked Tarn Mills why the dam leaked. A spokeswoman said a part was missing.", "responded"),
    ("Mara Quill was asked about the dam on Monday. She said it would be mended.", "responded"),
    # refusals
    ("The company was not inclined to tell us what it paid.", "declined"),
    ("Mara Quill would not show the vault to this newspaper.", "declined"),
    ("Mara Quill asked to be excused from commenting.", "declined"),
    ("The mill's owners would not discuss the sale.", "declined"),
    ("Tarn Mills neither denied the sale nor acknowledged it.", "would-not-confirm-or-deny"),
    ("The ministry's press team were happy to chat, but not for quotation.", "declined-on-record-only"),
    # silence, and nobody there
    ("The mill left the Lantern's messages unanswered.", "no-response"),
    ("The mill has met our calls with silence.", "no-response"),
    ("The company has not found time to return our calls.", "no-response"),
    ("Abe Tarn hadn't called back when this edition went to print.", "no-response-by-deadline"),
    ("Abe Tarn could not be traced by this newspaper.", "could-not-be-reached"),
    ("We tried Abe Tarn at two addresses, without success.", "could-not-be-reached"),
    ("No one picked up when the Lantern rang the press office.", "could-not-be-reached"),
    # sent on, or put off
    ("The mill's office suggested that we try the ministry.", "referred-elsewhere"),
    ("Tarn Mills pointed to a statement it made in March.", "referred-elsewhere"),
    ("Contacted by the Lantern, Mara Quill said she would ring back.", "reply-pending"),
    ("Abe Tarn's lawyer said he would have something to say on Monday.", "reply-pending"),
    ("Asked about the dam, Tarn Mills said it was proud of its record.", "responded-off-topic"),
    ("We did not trouble the widow.", "not-asked"),
]

BESIDE = [
    "The council did not contact the workers.",
    "The clinic referred the patient to its surgeons.",
    "Contacted by the bailiffs, Mara Quill said the mill was safe.",
    "Mara Quill said the mill was safe when the inspector put the figures to her.",
    "When the lawyer put the figures to him, Abe Tarn shook his head and walked on.",
    "Abe Tarn hung up when telephoned by his brother.",
    "Lena Roe wrote in an email to the Lantern that the mill was safe.",
    "The union asked Tarn Mills why the dam leaked. A spokeswoman said a part was missing.",
    "The company was not inclined to tell the union what it paid.",
    "Mara Quill would not show the vault to her sister.",
    "Abe Tarn asked to be excused from jury service.",
    "The mill's owners would not discuss the sale with the union.",
    "Abe Tarn said his brother would ring back.",
    "On Monday he refused in parliament to say whether the rate might fall.",
    "Challenged by Labour's Lena Roe to name the price, Abe Tarn refused to say.",
    "She did not answer when a voice from the gallery asked why.",
    "The logs indicate that the tower called the plane and that it did not answer.",
    "The mill left its workers unpaid.",
    "The striker was unavailable on Saturday.",
    "Abe Tarn pointed to a crack in the dam.",
    "The thief could not be traced by the police.",
    "We did not trouble to count the votes.",
]
# fmt: on


@pytest.mark.parametrize(("text", "outcome"), FOUND)
def test_what_came_of_a_request_is_found(text: str, outcome: str) -> None:
    assert told(text) == [outcome]


def test_who_is_away_where_others_were_asked_was_not_reached() -> None:
    text = "Mara Quill has not replied to four e-mails. Calls went unanswered. Abe Tarn was unavailable last night."
    assert told(text) == ["no-response", "could-not-be-reached"]


@pytest.mark.parametrize("text", BESIDE)
def test_what_only_looks_like_a_request_is_none(text: str) -> None:
    assert told(text) == []
