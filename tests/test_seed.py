"""The article the project began from, whose labels stand outside this repository."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kg.extraction import extractors
from tests.measures.seed import RENAMINGS, Found, Seed, load, measure, renamed, wrong_answers

LABELS = 23
WEEKDAYS = {
    "Monday": 0,
    "Tuesday": 1,
    "Wednesday": 2,
    "Thursday": 3,
    "Friday": 4,
    "Saturday": 5,
    "Sunday": 6,
}


def found(seed: Seed, material: Path) -> Found:
    return measure(seed, extractors()["rules"], material)


def test_as_it_is(material: Path) -> None:
    seed = load(material)
    got = found(seed, material)
    assert len(got.right) >= 17
    assert len(got.strays) <= 4
    assert wrong_answers(got, seed) == {}
    assert got.requests == (("FBI", "The New York Times", "declined", "2016-10-31"),)


@pytest.mark.parametrize("name", sorted(RENAMINGS))
def test_with_other_names_it_is_the_same(name: str, material: Path) -> None:
    seed = load(material)
    other = renamed(seed, RENAMINGS[name])
    labels = [label["content"] for label in other.gold["attributions"]]
    assert len(labels) == LABELS
    assert all(0 <= start < end <= len(other.text) for spans in labels for start, end in spans)
    assert not any(part in other.text for part in ("Foer", "Jeewa", "Slate", "FBI", "Alfa"))
    got, original = found(other, material), found(seed, material)
    assert len(got.right) >= min(17, len(original.right))
    assert len(got.strays) <= 4
    names = RENAMINGS[name]
    day = other.published - timedelta(
        days=(other.published.weekday() - WEEKDAYS[names["Monday"]]) % 7
    )
    (request,) = got.requests
    assert request[0] == names["FBI"]
    assert request[1].removeprefix("The ") == names["The New York Times"].removeprefix("The ")
    assert request[2:] == ("declined", day.isoformat())
    assert wrong_answers(got, other) == {}
    assert got.counts() == original.counts()
