"""Names that the parse takes for other words, whose a paper is, and whom a word takes up."""

from __future__ import annotations

import pytest

from kg.extraction.rules.extractor import parse
from kg.extraction.rules.sources.figures import Figures
from kg.extraction.rules.sources.mentions import mention_of
from kg.extraction.rules.sources.printed import Printed
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.view import View
from kg.model import Identification
from tests.extraction.test_named_elsewhere import name_of, speaker

NAMED = Identification.NAMED
DESCRIBED = Identification.ANONYMOUS_DESCRIBED
COLLECTIVE = Identification.COLLECTIVE_UNNAMED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            (
                "Adm. Harlan B. Roe Jr. opened the yard. The yard is new.\n\n"
                "Roe said that the quay was sinking."
            ),
            "Harlan B. Roe Jr.",
        ),
        (
            (
                "Adm. Harlan Roe opened the yard. He met the crew.\n\n"
                "The admiral said that the quay was sinking."
            ),
            "Harlan Roe",
        ),
        (
            (
                "A judge has closed the quay.\n\nJudge Ruth Pell heard Tom Voss on Friday. "
                "The judge said that the quay was sinking."
            ),
            "Ruth Pell",
        ),
        (
            "The quay is sinking, according to a tally by the Tarn Institute.",
            "tally by the Tarn Institute",
        ),
        (
            "The quay is sinking, according to a report from the Port Board's chief auditor.",
            "report from the Port Board's chief auditor",
        ),
        (
            (
                "Mayor Ada Pell said on Friday that she would stay.\n\n"
                "“The quay is sinking,” the statement said."
            ),
            "Ada Pell statement",
        ),
        (
            "The advocacy group Belgians for Clean Harbours said that the quay was sinking.",
            "Belgians for Clean Harbours",
        ),
        (
            "Her rivals, Ada Pell and Tom Roe, found that the quay was sinking.",
            "Ada Pell and Tom Roe",
        ),
        (
            (
                "Mayor Ada Pell came to the mill on Friday to sit with Tom Roe. "
                "Both of them smiled, and then both said that the quay was sinking."
            ),
            "Ada Pell and Tom Roe",
        ),
    ],
)
def test_who_has_a_name_is_found(text: str, name: str) -> None:
    assert name_of(text, "sinking") == name


@pytest.mark.parametrize(
    "text",
    [
        (
            "A judge said that the quay was sinking. Mayor Ruth Pell heard Judge Tom Voss and "
            "Judge Ada Dow."
        ),
        "The quay is sinking, according to a tally by two clerks.",
        "The quay is sinking, according to a report from the chief auditor.",
        "Mayor Ada Pell spoke.\n\n“The quay is sinking,” another statement said.",
        "The watchdog group said that the quay was sinking.",
        "Her rivals, who met Ada Pell and Tom Roe, found that the quay was sinking.",
        (
            "Mayor Ada Pell sat with Tom Roe. Both private experts and federal clerks said that "
            "the quay was sinking."
        ),
    ],
)
def test_who_has_none_gets_none(text: str) -> None:
    assert speaker(text, "sinking").identification is not NAMED


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("No one said that the quay was sinking.", COLLECTIVE),
        ("The electorate believes that the quay is sinking.", COLLECTIVE),
        ("A handful of clerks said that the quay was sinking.", COLLECTIVE),
        (
            "On one side are activists of the port. They said that the quay was sinking.",
            COLLECTIVE,
        ),
        ("Six in ten Belgians said that the quay was sinking.", COLLECTIVE),
        ("Three old denizens of the port told me that the quay was sinking.", DESCRIBED),
        ("Source familiar with the plan said that the quay was sinking.", DESCRIBED),
        ("Democrats involved in the talks said that the quay was sinking.", DESCRIBED),
        ("Aides who have run the numbers said that the quay was sinking.", DESCRIBED),
        ("The pilot loved boats. “The quay is sinking,” his childhood friend said.", DESCRIBED),
        (
            (
                "A judge heard a driver. The house of a 26-year-old man was searched after he "
                "wrote that the quay was sinking."
            ),
            DESCRIBED,
        ),
        ("The evidence shows that the quay is sinking.", Identification.UNSTATED),
        ("A slew of storms shows that the quay is sinking.", Identification.UNSTATED),
        ("Aides said that the quay was sinking.", COLLECTIVE),
        ("Democrats involved with dams said that the quay was sinking.", COLLECTIVE),
        ("Three old firms told me that the quay was sinking.", COLLECTIVE),
        ("The pilot loved boats. “The quay is sinking,” his childhood friends said.", COLLECTIVE),
    ],
)
def test_how_far_the_others_are_told(text: str, wanted: Identification) -> None:
    assert speaker(text, "sinking").identification is wanted


