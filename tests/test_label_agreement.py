"""How two readers' labels are compared, and how a third one settles what they differ on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Span
from tests.labelled import TEXT, held
from tests.measures.labels import agree, collect, settle
from tests.measures.labels.placed import Placed, unplaced


def test_kappa() -> None:
    """Worked by hand: seen 3/4, by chance 1/2."""
    pairs = [("x", "x"), ("x", "x"), ("y", "y"), ("y", "x")]
    assert agree.kappa(pairs) == pytest.approx((0.75 - 0.5) / (1 - 0.5))
    assert agree.kappa([("x", "x")] * 3) == 1
    assert agree.scores("x", pairs) == "P  66.7  R 100.0  F1  80.0  (A 2, B 3)"


def _request(words: str, outcome: str = "no-response", party: str = "The port") -> Placed:
    at = Span(TEXT.index(words), TEXT.index(words) + len(words))
    who = Span(TEXT.index(party), TEXT.index(party) + len(party))
    return Placed("a", "request", at.start, (at,), {"outcome": outcome}, {"party": who})


def test_requests_are_paired_by_their_words() -> None:
    """Two readers need not begin a request at the same word."""
    a = [_request("did not respond to a"), _request("denied that")]
    b = [_request("not respond to a request", outcome="declined")]
    every = agree.paired(a, b)
    assert every.both == ((a[0], b[0]),)
    assert every.only_a == (a[1],)
    assert agree.differences(*every.both[0]) == ["outcome"]
    told = "\n".join(agree.report("sourcing", a, b))
    assert "requests: both 1, only A 1, only B 0" in told
    assert "party: 1 of 1 overlap" in told


def test_differences_of_inner_attributions() -> None:
    """Another cue, another source or one more is a difference; another length of words is none."""
    bare = Placed("c", "item", 1, (Span(0, 40),))
    one = {"cue": Span(5, 8), "content": Span(9, 12), "source": Span(0, 4)}
    a = replace(bare, inner=(one,))
    assert agree.differences(a, replace(bare, inner=({**one, "cue": Span(4, 8)},))) == []
    assert agree.differences(a, replace(bare, inner=())) == ["inner"]
    assert agree.differences(a, replace(bare, inner=({**one, "source": Span(20, 24)},))) == [
        "inner"
    ]
    told = "\n".join(agree.report("nesting", [a], [replace(bare, inner=())]))
    assert "found by both 0, only A 1, only B 0" in told


def _source(number: int, identification: str) -> Placed:
    kinds = {"identification": identification}
    return Placed("a", "s", number, (Span(number, number + 1),), kinds)


def test_settling(tmp_path: Path) -> None:
    """What both gave stands, the third reader decides the rest, and every case needs him."""
    port = _request("did not respond.")
    a = [_source(1, "named"), _source(2, "named"), port]
    b = [_source(1, "named"), _source(2, "unstated")]
    collect.write("sourcing", "A", a, tmp_path)
    collect.write("sourcing", "B", b, tmp_path)
    every = agree.paired(a, b)
    sheet = settle.sheet(held(), "sourcing", every)
    assert "A: identification named" in sheet
    assert "B: identification unstated" in sheet
    assert "B: (not given)" in sheet
    collect.write("sourcing", "C", [_source(2, "unstated")], tmp_path)
    assert settle.merge("sourcing", tmp_path) == [f"undecided: a request {port.number}"]
    assert not (tmp_path / "sourcing.jsonl").exists()
    no_request = replace(port, kinds={"outcome": "none"})
    collect.write("sourcing", "C", [_source(2, "unstated"), no_request], tmp_path)
    assert settle.merge("sourcing", tmp_path) == []
    lines = (tmp_path / "sourcing.jsonl").read_text("utf-8").splitlines()
    kept = [unplaced(line) for line in lines]
    assert [(one.number, one.kinds["identification"], one.how) for one in kept] == [
        (1, "named", "both"),
        (2, "unstated", "settled"),
    ]
