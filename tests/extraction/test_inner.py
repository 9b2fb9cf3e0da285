"""What is said, thought or willed inside somebody's content, and what there is none of these."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import Article, Attribution, AttributionType, words


def inner(text: str) -> list[tuple[str, str, str]]:
    """Return cue, source and content of what is nested, in reading order."""
    found = EXTRACTOR.extract(Article(text=text, outlet="The Harbour Gazette")).attributions
    nested = sorted((one for one in found if one.nested_in), key=lambda one: one.cue)
    return [_told(one, text) for one in nested]


def _told(one: Attribution, text: str) -> tuple[str, str, str]:
    return words(one.cue, text), words(one.source_spans, text), words(one.content, text)


@pytest.mark.parametrize(
    ("text", "cue", "source", "begins"),
    [
        ("“I think the dam will hold,” Dana Wick said.", "think", "I", "the dam"),
        ("Dana Wick said she believes that the dam will hold.", "believes", "she", "that the"),
        ("Dana Wick said the mayor wants to shut the dam.", "wants", "the mayor", "to shut"),
        (
            "Dana Wick said the mayor told the council that the dam had moved.",
            "told",
            "the mayor",
            "that the dam",
        ),
        (
            "Dana Wick told the Gazette that pilots expect the dam to fail.",
            "expect",
            "pilots",
            "the dam",
        ),
        (
            "Dana Wick said a majority of pilots believe that the dam will fail.",
            "believe",
            "a majority of pilots",
            "that the dam",
        ),
        (
            "“We don’t believe for a moment that the dam will fail,” Dana Wick said.",
            "don’t believe",
            "We",
            "that the dam",
        ),
        (
            "Dana Wick rejected the mayor’s claim that the dam had moved.",
            "claim",
            "the mayor’s",
            "that the dam",
        ),
        ("Dana Wick said she heard the mayor say the dam was safe.", "say", "mayor", "the dam"),
        (
            "Dana Wick said the council regards the dam as a danger.",
            "regards",
            "the council",
            "a danger",
        ),
        (
            "Dana Wick said the council had asked the county for money.",
            "had asked",
            "the council",
            "money",
        ),
    ],
)
def test_what_is_said_inside(text: str, cue: str, source: str, begins: str) -> None:
    """Thoughts and wishes, the speaker's too; a claim by its noun; what was heard."""
    found = inner(text)
    assert len(found) == 1, found
    assert (found[0][0], found[0][2].startswith(begins)) == (cue, True), found
    assert source in found[0][1], found


def test_a_chain_has_its_links() -> None:
    """Each stands in the nearest one that holds it."""
    text = "Dana Wick said the mayor told Edgar Salt that the pilots believe the dam will fail."
    found = EXTRACTOR.extract(Article(text=text)).attributions
    by_cue = {words(one.cue, text): one for one in found}
    assert by_cue["believe"].nested_in == by_cue["told"].id
    assert by_cue["told"].nested_in == by_cue["said"].id
    assert by_cue["said"].nested_in is None


def test_what_is_told_of_nobody_inside() -> None:
    """A suspicion that nobody is given for is an attribution without a source."""
    text = "Dana Wick often repeats suspicions that the flood was planned."
    assert ("suspicions", "", "that the flood was planned") in inner(text)


def test_allegedly_inside_is_of_its_clause_alone() -> None:
    """Within a clause, "allegedly" is nested; of the whole content it is how that is told."""
    text = "Dana Wick said the mayor, who allegedly lied to the council, had left the town."
    assert [one[0] for one in inner(text)] == ["allegedly"]
    assert inner("Dana Wick said the mayor had allegedly lied to the council.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Dana Wick said the mayor supports the new dam.",
        "Dana Wick said the quay as they know it will go.",
        "Dana Wick said every voter needs to know about the dam.",
        "Dana Wick said the law requires crews to empty the basin.",
        "“You know the dam will hold,” Dana Wick said.",
        "Dana Wick said the flood allowed crews to rest.",
        "Dana Wick said the crews began to empty the basin.",
    ],
)
def test_what_is_no_attribution_inside(text: str) -> None:
    """Deeds, support, duties, and a "you" that is nobody in particular."""
    assert inner(text) == []


def test_what_somebody_asks_for_is_willed() -> None:
    """So it stays the word of whoever tells it: nothing goes back to the one who asks."""
    text = "A clerk said the council had asked the county for money."
    found = EXTRACTOR.extract(Article(text=text, outlet="The Harbour Gazette")).attributions
    assert [one.type for one in found if one.nested_in] == [AttributionType.EVENTUALITY]
