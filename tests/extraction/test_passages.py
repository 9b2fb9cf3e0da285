"""Sentences without a source, what the reporter saw, and the notices that mend an article."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - as in kg.model

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import (
    Article,
    CorrectionKind,
    Extraction,
    PassageKind,
    Section,
    SectionKind,
    Span,
    words,
)

DAY = Date(2024, 5, 8)
FREE, SEEN = PassageKind.UNATTRIBUTED, PassageKind.OBSERVED


def read(text: str, *sections: Section) -> Extraction:
    return EXTRACTOR.extract(
        Article(text=text, outlet="The Harbour Gazette", date=DAY, sections=sections)
    )


def passages(text: str) -> list[tuple[str, PassageKind]]:
    return [(one.span.of(text), one.kind) for one in read(text).passages]


@pytest.mark.parametrize(
    "text",
    [
        "The West Pier opened in 1911.",
        "It was closed for eleven months after a fire.",
        "Two men died.",
        "There are nine locks on the canal.",
        "The levy came into force by 51 votes to 47.",
        "The mill, opened in 1964, makes a third of the rails.",
    ],
)
def test_a_claim_without_source(text: str) -> None:
    assert passages(text) == [(text, FREE)]


@pytest.mark.parametrize(
    "text",
    [
        "We saw smoke above the pier on Monday.",
        "I counted eleven stretchers by the fountain.",
        "On Saturday our reporter watched the boat leave the harbour.",
        "The ramp was watched by our reporter for an hour.",
        "When our crew got to the pier, smoke was coming from the ramp.",
    ],
)
def test_what_the_reporter_saw(text: str) -> None:
    assert passages(text) == [(text, SEEN)]


@pytest.mark.parametrize(
    "text",
    [
        # somebody says it
        "Dana Wick said the pier was shut.",
        "According to the council, the pier was shut.",
        "“The pier is shut,” Dana Wick said.",
        "Dana Wick wrote on Tuesday:\n\n“The pier is shut.”",
        # it is about comment, or about who speaks
        "The council declined to comment.",
        "The officials spoke on condition of anonymity.",
        # questions, calls, greetings, boilerplate, headings, fragments
        "What will the council do next?",
        "Read more about the pier in our archive.",
        "Sign up for our newsletter.",
        "Good morning, Saltby.",
        "All rights reserved by the Harbour Gazette.",
        "Reporting by Dana Wick; editing by Edgar Salt.",
        "A pier in trouble",
        "Not any more.",
        "Send us your pictures of the pier.",
        "You can find a map of the pier at the town hall.",
        # the writer's own doings
        "We asked the council for the log.",
        "The Gazette has not been able to establish the date.",
    ],
)
def test_what_claims_nothing(text: str) -> None:
    assert passages(text) == []


def test_only_sentences_outside_every_content() -> None:
    text = (
        "The pier opened in 1911. Dana Wick said it was shut. "
        "“It leaks,” she said. The council meets on Monday."
    )
    assert [said for said, _ in passages(text)] == [
        "The pier opened in 1911.",
        "The council meets on Monday.",
    ]


def test_only_the_body_has_passages_where_the_layout_is_known() -> None:
    lines = [
        "The pier has moved.",
        "The pier moved by ten metres.",
        "The pier in a picture stands.",
    ]
    text = "\n\n".join(lines)
    starts = [text.index(line) for line in lines]
    kinds = [SectionKind.HEADLINE, SectionKind.LEAD, SectionKind.CAPTION]
    sections = tuple(
        Section(kind=kind, span=Span(start, start + len(line)))
        for kind, start, line in zip(kinds, starts, lines, strict=True)
    )
    found = read(text, *sections).passages
    assert [one.span.of(text) for one in found] == [lines[1]]


def test_ids_are_by_place() -> None:
    text = "The pier opened in 1911. The pier opened in 1911."
    found = read(text).passages
    assert len(found) == len({one.id for one in found}) == 2
    assert [one.id for one in found] == [f"p{one.span.start}-{one.span.end}" for one in found]


# Notices


BODY = "The pier opened in 1911."


@pytest.mark.parametrize(
    ("notice", "kind", "said"),
    [
        (
            "Correction: The pier opened in 1912, not in 1911.",
            CorrectionKind.CORRECTION,
            "The pier opened in 1912, not in 1911.",
        ),
        (
            "CLARIFICATION: The mayor was not at the meeting in May.",
            CorrectionKind.CLARIFICATION,
            "The mayor was not at the meeting in May.",
        ),
        (
            "Editor’s note: We should have told readers that the writer owns a boat.",
            CorrectionKind.EDITORS_NOTE,
            "We should have told readers that the writer owns a boat.",
        ),
        (
            "Editors’ note, 9 May: A passage was taken out of this article.",
            CorrectionKind.EDITORS_NOTE,
            "A passage was taken out of this article.",
        ),
        (
            "An earlier version of this article gave the year as 1912.",
            CorrectionKind.CORRECTION,
            "An earlier version of this article gave the year as 1912.",
        ),
        (
            "This story has been updated with a reply from the council.",
            CorrectionKind.UPDATE,
            "This story has been updated with a reply from the council.",
        ),
        (
            "This article was amended to make clear that the mayor owns no boat.",
            CorrectionKind.CLARIFICATION,
            "This article was amended to make clear that the mayor owns no boat.",
        ),
        ("That report is withdrawn.", CorrectionKind.WITHDRAWAL, "That report is withdrawn."),
        (
            "Retraction: The Gazette takes back its report on the pier.",
            CorrectionKind.RETRACTION,
            "The Gazette takes back its report on the pier.",
        ),
        (
            "Correction\n\nThe pier opened in 1912, and not in 1911.",
            CorrectionKind.CORRECTION,
            "The pier opened in 1912, and not in 1911.",
        ),
    ],
)
def test_notices(notice: str, kind: CorrectionKind, said: str) -> None:
    text = f"{BODY}\n\n{notice}"
    (found,) = read(text).corrections
    assert (found.kind, words(found.spans, text)) == (kind, said)
    assert passages(text) == [(BODY, FREE)]


@pytest.mark.parametrize(
    "text",
    [
        "Updated 8 May 2024, 17:30",
        "The council has updated its plan for the pier.",
        "The report has been revised by the ministry.",
        "An earlier version of the plan had two piers.",
        "“This article has been corrected,” Dana Wick said.",
        "Correction: pier",
        "The market saw a correction in May.",
        "The bill was amended to make clear who pays.",
    ],
)
def test_what_is_no_notice(text: str) -> None:
    assert read(text).corrections == ()


def test_a_notice_corrects_the_one_statement_that_it_repeats() -> None:
    text = (
        "Dana Wick said the pier had moved ten metres. Edgar Salt said the bridge was open.\n\n"
        "Correction: Dana Wick said the pier had moved ten centimetres, not ten metres."
    )
    found = read(text)
    (notice,) = found.corrections
    (mended,) = [one for one in found.attributions if one.id in notice.corrects]
    assert "ten metres" in words(mended.content, text)


def test_a_notice_that_fits_two_statements_corrects_none() -> None:
    text = (
        "Dana Wick said the pier had moved ten metres. Edgar Salt said the pier had moved ten "
        "metres.\n\nCorrection: The pier has moved ten centimetres, not ten metres."
    )
    (notice,) = read(text).corrections
    assert notice.corrects == ()
