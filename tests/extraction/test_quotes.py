"""Quotation marks are read as newspapers set them."""

from __future__ import annotations

import pytest

from kg.extraction.rules.text.quotes import Quotations
from kg.model import QuoteForm, Span


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ("He said ''yes'' and ''no''.", ["''yes''", "''no''"]),
        ('“Yes," he said.', ['“Yes,"']),
        ("”Yes,” he said.", ["”Yes,”"]),
        ("It's the dogs' day.", []),
        ("No quotation here.", []),
        ("", []),
        ("“Yes.\n\nShe left.", ["“Yes."]),
    ],
)
def test_what_is_quoted(text: str, quoted: list[str]) -> None:
    assert [text[one.start : one.end] for one in Quotations(text).all] == quoted


def test_a_paragraph_that_ends_open_is_gone_on_with() -> None:
    first, second = Quotations("“Yes. We will.\n\n“And soon.”").all
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


def test_a_closed_paragraph_is_not() -> None:
    first, second = Quotations("“Yes.”\n\n“No.”").all
    assert first.closed
    assert not second.continues


def test_a_stray_mark_does_not_turn_the_next_paragraph_round() -> None:
    text = 'He wrote 6" pipes.\n\n"Yes," she said.'
    assert [text[one.start : one.end] for one in Quotations(text).all] == ['"Yes,"']


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“all of it”", QuoteForm.DIRECT),
        ("half of it “is quoted here”", QuoteForm.PARTIAL),
        ("none of it", QuoteForm.PARAPHRASE),
    ],
)
def test_the_form_is_by_the_share_of_letters(text: str, form: QuoteForm) -> None:
    assert Quotations(text).form_of((Span(0, len(text)),), text) is form


def test_the_form_of_pieces_is_that_of_all_of_them() -> None:
    text = "“Yes,” he said, “and soon.”"
    assert Quotations(text).form_of((Span(0, 6), Span(16, 27)), text) is QuoteForm.DIRECT


def test_words_without_marks_get_those_around_them() -> None:
    text = "“Yes, we will,” he said."
    assert Quotations(text).with_marks(Span(1, 13), text) == Span(0, 15)
