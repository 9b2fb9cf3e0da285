"""No name, address or alias that stands beside an unnamed source is taken for its name."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import Article, Identification, Source, words
from kg.pipeline import Pipeline

Told = tuple[str, Identification, str | None]

BARE = Identification.ANONYMOUS_BARE
DESCRIBED = Identification.ANONYMOUS_DESCRIBED
NAMED = Identification.NAMED
PSEUDONYMOUS = Identification.PSEUDONYMOUS
UNRESOLVED = Identification.UNRESOLVED


def told(text: str) -> list[Told]:
    """Return each statement of a sound record with how far its source is told, and as what."""
    pipeline = Pipeline(extractor=EXTRACTOR, base="https://example.org/")
    found = pipeline.record(Article(text=text, outlet="The Harbour Gazette")).extraction
    sources = {one.id: one for one in found.sources}
    return [
        (words(one.content, text), sources[one.source].identification, called(sources[one.source]))
        for one in found.attributions
    ]


def called(one: Source) -> str | None:
    """Return the name, or the description of a source that has none."""
    assert (one.name is None) != (one.identification is NAMED)
    return one.name or one.description


@pytest.mark.parametrize(
    ("text", "described"),
    [
        (
            "An aide to the mayor, Jane Roe, who asked not to be named, said the pier is shut.",
            "aide to the mayor",
        ),
        (
            (
                "A lawyer for the owner, Jane Roe, who was not authorised to speak publicly, said "
                "the pier is shut."
            ),
            "lawyer for the owner",
        ),
        (
            (
                "A person familiar with the thinking of the chief executive, Jane Roe, who asked "
                "not to be identified, said the pier is shut."
            ),
            "person familiar with the thinking of the chief executive",
        ),
        (
            "A brother of the victim, Tom Poe, who asked not to be named, said the pier is shut.",
            "brother of the victim",
        ),
        (
            (
                "An official briefed by the minister, Tom Poe, who spoke on condition of "
                "anonymity, said the pier is shut."
            ),
            "official",
        ),
        (
            "A source in the office of the mayor, Jane Roe, said the pier is shut.",
            "source in the office of the mayor",
        ),
        (
            (
                "A friend who feared her boss, Tom Poe, and asked not to be named said the pier is "
                "shut."
            ),
            "friend",
        ),
        ("A lawyer for the owner, Jane Roe, said the pier is shut.", "lawyer for the owner"),
    ],
)
def test_a_name_behind_another_person_is_not_the_unnamed_ones(text: str, described: str) -> None:
    assert told(text) == [("the pier is shut", DESCRIBED, described)]


def test_nor_where_the_verb_has_the_condition() -> None:
    text = "“It is shut,” an aide to the mayor, Jane Roe, told the Star on condition of anonymity."
    assert told(text) == [("“It is shut,”", DESCRIBED, "aide to the mayor")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor, Colm Tierney, said the pier is shut.", "Colm Tierney"),
        ("The mayor's aide, Jane Roe, said the pier is shut.", "Jane Roe"),
        ("A spokeswoman for the mayor, Jane Roe, said the pier is shut.", "Jane Roe"),
        ("An attorney for Pell, Mark Dow, said the pier is shut.", "Mark Dow"),
        ("A lawyer for the company, Mark Dow, said the pier is shut.", "Mark Dow"),
        ("A harbour official, Mark Dow, said the pier is shut.", "Mark Dow"),
        ("An official named Jane Roe said the pier is shut.", "Jane Roe"),
        (
            "The mayor, Colm Tierney, said the pier is shut. An aide asked not to be named.",
            "Colm Tierney",
        ),
    ],
)
def test_who_is_named_stays_named(text: str, name: str) -> None:
    assert told(text)[0] == ("the pier is shut", NAMED, name)


@pytest.mark.parametrize(
    ("text", "identification", "described"),
    [
        (
            (
                "A senior official (jroe@port.example, +44 20 555 0199), who asked not to be "
                "named, said the pier is shut."
            ),
            DESCRIBED,
            "senior official",
        ),
        ("An official (jroe@port.example) said the pier is shut.", BARE, "official"),
        ("A source (@janeroe) said the pier is shut.", BARE, "source"),
        ("A port official, (020 555 0199), said the pier is shut.", DESCRIBED, "port official"),
    ],
)
def test_an_address_is_no_name(text: str, identification: Identification, described: str) -> None:
    assert told(text) == [("the pier is shut", identification, described)]
    found = EXTRACTOR.extract(Article(text=text))
    printed = [span.of(text) for one in found.sources for span in one.mentions]
    assert not [each for each in printed if "@" in each or "555" in each]


def test_an_account_that_speaks_itself_is_called_by_its_handle() -> None:
    assert told("@janeroe said the pier is shut.") == [("the pier is shut", NAMED, "@janeroe")]


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("An unnamed official – Jane Roe – said the pier is shut.", "unnamed official"),
        ("An unnamed official, Jane Roe, said the pier is shut.", "unnamed official"),
        ("A source, (Jane Roe, 43), who declined to be named, said the pier is shut.", "source"),
        (
            "An official named Jane Roe, who did not want to be named, said the pier is shut.",
            "official",
        ),
    ],
)
def test_a_text_that_contradicts_itself_leaves_it_open(text: str, described: str) -> None:
    assert told(text) == [("the pier is shut", UNRESOLVED, described)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The pier is shut, said Anna, not her real name.", "Anna"),
        ("Maria, whose name has been changed, said the pier is shut.", "Maria"),
        ("Jane Roe (a pseudonym) said the pier is shut.", "Jane Roe"),
        ("Anna Roe, which is not her real name, said the pier is shut.", "Anna Roe"),
        ("Anna, 43, whose name was changed, said the pier is shut.", "Anna"),
    ],
)
def test_a_name_that_is_not_real_is_a_pseudonym(text: str, name: str) -> None:
    assert [one[1:] for one in told(text)] == [(PSEUDONYMOUS, name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria Roe, whose brother has been charged, said the pier is shut.", "Maria Roe"),
        ("Jane Roe, the author of Pseudonym, said the pier is shut.", "Jane Roe"),
        ("Jane Roe said the pier is shut. Anna, not her real name, was there.", "Jane Roe"),
    ],
)
def test_other_names_are_real(text: str, name: str) -> None:
    assert told(text)[0] == ("the pier is shut", NAMED, name)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "A woman who asked not to be named said Tom Poe lied. She said he knew.",
            [("Tom Poe lied", DESCRIBED, "woman"), ("he knew", DESCRIBED, "woman")],
        ),
        (
            "The senior official who asked not to be named and Jane Roe said the pier is shut.",
            [
                ("the pier is shut", DESCRIBED, "senior official"),
                ("the pier is shut", NAMED, "Jane Roe"),
            ],
        ),
        (
            (
                "Two officials who asked not to be named and Tom Poe, the harbour master, said the "
                "pier is shut."
            ),
            [
                ("the pier is shut", DESCRIBED, "Two officials who asked not to be named"),
                ("the pier is shut", NAMED, "Tom Poe"),
            ],
        ),
        (
            "Jane Roe and another official who asked not to be named said the pier is shut.",
            [
                ("the pier is shut", NAMED, "Jane Roe"),
                ("the pier is shut", DESCRIBED, "another official"),
            ],
        ),
    ],
)
def test_who_is_named_beside_an_unnamed_source_is_another(text: str, who: list[Told]) -> None:
    assert told(text) == who


def test_who_asked_for_another_name_is_called_by_it() -> None:
    who = told("A baker said the pier is shut. She asked to be called Nell.")
    assert who[0] == ("the pier is shut", PSEUDONYMOUS, "Nell")


@pytest.mark.parametrize(
    ("text", "described"),
    [
        (
            "A senior official said on condition of anonymity that the pier is shut.",
            "senior official",
        ),
        ("Two officials said on condition of anonymity that the pier is shut.", "Two officials"),
        (
            "A senior official told the Star on condition of anonymity that the pier is shut.",
            "senior official",
        ),
    ],
)
def test_what_is_said_on_condition_of_anonymity_is_said(text: str, described: str) -> None:
    assert told(text) == [("the pier is shut", DESCRIBED, described)]


@pytest.mark.parametrize(
    "text",
    [
        "A senior official asked not to be named.",
        "A senior official spoke on condition of anonymity because the talks are secret.",
        "An aide requested anonymity to discuss the talks.",
    ],
)
def test_a_wish_for_anonymity_states_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("head", ["An aide to the mayor", "Two officials", "A woman", "The aide"])
@pytest.mark.parametrize("beside", [", Jane Roe,", " (jroe@port.example)", " and Jane Roe", ""])
@pytest.mark.parametrize("wish", [" who asked not to be named", " who asked to be called Nell"])
def test_no_mention_of_an_unnamed_source_holds_a_name(head: str, beside: str, wish: str) -> None:
    text = f"{head}{beside}{wish} said Tom Poe lied. She said he knew. Tom Poe denied it."
    pipeline = Pipeline(extractor=EXTRACTOR, base="https://example.org/")
    found = pipeline.record(Article(text=text, outlet="The Harbour Gazette")).extraction
    unnamed = [one for one in found.sources if one.identification.anonymous]
    printed = [span.of(text) for one in unnamed for span in one.mentions]
    assert found.attributions
    assert not [each for each in printed if any(part in each for part in ("Roe", "Poe", "@"))]
