"""What counts of what tagger and rules found; the tagger's answers are given."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extraction.learned.confidence import weights
from kg.extraction.learned.joining import both
from kg.extraction.learned.settling import apart, joined
from kg.extraction.learned.tagging import Role
from kg.extraction.learned.triples import Tagged, Triple
from kg.extraction.learned.words import words_of
from kg.extraction.rules.extractor import parse
from kg.extraction.rules.finding.screening import states
from kg.extraction.rules.finding.selection import weighed
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.view import View
from kg.model import Span


def view_of(text: str) -> View:
    return View(parse(text), lexicon().quoting)


def place(text: str, phrase: str) -> Span:
    start = text.index(phrase)
    return Span(start, start + len(phrase))


def triple(
    text: str, source: str | None, cue: str | None, *content: str, sure: float = 0.95
) -> Triple:
    """Return what the tagger would say of phrases of a text."""
    return Triple(
        source=None if source is None else place(text, source),
        cue=None if cue is None else place(text, cue),
        content=tuple(place(text, one) for one in content),
        content_sure=sure,
        cue_sure=sure if cue else 0.0,
        source_sure=sure,
        linked=sure,
    )


def seen(text: str, *triples: Triple) -> Tagged:
    """Return the tagger's answer: sure of its triples' words, and of nothing else."""
    words = words_of(text)
    roles = np.zeros((len(words), len(Role)), dtype=np.float32)
    for one in triples:
        spans = {
            Role.SOURCE: () if one.source is None else (one.source,),
            Role.CUE: () if one.cue is None else (one.cue,),
            Role.CONTENT: one.content,
        }
        for role, every in spans.items():
            for span in every:
                inside = [span.start <= start < span.end for start in words.start]
                roles[inside, role] = one.content_sure
    return Tagged(triples, words, roles, np.zeros((len(words), 768), dtype=np.float32))


def told(text: str, answer: Tagged) -> list[tuple[str, str]]:
    """Return cue and content of what counts, as printed."""
    view = view_of(text)
    found = joined(view, lexicon(), answer, weights())
    return [
        (view.words[one.candidate.anchor], " / ".join(map(view.phrase, one.candidate.content)))
        for one in found
    ]


def candidate(anchor: int, *content: tuple[int, int]) -> Candidate:
    return Candidate(anchor, "say", Frame.CLAUSE, (anchor, anchor + 1), content)


def rated(one: Candidate, sure: float, *, given: bool = False) -> Chosen:
    return Chosen(one, sure, given=given, confidence=sure)


@pytest.mark.parametrize(("rules", "winner"), [(0.7, "tagger"), (0.95, "rules")])
def test_of_two_readings_the_rules_must_be_much_surer(rules: float, winner: str) -> None:
    tagger = rated(candidate(1, (2, 9)), 0.6, given=True)
    other = rated(candidate(1, (2, 8)), rules)
    assert apart([tagger, other]) == [tagger if winner == "tagger" else other]


@pytest.mark.parametrize(
    ("other", "clash"),
    [
        (candidate(1, (20, 25)), True),  # the same cue
        (candidate(4, (20, 25)), True),  # its cue is in the content
        (candidate(12, (2, 8)), True),  # the same content
        (candidate(12, (8, 20)), False),
        (candidate(12, (20, 25)), False),
    ],
)
def test_what_cannot_be_both_is_told_once(other: Candidate, *, clash: bool) -> None:
    one = candidate(1, (2, 9))
    assert len(apart([rated(one, 0.9), rated(other, 0.8)])) == (1 if clash else 2)


def test_a_reading_that_the_tagger_doubts_gives_way_to_the_rules() -> None:
    text = "The quay wall might not last another winter, the harbour board said."
    whole = "The quay wall might not last another winter"
    doubted = triple(text, None, None, "last another winter", sure=0.4)
    perhaps = seen(text, triple(text, "the harbour board", "said", whole, sure=0.4))
    answer = Tagged((doubted,), perhaps.words, perhaps.roles, perhaps.meant)
    assert told(text, answer) == [("said", whole)]


@pytest.mark.parametrize("nobody", ["Everyone", "You"])
def test_nobody_in_particular_says_nothing(nobody: str) -> None:
    text = f"{nobody} will think that the toll is too high."
    answer = seen(text, triple(text, nobody, "think", "that the toll is too high"))
    assert told(text, answer) == []


def test_how_it_was_said_is_no_part_of_what_was_said() -> None:
    text = "Two surveyors questioned the tide tables on Facebook and in blog posts."
    whole = "the tide tables on Facebook and in blog posts"
    (found,) = told(text, seen(text, triple(text, "Two surveyors", "questioned", whole)))
    assert found == ("questioned", "the tide tables")


def test_what_somebody_talks_of_stays() -> None:
    text = "Two surveyors questioned the price of posts on the pier."
    whole = "the price of posts on the pier"
    (found,) = told(text, seen(text, triple(text, "Two surveyors", "questioned", whole)))
    assert found == ("questioned", "the price of posts on the pier")


def test_the_cue_is_said_of_the_person_and_not_of_the_outlet_before() -> None:
    text = "Beacon contributing editor Mara Quill wrote that the lock gates leak."
    view = view_of(text)
    known = {one.candidate.source for one in weighed(view, lexicon())}
    assert [view.words[one] for one in known if one is not None] == ["Quill"]
    source = "Beacon contributing editor Mara Quill"
    answer = seen(text, triple(text, source, "wrote", "that the lock gates leak"))
    (found,) = both(view, lexicon(), answer).tagged
    head = found.chosen.candidate.source
    assert head is not None
    assert view.words[head] == "Quill"


def test_one_source_may_have_two_quotations_without_a_cue() -> None:
    text = "“The ferry is late.” “The pier is cold.” — Ida Roe"
    source = "Ida Roe"
    answer = seen(
        text,
        triple(text, source, None, "The ferry is late"),
        triple(text, source, None, "The pier is cold"),
    )
    view = view_of(text)
    found = both(view, lexicon(), answer).tagged
    assert [view.phrase(one.chosen.candidate.content[0]) for one in found] == [
        "The ferry is late",
        "The pier is cold",
    ]


def test_what_stands_inside_is_less_sure_than_what_holds_it() -> None:
    text = "Ida Roe said the pilots think that the buoy has drifted."
    view = view_of(text)
    answer = seen(
        text, triple(text, "Ida Roe", "said", "the pilots think that the buoy has drifted")
    )
    outer, inner = joined(view, lexicon(), answer, weights())
    assert (view.words[outer.candidate.anchor], outer.inside) == ("said", None)
    assert (view.words[inner.candidate.anchor], inner.inside) == ("think", outer.candidate)
    assert outer.confidence is not None
    assert inner.confidence == pytest.approx(outer.confidence * weights().nested)


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("The auditor looked into the ferry accounts.", False),
        ("The auditor examined how the ferry was paid for.", False),
        ("The auditor examined the ferry accounts.", False),
        ("The auditor praised the ferry accounts.", True),
        ("The auditor said that the ferry was paid for twice.", True),
    ],
)
def test_who_looks_into_a_thing_has_said_nothing_of_it(words: str, *, stated: bool) -> None:
    view = view_of(words)
    verb = next(one for one in range(view.size) if view.pos[one] == "VERB")
    content = (verb + 1, view.size - 1)
    found = Candidate(verb, view.lemma[verb], Frame.OBJECT, (verb, verb + 1), (content,), verb - 1)
    assert states(view, lexicon(), found) is stated
