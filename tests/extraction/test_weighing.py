"""The writer's own weighing, and headings that end in who says so or in what people were told."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.intake.given import Given
from kg.intake.structure import structured
from kg.model import PUBLISHER, Extraction, HopKind, StanceKind, words

LEAD = "Tarn Mills, the firm that runs the mill, issued a statement on Monday about the chimney."
BODY = "The city council ordered residents to leave the lower town by noon because of the flood."


def read(*paragraphs: str) -> tuple[Extraction, str]:
    text = "\n\n".join(paragraphs)
    return EXTRACTOR.extract(structured(Given(outlet="The Gazette"), text)), text


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("These findings support the statement.", StanceKind.SUPPORTS),
        ("The records contradict that statement, though two pages are lost.", StanceKind.DISPUTES),
    ],
)
def test_what_the_writer_weighs_is_the_outlets_own_statement(
    sentence: str, kind: StanceKind
) -> None:
    found, text = read(LEAD, sentence)
    (own,) = (one for one in found.attributions if one.rule == "weighing")
    assert (own.source, own.hop_kind) == (PUBLISHER, HopKind.OWN_INFERENCE)
    assert words(own.content, text) == sentence.rstrip(".")
    stances = [one for one in found.stances if one.source == own.id]
    assert [one.kind for one in stances] == [kind]
    assert not any(one.span.of(text) == sentence for one in found.passages)


@pytest.mark.parametrize(
    "sentence",
    [
        "The findings support a new bridge.",
        "Her parents support the statement.",
        "“The findings support the statement,” Ann Bell said.",
        "The findings were printed in a statement.",
    ],
)
def test_what_is_no_weighing(sentence: str) -> None:
    found, _ = read(LEAD, sentence)
    assert [one for one in found.attributions if one.rule == "weighing"] == []


@pytest.mark.parametrize(
    ("heading", "content", "cue"),
    [
        ("Thousands told to leave the lower town", "to leave the lower town", "told"),
        ("Lower town must leave by noon, council says", "Lower town must leave by noon", "says"),
    ],
)
def test_a_heading_that_says_who_or_what_was_told(heading: str, content: str, cue: str) -> None:
    found, text = read(heading, "By Ann Bell", BODY)
    said = [
        (words(one.content, text), words(one.cue, text))
        for one in found.attributions
        if one.content[0].end <= len(heading)
    ]
    assert said == [(content, cue)]


def test_a_heading_that_tells_of_nobody_is_left_alone() -> None:
    found, _ = read("A town that is told of in songs", "By Ann Bell", BODY)
    assert all(one.content[0].start > len("A town that is told of in songs")
               for one in found.attributions)  # fmt: skip
