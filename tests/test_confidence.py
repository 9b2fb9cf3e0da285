"""How sure a reading is: what is left out with it, and where it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.main import status
from kg.model import (
    Attribution,
    Extraction,
    Identification,
    Request,
    ResponseKind,
    Source,
    Span,
    Stance,
    StanceKind,
    surer,
)

WHOLE = (Span(0, 9),)


def said(name: str, confidence: float | None, **more: object) -> Attribution:
    return Attribution(id=name, source=f"by-{name}", content=WHOLE, confidence=confidence, **more)  # type: ignore[arg-type]


def extraction() -> Extraction:
    names = ("sure", "unsure", "inside", "unknown")
    return Extraction(
        sources=tuple(
            Source(id=f"by-{name}", identification=Identification.UNRESOLVED) for name in names
        ),
        attributions=(
            said("sure", 0.9, infers_from=("unsure",)),
            said("unsure", 0.3),
            said("inside", 0.95, nested_in="unsure"),
            said("unknown", None),
        ),
        requests=(
            Request(
                id="r1", spans=WHOLE, party="by-sure", outcome=ResponseKind.DECLINED,
                about=("unsure", "sure"), answered_by=("unsure",),
            ),
        ),
        stances=(
            Stance(id="t1", kind=StanceKind.DENIES, source="sure", target="unsure"),
            Stance(id="t2", kind=StanceKind.DENIES, source="sure", target="unknown"),
        ),
    )  # fmt: skip


def test_what_is_read_with_less_confidence_goes_with_all_that_hangs_on_it() -> None:
    kept = surer(extraction(), 0.5)
    assert [one.id for one in kept.attributions] == ["sure", "unknown"]
    assert [one.id for one in kept.stances] == ["t2"]
    assert kept.attributions[0].infers_from == ()
    assert (kept.requests[0].about, kept.requests[0].answered_by) == (("sure",), ())
    assert {one.id for one in kept.sources} == {"by-sure", "by-unknown"}


def test_nothing_goes_where_nothing_is_asked() -> None:
    assert surer(extraction(), 0.0).attributions == extraction().attributions


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "quay.txt"
    path.write_text(
        "Quay closes\n\nThe quay will close in May, harbour master Ida Roe said on Monday.\n"
        "\nSome in town seemed to doubt that the wall would hold.\n",
        encoding="utf-8",
    )
    return path


def found(
    article: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> list[dict[str, float]]:
    learned = ["extract", "--extractor", "learned", "--format", "jsonl"]
    assert status([*learned, *options, str(article)]) == 0
    told: list[dict[str, float]] = json.loads(capsys.readouterr().out)["attributions"]
    return told


def test_every_outermost_attribution_says_how_sure_it_is(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = found(article, capsys, "--outermost")
    assert everything
    assert all(0 < one["confidence"] <= 1 for one in everything)


def test_the_option_leaves_out_what_is_less_sure(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = found(article, capsys, "--outermost")
    least = max(one["confidence"] for one in everything)
    kept = found(article, capsys, "--outermost", "--min-confidence", str(least))
    assert kept == [one for one in everything if one["confidence"] >= least]


@pytest.mark.parametrize("wrong", ["1.5", "-0.1", "much"])
def test_what_is_no_probability_is_refused(
    wrong: str, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["extract", "--min-confidence", wrong, str(article)]) == 2
    assert "--min-confidence" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "said"), [("learned", "trained tagger"), ("rules", "by rules")])
def test_a_run_says_what_its_extractor_misses(
    name: str, said: str, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "store")
    assert status(["run", "--store", store, "--extractor", name, str(article)]) == 0
    assert said in capsys.readouterr().out
