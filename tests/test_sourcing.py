"""What a statement rests on, on small hand-made webs of attributions."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings

from kg.model import (
    Anonymity,
    Article,
    Attribution,
    Extraction,
    Facts,
    Identification,
    Maker,
    Record,
    Request,
    ResponseKind,
    Source,
    SourceKind,
    Span,
)
from kg.sourcing import derive
from tests.records import records

TEXT = "x" * 200
SOURCES = (
    Source(
        id="official", identification=Identification.ANONYMOUS_DESCRIBED, description="an official"
    ),
    Source(id="ann", identification=Identification.NAMED, name="Ann", kind=SourceKind.PERSON),
    Source(
        id="gazette",
        identification=Identification.NAMED,
        name="Gazette",
        kind=SourceKind.NEWS_OUTLET,
    ),
    Source(
        id="court",
        identification=Identification.NAMED,
        name="Court",
        kind=SourceKind.GOVERNMENT_BODY,
    ),
    Source(id="critics", identification=Identification.COLLECTIVE_UNNAMED, description="critics"),
)


def said(name: str, source: str, start: int, end: int, **more: object) -> Attribution:
    return Attribution(id=name, source=source, content=(Span(start, end),), **more)  # type: ignore[arg-type]


def facts(*attributions: Attribution, requests: tuple[Request, ...] = ()) -> dict[str, Facts]:
    extraction = Extraction(sources=SOURCES, attributions=attributions, requests=requests)
    made = Record(article=Article(text=TEXT), extraction=extraction, maker=Maker(name="hand"))
    return {one.attribution: one for one in derive(made)}


def declined(party: str, asker: str, outcome: ResponseKind = ResponseKind.DECLINED) -> Request:
    return Request(id="r", spans=(Span(150, 160),), party=party, asker=asker, outcome=outcome)


def test_a_plain_statement_has_its_source_as_origin() -> None:
    found = facts(said("a", "ann", 0, 10))["a"]
    assert (found.origins, found.hops, found.anonymity) == (("ann",), 1, Anonymity.NONE)


def test_a_relay_has_the_origins_of_what_it_relays() -> None:
    found = facts(said("out", "gazette", 0, 100), said("in", "official", 10, 90, nested_in="out"))
    assert found["out"].origins == ("official",)
    assert found["out"].anonymity is Anonymity.ONLY
    assert found["in"].attributor == "gazette"
    assert (found["out"].hops, found["in"].hops) == (1, 2)


def test_a_relay_of_less_than_half_speaks_for_itself_too() -> None:
    found = facts(said("out", "ann", 0, 100), said("in", "official", 60, 90, nested_in="out"))
    assert found["out"].origins == ("ann", "official")
    assert found["out"].anonymity is Anonymity.PARTLY


def test_two_relays_together_may_be_the_whole() -> None:
    inner = [
        said(name, "official", start, start + 40, nested_in="out")
        for name, start in (("b", 0), ("c", 50))
    ]
    assert facts(said("out", "ann", 0, 100), *inner)["out"].origins == ("official",)


def test_an_inference_has_its_own_source_as_origin_too() -> None:
    found = facts(said("p", "official", 0, 10), said("q", "ann", 20, 30, infers_from=("p",)))
    assert found["q"].origins == ("ann", "official")
    assert found["q"].relays == ()


def test_collective_and_unresolved_are_not_anonymous() -> None:
    assert facts(said("a", "critics", 0, 10))["a"].anonymity is Anonymity.NONE


def test_an_outlet_that_was_told_attributes_and_a_court_does_not() -> None:
    found = facts(
        said("g", "ann", 0, 10, recipient="gazette"),
        said("c", "ann", 20, 30, recipient="court"),
        said("p", "ann", 40, 50, recipient="publisher"),
    )
    assert [found[name].attributor for name in "gcp"] == ["gazette", "publisher", "publisher"]
    assert [found[name].hops for name in "gcp"] == [2, 1, 1]


def test_rests_on_a_decliner_only_at_the_same_outlet() -> None:
    web = (
        said("out", "gazette", 0, 100),
        said("in", "ann", 10, 90, nested_in="out"),
        said("own", "ann", 110, 120),
    )
    there = facts(*web, requests=(declined("ann", "gazette"),))
    assert [there[name].declined_requests for name in ("out", "in", "own")] == [("r",), ("r",), ()]
    here = facts(*web, requests=(declined("ann", "publisher"),))
    assert [here[name].declined_requests for name in ("out", "in", "own")] == [(), (), ("r",)]


def test_only_declining_counts() -> None:
    found = facts(
        said("a", "ann", 0, 9), requests=(declined("ann", "publisher", ResponseKind.NO_RESPONSE),)
    )
    assert found["a"].declined_requests == ()


def test_a_loop_is_seen_and_ends() -> None:
    found = facts(
        said("a", "ann", 0, 10, infers_from=("b",)),
        said("b", "critics", 20, 30, infers_from=("a",)),
        said("c", "official", 40, 50),
    )
    assert [found[name].in_loop for name in "abc"] == [True, True, False]


def test_a_thousand_inferences_deep_takes_no_time() -> None:
    chain = [said("a0", "official", 0, 10)]
    for number in range(1, 300):
        before = tuple({f"a{number - 1}", f"a{max(0, number - 2)}"})
        chain.append(said(f"a{number}", "ann", 0, 10, infers_from=before))
    assert facts(*chain)["a299"].anonymity is Anonymity.PARTLY


@given(records())
@settings(deadline=timedelta(seconds=2))
def test_every_statement_has_an_origin_and_a_hop(made: Record) -> None:
    derived = derive(made)
    assert [one.attribution for one in derived] == [one.id for one in made.extraction.attributions]
    assert all(one.origins and one.hops >= 1 for one in derived)
