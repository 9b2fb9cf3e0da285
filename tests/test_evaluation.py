"""Scoring: the figures, which are those of the outside scorer, and what they are made of."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation import reading
from kg.evaluation.assignment import pairs
from kg.evaluation.counting import compare, counts
from kg.evaluation.figures import MEASURES, add, figures
from kg.evaluation.kinds import Kind, Kinds, Length
from kg.evaluation.marks import Flag, Mark, Marked, Role
from kg.evaluation.units import Words
from kg.model import Article, Span

CASES = Path(__file__).parent / "cases" / "evaluation"
GOLD = CASES / "gold.jsonl"
PREDICTIONS = CASES / "predictions.jsonl"
HUMANS = CASES / "humans.jsonl"
ARTICLES = reading.gold(GOLD)


def named(name: str) -> Marked:
    return next(one for one in ARTICLES if one.id == name)


def scored(
    predicted: dict[str, tuple[Mark, ...]], *, ignore_discard: bool = False
) -> dict[str, float]:
    """Return every figure of predictions for the invented articles."""
    compared = (
        compare(one, predicted.get(one.id, ()), ignore_discard=ignore_discard) for one in ARTICLES
    )
    return figures(add(map(counts, compared)))


def all_marks() -> dict[str, tuple[Mark, ...]]:
    return {one.id: one.marks for one in ARTICLES}


def replaced_in(
    name: str, number: int, role: Role, spans: tuple[Span, ...]
) -> dict[str, tuple[Mark, ...]]:
    """Return the gold marks with a part of one of them changed."""
    marks = list(named(name).marks)
    parts = {each: marks[number].spans(each) for each in Role} | {role: spans}
    marks[number] = Mark(
        source=parts[Role.SOURCE], cue=parts[Role.CUE], content=parts[Role.CONTENT]
    )
    return {**all_marks(), name: tuple(marks)}


def at(name: str, words: str) -> tuple[Span, ...]:
    start = named(name).article.text.index(words)
    return (Span(start, start + len(words)),)


# The outside scorer


def disturbed(marked: Marked, chance: random.Random) -> Iterator[Mark]:
    """Yield the marks with some lost, doubled, moved, emptied and flagged."""

    def moved(span: Span) -> Span:
        start = max(0, span.start + chance.choice([0, 0, 0, -7, 9, 30]))
        end = min(len(marked.article.text), span.end + chance.choice([0, 0, -5, 6, -20, 40]))
        return Span(start, end) if start < end else span

    for one in marked.marks:
        if chance.random() < 0.2:
            continue
        parts = {
            role.value: tuple(moved(span) for span in one.spans(role))
            for role in Role
            if chance.random() > 0.1
        }
        flags = frozenset({Flag.ANONYMOUS}) if chance.random() < 0.1 else frozenset[Flag]()
        made = Mark(
            source=parts.get("source", ()),
            cue=parts.get("cue", ()),
            content=parts.get("content", ()),
            flags=flags,
        )
        yield made
        if chance.random() < 0.2:
            yield made


def as_line(marks: tuple[Mark, ...]) -> dict[str, Any]:
    def places(one: Mark, role: Role) -> list[list[int]]:
        return [[span.start, span.end] for span in one.spans(role)]

    return {
        "attributions": [
            {**{role.value: places(one, role) for role in Role}, **dict.fromkeys(one.flags, True)}
            for one in marks
        ]
    }


def outside(
    material: Path, gold: Path, ours: dict[str, tuple[Mark, ...]], folder: Path, *options: str
) -> dict[str, Any]:
    """Return the outside scorer's figures."""
    predicted, result = folder / "predicted.jsonl", folder / "result.json"
    lines = (json.dumps({"id": name, **as_line(marks)}) + "\n" for name, marks in ours.items())
    predicted.write_text("".join(lines), encoding="utf-8")
    command = [material / "corpora" / "score.py", gold, predicted, "--json", result, *options]
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True)
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found


def flat(theirs: dict[str, Any]) -> dict[str, float]:
    """Return the outside scorer's figures by our names for them."""
    found: dict[str, float] = {}

    def three(name: str, values: tuple[float, ...]) -> None:
        found.update({f"{name}/{one}": v for one, v in zip(MEASURES, values, strict=True)})

    for role, parts in theirs["roles"].items():
        for part, values in parts.items():
            three(f"spans/{role}/{part}", values)
    for name, values in theirs["attribution"].items():
        three(f"attributions/{name}", values)
    for name, value in theirs["linking"].items():
        ours = {
            "linked_of_gold_with_source": "any_of_sourced",
            "exact_of_gold_with_source": "exact_of_sourced",
        }.get(name, name)
        found[f"linking/{ours}"] = value
    del found["linking/aligned"]
    for flag, values in theirs["flags"].items():
        three(f"flags/{flag}", values["prf"])
        found[f"flags/{flag}/accuracy"] = values["accuracy_on_aligned"]
    for kind, values in theirs["recall_by_kind"].items():
        for name in ("content", "content+source"):
            found[f"kinds/{kind}/{name}/recall"] = values[name]
    return found


