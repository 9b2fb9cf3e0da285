"""The bundled examples hold what was written down for them by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg import record, sourcing
from kg.extraction import extractors
from kg.intake.given import Given
from kg.model import PUBLISHER, Attribution, Maker, Record, Span, Spans
from kg.readers import Incoming, find, read
from kg.resources import examples, first_examples
from tests.measures.seed import QUESTIONS

ARTICLES = {path.stem: path for path in find(first_examples())}
HALF = 0.5


@dataclass(frozen=True)
class Example:
    """What is expected of an article and what is found in it."""

    expected: dict[str, Any]
    found: Record
    matched: dict[int, Attribution]


@cache
def example(name: str) -> Example:
    path = ARTICLES[name]
    (incoming,) = read(path, Given())
    assert isinstance(incoming, Incoming)
    article = incoming.found
    assert not isinstance(article, Record)
    rules = extractors()["rules"]
    made = record.canonical(
        Record(article=article, extraction=rules.extract(article), maker=Maker(name="rules"))
    )
    expected = json.loads(path.with_name(f"{name}.expected.json").read_text(encoding="utf-8"))
    return Example(expected, made, match(expected, made))


def match(expected: dict[str, Any], made: Record) -> dict[int, Attribution]:
    """Return the attribution that each expectation is met by."""
    matched: dict[int, Attribution] = {}
    for number, want in enumerate(expected["attributions"]):
        left = [one for one in made.extraction.attributions if one not in matched.values()]
        met = [one for one in left if meets(want, one, made)]
        if met:
            matched[number] = max(met, key=lambda one: dice(one.content, place(want, made)))
    return matched


def place(want: dict[str, Any], made: Record) -> Spans:
    start = made.article.text.index(want["content"])
    return (Span(start, start + len(want["content"])),)


def meets(want: dict[str, Any], one: Attribution, made: Record) -> bool:
    text = made.article.text
    sources = {each.id: each for each in made.extraction.sources}
    return (
        dice(one.content, place(want, made)) >= HALF
        and any(
            span.of(text) in want["source"] or want["source"] in span.of(text)
            for span in one.source_spans
        )
        and any(
            word in " ".join(span.of(text) for span in one.cue).split()
            for word in want["cue"].split()
        )
        and sources[one.source].identification.value == want["identification"]
        and (one.nested_in is not None) == ("inside" in want)
    )


def dice(one: Spans, two: Spans) -> float:
    first = {offset for span in one for offset in range(span.start, span.end)}
    second = {offset for span in two for offset in range(span.start, span.end)}
    return 2 * len(first & second) / (len(first) + len(second))


def test_every_article_has_its_expectations_and_they_are_some() -> None:
    expected = {
        path.name.removesuffix(".expected.json") for path in examples().glob("*.expected.json")
    }
    assert expected == set(ARTICLES)
    assert len(ARTICLES) == 3
    assert sum(len(example(name).expected["attributions"]) for name in ARTICLES) >= 30


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_attributions_are_found(name: str) -> None:
    one = example(name)
    numbers = set(range(len(one.expected["attributions"])))
    unreached = {int(number) for number in one.expected["unreached"]}
    missing = numbers - set(one.matched)
    assert missing == unreached, [
        one.expected["attributions"][number] for number in missing ^ unreached
    ]


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_requests_are_found(name: str) -> None:
    one = example(name)
    called = {
        each.id: (each.name or each.description or "").removeprefix("The ").removeprefix("the ")
        for each in one.found.extraction.sources
    }
    called[PUBLISHER] = one.found.article.outlet or ""
    got = [
        {
            "party": called[request.party],
            "asker": called[request.asker],
            "outcome": request.outcome.value,
            "when": request.when.isoformat() if request.when else None,
        }
        for request in one.found.extraction.requests
    ]
    assert got == one.expected["requests"]


@pytest.mark.parametrize("question", sorted(QUESTIONS))
@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_questions_are_answered(name: str, question: str) -> None:
    one = example(name)
    number_of = {each.id: number for number, each in one.matched.items()}
    got = {
        number_of.get(fact.attribution, fact.attribution)
        for fact in sourcing.derive(one.found)
        if QUESTIONS[question](fact)
    }
    want = one.expected["answers"][question]
    assert set(want["must"]) <= got <= {*want["must"], *want["may"]}


def test_no_example_speaks_of_real_people_or_outlets() -> None:
    text = "".join(Path(path).read_text(encoding="utf-8") for path in ARTICLES.values())
    for real in ("New York", "Washington", "Reuters", "BBC", "Trump", "Clinton"):
        assert real not in text
