"""How newsrooms tell of the questions they put, and how they were met; and what is next to it."""

# ruff: noqa: E501 - a sentence and what it gives stand on one line

from __future__ import annotations

import pytest

from kg.model import words
from tests.extraction.asking import called, outcomes, read

# fmt: off
FOUND = {
    "responded": [
        ("When asked why, Mara Quill responded in a text message: “The mill will stay.”", "Mara Quill"),
        ("“The mill will stay,” Mara Quill wrote in an email response to questions.", "Mara Quill"),
        ("“The mill will stay,” Mara Quill said in an emailed reply to questions.", "Mara Quill"),
        ("Mara Quill was asked about the need for a new mill and said it could wait.", "Mara Quill"),
        ("Mara Quill was asked on Tuesday whether the mill was safe and replied: “It is.”", "Mara Quill"),
        ("“It can wait,” said Mara Quill, who was asked about the need for a new mill.", "Mara Quill"),
        ("“It can wait,” Mara Quill said, asked about the mill in an interview.", "Mara Quill"),
        ("Asked about the mill, Mara Quill answered that it could wait.", "Mara Quill"),
        ("Asked about the mill, Abe Tarn rejected the idea that it was unsafe.", "Abe Tarn"),
        ("Asked to confirm the sale, Mara Quill did so.", "Mara Quill"),
        ("Asked to explain the delay, Mara Quill said a part was missing.", "Mara Quill"),
        ("Asked for his reaction, Abe Tarn said the mill was safe.", "Abe Tarn"),
        ("Quizzed on the costs, Mara Quill said they would be met.", "Mara Quill"),
        ("Challenged on the costs, Mara Quill said they would be met.", "Mara Quill"),
        ("Asked by reporters about the costs, Mara Quill said they would be met.", "Mara Quill"),
        ("Asked at a news conference about the costs, Mara Quill said they would be met.", "Mara Quill"),
        ("Asked at a briefing on Monday about the costs, Mara Quill said they would be met.", "Mara Quill"),
        ("When contacted, Inspector Abe Tarn confirmed the arrest.", "Inspector Abe Tarn"),
        ("Ms Falk, when contacted by the Herald, said the letter was a mistake.", "Falk"),
        ("Reached at his home, Abe Tarn said the mill was safe.", "Abe Tarn"),
        ("In reply to questions, Tarn Mills said the mill was safe.", "Tarn Mills"),
        ("In an email in response to questions, Mara Quill said it was safe.", "Mara Quill"),
        ("Mara Quill, responding to questions by email, said it was safe.", "Mara Quill"),
        ("Tarn Mills sent a statement in response to questions about the mill.", "Tarn Mills"),
        ("The campaign responded to questions with a one-line statement.", "campaign"),
        ("Asked about the mill, Abe Tarn nodded.", "Abe Tarn"),
    ],
    "responded-off-topic": [
        ("Asked if the mill was old, Mara Quill shrugged.", "Mara Quill"),
        ("Asked about the mill, Mara Quill chuckled.", "Mara Quill"),
        ("Asked on Thursday whether he would resign, Mr Orrin laughed and walked on.", "Orrin"),
        ("Mara Quill laughed off the suggestion when asked by reporters.", "Mara Quill"),
        ("Asked about the mill, Mara Quill avoided a clear answer.", "Mara Quill"),
        ("Asked about the mill, Mara Quill gave no clear answer.", "Mara Quill"),
        ("Asked about the mill, Mara Quill would not give a straight answer.", "Mara Quill"),
        ("Asked about the mill, Abe Tarn deflected.", "Abe Tarn"),
    ],
    "declined": [
        ("The Gazette asked Mara Quill several times whether the mill was safe, but she refused to answer.", "Mara Quill"),
        ("Mara Quill walked past reporters without answering questions.", "Mara Quill"),
        ("Mara Quill walked away when asked about the mill.", "Mara Quill"),
        ("The minister left without speaking to reporters.", "minister"),
        ("Tarn Mills said it “has no comment on the sale”.", "Tarn Mills"),
        ("“We have no comment on the sale,” Mara Quill said.", "Mara Quill"),
        ("Tarn Mills said it would be inappropriate to comment.", "Tarn Mills"),
        ("Tarn Mills declined to identify the buyer.", "Tarn Mills"),
        ("Tarn Mills declined to name the buyer.", "Tarn Mills"),
        ("Tarn Mills said that it has paid for the plan since March but declined to provide a list of donors.", "Tarn Mills"),
        ("Mara Quill insists that she will stay on and refuses to answer questions about the mill.", "Mara Quill"),
        ("Mr Orrin refused to speak to the media.", "Orrin"),
        ("The campaign declined to make the candidate available.", "campaign"),
        ("The agency, citing privacy laws, would not discuss the case.", "agency"),
        ("Abe Tarn remained tight-lipped when asked about the mill.", "Abe Tarn"),
    ],
    "no-response": [
        ("A message left on Mara Quill's phone was not returned.", "Mara Quill"),
        ("Calls and text messages sent to Mara Quill were not answered.", "Mara Quill"),
        ("Requests for comment from Tarn Mills were not returned.", "Tarn Mills"),
        ("A request for comment from Tarn Mills went unanswered.", "Tarn Mills"),
        ("We asked Tarn Mills for comment but it did not reply.", "Tarn Mills"),
        ("Mara Quill did not pick up his calls.", "Mara Quill"),
        ("Mara Quill did not take calls.", "Mara Quill"),
    ],
    "could-not-be-reached": [
        ("Calls to Mara Quill rang unanswered.", "Mara Quill"),
        ("Repeated calls to Mara Quill went to voicemail.", "Mara Quill"),
        ("Calls to Mara Quill did not go through.", "Mara Quill"),
        ("Efforts to reach Mara Quill proved futile.", "Mara Quill"),
        ("Efforts to get comments from Mara Quill proved abortive.", "Mara Quill"),
    ],
    "reply-pending": [("Tarn Mills said it would respond in due course.", "Tarn Mills")],
}

