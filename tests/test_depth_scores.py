"""How attributions inside others, hedges and stances are scored, on an invented article."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import (
    Article,
    Attribution,
    DenialScope,
    Extraction,
    Hedge,
    Span,
    Spans,
    Stance,
    StanceBasis,
    StanceKind,
)
from tests.labelled import TEXT, held
from tests.measures.labels import corpus, depth
from tests.measures.labels.depth import Case, Line
from tests.measures.labels.form import parse
from tests.measures.labels.placed import Placed, Placing

SENTENCE = {"nesting": 3, "hedges": 4, "stance": 5}


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def one(name: str, cue: str, content: str, **given: object) -> Attribution:
    made = Attribution(id=name, source="s", content=(at(content),), cue=(at(cue),))
    return replace(made, **given)  # type: ignore[arg-type]


TOLD = one("t", "told", "that the pilots believe it will fall")
BELIEVED = one("b", "believe", "it will fall", nested_in="t", source_spans=(at("the pilots"),))
ALLEGED = one("g", "allegedly", "The oak beams", hedge=Hedge.DISTANCING)
DENIED = one("d", "denied", "the beams are rotten")
SAID = one("s1", "said", "the pier is safe", source_spans=(at("Petra Olander"),))


def label(name: str, **given: object) -> Placed:
    item = held().items_of(name)[1]
    made = Placed(item.article, "item", 1, (Span(*item.span),))
    return replace(made, **given)  # type: ignore[arg-type]


def case(name: str, told: Placed, *found: Attribution, stances: tuple[Stance, ...] = ()) -> Case:
    choice = held()
    return Case(
        choice.items_of(name)[1],
        told,
        choice.texts[told.article],
        Extraction(sources=(), attributions=found, requests=(), stances=stances),
    )


def inner(*, source: str | None = "the pilots", cue: str = "believe") -> dict[str, Span]:
    spans = {"cue": at(cue), "content": at("it will fall")}
    return spans if source is None else spans | {"source": at(source)}


def nesting(*inner_ones: dict[str, Span]) -> Placed:
    return label("nesting", inner=inner_ones)


def test_an_inner_one_is_right_by_its_cue_and_counts_only_nested() -> None:
    """Nested and overlapping is right; the same at the outermost level counts in "anywhere"."""
    right = case("nesting", nesting(inner()), TOLD, BELIEVED)
    apart = case("nesting", nesting(inner()), TOLD, replace(BELIEVED, nested_in=None))
    assert [each.id for each in depth.inner_found(right)] == ["b"]
    assert depth.inner_found(apart) == []
    assert [each.id for each in depth.inner_found(apart, nested=False)] == ["b"]
    assert depth.inner_pairs(right, [BELIEVED]) == [(0, 0)]
    lines = depth.nesting([right, apart])
    assert "P 100.0 % (1 of 1;" in lines[0]
    assert "R 50.0 % (1 of 2;" in lines[0]
    assert "R 100.0 % (2 of 2;" in lines[1]
    assert "50.0 % (1 of 2;" in lines[3]


def test_one_found_is_right_for_one_label_only() -> None:
    """Two labels on one cue cannot both be met by one attribution."""
    two = case("nesting", nesting(inner(), inner(source=None)), TOLD, BELIEVED)
    assert depth.inner_pairs(two, depth.inner_found(two)) == [(0, 0)]


def test_what_stands_outside_the_marked_content_is_no_inner_one() -> None:
    """An attribution nested elsewhere in the article does not count in this sentence."""
    elsewhere = replace(DENIED, nested_in="t")
    assert depth.inner_found(case("nesting", nesting(), TOLD, elsewhere)) == []


@pytest.mark.parametrize(
    ("source", "spans", "same"),
    [
        ("the pilots", (at("the pilots"),), True),
        ("the pilots", (at("A harbour aide"),), False),
        ("the pilots", (), False),
        (None, (), True),
        (None, (at("the pilots"),), False),
    ],
)
def test_the_source_of_an_inner_one(source: str | None, spans: Spans, same: bool) -> None:  # noqa: FBT001
    """The words overlap, or neither has any."""
    found = replace(BELIEVED, source_spans=spans)
    assert depth.same_source(inner(source=source), found) is same


def hedge(kind: str, words: str | None) -> Placed:
    spans = {} if words is None else {"words": at(words)}
    return label("hedges", kinds={"hedge": kind}, spans=spans)


def test_the_first_device_of_the_sentence_is_compared() -> None:
    """By where its words stand; what is in another sentence is none of it."""
    later = replace(ALLEGED, id="h", hedge=Hedge.MODAL, hedge_spans=(at("rotten"),))
    first = replace(ALLEGED, hedge_spans=(at("allegedly"),))
    elsewhere = replace(DENIED, hedge=Hedge.MODAL, hedge_spans=(at("denied"),))
    told = hedge("distancing", "allegedly")
    assert depth.hedge_found(case("hedges", told, later, first)) == ("distancing", at("allegedly"))
    assert depth.hedge_found(case("hedges", told, elsewhere)) == ("none", None)


def test_figures_by_class() -> None:
    """A wrong kind counts against both classes; "none" is no class."""
    got = [("modal", "modal"), ("modal", "distancing"), ("none", "none"), ("none", "modal")]
    lines = depth.by_class(got)
    assert lines[0] == Line("any, right kind", 1, 3, 2).text()
    assert "75.0 % (3 of 4;" in lines[1]
    assert "50.0 % (2 of 4;" in lines[2]
    assert lines[3] == Line("distancing", 0, 1, 0).text()
    assert lines[4] == Line("modal", 1, 2, 2).text()


def denial(target: str) -> Stance:
    return Stance(
        id="x",
        kind=StanceKind.DENIES,
        source="d",
        target=target,
        basis=StanceBasis.ASSERTED,
        denial_scope=DenialScope.FULL,
    )


def stance(kind: str, target: str | None, scope: str | None = None) -> Placed:
    kinds = {"stance": kind} | ({"scope": scope} if scope else {})
    if target == "earlier":
        return label("stance", kinds=kinds | {"target": "earlier"})
    spans = {} if target is None else {"words": at(target)}
    return label("stance", kinds=kinds, spans=spans)


def test_the_stance_of_the_marked_statement_is_compared() -> None:
    """Not one of another statement in the article."""
    told = stance("denies", "earlier", "full")
    found = case("stance", told, SAID, DENIED, stances=(denial("s1"),))
    other = case("stance", told, SAID, DENIED, stances=(replace(denial("d"), source="s1"),))
    assert depth.kind_of(depth.stance_found(found)) == "denies"
    assert depth.kind_of(depth.stance_found(other)) == "none"
    lines = depth.stances([found, other])
    assert lines[0] == Line("any, right kind", 1, 1, 2).text()
    assert lines[-2].endswith("100.0 % (1 of 1; 20.7 to 100.0) of the right ones")
    assert lines[-1].endswith("100.0 % (1 of 1; 20.7 to 100.0) of those labelled")


@pytest.mark.parametrize(
    ("target", "same"), [("earlier", True), ("Petra Olander", True), ("The oak beams", False)]
)
def test_the_target_of_a_stance(target: str, same: bool) -> None:  # noqa: FBT001
    """By its words, its source's or its cue's; "earlier" is what stands before the sentence."""
    made = case("stance", stance("denies", target, "full"), SAID, DENIED)
    assert depth.same_target(made, denial("s1")) is same


def test_every_line_fits_a_terminal() -> None:
    """Shares with their intervals, with counts of three figures."""
    lines = Line("offers-alternative", 100, 200, 250).text().split("\n")
    assert len(lines) == 2
    wrong = case("hedges", hedge("modal", "allegedly"))
    lines += "\n".join(depth.report("hedges", [wrong], words=True)).split("\n")
    assert max(map(len, lines)) <= 80
    assert lines[-1].strip().endswith("The oak beams are allegedly rotten.")


def test_errors_say_what_and_where() -> None:
    """A miss and a false one by their cues; a wrong kind by both kinds."""
    missed = case("nesting", nesting(inner(cue="fall")), TOLD, BELIEVED)
    assert [fault.split(" ")[0] for _, fault in depth.errors("nesting", [missed])] == [
        "missed",
        "false",
    ]
    kinds = case("hedges", hedge("modal", "allegedly"))
    assert [fault for _, fault in depth.errors("hedges", [kinds])] == ["is modal, found none"]


def test_an_inner_cue_is_placed_inside_what_is_marked() -> None:
    """Where the outer cue is the same word, and nearer to the words that are said."""
    text = "The pilots said to me, more than once that night, “The lamp was out,” Ada Ros said."
    end = text.index(" Ada Ros")
    marked = corpus.Attribution(
        source=(Span(end + 1, end + 8),), cue=(Span(end + 9, end + 13),), content=(Span(0, end),)
    )
    choice = held()
    gold = replace(choice.texts["c"], text=text, attributions=(marked,))
    item = corpus.Item(
        set="nesting", item=1, article="c", span=(0, len(text)), attribution=1, by="pattern"
    )
    placing = Placing(corpus.Choice(choice.articles, (item,), {"c": gold}), "nesting")
    told = {"source": "The pilots", "cue": "said", "content_starts": "The lamp was"}
    made = placing.placed(parse("nesting", json.dumps({"item": 1, "inner": [told]})))
    assert made.inner is not None
    assert made.inner[0]["cue"] == Span(text.index("said"), text.index("said") + 4)


class _Once:
    """An extractor that notes which articles it was given."""

    name, version = "once", "1"

    def __init__(self) -> None:
        self.given: list[str | None] = []

    def extract(self, article: Article) -> Extraction:
        self.given.append(article.identifier)
        return Extraction(sources=(), attributions=(), requests=())


def test_only_the_half_that_is_asked_for_is_read(tmp_path: Path) -> None:
    """An article of the other half is never given to the extractor."""
    choice, reader = held(), _Once()
    (tmp_path / "nesting.jsonl").write_text(nesting(inner()).line() + "\n", encoding="utf-8")
    assert len(list(depth.cases(choice, "nesting", "open", reader, tmp_path))) == 1
    assert reader.given == ["c"]
    assert list(depth.cases(choice, "nesting", "kept", reader, tmp_path)) == []
    assert reader.given == ["c"]


def test_a_sentence_is_of_its_own_half_though_another_set_has_its_article(tmp_path: Path) -> None:
    """What one set keeps another may have to learn from: of sentences only their own counts."""
    choice, reader = held(), _Once()
    (own,) = choice.of("sentences")
    other = own.model_copy(update={"set": "single", "key": "si001", "half": "kept"})
    both = replace(choice, articles=(*choice.articles, other))
    (tmp_path / "nesting.jsonl").write_text(nesting(inner()).line() + "\n", encoding="utf-8")
    assert len(list(depth.cases(both, "nesting", "open", reader, tmp_path))) == 1
    assert both.chosen("single", own.id) == other
    assert both.chosen("sentences", own.id) == own
