"""Unnamed sources are described by the words that are printed where they are told of."""

from __future__ import annotations

import pytest

from kg.extraction import extractors
from kg.extraction.rules.profiles.describing import as_printed
from kg.model import Article, Identification, Source, Span

TEXT = "Two clerks at the port spoke. They said the insiders knew."
CLERKS, THEY = Span(0, 22), Span(30, 34)


def source(kind: Identification, description: str | None, role: str | None = None) -> Source:
    return Source(
        id="s1", identification=kind, description=description, mentions=(CLERKS, THEY), role=role
    )


@pytest.mark.parametrize(
    ("said", "described"),
    [
        ("Two clerks", "Two clerks"),
        ("insiders", "Two clerks at the port"),  # printed, but not of them
        (None, "Two clerks at the port"),
    ],
)
def test_of_those_whose_names_are_held_back(said: str | None, described: str) -> None:
    made = as_printed(TEXT, source(Identification.ANONYMOUS_DESCRIBED, said))
    assert made.description == described


def test_a_role_that_is_printed_elsewhere_is_none_of_theirs() -> None:
    hidden = Identification.ANONYMOUS_BARE
    assert as_printed(TEXT, source(hidden, "clerks", "insiders")).role is None
    assert as_printed(TEXT, source(hidden, "clerks", "clerks at the port")).role is not None


def test_of_others_nothing_is_changed() -> None:
    one = source(Identification.COLLECTIVE_UNNAMED, "insiders")
    assert as_printed(TEXT, one) == one


def test_no_mention_of_theirs_lies_inside_one_of_somebody_named() -> None:
    """The place is the named one's: it would tie a name to who has none."""
    text = (
        "Jane Roe, then the girlfriend of his best friend, said it was late. Later a friend who "
        "asked not to be named said that the dinner was cold."
    )
    found = extractors()["rules"].extract(Article(text=text))
    named = [span for one in found.sources if one.name for span in one.mentions]
    hidden = [one for one in found.sources if one.identification.anonymous]
    assert named
    assert hidden
    for one in hidden:
        assert not any(s.start < m.start < s.end for m in one.mentions for s in named)
