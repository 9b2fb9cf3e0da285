"""Constructions that attribute by their wording, and sentences that only look like them."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import PUBLISHER, Article, Attribution, Extraction, Section, SectionKind, Span, words

FOUND = (
    # sentences that end in who says so
    ("The captain switched off an alarm, a member of his crew told a jury.", "a member of his crew",
     "The captain switched off an alarm"),
    ("The firm was paid twice, invoices obtained by the town show.",
     "invoices obtained by the town", "The firm was paid twice"),
    ("The gate, the agency said by phone, was closed too late.", "the agency",
     "The gate … was closed too late"),
    # a clause that hangs on a paper or a place by the parse
    ("The firm's lawyer denied in an email that any pillar had been moved.", "The firm's lawyer",
     "that any pillar had been moved"),
    ("Lena Moss told the board on the town hall steps that she had been misled.", "Lena Moss",
     "that she had been misled"),
    ("The clerk confirmed with a former driver that Moss worked there.", "a former driver",
     "that Moss worked there"),
    # whose view it is
    ("In her lawyer's view, night buses would not have helped.", "her lawyer's",
     "night buses would not have helped"),
    ("By the union's count, six tests were never made.", "the union's",
     "six tests were never made"),
    # documents, data and measurements
    ("A leaflet repeats the old claim.", "A leaflet", "the old claim"),
    ("The Dow Institute put the magnitude at 6.4 on Tuesday.", "The Dow Institute",
     "the magnitude at 6.4"),
    ("The archive found no payment for the bell.", "The archive", "no payment for the bell"),
    # what has no source
    ("The owner allegedly ignored two warnings.", None, "The owner … ignored two warnings"),
    ("A successor has been found, it is claimed.", None, "A successor has been found"),
    ("Colleagues are understood to be furious.", None, "Colleagues … to be furious"),
    # two who are joined, and one who relays another
    ("The pier was shut, according to two guards and internal emails.", "two guards",
     "The pier was shut"),
    ("The pier was shut, according to two guards and internal emails.", "internal emails",
     "The pier was shut"),
    ("Jo Falk denies taking the ledger.", "Jo Falk", "taking the ledger"),
)  # fmt: skip

NOT_FOUND = (
    ("While he was away, a member of his crew rang the bell.", "a member of his crew"),
    ("The shop puts the bread on a shelf.", "The shop"),
    ("In the view from the tower, the town looks small.", "the tower"),
    ("The cook found no spoon in the drawer, and he left.", "The drawer"),
    ("The register stood in the hall.", "The register"),
)


def read(text: str, *lines: tuple[SectionKind, str]) -> Extraction:
    sections = tuple(
        Section(kind=kind, span=Span(text.index(line), text.index(line) + len(line)))
        for kind, line in lines
    )
    return EXTRACTOR.extract(Article(text=text, outlet="The Daily Plain", sections=sections))


def shown(text: str, one: Attribution) -> tuple[str | None, str]:
    source = words(one.source_spans, text).split(" … ")[0] if one.source_spans else None
    content = " … ".join(
        " ".join(piece.split()).strip(" .,") for piece in words(one.content, text).split("…")
    )
    return source, content


@pytest.mark.parametrize(("text", "source", "content"), FOUND, ids=range(len(FOUND)))
def test_the_wording_attributes(text: str, source: str | None, content: str) -> None:
    found = [shown(text, one) for one in read(text).attributions]
    assert any(
        said == content and (who is None if source is None else who is not None and source in who)
        for who, said in found
    ), found


@pytest.mark.parametrize(("text", "source"), NOT_FOUND)
def test_what_only_looks_like_it_does_not(text: str, source: str) -> None:
    assert source not in [shown(text, one)[0] for one in read(text).attributions]


def test_who_is_cited_stands_inside_the_report() -> None:
    text = "The mill will be sold, the Herald reported on Monday, citing two people close to it."
    outer, inner = sorted(read(text).attributions, key=lambda one: one.nested_in is not None)
    assert shown(text, outer) == ("the Herald", "The mill will be sold")
    assert shown(text, inner)[1] == "The mill will be sold"
    assert inner.nested_in == outer.id


def test_hearsay_does_not_stand_beside_a_source() -> None:
    text = "The owner allegedly ignored two warnings, the Herald reports."
    assert [shown(text, one)[0] for one in read(text).attributions] == ["the Herald"]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "SALTBY — Inspectors never saw the pier, according to Lena Moss."
    (one,) = read(text).attributions
    assert words(one.content, text).startswith("Inspectors")


def test_what_an_outlet_has_learned_is_of_no_known_source() -> None:
    text = "The Daily Plain has learned that the minutes were taken away."
    (one,) = read(text).attributions
    assert one.source != PUBLISHER
    assert not one.source_spans


BODY = (
    "Guards were told to sleep, officers say\n\n"
    "Guards at the dam were told to sleep on duty, two prison officers said on Monday.\n\n"
    "‘Like a train’\n\n"
    "“It came down the lane like a train,” said Edda Moss.\n\n"
    "Police: nobody missing\n\n"
    "The police said that nobody was missing."
)
LINES = (
    (SectionKind.HEADLINE, "Guards were told to sleep, officers say"),
    (SectionKind.HEADING, "‘Like a train’"),
    (SectionKind.HEADING, "Police: nobody missing"),
)


def test_a_headline_has_the_source_of_the_body() -> None:
    found = read(BODY, *LINES)
    said = [one for one in found.attributions if "told to sleep" in words(one.content, BODY)]
    outer = {one.source for one in said if one.nested_in is None}
    assert len(outer) == 1


def test_a_heading_quotes_whom_the_body_quotes() -> None:
    found = read(BODY, *LINES)
    names = {one.id: one.name for one in found.sources}
    (one,) = [
        each
        for each in found.attributions
        if words(each.content, BODY).strip("‘’") == "Like a train"
    ]
    assert names[one.source] == "Edda Moss"
    assert one.cue == ()


def test_a_speaker_and_a_colon_in_a_heading() -> None:
    found = read(BODY, *LINES)
    assert ("Police", "nobody missing") in [shown(BODY, one) for one in found.attributions]


def test_one_who_took_a_name_is_the_one_described() -> None:
    text = (
        "A woman who fled the fire said no alarm sounded.\n\n"
        "Nell, which is not her real name, is in hiding. “The lights went,” she says."
    )
    found = read(text)
    assert len({one.source for one in found.attributions}) == 1
    assert {one.description for one in found.sources} == {"Nell"}


def test_copy_of_another_outlet_has_it_for_medium() -> None:
    text = (
        "View from the square\n\nBy Ana Moss. First published in the Kastra Herald.\n\n"
        "A baker said the tower fell at dawn."
    )
    found = read(text)
    names = {one.id: one.name for one in found.sources}
    (one,) = found.attributions
    assert names[one.medium or ""] in {"Kastra Herald", "The Kastra Herald"}


def test_the_publishers_own_byline_is_no_medium() -> None:
    text = "By Ana Moss, Health Correspondent\n\nA baker said the tower fell at dawn."
    assert [one.medium for one in read(text).attributions] == [None]
