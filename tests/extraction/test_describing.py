"""Unnamed sources are described by the words that are printed where they are told of."""

from __future__ import annotations

import pytest

from kg.extraction.rules.profiles.describing import as_printed
from kg.model import Identification, Source, Span

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
