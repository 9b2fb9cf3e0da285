"""How it is scored who speaks: right, abstained or wrong, by form and kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import (
    PUBLISHER,
    Attribution,
    Extraction,
    Identification,
    Source,
    SourceKind,
    Span,
)
from tests.labelled import TEXT, held
from tests.measures.labels import speaking
from tests.measures.labels.placed import Placed
from tests.measures.labels.speaking import Form, Outcome

GOLD = held().texts["b"]


def span(words: str, after: str = "") -> Span:
    """Return where words stand first behind some others."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


SHE = span("she", "holds")
OLANDER = span("Petra Olander")


def label(at: Span, whom: Span | None, kind: str = "person") -> Placed:
    """Return the label of a mention; without a stretch, that none is told."""
    kinds = {"refers": "none" if whom is None else "text", "kind": kind}
    spans = {} if whom is None else {"whom": whom}
    return Placed("b", "s", at.start, (at,), kinds, spans)


def named(name: str, *mentions: Span) -> Source:
    """Return a source with a name."""
    return Source(
        id="s1",
        identification=Identification.NAMED,
        kind=SourceKind.PERSON,
        name=name,
        mentions=mentions,
    )


def open_source(identification: Identification, words: str) -> Source:
    """Return a source without one."""
    return Source(
        id="s1",
        identification=identification,
        description=words,
        mentions=(SHE,),
    )


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        (None, Outcome.MISSED),
        (named("Petra Olander", SHE), Outcome.RIGHT),
        (named("Ms. Petra K. Olander’s", SHE), Outcome.RIGHT),
        (named("Olander", SHE, OLANDER), Outcome.RIGHT),
        (named("Olander", SHE), Outcome.WRONG),
        (named("Prill", SHE, OLANDER), Outcome.WRONG),
        (open_source(Identification.UNRESOLVED, "she"), Outcome.ABSTAINED),
        (open_source(Identification.UNSTATED, "a clerk"), Outcome.ABSTAINED),
        (
            open_source(Identification.COLLECTIVE_UNNAMED, "She"),
            Outcome.ABSTAINED,
        ),
        (
            open_source(Identification.ANONYMOUS_DESCRIBED, "harbour aide"),
            Outcome.WRONG,
        ),
    ],
)
def test_a_pronoun_of_somebody(source: Source | None, outcome: Outcome) -> None:
    assert speaking.outcome(GOLD, label(SHE, OLANDER), source) == outcome


def test_a_mention_that_names_nobody() -> None:
    """Only a name is wrong then, and the paper itself is no name."""
    nobody = label(SHE, None)
    left = open_source(Identification.UNRESOLVED, "she")
    paper = replace(named("gazette", SHE), id=PUBLISHER)
    assert speaking.outcome(GOLD, nobody, left) == Outcome.RIGHT
    assert speaking.outcome(GOLD, nobody, paper) == Outcome.RIGHT
    olander = named("Petra Olander", OLANDER)
    assert speaking.outcome(GOLD, nobody, olander) == Outcome.WRONG
    unclear = replace(nobody, kinds={"refers": "unclear", "kind": "person"})
    assert speaking.outcome(GOLD, unclear, olander) == Outcome.LEFT_OUT


def test_words_that_stand_for_themselves() -> None:
    """Nothing fuller is printed: earlier words and a name are not its own."""
    at = span("The yard")
    own = label(at, at, "organisation")
    yard = Source(
        id="s1",
        identification=Identification.UNSTATED,
        description="yard that built it",
        mentions=(at,),
    )
    assert speaking.outcome(GOLD, own, yard) == Outcome.RIGHT
    joined = replace(yard, mentions=(OLANDER, at))
    assert speaking.outcome(GOLD, own, joined) == Outcome.ABSTAINED
    assert speaking.outcome(GOLD, own, named("Port", at)) == Outcome.WRONG


