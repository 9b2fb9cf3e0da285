"""The lexicon is whole, and the rules use all of it and nothing that is not in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.extraction import rules
from kg.extraction.rules.text.frames import Frame
from kg.extraction.rules.text.lexicon import lexicon, probability

SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted(Path(rules.__file__).parent.rglob("*.py"))
)


def test_every_list_is_used() -> None:
    assert [name for name in lexicon().lists if f'"{name}"' not in SOURCE] == []


def test_every_list_that_is_asked_for_is_there() -> None:
    asked = set(re.findall(r'\.has\("([a-z-]+)"', SOURCE))
    asked |= set(re.findall(r'lists\.get\("([a-z-]+)"', SOURCE))
    assert asked
    assert asked <= set(lexicon().lists)


def test_every_cue_has_a_family_and_a_weight() -> None:
    words = lexicon()
    assert len(words.weights) > 1000
    assert all(words.family(cue) for cue, _ in words.weights)


@pytest.mark.parametrize("verb", ["say", "tell", "write", "announce", "claim", "argue", "report"])
def test_verbs_of_saying_speak_for_an_attribution(verb: str) -> None:
    assert lexicon().weights[verb, Frame.CLAUSE] > 0
    assert verb in lexicon().quoting


def test_a_probability_lies_between_nothing_and_all() -> None:
    assert probability(0.0) == 0.5
    assert 0.0 < probability(-20.0) < probability(20.0) < 1.0
