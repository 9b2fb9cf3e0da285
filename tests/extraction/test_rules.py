"""The rules extractor finds what is right in invented sentences."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - as in kg.model

import pytest

from kg.extraction import Extractor
from kg.extraction.rules import EXTRACTOR
from kg.model import PUBLISHER, Article, Attribution, Extraction, words
from tests.extraction.cases import REACH, REQUESTS, SAYINGS, Asked, Case, Saying

WEDNESDAY = Date(2024, 5, 8)


def read(text: str, day: Date | None = WEDNESDAY) -> Extraction:
    return EXTRACTOR.extract(Article(text=text, outlet="The Daily Plain:", date=day))


def called(found: Extraction, source: str | None) -> str:
    if source is None or source == PUBLISHER:
        return source or ""
    held = next(one for one in found.sources if one.id == source)
    return held.name or held.description or ""


def bare(shown: str) -> str:
    return " … ".join(" ".join(piece.split()).strip(" .,") for piece in shown.split("…"))


def is_found(case: Case, wanted: Saying, found: Extraction) -> Attribution:
    same = [
        one
        for one in found.attributions
        if bare(words(one.content, case.text)) == bare(wanted.content)
        and wanted.source in {None, words(one.source_spans, case.text)}
    ]
    assert same, [
        (words(one.source_spans, case.text), words(one.content, case.text))
        for one in found.attributions
    ]
    return same[0]


def check(case: Case) -> None:
    found = read(case.text)
    by_id = {one.id: one for one in found.attributions}
    for wanted in case.sayings:
        one = is_found(case, wanted, found)
        inside = by_id[one.nested_in].content if one.nested_in else ()
        source = next((held for held in found.sources if held.id == one.source), None)
        assert bare(words(inside, case.text)) == bare(wanted.inside or "")
        assert wanted.cue in {None, words(one.cue, case.text)}
        assert wanted.who in {None, source.identification if source else None}
        assert wanted.name in {None, called(found, one.source)}
        assert called(found, one.recipient) == (wanted.told or "")
        assert wanted.medium in {None, called(found, one.medium)}
        assert wanted.form in {None, one.quote_form}
    assert len(found.attributions) == len(case.sayings)


@pytest.mark.parametrize("case", SAYINGS, ids=lambda case: case.why)
def test_who_said_what(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, marks=pytest.mark.xfail(strict=True, reason=case.missing or ""), id=case.why
        )
        for case in REACH
    ],
)
def test_what_the_rules_do_not_reach_yet(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(("text", "wanted"), REQUESTS, ids=[text for text, _ in REQUESTS])
def test_requests_for_comment(text: str, wanted: tuple[Asked, ...]) -> None:
    found = read(text)
    assert [
        Asked(
            party=called(found, one.party),
            outcome=one.outcome,
            asker=called(found, one.asker),
            when=one.when.isoformat() if one.when else None,
        )
        for one in found.requests
    ] == list(wanted)


def test_a_refusal_is_a_request_and_no_attribution() -> None:
    assert read("The Kestrel Agency declined to comment.").attributions == ()


def test_what_is_said_beside_a_refusal_is_an_attribution() -> None:
    found = read("The Orrin Bank declined to comment, saying that it had sold the dam.")
    assert [called(found, one.source) for one in found.attributions] == ["Orrin Bank"]
    assert [called(found, one.party) for one in found.requests] == ["Orrin Bank"]


def test_no_day_is_resolved_without_a_date() -> None:
    found = read("Dana Wick declined to comment Tuesday.", day=None)
    assert [one.when for one in found.requests] == [None]


def test_the_day_of_publication_is_the_last_such_weekday() -> None:
    found = read("Dana Wick declined to comment Wednesday.")
    assert [one.when for one in found.requests] == [WEDNESDAY]


def test_short_name_pronoun_noun_and_party_are_one_source() -> None:
    text = (
        "The NCDA owns the dam. The Harbor Herald is a paper.\n\n"
        "The bureau found that it was cracked, the Herald reported. "
        "(The NCDA declined to comment to the Herald Monday.)"
    )
    found = read(text)
    inner, outer = sorted(found.attributions, key=lambda one: one.nested_in is None)
    (request,) = found.requests
    assert (request.party, request.asker) == (inner.source, outer.source)
    assert inner.nested_in == outer.id


def test_who_speaks_unnamed_never_gets_a_name() -> None:
    text = "James Orr met a senior official. The official said the dam was cracked."
    found = read(text)
    (one,) = found.attributions
    (source,) = [held for held in found.sources if held.id == one.source]
    assert (source.name, source.identification.anonymous) == (None, True)


def test_the_first_mention_of_a_named_source_names_it() -> None:
    text = "Dana Wick came on Monday. She said the dam was cracked."
    (source,) = read(text).sources
    assert source.mentions[0].of(text) == "Dana Wick"


def test_records_hold_together() -> None:
    for case in (*SAYINGS, *REACH):
        found = read(case.text)
        ids = {source.id for source in found.sources} | {PUBLISHER}
        named = [one.source for one in found.attributions]
        named += [who for one in found.attributions for who in (one.recipient, one.medium) if who]
        assert set(named) <= ids
        assert len({one.id for one in found.attributions}) == len(found.attributions)
        assert all(span.end <= len(case.text) for one in found.attributions for span in one.content)
        assert all(one.rule and one.content and one.cue for one in found.attributions)


def test_reading_is_a_function_of_the_article() -> None:
    assert read(SAYINGS[0].text) == read(SAYINGS[0].text)


def test_nothing_is_found_in_nothing() -> None:
    assert read("\n\n \n") == Extraction()
    assert read("") == Extraction()


def test_the_package_offers_an_extractor() -> None:
    assert isinstance(EXTRACTOR, Extractor)
    assert EXTRACTOR.name == "rules"