NOT_FOUND = [
    # others ask
    "Asked by the judge about the mill, Mara Quill laughed.",
    "Asked by her daughter about the mill, Mara Quill chuckled.",
    "Asked by voters about the mill, Mara Quill said it was safe.",
    "Asked by the moderator whether the mill was safe, Mara Quill rejected the idea.",
    "Challenged by her rival on the mill, Mara Quill said it was safe.",
    "Pressed by rivals on the tax, Mr Orrin defended it.",
    "Questioned by detectives, Mr Orrin denied the theft.",
    "Mara Quill was asked by the committee about the mill and said it was safe.",
    "“It is safe,” said Mara Quill, who was asked about the mill by the judge.",
    "Mr Orrin was asked to chair the board and said yes.",
    "When contacted by the police, Mara Quill said she knew nothing.",
    "In response to questions from senators, Mara Quill said the mill was safe.",
    "In response to questions in parliament, the minister said the mill was safe.",
    "In reply to questions from lawmakers, Mara Quill said the mill was safe.",
    "Mara Quill sent a letter in response to questions from the court.",
    "The committee asked Mara Quill whether the mill was safe. She refused to answer.",
    "The teacher asked the boy why he was late, but he refused to answer.",
    "A message left for Mara Quill by her brother was not returned.",
    "Mara Quill did not pick up the calls of her sister.",
    "Mara Quill did not take calls from voters.",
    "Her calls to her son went to voicemail.",
    # before an audience
    "Asked at a rally about the mill, Mara Quill said it was safe.",
    "Asked in parliament about the mill, Mara Quill said it was safe.",
    "Asked under oath about the letter, Mr Orrin said he had burned it.",
    "Asked during cross-examination about the letter, Mr Orrin said he had burned it.",
    "Asked at a town hall about prices, Mr Orrin said they would fall.",
    "Mara Quill was asked about the mill during the debate and said it was safe.",
    "Mr Orrin skirted a question from the Tarn Radio moderator, Jo Falk.",
    "Mara Quill would not give a straight answer at the debate.",
    # something else was asked for
    "Asked for help, Mara Quill said yes.",
    "Asked to sign the deed, Mara Quill did so.",
    "Asked to explain the rule to the class, the teacher smiled.",
    "Asked which party they trust, 40 percent of voters said none.",
    "Challenged to a duel, Mr Orrin said no.",
    # nobody asked
    "Mara Quill laughed when the dog barked.",
    "Mara Quill shrugged off the injury.",
    "Mara Quill brushed off the criticism.",
    "Mara Quill walked away from the talks.",
    "Mara Quill walked past the mill without answering her brother.",
    "Mara Quill gave no clear answer to her son.",
    "Mara Quill avoided a clear defeat.",
    "Mara Quill deflected the ball.",
    "Mara Quill wrote in a response to the court that the mill was safe.",
    "Reached in 2015, the accord said the mill would close.",
    "Efforts to reach a deal proved futile.",
    "Calls for a new mill rang out.",
    "Mara Quill's phone was switched off in the theatre.",
    "Mara Quill did not answer his phone when his mother rang.",
    "Mara Quill declined to name a successor.",
    "Mara Quill declined to identify as a socialist.",
    "The witness refused to identify the man to police.",
    "He said that he has voted but declined to stand again.",
    "It would be wrong to discuss this here, the judge told the jury.",
    "The general said his army would respond in due course.",
    "“There is no comment box,” Mara Quill said.",
]
# fmt: on


@pytest.mark.parametrize(
    ("text", "party", "outcome"),
    [(text, who, outcome) for outcome, rows in FOUND.items() for text, who in rows],
)
def test_what_came_of_a_question(text: str, party: str, outcome: str) -> None:
    assert outcomes(read(text)) == [(party, outcome)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_question_of_a_newsroom(text: str) -> None:
    assert outcomes(read(text)) == []


@pytest.mark.parametrize(
    "before",
    [
        "Mara Quill told the radio host Jo Falk that she liked the mill.",
        "Mara Quill spoke on Jo Falk's podcast.",
        "“Mara Quill is tired,” wrote Jo Falk.",
    ],
)
def test_a_name_asks_for_the_press_where_the_article_says_it_reports(before: str) -> None:
    text = f"{before}\n\nAsked by Falk about the tax, Mara Quill called it low."
    found = read(text)
    (one,) = found.requests
    assert called(found, one.party) == "Mara Quill"
    assert called(found, one.asker) == "Jo Falk"


def test_a_name_of_whom_nothing_is_said_asks_for_nobody() -> None:
    text = "Jo Falk sells nets.\n\nAsked by Falk about the tax, Mara Quill called it low."
    assert outcomes(read(text)) == []


def test_the_writers_own_asking_is_no_part_of_what_others_say() -> None:
    text = (
        "Jo Falk says the mill is old. She offers no details, and her campaign did not respond "
        "to my requests for comment."
    )
    assert [outcome for _, outcome in outcomes(read(text))] == ["no-response"]


def test_the_question_after_the_answer_is_in_the_clause() -> None:
    text = "“It can wait,” Mara Quill said when asked about the mill."
    (one,) = read(text).requests
    assert words(one.spans, text) == "Mara Quill said when asked about the mill"


def test_who_was_asked_is_found_where_a_title_cuts_the_sentence() -> None:
    text = "“It can wait,” said Navy Capt. Abe Tarn, who was asked about the ship."
    assert outcomes(read(text)) == [("Abe Tarn", "responded")]
