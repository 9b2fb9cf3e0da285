"""Requests for comment whose parties are named in every kind of noun phrase."""

# ruff: noqa: E501 - a sentence and what it gives stand on one line

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import PUBLISHER, Article, Extraction, words
from tests.extraction.asking import called

OUTLET = "The Harbour Gazette"


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(Article(text=text, outlet=OUTLET))


# fmt: off
WORDINGS: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("Two other trustees, Nell Orrin and Abe Tarn, declined to comment.", [("Nell Orrin", "declined", "Two other trustees, Nell Orrin and Abe Tarn, declined to comment"), ("Abe Tarn", "declined", "Two other trustees, Nell Orrin and Abe Tarn, declined to comment")]),
    ("The borough coroner's office, where the file is kept, declined to comment.", [("borough coroner's office", "declined", "The borough coroner's office, where the file is kept, declined to comment")]),
    ("Larkfield Foods, which is on trial in a separate case, refused to comment.", [("Larkfield Foods", "declined", "Larkfield Foods, which is on trial in a separate case, refused to comment")]),
    ("Its finance chief, Oda Prill, would not discuss the invoices when approached at her home.", [("Oda Prill", "declined", "Its finance chief, Oda Prill, would not discuss the invoices when approached at her home")]),
    ("Her solicitor refused to say whether the money had been paid back.", [("Her solicitor", "declined", "Her solicitor refused to say whether the money had been paid back")]),
    ("The ministry of fisheries did not answer three letters.", [("ministry of fisheries", "no-response", "The ministry of fisheries did not answer three letters")]),
    ("Ned Quill, one of the skippers, could not be located.", [("Ned Quill", "could-not-be-reached", "Ned Quill, one of the skippers, could not be located")]),
    ("The quarry's operator did not return calls.", [("quarry's operator", "no-response", "The quarry's operator did not return calls")]),
    ("The landlord, a company registered in Tarn, did not reply to two emails.", [("landlord", "no-response", "The landlord, a company registered in Tarn, did not reply to two emails")]),
    ("A spokeswoman for the Larkfield trust said she could not comment.", [("spokeswoman for the Larkfield trust", "declined", "she could not comment")]),
    ('"We never comment on individual cases," said a spokesman for the school board.', [("school board", "declined", '"We never comment on individual cases," said a spokesman for the school board')]),
    ('"I can neither confirm nor deny that," said Capt. Oda Prill, who speaks for the harbor police.', [("Oda Prill", "would-not-confirm-or-deny", '"I can neither confirm nor deny that," said Capt. Oda Prill, who speaks for the harbor police')]),
    ("Asked about the leak, a spokesman for the water board said repairs were under way.", [("water board", "responded", "Asked about the leak, a spokesman for the water board said")]),
    ("Asked why the test was stopped, Mr Prill said the machine had failed.", [("Prill", "responded", "Asked why the test was stopped, Mr Prill said")]),
    ("Pressed on the figures, the treasurer, Jo Falk, would only say that they were final.", [("Jo Falk", "responded", "Pressed on the figures, the treasurer, Jo Falk, would only say")]),
    ("The diocese's surveyor, Abe Tarn, would say only that the roof was safe.", [("Abe Tarn", "responded", "The diocese's surveyor, Abe Tarn, would say only")]),
    ("Asked about the drains, the college's press office sent a brochure about its new library.", [("college's press office", "responded-off-topic", "Asked about the drains, the college's press office sent a brochure about its new library")]),
    ("Sent nine questions about the lease, the club's secretary, Nell Orrin, replied with a photograph of the clubhouse.", [("Nell Orrin", "responded-off-topic", "Sent nine questions about the lease, the club's secretary, Nell Orrin, replied with a photograph of the clubhouse")]),
    ("Shown the findings, the laboratory declined to comment.", [("laboratory", "declined", "Shown the findings, the laboratory declined to comment")]),
    ("The transport ministry referred inquiries to the operator.", [("transport ministry", "referred-elsewhere", "The transport ministry referred inquiries to the operator")]),
    ("The harbour board directed queries to its lawyers.", [("harbour board", "referred-elsewhere", "The harbour board directed queries to its lawyers")]),
    ("A reply from the county council is still awaited.", [("county council", "reply-pending", "A reply from the county council is still awaited")]),
    ("The fund said a statement would be issued on Monday.", [("fund", "reply-pending", "a statement would be issued on Monday")]),
    ("The regiment's headquarters said an answer would follow in due course.", [("regiment's headquarters", "reply-pending", "an answer would follow in due course")]),
    ("The company gave no answer to the allegation that pay had been withheld.", [("company", "no-response", "The company gave no answer to the allegation that pay had been withheld")]),
    ("The agency made no response to the claim that records were burned.", [("agency", "no-response", "The agency made no response to the claim that records were burned")]),
    ("We have asked the ferry operator to explain the delay and are waiting for an answer.", [("ferry operator", "reply-pending", "We have asked the ferry operator to explain the delay and are waiting for an answer")]),
    ("The Gazette has asked the trust to confirm the figure.", [("trust", "reply-pending", "The Gazette has asked the trust to confirm the figure")]),
    ("Out of respect for the family, we have not approached the widow.", [("widow", "not-asked", "Out of respect for the family, we have not approached the widow")]),
    ("The trust has not been asked about the second letter.", [("trust", "not-asked", "The trust has not been asked about the second letter")]),
    ("The Gazette is not naming the two nurses, and did not ask them for comment.", [("two nurses", "not-asked", "did not ask them for comment")]),
    ("Calls to the factory's owner went unanswered.", [("factory's owner", "could-not-be-reached", "Calls to the factory's owner went unanswered")]),
    ("The Gazette wrote to the six tenants named in the file. Four did not reply.", [("Four", "no-response", "Four did not reply")]),
    ("The Gazette wrote to the three tenants. The third, Pavel Tarn, declined to comment.", [("Pavel Tarn", "declined", "The third, Pavel Tarn, declined to comment")]),
    ("The Gazette also wrote to the five drivers. One, Nell Orrin, said the brakes had been checked.", [("Nell Orrin", "responded", "The Gazette also wrote to the five drivers … One, Nell Orrin, said")]),
    ("We emailed the four trustees. None replied.", [("four trustees", "no-response", "None replied")]),
    ("Tarn & Bell, the firm's auditors, did not respond to a request for comment.", [("Tarn & Bell", "no-response", "Tarn & Bell, the firm's auditors, did not respond to a request for comment")]),
    ("The mayor, Jo Falk, and her deputy, Abe Tarn, both declined to comment.", [("Jo Falk", "declined", "The mayor, Jo Falk, and her deputy, Abe Tarn, both declined to comment"), ("Abe Tarn", "declined", "The mayor, Jo Falk, and her deputy, Abe Tarn, both declined to comment")]),
    ("When asked about the grand jury, Sheriff Jo Falk said he would neither confirm nor deny that there was one.", [("Jo Falk", "would-not-confirm-or-deny", "he would neither confirm nor deny that there was one")]),
    ("Lawyers for the two sisters declined to comment.", [("Lawyers for the two sisters", "declined", "Lawyers for the two sisters declined to comment")]),
    ("The police chief, whose officers searched the house, would not say who had called them.", [("police chief", "declined", "The police chief, whose officers searched the house, would not say who had called them")]),
    ("The company, whose shares fell on Monday, did not immediately respond to a request for comment.", [("company", "no-response", "The company, whose shares fell on Monday, did not immediately respond to a request for comment")]),
    ("Mr Prill, who left the committee in May, did not reply to a message.", [("Prill", "no-response", "Mr Prill, who left the committee in May, did not reply to a message")]),
    ("Ms Orrin, reached by phone on Tuesday, declined to say how she had learned of it.", [("Orrin", "declined", "Ms Orrin, reached by phone on Tuesday, declined to say how she had learned of it")]),
    ("The three former members of the panel either declined to comment or did not reply.", [("three former members of the panel", "declined", "The three former members of the panel either declined to comment or did not reply")]),
    ("His agent did not return a call.", [("His agent", "no-response", "His agent did not return a call")]),
    ("Attempts to reach the boat's owner, Abe Tarn, were unsuccessful.", [("Abe Tarn", "could-not-be-reached", "Attempts to reach the boat's owner, Abe Tarn, were unsuccessful")]),
    ("The publisher was unavailable for comment.", [("publisher", "could-not-be-reached", "The publisher was unavailable for comment")]),
    ("The committee's chairwoman, Oda Prill, was travelling and could not be reached.", [("Oda Prill", "could-not-be-reached", "could not be reached")]),
    ("The port said it would respond next week.", [("port", "reply-pending", "it would respond next week")]),
    ("Both men refused to comment.", [("Both men", "declined", "Both men refused to comment")]),
    ("The trust would not comment, citing the inquiry.", [("trust", "declined", "The trust would not comment")]),
    ("Jo Falk, a member of the committee that approved the loan, said she had no comment.", [("Jo Falk", "declined", "she had no comment")]),
    ("The inspector who signed the certificate, Abe Tarn, has since retired and could not be reached for comment.", [("Abe Tarn", "could-not-be-reached", "could not be reached for comment")]),
    ("The archive has yet to answer.", [("archive", "reply-pending", "The archive has yet to answer")]),
    ("Through her lawyer, Ms Orrin declined to be interviewed.", [("Orrin", "declined", "Through her lawyer, Ms Orrin declined to be interviewed")]),
    ("The department would not make its chief available for an interview.", [("department", "declined", "The department would not make its chief available for an interview")]),
    ("The bank said it does not comment on clients.", [("bank", "declined", "it does not comment on clients")]),
    ("The embassy had no immediate comment.", [("embassy", "declined", "The embassy had no immediate comment")]),
    ("The school's governors have been approached for comment.", [("school's governors", "reply-pending", "The school's governors have been approached for comment")]),
    ("Varde has been contacted for comment.", [("Varde", "reply-pending", "Varde has been contacted for comment")]),
    ("The firm's founder, now living abroad, ignored several messages from the Gazette.", [("firm's founder", "no-response", "The firm's founder, now living abroad, ignored several messages from the Gazette")]),
    ("Repeated calls to the clinic rang out.", [("clinic", "could-not-be-reached", "Repeated calls to the clinic rang out")]),
    ("Abe Tarn, who chairs the board, would not be drawn on the cost.", [("Abe Tarn", "declined", "Abe Tarn, who chairs the board, would not be drawn on the cost")]),
    ("Approached at the quay, the skipper, Ned Quill, shook his head and declined to speak.", [("Ned Quill", "declined", "declined to speak")]),
    ("Neither of the two brothers would comment.", [("two brothers", "declined", "Neither of the two brothers would comment")]),
    ("None of the six councillors responded to requests for comment.", [("six councillors", "no-response", "None of the six councillors responded to requests for comment")]),
    ("The clinic, in the north of the town, has not replied to written questions from the Gazette.", [("clinic", "no-response", "The clinic, in the north of the town, has not replied to written questions from the Gazette")]),
    ("Prill & Sons, which built the wall, said it would not comment on a continuing inquiry.", [("Prill & Sons", "declined", "it would not comment on a continuing inquiry")]),
    ("The trust's chair, Oda Prill, and its treasurer, Jo Falk, did not respond to requests for comment.", [("Oda Prill", "no-response", "The trust's chair, Oda Prill, and its treasurer, Jo Falk, did not respond to requests for comment"), ("Jo Falk", "no-response", "The trust's chair, Oda Prill, and its treasurer, Jo Falk, did not respond to requests for comment")]),
    ("A man who answered the phone at the mill hung up when asked about the fire.", [("man", "declined", "A man who answered the phone at the mill hung up when asked about the fire")]),
    ("Ms Orrin, through a spokesman, declined to comment.", [("Orrin", "declined", "Ms Orrin, through a spokesman, declined to comment")]),
    ('"No comment," said the harbour master when asked about the oil.', [("harbour master", "declined", 'No comment," said the harbour master when asked about the oil')]),
    ("The bank confirmed it had received the Gazette's questions but did not reply further.", [("bank", "no-response", "did not reply further")]),
    ("The contractor said it was unable to discuss the matter for legal reasons.", [("contractor", "declined", "it was unable to discuss the matter for legal reasons")]),
    ("The department's press desk said it was looking into the Gazette's questions.", [("department's press desk", "reply-pending", "it was looking into the Gazette's questions")]),
    ("The prosecutor's office said it had nothing to add.", [("prosecutor's office", "declined", "it had nothing to add")]),
    ("We approached the school for comment but received no reply.", [("school", "no-response", "received no reply")]),
    ("The ministry did not reply to a request for comment sent on Monday.", [("ministry", "no-response", "The ministry did not reply to a request for comment sent on Monday")]),
    ("The Gazette put the claims to Mr Prill, who did not reply.", [("Prill", "no-response", "who did not reply")]),
    ("Ms Orrin told the Gazette she was not prepared to discuss the letter.", [("Orrin", "declined", "she was not prepared to discuss the letter")]),
    ("The witness's brother did not wish to be interviewed.", [("witness's brother", "declined", "The witness's brother did not wish to be interviewed")]),
    ("The club would not be interviewed.", [("club", "declined", "The club would not be interviewed")]),
    ("The council would neither confirm nor deny the figure.", [("council", "would-not-confirm-or-deny", "The council would neither confirm nor deny the figure")]),
    ("Its landlord, Tarn Estates, could not be reached.", [("Tarn Estates", "could-not-be-reached", "Its landlord, Tarn Estates, could not be reached")]),
    ("The trust said it would not be commenting further.", [("trust", "declined", "it would not be commenting further")]),
    ("Questions sent to the bishop were not answered.", [("bishop", "no-response", "Questions sent to the bishop were not answered")]),
]
# fmt: on

