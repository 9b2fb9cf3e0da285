"""Texts made to hang or crash the program: long runs, deep chains, marks that Markdown obeys."""

from __future__ import annotations

import pytest

from kg.errors import InputRefused
from kg.extraction.rules.extractor import RulesExtractor, parse
from kg.extraction.rules.text.tokens import LONGEST_SENTENCE
from kg.intake import lines, strict
from kg.model import Article
from kg.telling.markdown import escaped


def test_a_run_of_blanks_is_no_dateline() -> None:
    assert lines.dateline("He said" + " " * 10_000 + "so.") is None


def test_a_long_chain_of_names_is_read() -> None:
    text = "the pier and " * 1000 + "the mayor said it."
    assert RulesExtractor().extract(Article(text=text)).attributions is not None


def test_no_sentence_is_without_end() -> None:
    doc = parse("the pier and " * 400)
    assert max(len(one) for one in doc.sents) <= LONGEST_SENTENCE


def test_a_stretch_without_blanks_keeps_its_offsets() -> None:
    text = '"' * 5000 + " said"
    assert parse(text).text == text


def test_a_key_twice_is_refused_among_many() -> None:
    keys = ",".join(f'"k{number}":1' for number in range(20_000))
    with pytest.raises(InputRefused, match="'k7' twice"):
        strict.load_json(f'{{{keys},"k7":2}}')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- a", "\\- a"),
        ("1. a", "1\\. a"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("$x$ @roe", "\\$x\\$ \\@roe"),
        ("see http://a.example", "see http\\://a.example"),
    ],
)
def test_nothing_in_words_is_markdown(text: str, shown: str) -> None:
    assert escaped(text) == shown
