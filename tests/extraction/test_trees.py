"""However a parse is repaired, it stays a tree: from every word one comes to a root."""

from __future__ import annotations

import pytest

from kg.extraction.rules.extractor import parse
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.view import View
from tests.extraction.cases import SAYINGS
from tests.measures import newsroom


def rootless(view: View) -> list[int]:
    """Return the words from which no root is reached."""
    lost = []
    for token in range(view.size):
        seen, place = set(), token
        while view.head[place] != place and place not in seen:
            seen.add(place)
            place = view.head[place]
        if view.head[place] != place:
            lost.append(token)
    return lost


@pytest.mark.parametrize("name", newsroom.names())
def test_every_word_of_the_example_articles_hangs_on_a_root(name: str) -> None:
    text = newsroom.reading(name).record.article.text
    assert rootless(View(parse(text), lexicon().quoting)) == []


def test_every_word_of_the_cases_hangs_on_a_root() -> None:
    for case in SAYINGS:
        view = View(parse(case.text), lexicon().quoting)
        assert rootless(view) == [], case.why
        assert all(token in view.kids[view.head[token]]
                   for token in range(view.size) if view.head[token] != token)  # fmt: skip
