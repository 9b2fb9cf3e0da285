"""Every outcome of a request for comment in several wordings, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Channel, Request, ResponseKind, words
from tests.extraction.asking import WEDNESDAY, called, outcomes, read
from tests.measures.requests.__main__ import pairs, party_right
from tests.measures.requests.labels import FILES


def the_request(text: str) -> Request:
    (one,) = read(text).requests
    return one


WORDINGS: dict[ResponseKind, list[tuple[str, str]]] = {
    ResponseKind.DECLINED: [
        ("Mara Quill declined to comment.", "Mara Quill"),
        ("Mara Quill refused to be interviewed.", "Mara Quill"),
        ("Mara Quill isn't saying whether the mill will close.", "Mara Quill"),
        ("Pressed on the sale, Mara Quill would not say whether it was legal.", "Mara Quill"),
        ("Mara Quill turned down several interview requests.", "Mara Quill"),
        ("Mara Quill declined to elaborate on the plan.", "Mara Quill"),
        ("Mara Quill wouldn't discuss the matter with a reporter.", "Mara Quill"),
        ("Asked who had paid, Mara Quill replied: “No comment.”", "Mara Quill"),
        ("Asked who paid, Mara Quill said, “I'm not going to go into that.”", "Mara Quill"),
        ("Mara Quill chose not to comment for this story.", "Mara Quill"),
        ("Tarn Mills said it was unable to comment while the case is open.", "Tarn Mills"),
        ("Requests to interview Mara Quill were declined.", "Mara Quill"),
        ("The Gazette's request for an interview with Mara Quill was turned down.", "Mara Quill"),
        ("Mara Quill refused to answer any questions from the Gazette.", "Mara Quill"),
        ("Mara Quill would not respond to a list of questions.", "Mara Quill"),
        ("Mara Quill is not commenting on the sale.", "Mara Quill"),
        ("Mara Quill refused to talk to reporters.", "Mara Quill"),
        ("Mara Quill did not want to comment.", "Mara Quill"),
        ("Mara Quill declined an invitation to comment.", "Mara Quill"),
        ("Mara Quill gave no comment.", "Mara Quill"),
        ("A reporter met Mara Quill, but she refused to discuss the sale.", "Mara Quill"),
        ("Mara Quill declined interview requests from the Gazette.", "Mara Quill"),
        ("Mara Quill did not agree to an interview.", "Mara Quill"),
    ],
    ResponseKind.BACKGROUND_ONLY: [
        ("Mara Quill declined to comment on the record.", "Mara Quill"),
        ("Mara Quill would not speak on the record.", "Mara Quill"),
        ("Mara Quill refused to go on the record.", "Mara Quill"),
        ("Mara Quill agreed to speak only on background.", "Mara Quill"),
        ("The ministry would only comment off the record.", "ministry"),
        ("Mara Quill would talk to the Gazette only off the record.", "Mara Quill"),
        ("Mara Quill offered to speak on background but declined to be quoted.", "Mara Quill"),
        ("Mara Quill was unwilling to talk on the record.", "Mara Quill"),
    ],
    ResponseKind.NEITHER_CONFIRMED_NOR_DENIED: [
        ("Mara Quill would neither confirm nor deny the report.", "Mara Quill"),
        ("Mara Quill declined to confirm or deny that the mill had been sold.", "Mara Quill"),
        ("The port authority could not confirm or deny the report.", "port authority"),
        ("Mara Quill refused to confirm or deny the sale.", "Mara Quill"),
        ("Mara Quill neither confirmed nor denied the sale.", "Mara Quill"),
        ("A spokesman said the ministry would neither confirm nor deny the report.", "ministry"),
        ("Asked about the sale, Mara Quill did not confirm or deny it.", "Mara Quill"),
        ("Mara Quill declined to confirm the figure to the Gazette.", "Mara Quill"),
    ],
    ResponseKind.REFERRED: [
        ("Tarn Mills referred questions to its lawyers.", "Tarn Mills"),
        ("Mara Quill directed all inquiries to the Orrin Bank.", "Mara Quill"),
        ("Mara Quill deferred comment to the mayor's office.", "Mara Quill"),
        ("The mayor's office referred a reporter to the harbour board.", "mayor's office"),
        ("Mara Quill said questions should be directed to the harbour board.", "Mara Quill"),
        ("The port authority forwarded requests for comment to the ministry.", "port authority"),
        ("Tarn Mills pointed the Gazette to an earlier statement.", "Tarn Mills"),
        ("Mara Quill said comment should be sought from the harbour board.", "Mara Quill"),
        ("Mara Quill passed the Gazette's questions to the harbour board.", "Mara Quill"),
    ],
    ResponseKind.NO_RESPONSE_BY_DEADLINE: [
        ("Mara Quill did not respond by press time.", "Mara Quill"),
        ("Mara Quill had not replied to a request for comment before publication.", "Mara Quill"),
        ("Tarn Mills did not respond to questions in time for this article.", "Tarn Mills"),
        ("Mara Quill did not return calls by deadline.", "Mara Quill"),
        ("Tarn Mills did not provide a response before this story went to press.", "Tarn Mills"),
        ("As of press time, Mara Quill had not responded to a request for comment.", "Mara Quill"),
        ("Tarn Mills did not answer emailed questions by the time of publication.", "Tarn Mills"),
        ("Mara Quill did not respond to a request for comment by Tuesday evening.", "Mara Quill"),
    ],
    ResponseKind.NO_RESPONSE: [
        ("Mara Quill did not immediately respond to a request for comment.", "Mara Quill"),
        ("Mara Quill didn't return calls seeking comment.", "Mara Quill"),
        ("Tarn Mills has not commented.", "Tarn Mills"),
        ("Messages were left for Mara Quill.", "Mara Quill"),
        ("Messages left with Mara Quill were not returned.", "Mara Quill"),
        ("Emails to Tarn Mills went unanswered.", "Tarn Mills"),
        ("Mara Quill ignored repeated requests for comment.", "Mara Quill"),
        ("Mara Quill ignored us, too.", "Mara Quill"),
        ("There was no response from Tarn Mills to a request for comment.", "Tarn Mills"),
        ("The Gazette received no reply from Tarn Mills.", "Tarn Mills"),
        ("Mara Quill never replied to the Gazette's e-mails.", "Mara Quill"),
        ("Mara Quill failed to respond to several emails from the Gazette.", "Mara Quill"),
        ("An email sent to Mara Quill was not answered.", "Mara Quill"),
        ("Mara Quill did not get back to the Gazette.", "Mara Quill"),
        ("Mara Quill did not offer a comment.", "Mara Quill"),
        ("Emails to Mara Quill were not immediately returned.", "Mara Quill"),
    ],
    ResponseKind.NOT_REACHED: [
        ("Mara Quill could not be reached for comment.", "Mara Quill"),
        ("Efforts to contact Mara Quill were unsuccessful.", "Mara Quill"),
        ("The Gazette was unable to reach Mara Quill.", "Mara Quill"),
        ("Mara Quill was not available for comment.", "Mara Quill"),
        ("Reporters could not reach Mara Quill for comment.", "Mara Quill"),
        ("Mara Quill was unreachable for comment.", "Mara Quill"),
        ("Nobody at Tarn Mills was available for comment.", "Tarn Mills"),
        ("The Gazette tried unsuccessfully to reach Mara Quill.", "Mara Quill"),
        ("Mara Quill couldn't immediately be contacted.", "Mara Quill"),
        ("Calls to Tarn Mills went unanswered.", "Tarn Mills"),
        ("No contact details for Mara Quill could be found.", "Mara Quill"),
    ],
    ResponseKind.NOT_ASKED: [
        ("Mara Quill was not contacted for comment.", "Mara Quill"),
        ("The Gazette did not seek comment from Mara Quill.", "Mara Quill"),
        ("The Gazette has not contacted Mara Quill.", "Mara Quill"),
        ("Tarn Mills was not asked for comment.", "Tarn Mills"),
        ("Mara Quill was not given an opportunity to comment.", "Mara Quill"),
        ("The Gazette made no attempt to contact Mara Quill.", "Mara Quill"),
        ("No comment was sought from Tarn Mills.", "Tarn Mills"),
        ("The Gazette did not approach Mara Quill for this story.", "Mara Quill"),
        ("Mara Quill was never approached for comment.", "Mara Quill"),
    ],
    ResponseKind.PENDING: [
        ("Mara Quill has yet to respond to a request for comment.", "Mara Quill"),
        ("Tarn Mills had yet to reply to questions.", "Tarn Mills"),
        ("Mara Quill said she would reply later.", "Mara Quill"),
        ("Tarn Mills promised a response by Friday.", "Tarn Mills"),
        ("The Gazette has contacted Tarn Mills for comment.", "Tarn Mills"),
        ("Tarn Mills has been approached for comment.", "Tarn Mills"),
        ("Mara Quill has not yet responded to emails.", "Mara Quill"),
        ("The Gazette is awaiting a response from Tarn Mills.", "Tarn Mills"),
        ("Mara Quill said she would respond to questions next week.", "Mara Quill"),
        ("Mara Quill promised to get back to the Gazette.", "Mara Quill"),
    ],
    ResponseKind.OFF_TOPIC: [
        ("Mara Quill did not directly answer a reporter's question about the sale.", "Mara Quill"),
        ("Mara Quill sidestepped a question from the Gazette about the sale.", "Mara Quill"),
        ("Mara Quill dodged a reporter's questions about the sale.", "Mara Quill"),
        ("Tarn Mills sent a statement that did not address the questions.", "Tarn Mills"),
        ("Asked about the sale, Mara Quill changed the subject.", "Mara Quill"),
        ("Pressed by a reporter on the sale, Mara Quill evaded the question.", "Mara Quill"),
        ("Tarn Mills responded to the Gazette without addressing the claims.", "Tarn Mills"),
        ("In a statement to the Gazette, Tarn Mills did not address the claims.", "Tarn Mills"),
    ],
    ResponseKind.RESPONDED: [
        ("Mara Quill responded to a request for comment with a short note.", "Mara Quill"),
        ("Asked for comment, Mara Quill said the mill would stay open.", "Mara Quill"),
        ("Reached by phone, Mara Quill said the mill would stay open.", "Mara Quill"),
        ("In response to questions from the Gazette, Tarn Mills said it would stay.", "Tarn Mills"),
        ("Contacted by the Gazette, Mara Quill called the report false.", "Mara Quill"),
        ("Responding to a request for comment, Mara Quill denied the report.", "Mara Quill"),
        ("Mara Quill answered written questions from the Gazette.", "Mara Quill"),
        ("When reached for comment, Mara Quill said she knew nothing of it.", "Mara Quill"),
    ],
}  # fmt: skip

NOT_REQUESTS = [
    "When asked by a host whether it would rain, Mara Quill said yes.",
    "The guard wanted to send me to the office.",
    "Mara Quill said she was not speaking for others.",
    "An engineer would not talk on the record because her job hung on it.",
    "Mara Quill declined to endorse the mayor.",
    "Mara Quill refused to concede the election.",
    "Half of those asked did not answer the poll.",
    "Mara Quill would not testify.",
    "Mara Quill refused to answer lawmakers.",
    "Mara Quill refused to answer questions from the committee.",
    "An engineer declined to be named.",
    "The moderator did not respond.",
    "The judge declined to hear the case.",
    "Mara Quill declined an offer of a million crowns.",
    "Mara Quill turned down the job.",
    "Officers responded to a call about a fire.",
    "The responding officers could not reach the roof.",
    "The ministry did not respond to the flood in time.",
    "Mara Quill could not be reached by the lifeboat.",
    "The village could not be contacted after the storm.",
    "Mara Quill ignored the warning.",
    "Mara Quill ignored the question of cost in the budget.",
    "The police did not contact the owner.",
    "Mara Quill was not asked to resign.",
    "The committee has asked the minister for a report.",
    "Mara Quill promised a response to the flood.",
    "Mara Quill promised to reply to the union.",
    "The ministry referred the case to the prosecutor.",
    "The doctor referred her to a clinic.",
    "The bank passed the request to its board.",
    "Mara Quill dodged the bullet.",
    "Voters dodged the question.",
    "In the debate, Mara Quill sidestepped a question about the tax.",
    "Mara Quill answered questions from the audience.",
    "Mara Quill told the court she had no comment.",
    "The council refused to discuss the budget.",
    "The law would neither help nor harm the port.",
    "Police could not confirm the number of the dead.",
    "The company declined to pay the fine.",
    "The bank refused to say yes to the loan.",
    "Mara Quill speaks for the record label.",
    "Mara Quill would not speak to her brother.",
    "Mara Quill did not return the call of her sister.",
    "There was no response from the engine.",
    "The crew received no reply from the shore.",
    "Asked by the judge about the sale, Mara Quill said it was legal.",
    "Residents left messages for the mayor.",
    "The town is awaiting a response from the ministry.",
    "Mara Quill changed the subject.",
    "Mara Quill would respond with force.",
    "The union rejected the offer without comment.",
    "The senator did not address the crowd.",
    "The bridge was not available for traffic.",
    "Mara Quill was not available for the final.",
]


@pytest.mark.parametrize(
    ("text", "party", "outcome"),
    [(text, who, kind.value) for kind, rows in WORDINGS.items() for text, who in rows],
)
def test_an_outcome_is_known_by_its_wording(text: str, party: str, outcome: str) -> None:
    assert outcomes(read(text)) == [(party, outcome)]


def test_every_outcome_has_wordings() -> None:
    assert all(len(WORDINGS[kind]) >= 6 for kind in ResponseKind)


@pytest.mark.parametrize("text", NOT_REQUESTS)
def test_what_is_no_request_for_comment(text: str) -> None:
    assert outcomes(read(text)) == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Mara Quill and Ira Bell declined to comment.", ["Mara Quill", "Ira Bell"]),
        ("Neither Tarn Mills nor the Orrin Bank would comment.", ["Tarn Mills", "Orrin Bank"]),
        (
            "Mara Quill, Ira Bell and Jo Falk could not be reached for comment.",
            ["Mara Quill", "Ira Bell", "Jo Falk"],
        ),
        ("A spokesman for Tarn Mills declined to comment.", ["Tarn Mills", None]),
        ("We asked the mills why it leaked. They ignored us.", ["mills"]),
    ],
)
def test_each_of_several_parties_has_a_request(text: str, parties: list[str | None]) -> None:
    named = [party for party, _ in outcomes(read(text))]
    assert [who for who in named if who in parties] == [who for who in parties if who]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Mara Quill declined to comment on the merger.", ["on the merger"]),
        ("Mara Quill declined to comment.", []),
        ("Mara Quill declined to comment, citing ongoing litigation.", []),
        ("Mara Quill declined to comment on the merger, citing a lawsuit.", ["on the merger"]),
        ("Mara Quill declined to comment on Monday.", []),
        (
            "Mara Quill would not say whether the mill would close.",
            ["whether the mill would close"],
        ),
        ("Asked about the letter, Mara Quill declined to answer.", ["about the letter"]),
        ("Mara Quill declined to discuss the sale.", ["the sale"]),
        (
            "Tarn Mills did not respond to emailed questions about the dam.",
            ["about the dam"],
        ),
    ],
)
def test_the_words_that_narrow_a_refusal_are_its_topic(text: str, topics: list[str]) -> None:
    assert [span.of(text) for span in the_request(text).topic_spans] == topics


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("Reached by phone, Mara Quill declined to comment.", (Channel.PHONE,)),
        ("Mara Quill did not return phone calls.", (Channel.PHONE,)),
        ("Mara Quill did not respond to emailed questions about it.", (Channel.EMAIL,)),
        ("Mara Quill did not respond to an e-mail from the Gazette.", (Channel.EMAIL,)),
        ("Mara Quill did not respond to text messages.", (Channel.PRIVATE,)),
        ("Mara Quill did not respond to calls and emails.", (Channel.PHONE, Channel.EMAIL)),
        ("Mara Quill declined to comment.", ()),
    ],
)
def test_the_means_of_asking(text: str, channels: tuple[Channel, ...]) -> None:
    assert the_request(text).channels == channels


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mara Quill declined to comment Monday.", date(2026, 11, 16)),
        ("Mara Quill declined to comment on Wednesday.", WEDNESDAY),
        ("Reached Friday, Mara Quill would not comment.", date(2026, 11, 13)),
        ("Mara Quill declined to comment yesterday.", date(2026, 11, 17)),
        ("Mara Quill declined to comment.", None),
    ],
)
def test_the_day_is_the_last_such_weekday(text: str, day: date | None) -> None:
    assert the_request(text).when == day


@pytest.mark.parametrize(
    ("text", "asker"),
    [
        ("Mara Quill declined to comment.", "publisher"),
        ("Mara Quill declined to comment to the Gazette.", "publisher"),
        ("Mara Quill declined to comment to the Tarn Herald.", "Tarn Herald"),
        ("Mara Quill told the Tarn Herald that she would not comment.", "Tarn Herald"),
        ("The Tarn Herald reported that Mara Quill declined to comment.", "Tarn Herald"),
        ("Asked by the Tarn Herald, Mara Quill declined to comment.", "Tarn Herald"),
        ("Mara Quill declined to comment, the Tarn Herald reported.", "Tarn Herald"),
    ],
)
def test_who_asked(text: str, asker: str) -> None:
    found = read(text)
    (one,) = found.requests
    assert called(found, one.asker).removeprefix("The ").removeprefix("the ") == asker


def test_a_topic_that_is_refused_stays_declined_where_the_party_speaks_on_others() -> None:
    text = "Mara Quill said the mill would stay. She declined to comment on the merger."
    one = the_request(text)
    assert one.outcome is ResponseKind.DECLINED
    assert [span.of(text) for span in one.topic_spans] == ["on the merger"]


def test_a_request_is_about_what_is_said_of_the_party_right_before() -> None:
    text = (
        "Ira Bell said the bridge was safe.\n\n"
        "Jo Falk said Mara Quill had taken the money. Quill declined to comment."
    )
    found = read(text)
    (one,) = found.requests
    said = {each.id: words(each.content, text) for each in found.attributions}
    assert [said[name] for name in one.about] == ["Mara Quill had taken the money"]


def test_a_request_that_nothing_leads_up_to_is_about_nothing() -> None:
    assert the_request("Ira Bell said it rained. Mara Quill declined to comment.").about == ()


def test_what_a_party_answers_is_its_answer_and_a_statement() -> None:
    text = "Reached by phone, Mara Quill said the mill would stay open."
    found = read(text)
    (one,) = found.requests
    said = {each.id: words(each.content, text) for each in found.attributions}
    assert [said[name] for name in one.answered_by] == ["the mill would stay open"]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Reached by phone, Mara Quill said it would close.", "Reached by phone, Mara Quill said"),
        (
            "“It will,” Mara Quill said in response to a question from the Gazette.",
            "Mara Quill said in response to a question from the Gazette",
        ),
    ],
)
def test_the_clause_leaves_out_what_is_answered(text: str, clause: str) -> None:
    assert [span.of(text) for span in the_request(text).spans] == [clause]


@pytest.mark.slow
@pytest.mark.usefixtures("material")
def test_hand_labelled_articles() -> None:
    """Nine in ten requests that a reader is sure of are found, with party; few are made up."""
    every = [one for name in FILES for one in pairs(name) if not one.unsure]
    held = [one for one in every if one.label is not None]
    both = [(one.label, one.found) for one in held if one.label and one.found]
    made = [one for one in every if one.found is not None]
    assert len(both) >= 0.9 * len(held) > 0
    assert sum(one.label is None for one in made) < 0.1 * len(made)
    assert sum(party_right(*each) for each in both) >= 0.9 * len(both)
