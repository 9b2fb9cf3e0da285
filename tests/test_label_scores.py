"""How findings are scored against labels, on an invented article and findings made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    Channel,
    Extraction,
    Identification,
    Request,
    ResponseKind,
    Source,
    Span,
)
from tests.labelled import TEXT, line
from tests.measures.labels import corpus, score
from tests.measures.labels.placed import Placed
from tests.measures.labels.shares import Share, verdict
from tests.measures.labels.sourcing import request_pairs, source_pairs

GOLD = corpus.gold(line("a"))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def label(number: int, words: str, identification: str, **kinds: str) -> Placed:
    return Placed("a", "s", number, (span(words),), {"identification": identification} | kinds)


LABELS = [
    label(1, "Petra Olander", "named"),
    label(2, "she", "named"),
    replace(
        label(3, "A harbour aide", "anonymous-described", channel="phone"),
        spans={"told": span("the Gazette")},
    ),
    label(4, "allegedly", "unstated"),
    label(5, "Mr. Prill", "named"),
]


def source(name: str, identification: Identification, *words: str) -> Source:
    mentions = tuple(sorted(span(one) for one in words))
    named = identification is Identification.NAMED
    return Source(
        id=name,
        identification=identification,
        name=words[0] if named else None,
        description=None if named else words[0],
        mentions=mentions,
    )


def attribution(name: str, source: str, words: str | None, cue: str, content: str) -> Attribution:
    return Attribution(
        id=name,
        source=source,
        source_spans=() if words is None else (span(words),),
        cue=(span(cue),),
        content=(span(content),),
    )


OLANDER = source("o", Identification.NAMED, "Petra Olander")
AIDE = source("h", Identification.COLLECTIVE_UNNAMED, "harbour aide")
PAPER = source("g", Identification.NAMED, "Gazette")
NOBODY = Source(id="n", identification=Identification.UNSTATED)
MADE = Extraction(
    sources=(OLANDER, AIDE, PAPER, NOBODY),
    attributions=(
        attribution("1", "o", "Petra Olander", "said", "the pier is safe"),
        replace(
            attribution("2", "h", "harbour aide", "told", "the pilots believe it will fall"),
            recipient="g",
            channels=(Channel.PHONE, Channel.PRIVATE),
        ),
        replace(attribution("3", "o", "she", "added", "“It holds,”"), nested_in="1"),
        attribution("4", "n", None, "allegedly", "rotten"),
    ),
)


def scored(made: Extraction, labels: list[Placed]) -> score.Scored:
    return score.Scored(
        tuple(source_pairs(GOLD, labels, made)), tuple(request_pairs(GOLD, labels, made))
    )


def test_a_source_is_found_by_its_words_or_its_cue() -> None:
    """What stands inside another attribution does not count, nor does what was not found."""
    pairs = scored(MADE, LABELS).sources
    assert [bool(one.found) for one in pairs] == [True, False, True, True, False]
    assert [one.groups for one in pairs if one.found] == [
        ("named", "named"),
        ("anonymous", "collective"),
        ("unstated", "unstated"),
    ]


def test_of_several_attributions_the_one_that_overlaps_most_counts() -> None:
    short = attribution("5", "n", "Petra", "said", "the pier is safe")
    made = replace(MADE, attributions=(short, *MADE.attributions))
    (first, *_) = scored(made, LABELS).sources
    assert [one.id for one in first.found] == ["1", "5"]
    assert first.identification == "named"


def test_the_outlet_itself_is_named() -> None:
    made = replace(
        MADE, attributions=(attribution("1", PUBLISHER, "Petra Olander", "said", "the pier"),)
    )
    assert scored(made, LABELS).sources[0].identification == "named"


def test_precision_and_recall_are_of_what_was_found() -> None:
    pairs = [one.groups for one in scored(MADE, LABELS).met]
    assert score.by_class(pairs, "named") == (Share(1, 1), Share(1, 1))
    assert score.by_class(pairs, "anonymous") == (Share(0, 0), Share(0, 1))
    assert score.by_class(pairs, "collective") == (Share(0, 1), Share(0, 0))


def test_who_was_told_and_by_which_way() -> None:
    aide = scored(MADE, LABELS).sources[2]
    assert aide.told_right()
    assert aide.channels == {"phone", "private-communication"}
    lines = "\n".join(score.source_lines(scored(MADE, LABELS)))
    assert "channel         P  50.0 (1/2)" in lines
    assert "R 100.0 (1/1)" in lines
    assert "sources found             60.0 (3/5)" in lines


def test_another_who_was_told_is_wrong_and_the_outlet_is_us() -> None:
    other = replace(MADE.attributions[1], recipient="o")
    assert not scored(replace(MADE, attributions=(other,)), LABELS).sources[2].told_right()
    ours = replace(MADE, attributions=(replace(other, recipient=PUBLISHER),))
    assert scored(ours, LABELS).sources[2].told_right()  # the article is the Gazette's
    elsewhere = replace(LABELS[2], spans={"told": span("the pilots")})
    assert not scored(ours, [elsewhere]).sources[0].told_right()


def asked(words: str, outcome: str, party: str) -> Placed:
    at = span(words)
    return Placed("a", "request", at.start, (at,), {"outcome": outcome}, {"party": span(party)})


YARD = source("y", Identification.UNSTATED, "The yard")
SILENT = ResponseKind.NO_RESPONSE


def request(name: str, words: str, outcome: ResponseKind, party: str) -> Request:
    return Request(
        id=name, spans=(span(words),), party="y", party_spans=(span(party),), outcome=outcome
    )


def test_requests_are_found_by_their_words() -> None:
    """One is found with its outcome, one is missed, one is no request."""
    labels = [
        asked("did not respond to a request for comment", "no-response", "The yard"),
        asked("denied that the beams are rotten", "responded", "Mr. Prill"),
    ]
    found = (
        request("r1", "The yard did not respond to a request", SILENT, "The yard"),
        request("r2", "The port did not respond", SILENT, "The port"),
    )
    made = Extraction(sources=(YARD,), requests=found)
    one = scored(made, labels)
    assert [(pair.wanted, pair.outcome) for pair in one.requests] == [
        ("no-response", "no-response"),
        ("responded", None),
        (None, "no-response"),
    ]
    assert one.requests[0].party_right()
    assert score.outcomes(one.requests) == (Share(1, 2), Share(1, 2))
    told = "\n".join(score.error_lines(one))
    assert "request responded read as (nothing)" in told
    assert "request (nothing) read as no-response" in told


def test_a_wrong_outcome_and_a_wrong_party_are_told() -> None:
    labels = [asked("did not respond to a request for comment", "declined", "The port")]
    made = Extraction(
        sources=(YARD,), requests=(request("r", "did not respond to a", SILENT, "The yard"),)
    )
    one = scored(made, labels)
    assert not one.requests[0].right
    assert not one.requests[0].party_right()
    assert "request declined read as no-response, wrong party" in list(score.error_lines(one))


def test_the_other_party_of_a_label_is_not_false() -> None:
    """One label can be of two: “Neither the yard nor the port”."""
    both = asked("did not respond to a request for comment", "no-response", "The yard")
    made = Extraction(
        sources=(YARD,),
        requests=(
            request("r1", "did not respond to a", SILENT, "The yard"),
            request("r2", "did not respond to a", SILENT, "The yard"),
        ),
    )
    assert len(scored(made, [both]).requests) == 1


def test_intervals() -> None:
    """The bounds of 8 of 10 by Wilson are 49.0 and 94.3 percent."""
    eight = Share(8, 10)
    assert (round(eight.low, 1), round(eight.high, 1)) == (49.0, 94.3)
    assert str(eight) == " 80.0 (8/10)      49.0- 94.3"
    assert str(Share(0, 0)) == "- (0/0)"
    assert verdict("named, P", 84.9, 85).endswith("NOT MET")
    assert verdict("named, P", 85.0, 85).endswith(" met")


@pytest.mark.parametrize("errors", [False, True])
def test_no_line_of_a_report_is_too_long(errors: bool) -> None:  # noqa: FBT001 - a parameter
    labels = [*LABELS, asked("did not respond to a request for comment", "declined", "The yard")]
    lines = list(score.report(scored(MADE, labels), errors=errors))
    assert max(len(one) for one in lines) <= 80
    assert any(one.startswith("wanted") for one in lines)


def test_only_the_half_that_is_asked_for_is_read() -> None:
    gold = corpus.gold(json.dumps({**json.loads(line("k")), "text": TEXT}))
    chosen = [
        corpus.Chosen.model_validate(
            {"key": key, "id": name, "sha256": "", "set": "sourcing", "half": half, "why": "x"}
        )
        for key, name, half in (("so1", "a", "open"), ("so2", "k", "kept"))
    ]
    held = corpus.Choice(tuple(chosen), (), {"a": GOLD, "k": gold})
    read: list[str | None] = []

    def extract(article: Article) -> Extraction:
        read.append(article.identifier)
        return MADE

    one = score.scored(score.of_half(held, "sourcing", "open", LABELS), extract)
    assert read == ["a"]
    assert len(one.sources) == len(LABELS)