NOT_YET = [
    (
        "Neither the bank nor its auditor, Tarn & Bell, would comment.",
        {("bank", "declined"), ("Tarn & Bell", "declined")},
    ),
    (
        "Messages left at the clinic, and at the home of its founder, were not returned.",
        {("clinic", "no-response"), ("its founder", "no-response")},
    ),
    (
        "A lawyer for Mr Prill, Jo Falk, said her client would not comment while the trial was on.",
        {("Prill", "declined")},
    ),
    (
        "The mill's owners, the Orrin family, did not wish to comment.",
        {("Orrin family", "declined")},
    ),
]
"""Parties that a reader who saw no output names otherwise than the rules do."""

NOT_REQUESTS = [
    "The committee's chairman, Abe Tarn, told the hearing he would not comment on the letter.",
    "Asked by a judge why he had left, Mr Prill said he was ill.",
    "Asked by the committee about the loan, the treasurer, Jo Falk, said it was lawful.",
    "At the trial, Ms Orrin declined to answer questions about the will.",
    "Asked about the tax at Tuesday's debate, Mr Prill said it would rise.",
    "The ministry did not answer letters from the villagers.",
    "The council did not answer the two letters of the widow.",
    "The sailors could not be located after the storm.",
    "Police said Ned Quill could not be located.",
    "The wreck could not be located.",
    "The judge referred the dispute to the committee.",
    "The teacher directed traffic to the car park.",
    "The engine gave no answer to the throttle.",
    "The government gave no response to the blockade.",
    "The witnesses were not asked about the gun.",
    "The villagers have asked the council to explain the delay.",
    "The mayor has asked the bank to confirm the loan.",
    "A verdict is still awaited.",
    "A reply from the king was awaited by the rebels.",
    "The general said a response would be sent to the enemy.",
    "The firm said a payment would be sent next week.",
    "Asked to leave, Mr Prill refused.",
    "Asked for the keys, Mr Prill sent a box.",
    "Sent to the front, Mr Prill replied with letters to his wife.",
    "Ms Orrin would only say her prayers in church.",
    "Two other members of the crew, Nell Orrin and Abe Tarn, declined to return.",
    "The union declined to deny its members a vote.",
    "Calls for a new bridge went unanswered.",
    "Calls to prayer went unanswered by the young.",
    "The fourth, Pavel Tarn, said he had been at sea.",
    "Three did not reply to the poll.",
    "Four of the pupils did not answer.",
    '"We do not commend it," said a spokesman for the board.',
    '"We do not discuss money at the table," said Mrs Prill.',
    "The landlord refused to say sorry.",
    "He refused to say to the court whether he had paid.",
    "The owner declined to sell the field.",
    "The operator did not return the deposit.",
    "The widow did not answer the bell.",
    "The company's lawyer declined the judge's offer.",
    "The head refused to admit the boy.",
    "The clerk did not reply to the applicant's letter.",
    "The agent would not discuss the price with the buyer.",
    "The widow declined to sign the will, which the county court holds.",
    "The board gave no answer to the riddle.",
    "Asked about the tax on a television show, Mr Prill said: “It will rise.”",
    "Mr Prill said the mill was sound. Asked about the roof, Mr Prill said it was new.",
    "We have asked the readers to vote.",
    "The minister said a reply would be sent to the ambassador.",
    "The bank replied with a lawsuit.",
]


