"""The article the project began from, whose labels stand outside this repository."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from kg import sourcing
from kg.extraction import extractors
from kg.model import (
    PUBLISHER,
    Attribution,
    Certainty,
    DenialScope,
    Facts,
    Hedge,
    Identification,
    QuoteForm,
    Source,
    Span,
    Stance,
    StanceBasis,
    StanceKind,
)
from tests.measures.seed import RENAMINGS, Found, Seed, load, measure, renamed, wrong_answers

LABELS = 23
MISSED = 1
"""How many labels the learned extractor may miss."""
STRAYS = 3
WEEKDAYS = {
    "Monday": 0,
    "Tuesday": 1,
    "Wednesday": 2,
    "Thursday": 3,
    "Friday": 4,
    "Saturday": 5,
    "Sunday": 6,
}


VARIANTS = ("as it is", *sorted(RENAMINGS))


def seed_of(name: str, material: Path) -> Seed:
    seed = load(material)
    return renamed(seed, RENAMINGS[name]) if name in RENAMINGS else seed


@cache
def found(name: str, material: Path, extractor: str = "rules") -> Found:
    return measure(seed_of(name, material), extractors()[extractor], material)


def test_as_it_is(material: Path) -> None:
    got = found("as it is", material)
    assert len(got.right) == LABELS
    assert len(got.strays) <= STRAYS
    assert got.requests == (("FBI", "The New York Times", "declined", "2016-10-31"),)


@pytest.mark.parametrize("extractor", ["learned", "rules"])
@pytest.mark.parametrize("name", VARIANTS)
def test_every_answer_is_right(name: str, extractor: str, material: Path) -> None:
    assert wrong_answers(found(name, material, extractor), seed_of(name, material)) == {}


@pytest.mark.parametrize("name", VARIANTS)
def test_the_learned_extractor_finds_it_under_any_name(name: str, material: Path) -> None:
    got = found(name, material, "learned")
    assert len(got.right) >= LABELS - MISSED
    assert len(got.strays) <= STRAYS
    assert [one[2] for one in got.requests] == ["declined"]


@pytest.mark.parametrize("name", sorted(RENAMINGS))
def test_with_other_names_it_is_the_same(name: str, material: Path) -> None:
    other = seed_of(name, material)
    labels = [label["content"] for label in other.gold["attributions"]]
    assert len(labels) == LABELS
    assert all(0 <= start < end <= len(other.text) for spans in labels for start, end in spans)
    assert not any(part in other.text for part in ("Foer", "Jeewa", "Slate", "FBI", "Alfa"))
    got, original = found(name, material), found("as it is", material)
    names = RENAMINGS[name]
    day = other.published - timedelta(
        days=(other.published.weekday() - WEEKDAYS[names["Monday"]]) % 7
    )
    (request,) = got.requests
    assert request[0] == names["FBI"]
    assert request[1].removeprefix("The ") == names["The New York Times"].removeprefix("The ")
    assert request[2:] == ("declined", day.isoformat())
    assert got.counts() == original.counts()


# The six cases. The article stands outside: its words are looked up by the ids of its labels.


class Case:
    """One variant of the article, asked by the ids of the labels."""

    def __init__(self, name: str, material: Path) -> None:
        self.seed, self.found = seed_of(name, material), found(name, material)
        held = self.found.made.extraction
        self.by_id = {one.id: one for one in held.attributions}
        self.sources = {one.id: one for one in held.sources}
        self.facts = {one.attribution: one for one in sourcing.derive(self.found.made)}

    def of(self, label: str) -> Attribution:
        return self.by_id[self.found.labels[label]]

    def source(self, label: str) -> Source:
        return self.sources[self.of(label).source]

    def rests(self, label: str) -> Facts:
        return self.facts[self.found.labels[label]]

    def stances(self, label: str) -> Iterator[Stance]:
        return (
            one
            for one in self.found.made.extraction.stances
            if one.source == self.found.labels[label]
        )

    def between(self, one: str, two: str) -> list[Stance]:
        return [held for held in self.stances(one) if held.target == self.found.labels[two]]

    def other(self, label: str) -> Span:
        start, end = next(one["span"] for one in self.seed.gold["other"] if one["id"] == label)
        return Span(start, end)

    def within(self, label: str) -> list[Attribution]:
        """Return the attributions with a content inside one of the other labelled places."""
        place = self.other(label)
        return [
            one
            for one in self.by_id.values()
            if all(place.start <= span.start and span.end <= place.end for span in one.content)
        ]


@pytest.fixture(params=VARIANTS)
def case(request: pytest.FixtureRequest, material: Path) -> Case:
    return Case(request.param, material)


def test_a_denial_of_the_present_to_another_outlet(case: Case) -> None:
    denials = [one for one in case.stances("A14") if one.kind is StanceKind.DENIES]
    assert [one.denial_scope for one in denials] == [DenialScope.TENSE_SHIFTED]
    assert {one.target for one in denials} <= {case.found.labels[one] for one in ("A1", "A4")}
    assert case.rests("A14").hops == 2
    assert case.of("A14").recipient not in {None, PUBLISHER}


def test_who_is_quoted_and_who_declined_is_the_same(case: Case) -> None:
    (request,) = case.found.made.extraction.requests
    assert request.party == case.of("A15").source
    assert request.asker == case.of("A16").source
    assert case.rests("A15").declined_requests == (request.id,)
    basis = case.source("A16").identification
    assert not basis.anonymous


def test_the_article_supports_a_statement_without_content(case: Case) -> None:
    mentioned = [one for one in case.within("S1") if one.quote_form is QuoteForm.MENTION]
    assert len(mentioned) == 1
    upheld = [one for one in case.found.made.extraction.stances if one.target == mentioned[0].id]
    assert [(one.kind, one.basis) for one in upheld] == [
        (StanceKind.SUPPORTS, StanceBasis.ASSERTED)
    ]
    (for_it,) = case.between("A6", "A4")
    assert (for_it.kind, for_it.basis) == (StanceKind.SUPPORTS, StanceBasis.ASSERTED)
    place = case.other("S2")
    assert all(place.start <= span.start and span.end <= place.end for span in for_it.spans)


def test_a_credit_of_uncertain_scope(case: Case) -> None:
    of_many = [name for name in case.found.labels if case.of(name).scope_ambiguous]
    assert of_many == ["A19"]
    anonymous = {one.id for one in case.sources.values() if one.identification.anonymous}
    assert anonymous == {case.of("A3").source}


def test_two_possibles_are_no_contradiction(case: Case) -> None:
    assert case.of("A4").source == case.of("A17").source
    assert case.of("A4").certainty is case.of("A17").certainty is Certainty.POSSIBLE
    kinds = {one.kind for one in [*case.between("A17", "A4"), *case.between("A4", "A17")]}
    assert kinds == {StanceKind.CONCEDES}


def test_announced_words_that_do_not_follow_and_a_view_that_is_relayed(case: Case) -> None:
    announced = [one for one in case.within("S4") if one.quote_form is QuoteForm.ANNOUNCED]
    assert [one.source for one in announced] == [case.of("A11").source]
    assert case.of("A23").nested_in == case.found.labels["A11"]
    assert case.source("A23").identification is Identification.COLLECTIVE_UNNAMED
    assert case.rests("A11").attributor == PUBLISHER
    assert case.rests("A11").hops == 1


def test_only_what_the_writer_hedges_is_hedged(case: Case) -> None:
    kept = [name for name in case.found.labels if case.of(name).hedge is Hedge.DISTANCING]
    assert sorted(kept) == ["A15", "A16", "A2"]


def test_what_is_concluded_rests_on_what_was_told(case: Case) -> None:
    for label in ("A4", "A5"):
        assert case.of(label).infers_from == (case.found.labels["A3"],)