@pytest.mark.parametrize("ignore", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_are_the_outside_scorers(
    material: Path, tmp_path: Path, seed: int, *, ignore: bool
) -> None:
    path = material / "corpora" / "polnear" / "dev.jsonl"
    articles, chance = reading.gold(path), random.Random(seed)  # noqa: S311 - no secret
    ours = {one.id: tuple(disturbed(one, chance)) for one in articles}
    each = (counts(compare(one, ours[one.id], ignore_discard=ignore)) for one in articles)
    got = figures(add(each))
    options = ["--ignore-discard"] if ignore else []
    wanted = flat(outside(material, path, ours, tmp_path, *options))
    assert len(wanted) > 90
    assert {name for name, value in wanted.items() if abs(got[name] - value) > 1e-9} == set()
    assert 0.3 < got["attributions/content+source/f1"] < 0.8


# Whole attributions and places


def test_gold_against_itself_is_all_right() -> None:
    got = scored(all_marks())
    assert {value for name, value in got.items() if not name.startswith("flags/")} == {1.0}
    assert got["flags/no_source/f1"] == 1.0


def test_nothing_found_is_all_missed() -> None:
    got = scored({})
    assert got["attributions/content/recall"] == got["attributions/content/precision"] == 0
    assert got["spans/cue/any/f1"] == 0


def test_the_order_of_what_is_found_is_nothing() -> None:
    for order in permutations(named("ferry").marks):
        assert scored({**all_marks(), "ferry": order})["attributions/exact/f1"] == 1


def test_marks_at_the_edges_do_not_count() -> None:
    got = scored(replaced_in("choir", 1, Role.CONTENT, at("choir", "that rain “has its own music")))
    assert got["attributions/exact/f1"] == 1


@pytest.mark.parametrize(
    ("source", "any_right", "exact_right"),
    [("the company", False, False), ("Low Quay", True, False), ("The fishermen of", True, False)],
)
def test_a_source_is_right_where_it_overlaps(
    source: str, *, any_right: bool, exact_right: bool
) -> None:
    got = scored(replaced_in("ferry", 2, Role.SOURCE, at("ferry", source)))
    assert got["attributions/content/f1"] == 1
    assert (got["attributions/content+source/f1"] == 1) is any_right
    assert (got["attributions/strict_source/f1"] == 1) is exact_right


def test_the_head_of_a_source_is_its_last_word() -> None:
    right = scored(replaced_in("ferry", 0, Role.SOURCE, at("ferry", "master")))
    wrong = scored(replaced_in("ferry", 0, Role.SOURCE, at("ferry", "the harbour")))
    assert right["linking/head"] == 1 > wrong["linking/head"]


def test_what_is_found_twice_is_wrong_once() -> None:
    got = scored({name: marks * 2 for name, marks in all_marks().items()})
    assert (got["attributions/content/precision"], got["attributions/content/recall"]) == (0.5, 1)
    assert got["spans/source/exact/precision"] == 0.5


def test_pieces_are_one_content() -> None:
    text = named("ferry").article.text
    start, cut = text.index("“Nobody"), text.index(" rides")
    whole = (Span(start, cut), Span(cut, text.index(" said Ada")), *at("ferry", "“It is an empty"))
    got = scored(replaced_in("ferry", 1, Role.CONTENT, (*whole, *at("ferry", "boat.”"))))
    assert got["attributions/exact/f1"] == 1 > got["spans/content/frag/f1"]


def test_an_article_of_nothing_but_marks_has_no_places() -> None:
    odd = Marked(id="x", article=Article(text="… — !"), marks=(Mark(content=(Span(0, 3),)),))
    got = figures(counts(compare(odd, odd.marks)))
    assert got["attributions/content/recall"] == 0  # no letter is shared


def test_what_was_set_aside_counts_neither_way() -> None:
    extra = Mark(content=at("ferry", "on Tuesday"))
    ours = {**all_marks(), "ferry": (*named("ferry").marks, extra)}
    assert scored(ours)["attributions/content/precision"] < 1
    assert scored(ours, ignore_discard=True)["attributions/content/precision"] == 1


# One to one


@given(st.data())
def test_pairs_are_the_best_there_are(data: st.DataObject) -> None:
    rows, columns = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 5))
    weight = st.sampled_from([0.0, 0.0, 0.25, 0.3, 0.5, 0.7, 1.0])
    weights = data.draw(
        st.lists(st.lists(weight, min_size=columns, max_size=columns), min_size=rows, max_size=rows)
    )
    found = pairs(range(rows), range(columns), lambda row, column: weights[row][column])
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
    assert all(weights[row][column] > 0 for row, column in found)
    padded = [*range(columns), *[-1] * rows]
    best = max(
        sum(weights[row][column] for row, column in enumerate(chosen) if column >= 0)
        for chosen in set(permutations(padded, rows))
    )
    assert sum(weights[row][column] for row, column in found) == pytest.approx(best)


# Kinds


@pytest.mark.parametrize(
    ("name", "number", "kinds", "length"),
    [
        ("ferry", 1, (Kind.DIRECT, Kind.DISCONTINUOUS), Length.TO_15),
        ("ferry", 2, (Kind.INDIRECT,), Length.TO_15),
        ("ferry", 3, (Kind.INDIRECT,), Length.TO_15),
        ("market", 1, (Kind.MIXED,), Length.TO_15),
        ("market", 3, (Kind.INDIRECT,), Length.TO_5),
    ],
)
def test_kinds_of_content(name: str, number: int, kinds: tuple[Kind, ...], length: Length) -> None:
    marked = named(name)
    words = Words(marked.article.text)
    known = Kinds(marked.article.text, words)
    mark = marked.marks[number]
    assert known.of(mark) == kinds
    assert known.length(words.letters(mark.content)) is length


def test_a_source_may_stand_in_another_sentence() -> None:
    text = 'Ada Quill was angry. "No boat will run.\nNobody asked me."'
    content = (Span(text.index('"No'), text.index("\n")), Span(text.index("Nobody"), len(text)))
    known = Kinds(text, Words(text))
    found = known.of(Mark(source=(Span(0, 9),), content=content))
    assert Kind.SOURCE_ELSEWHERE in found
    assert Kind.MIXED in found  # a new line ends a quotation that is left open
