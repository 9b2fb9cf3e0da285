"""The rules extractor tells who is who, and where it cannot, says so."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import Article, Identification, words
from tests.extraction.identity_cases import SCENES, Scene
from tests.extraction.naming_cases import NAMING

Heard = tuple[str, str | None, Identification]


def heard(text: str) -> list[Heard]:
    """Return each content with its source's name or description, and how far that is told."""
    found = EXTRACTOR.extract(Article(text=text, outlet="The Daily Plain"))
    sources = {source.id: source for source in found.sources}
    return [
        (
            words(one.content, text),
            sources[one.source].name or sources[one.source].description,
            sources[one.source].identification,
        )
        for one in found.attributions
    ]


@pytest.mark.parametrize("scene", [*SCENES, *NAMING], ids=lambda scene: scene.name)
def test_who_is_who(scene: Scene) -> None:
    said = heard(scene.text)
    for voice in scene.voices:
        held = [(who, told) for content, who, told in said if voice.holds in content]
        assert (voice.who, voice.told) in held, said


@pytest.mark.parametrize(
    "scene", [scene for scene in SCENES if scene.unheard], ids=lambda scene: scene.name
)
def test_who_is_nobody(scene: Scene) -> None:
    contents = [content for content, _, _ in heard(scene.text)]
    assert not [wrong for wrong in scene.unheard for said in contents if wrong in said]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("A senior aide who warned that the quarry would flood was ignored.", "senior aide"),
        (
            "A person briefed on the survey said the quarry would flood.",
            "person briefed on the survey",
        ),
    ],
)
def test_a_description_leaves_out_what_was_said(text: str, description: str) -> None:
    assert [who for _, who, _ in heard(text)] == [description]


def test_the_police_are_not_the_office_that_was_named_before() -> None:
    text = (
        "The Mines Office said the samples were safe. A spokesman for the police declined to "
        "comment. The office said it would look again."
    )
    found = EXTRACTOR.extract(Article(text=text, outlet="The Gazette"))
    called = {one.id: one.name or one.description for one in found.sources}
    assert "police" in str(called[found.requests[0].party])
    assert [called[one.source] for one in found.attributions] == ["Mines Office", "Mines Office"]
