"""What statements do to each other: found where the words tell, and left out where they do not."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - as in kg.model

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import (
    Article,
    DenialScope,
    Extraction,
    Stance,
    StanceBasis,
    StanceKind,
    words,
)

ADDED, ASSERTED = StanceBasis.ADDED, StanceBasis.ASSERTED
DAY = Date(2024, 5, 8)


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(Article(text=text, outlet="The Harbour Gazette", date=DAY))


def content(found: Extraction, name: str, text: str) -> str:
    return next(words(one.content, text) for one in found.attributions if one.id == name)


def stances(text: str) -> list[tuple[Stance, str, str]]:
    """Return the stances with the words that take them and the words that they are about."""
    found = read(text)
    return [
        (one, content(found, one.source, text), content(found, one.target, text))
        for one in found.stances
    ]


CLAIM = "The Beacon reported that Corvo Shipping had dumped oil in the harbour. "

TAKEN = [
    # denials
    (
        f"{CLAIM}Corvo Shipping denied that.",
        StanceKind.DENIES,
        ASSERTED,
        "had dumped oil",
    ),
    (
        f"{CLAIM}Corvo Shipping denied the allegation.",
        StanceKind.DENIES,
        ASSERTED,
        "had dumped oil",
    ),
    (
        f"{CLAIM}Corvo Shipping denied that it had dumped oil.",
        StanceKind.DENIES,
        ASSERTED,
        "had dumped oil",
    ),
    (
        f"{CLAIM}“That is not true,” said Dana Reyes, a spokeswoman for Corvo Shipping.",
        StanceKind.DENIES,
        ASSERTED,
        "had dumped oil",
    ),
    (
        f"{CLAIM}“That is insulting and it is untrue,” said Dana Reyes.",
        StanceKind.DENIES,
        ASSERTED,
        "had dumped oil",
    ),
    (
        f"{CLAIM}Corvo Shipping said it had never dumped oil in any harbour.",
        StanceKind.DENIES,
        ADDED,
        "had dumped oil",
    ),
    (
        (
            "Petra Orton alleged that the captain had watched a match on duty. "
            "“There was no match,” Jonas Blum said."
        ),
        StanceKind.DENIES,
        ADDED,
        "watched a match",
    ),
    # disputes
    (
        "A report said the dam had moved by ten metres. Experts questioned the report.",
        StanceKind.DISPUTES,
        ASSERTED,
        "the dam had moved",
    ),
    (
        "Edgar Salt said the dam had moved by ten metres. Dana Wick disputed Salt's claim.",
        StanceKind.DISPUTES,
        ASSERTED,
        "the dam had moved",
    ),
    (
        (
            "A report said the dam had moved by ten metres. "
            "“My problem with the report is that nobody measured anything,” Dana Wick said."
        ),
        StanceKind.DISPUTES,
        ADDED,
        "the dam had moved",
    ),
    # for it
    (
        (
            "Edgar Salt said the dam had moved by ten metres. "
            "Dana Wick confirmed that the dam had moved."
        ),
        StanceKind.CONFIRMS,
        ASSERTED,
        "by ten metres",
    ),
    (
        (
            "Edgar Salt suggested that the dam could be moving. Dana Wick lends credence to "
            "Salt's theory. “The wall is bending,” Wick said."
        ),
        StanceKind.SUPPORTS,
        ASSERTED,
        "could be moving",
    ),
    # another explanation, and what is conceded
    (
        (
            "Edgar Salt suggested that the dam could be leaking into the valley. "
            "Dana Wick said there was a simpler explanation for the water in the valley."
        ),
        StanceKind.OFFERS_ALTERNATIVE,
        ADDED,
        "could be leaking",
    ),
    (
        (
            "Edgar Salt suggested that the dam could be leaking. "
            "Salt conceded that there could be an innocent explanation."
        ),
        StanceKind.CONCEDES,
        ASSERTED,
        "could be leaking",
    ),
    (
        (
            "Edgar Salt said the radar had been faulty for weeks. "
            "Dana Wick acknowledged that the radar had been faulty."
        ),
        StanceKind.CONCEDES,
        ASSERTED,
        "faulty for weeks",
    ),
    (
        (
            "Dana Wick said the money had gone to a catering firm. "
            "She cautioned that it could be a loan."
        ),
        StanceKind.QUALIFIES,
        ASSERTED,
        "catering firm",
    ),
    (
        (
            "Edgar Salt said the bridge toll would double in May. "
            "Dana Wick repeated that the bridge toll would double in May."
        ),
        StanceKind.REPEATS,
        ASSERTED,
        "would double",
    ),
    (
        "A study said the dam had moved by ten metres. Dana Wick questioned the method.",
        StanceKind.QUESTIONS_METHOD,
        ASSERTED,
        "ten metres",
    ),
]


@pytest.mark.parametrize(("text", "kind", "basis", "about"), TAKEN, ids=str)
def test_stances(text: str, kind: StanceKind, basis: StanceBasis, about: str) -> None:
    taken = [one for one, _, target in stances(text) if one.kind is kind and about in target]
    assert [one.basis for one in taken] == [basis], stances(text)


@pytest.mark.parametrize(
    "text",
    [
        # nothing that was said before
        "The mayor denied that the bridge was shut.",
        # not a statement that is rejected, supported, questioned
        "Edgar Salt said the dam had moved. The council rejected a request for funds.",
        "Edgar Salt said the dam had moved. Dana Wick supports the plan for a new bridge.",
        "Edgar Salt said the dam had moved. Dana Wick questioned the mayor's age.",
        "Edgar Salt said the dam had moved. Police questioned a suspect for hours.",
        "Edgar Salt said the dam had moved. The museum accepted a gift.",
        # the cue is denied
        f"{CLAIM}Corvo Shipping did not deny the report.",
        "Edgar Salt said the dam had moved. Dana Wick would not confirm that the dam had moved.",
        # it says no, and to something else
        f"{CLAIM}Corvo Shipping said no ship would sail on Sunday.",
        f"{CLAIM}“This just isn't right,” said Dana Reyes.",
        "Edgar Salt said the dam had moved. “There was no match,” Dana Wick said.",
        "Edgar Salt said the dam had moved. The law accepts that people may swim.",
        f"{CLAIM}Corvo Shipping said it did not know the Beacon.",
        # an explanation of nothing that was said
        "Dana Wick said another explanation was needed for the low turnout.",
        # two people speak, and nothing more
        "Edgar Salt said the dam had moved. Dana Wick said the bridge was open.",
    ],
)
def test_unclear_is_left_out(text: str) -> None:
    assert stances(text) == []


def scope(text: str) -> DenialScope | None:
    denied = [one.denial_scope for one, _, _ in stances(text) if one.kind is StanceKind.DENIES]
    assert len(denied) == 1, stances(text)
    return denied[0]


@pytest.mark.parametrize(
    ("text", "how_far"),
    [
        (f"{CLAIM}Corvo Shipping denied that it had dumped oil.", DenialScope.FULL),
        (f"{CLAIM}“That is not true,” Corvo Shipping said.", DenialScope.FULL),
        (
            f"{CLAIM}Corvo Shipping said it was not dumping oil.",
            DenialScope.FULL,
        ),
        (
            f"{CLAIM}“We are not dumping oil in the harbour,” Corvo Shipping said.",
            DenialScope.TENSE_SHIFTED,
        ),
        (
            f"{CLAIM}Corvo Shipping denied that it had knowingly dumped oil.",
            DenialScope.NARROWER,
        ),
        (
            f"{CLAIM}Corvo Shipping denied that it had dumped oil in the last three years.",
            DenialScope.NARROWER,
        ),
        (
            (
                "The Beacon reported that Edgar Salt met the owners in May. "
                "“I did not meet the owners, to the best of my memory,” Salt said."
            ),
            DenialScope.HEDGED,
        ),
        (
            (
                "The Beacon reported that Edgar Salt had met the owners. Salt accepts that he knew "
                "the owners, but denies that he met the owners."
            ),
            DenialScope.PARTIAL,
        ),
    ],
)
def test_how_far_a_denial_goes(text: str, how_far: DenialScope) -> None:
    assert scope(text) is how_far


def test_only_denials_have_a_scope() -> None:
    for text, *_ in TAKEN:
        for one, _, _ in stances(text):
            assert (one.denial_scope is not None) is (one.kind is StanceKind.DENIES)


def test_a_quotation_goes_on_with_a_denial() -> None:
    text = f"{CLAIM}Corvo Shipping denied that. “Every barrel was counted,” the company said."
    found = stances(text)
    assert [one.kind for one, _, _ in found][:1] == [StanceKind.DENIES]


def test_asserted_stances_have_the_words_that_say_so() -> None:
    for text, _, basis, _ in TAKEN:
        for one, _, _ in stances(text):
            if basis is ASSERTED and one.basis is ASSERTED:
                assert words(one.spans, text)


def test_ids_are_distinct_and_ends_exist() -> None:
    text = " ".join(text for text, *_ in TAKEN)
    found = read(text)
    names = {one.id for one in found.attributions}
    assert len({one.id for one in found.stances}) == len(found.stances)
    for one in found.stances:
        assert {one.source, one.target} <= names
        assert one.source != one.target
