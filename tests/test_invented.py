"""The articles that were made up: their labels stand where they say, and no article is in both."""

from __future__ import annotations

import pytest

from kg.extraction import extractors
from kg.model import words
from kg.pipeline import Pipeline
from kg.record import must_be_sound
from tests.measures.labels.corpus import Half
from tests.measures.labels.invented import invented
from tests.measures.labels.score import article_of


@pytest.mark.parametrize("half", ["open", "kept"])
def test_labels_stand_on_words(half: Half) -> None:
    """Each has words of the article, whole ones; each source is labelled once."""
    articles = list(invented(half))
    assert len(articles) == {"open": 180, "kept": 60}[half]
    for one in articles:
        text = one.gold.text
        numbers = [label.number for label in one.labels if label.sort == "s"]
        assert sorted(numbers) == sorted(one.gold.mentions)
        for label in one.labels:
            for span in (*label.at, *label.spans.values()):
                assert span.of(text).strip() == span.of(text)
                edges = (text[span.start - 1 : span.start + 1], text[span.end - 1 : span.end + 1])
                assert not any(len(edge) == 2 and edge.isalpha() for edge in edges), words(
                    label.at, text
                )


def test_the_halves_share_no_article() -> None:
    """What is measured on was not learned from."""
    taught, kept = ({one.gold.sha256 for one in invented(half)} for half in ("open", "kept"))
    assert not taught & kept


@pytest.mark.parametrize("extractor", ["learned", "rules"])
def test_no_article_is_refused_for_what_we_read_in_it(extractor: str) -> None:
    """What protects anonymous sources may refuse a person's record; ours must keep to it."""
    pipeline = Pipeline(extractor=extractors()[extractor], base="https://data.test/kg/")
    for one in list(invented("open"))[3::6]:
        must_be_sound(pipeline.record(article_of(one.gold)))