@pytest.mark.parametrize(("text", "wanted"), WORDINGS)
def test_party_outcome_and_clause(text: str, wanted: list[tuple[str, str, str]]) -> None:
    found = read(text)
    assert [
        (called(found, one.party), one.outcome.value, words(one.spans, text))
        for one in found.requests
    ] == wanted
    assert {one.asker for one in found.requests} == {PUBLISHER}


@pytest.mark.xfail(strict=True, reason="who stands for whom is not followed so far")
@pytest.mark.parametrize(("text", "wanted"), NOT_YET)
def test_parties_that_are_not_reached_yet(text: str, wanted: set[tuple[str, str]]) -> None:
    found = read(text)
    assert {(called(found, one.party), one.outcome.value) for one in found.requests} == wanted


@pytest.mark.parametrize("text", NOT_REQUESTS)
def test_what_is_no_request(text: str) -> None:
    found = read(text)
    assert [(called(found, one.party), one.outcome.value) for one in found.requests] == []


@pytest.mark.parametrize(
    ("text", "asker"),
    [
        ("Ms Orrin's solicitor declined to comment to the Tarn Herald.", "Tarn Herald"),
        (
            "The mill's owner, Abe Tarn, refused to comment, the Tarn Herald reported.",
            "Tarn Herald",
        ),
        ("The chair, Oda Prill, told the Tarn Herald that she would not comment.", "Tarn Herald"),
        (
            "Its landlord, Abe Tarn, declined to comment when asked by the Tarn Herald.",
            "Tarn Herald",
        ),
    ],
)
def test_another_newsroom_asked(text: str, asker: str) -> None:
    found = read(text)
    (one,) = found.requests
    assert called(found, one.asker).removeprefix("the ").removeprefix("The ") == asker


def test_one_of_those_who_were_asked_answers() -> None:
    text = "The Gazette wrote to five drivers. One, Nell Orrin, said the brakes had been checked."
    found = read(text)
    (one,) = found.requests
    said = {each.id: words(each.content, text) for each in found.attributions}
    assert [said[name] for name in one.answered_by] == ["the brakes had been checked"]
    assert [span.of(text) for span in one.spans] == [
        "The Gazette wrote to five drivers",
        "One, Nell Orrin, said",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We do not comment on rumours,” a Tarn Mills spokeswoman said.",
        "“I can neither confirm nor deny that,” said Jo Falk, a spokesman for the harbor police.",
    ],
)
def test_a_refusal_in_the_partys_own_words_is_a_statement_too(text: str) -> None:
    found = read(text)
    assert len(found.requests) == 1
    assert [one.quote_form.value for one in found.attributions] == ["direct-quote"]