def test_a_name_that_only_the_title_has() -> None:
    """Its place is one in the title, so only the name can be the same."""
    pier = Span(GOLD.title.index("Northmoor"), len(GOLD.title))
    titled = replace(
        label(SHE, pier, "organisation"),
        kinds={"refers": "title", "kind": "organisation"},
    )
    assert speaking.whom(GOLD, titled) == "Northmoor"
    assert speaking.outcome(GOLD, titled, named("Northmoor", SHE)) == Outcome.RIGHT
    other = named("Prill", SHE, Span(pier.start, pier.end))
    assert speaking.outcome(GOLD, titled, other) == Outcome.WRONG


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("She", Form.PRONOUN),
        ("Mr. Prill", Form.SURNAME),
        ("the port", Form.DESCRIPTION),
        ("The Harbour Board", Form.SURNAME),
        ("the", Form.SURNAME),
    ],
)
def test_forms_of_mentions(words: str, form: Form) -> None:
    assert speaking.form_of(words) == form


def test_kinds() -> None:
    """Every kind of source is one of those that are labelled."""
    plain = {kind: speaking.plain_kind(kind) for kind in SourceKind}
    assert plain[SourceKind.LAWYER] == "person"
    assert plain[SourceKind.SPOKESPERSON] == "spokesperson"
    assert plain[SourceKind.NEWS_OUTLET] == "organisation"
    assert plain[SourceKind.EXPERT_GROUP] == "group"
    assert plain[SourceKind.RECORD] == "document"
    assert plain[SourceKind.UNKNOWN] == "other"


def attribution(name: str, at: Span, nested_in: str | None = None) -> Attribution:
    """Return an attribution to the source at those words."""
    return Attribution(
        id=name,
        source="s1",
        content=(span("the pier is safe"),),
        source_spans=(at,),
        nested_in=nested_in,
    )


def test_only_what_stands_inside_nothing_is_scored() -> None:
    outer, inner = attribution("a1", SHE), attribution("a2", SHE, "a1")
    found = Extraction(attributions=(inner,))
    assert speaking.found_at(found, SHE, nested=False) is None
    assert speaking.found_at(found, SHE, nested=True) == inner
    found = Extraction(attributions=(inner, outer))
    assert speaking.found_at(found, SHE, nested=False) == outer
    assert speaking.found_at(found, OLANDER, nested=True) is None


def test_figures() -> None:
    """One right, one left open, one missed: half of the found is left open."""
    prill = span("Mr. Prill")
    labels = [label(SHE, OLANDER), label(prill, prill), label(OLANDER, OLANDER)]
    sources = (
        replace(named("Petra Olander", SHE), kind=SourceKind.COMPANY),
        replace(
            open_source(Identification.UNRESOLVED, "clerk"),
            id="s2",
            mentions=(OLANDER,),
        ),
    )
    second = replace(attribution("a2", prill), source="s2")
    found = Extraction(sources=sources, attributions=(attribution("a1", SHE), second))
    every = list(speaking.told(GOLD, labels, found, nested=False))
    assert [one.outcome for one in every] == [
        Outcome.RIGHT,
        Outcome.ABSTAINED,
        Outcome.MISSED,
    ]
    lines = list(speaking.report(every))
    assert lines[0].startswith("found                  66.7 % (2 of 3")
    assert lines[2].startswith("  right of those named 100.0 % (1 of 1")
    assert lines[3].startswith("  abstained            50.0 % (1 of 2")
    assert lines[-2].startswith("kind                   0.0 % (0 of 1")
    assert "'she' is 'Petra Olander'; 'Petra Olander'" in every[0].line(words=True)
    assert "Olander" not in every[0].line(words=False)


def test_marks_in_place_of_what_is_found() -> None:
    """What the corpus marks as sources is told by parse and names."""
    labels = [label(SHE, OLANDER), label(OLANDER, OLANDER)]
    found = speaking.by_marks(GOLD)
    every = list(speaking.told(GOLD, labels, found, nested=True))
    assert [one.outcome for one in every] == [Outcome.RIGHT, Outcome.RIGHT]
    assert all(one.right_kind for one in every)