def test_who_it_would_be_rare_for_is_nobody() -> None:
    text = (
        "Ada Pell said no. It is rare for a clerk to speak. She met Roe. "
        "She said that the quay was sinking."
    )
    assert name_of(text, "sinking") == "Ada Pell"


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("“It may rain,” Will wrote.", True),
        ("The book, which Will claims is his, is gone.", True),
        ("Will she write to the port?", False),
    ],
)
def test_a_surname_that_is_a_verb_is_told_by_the_verb_behind_it(words: str, *, known: bool) -> None:
    text = f"George Will wrote of dams on Friday. George Will left.\n\n{words}"
    view = View(parse(text), lexicon().quoting)
    place = text.rindex("Will")
    head = view.start.index(place)
    figures = Figures(view, lexicon())
    mention = Printed(view, lexicon(), figures).read(
        mention_of(view, lexicon(), head, (head, head + 1)), (head, head + 1)
    )
    assert (mention.name == "Will") is known


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Roe is the clerk who said that the quay was sinking.", "Tom Roe"),
        (
            (
                "A new Apex poll is out on Friday. Ada Pell left.\n\nThe new poll found that the "
                "quay was sinking."
            ),
            "Apex poll",
        ),
        (
            (
                "Ada Pell, the Green candidate, came to Tarn. The mill was full.\n\n"
                "The candidate said that the quay was sinking."
            ),
            "Ada Pell",
        ),
        (
            (
                "The man who built the quay and later ran the yard, Tom Roe, said that the quay "
                "was sinking."
            ),
            "Tom Roe",
        ),
        (
            (
                "Tom Roe, a clerk who built the quay and later ran the yard, said that the quay "
                "was sinking."
            ),
            "Tom Roe",
        ),
        ("The Tarn Institute said that the quay was sinking.", "Tarn Institute"),
        (
            "Ada Pell left after she had found the crack and she said that the quay was sinking.",
            "Ada Pell",
        ),
        ("The mill hired Ada Pell in May. She said that the quay was sinking.", "Ada Pell"),
        ("J.B. McRoe said that the quay was sinking. McRoe left.", "J.B. McRoe"),
    ],
)
def test_who_is_told_near_by_is_meant(text: str, name: str) -> None:
    assert name_of(text, "sinking") == name


@pytest.mark.parametrize(
    "text",
    [
        "Tom Roe is not the clerk who said that the quay was sinking.",
        (
            "Ada Pell and Tom Voss, the candidates, came to Tarn. The candidate Uma Dow left.\n\n"
            "A candidate said that the quay was sinking."
        ),
        "The mill hired Ada Pell and Uma Roe in May. Every clerk said that the quay was sinking.",
    ],
)
def test_who_is_not_told_near_by_is_left_open(text: str) -> None:
    assert speaker(text, "sinking").identification is not NAMED


def test_who_did_speak_at_a_rare_time_is_somebody() -> None:
    text = (
        "Ada Pell said no. A clerk said that it was late. She met Roe. "
        "She said that the quay was sinking."
    )
    assert name_of(text, "sinking") != "Ada Pell"
