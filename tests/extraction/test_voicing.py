"""How one voice is set to another: agreeing, contrast, rebuke, and what one says to have meant."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import Article, StanceKind, words

SALT = "Edgar Salt said the dam had moved by ten metres. "
FROST = "Edgar Salt said the dam failed because of frost. "
BEACON = "The Beacon said the dam was safe. "


def stances(text: str) -> list[tuple[StanceKind, str, str]]:
    """Return each stance with the words that take it and those it is about."""
    found = EXTRACTOR.extract(Article(text=text, outlet="The Harbour Gazette"))
    said = {one.id: words(one.content, text) for one in found.attributions}
    return [(one.kind, said[one.source], said[one.target]) for one in found.stances]


@pytest.mark.parametrize(
    ("text", "kind", "by", "about"),
    [
        (
            f"{SALT}Dana Wick agrees with Salt that the wall is weak.",
            StanceKind.SUPPORTS,
            "that the wall",
            "had moved",
        ),
        (
            f"{SALT}Dana Wick said she agrees with Salt up to a point.",
            StanceKind.QUALIFIES,
            "agrees",
            "had moved",
        ),
        (
            f"{SALT}But other engineers say the wall is sound.",
            StanceKind.DISPUTES,
            "sound",
            "had moved",
        ),
        (
            f"{SALT}But Dana Wick said the wall was not weak.",
            StanceKind.DISPUTES,
            "not weak",
            "had moved",
        ),
        (
            f"{SALT}By contrast, Dana Wick predicted that the wall would hold.",
            StanceKind.DISPUTES,
            "would hold",
            "had moved",
        ),
        (
            "Dana Wick denounced remarks by an aide who said the dam was lost.",
            StanceKind.DISPUTES,
            "remarks by an aide",
            "the dam was lost",
        ),
        (
            f"{SALT}Dana Wick said that Salt’s account was false.",
            StanceKind.DENIES,
            "account was false",
            "had moved",
        ),
        (
            f"{SALT}Later, Salt said he was referring to the old dam.",
            StanceKind.QUALIFIES,
            "referring",
            "had moved",
        ),
        (
            f"{SALT}But Salt also said he understands how slow the digging is.",
            StanceKind.CONCEDES,
            "understands",
            "had moved",
        ),
        (
            f"{FROST}Dana Wick said it had not failed because of frost but because of a fault.",
            StanceKind.OFFERS_ALTERNATIVE,
            "a fault",
            "of frost",
        ),
    ],
)
def test_how_one_voice_is_set_to_another(text: str, kind: StanceKind, by: str, about: str) -> None:
    """Each is found once, of the right kind, and about the right words."""
    found = stances(text)
    assert [one[0] for one in found] == [kind], found
    assert by in found[0][1], found
    assert about in found[0][2], found


@pytest.mark.parametrize(
    "text",
    [
        f"{SALT}But Dana Wick said the wall was old.",
        f"{SALT}The engineers agree that the wall is weak.",
        f"{SALT}Dana Wick agreed to leave the council.",
        f"{SALT}But he said the wall was not weak.",
        "Dana Wick slammed the mayor for his decision to shut the dam.",
        f"{BEACON}Dana Wick said she understands how slow the digging is.",
    ],
)
def test_what_is_no_stance(text: str) -> None:
    """A mere "but", a common view, a deed agreed to, a decision rebuked."""
    assert stances(text) == []
