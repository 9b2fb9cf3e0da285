"""Scoring beyond the figures: intervals, mistakes, people, the floor, calibration, files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg import record
from kg.errors import UsageError
from kg.evaluation import Options, calibration, reading
from kg.evaluation.block import END, opening, replaced
from kg.evaluation.counting import compare, counts
from kg.evaluation.evaluating import score
from kg.evaluation.figures import add, figures
from kg.evaluation.floor import FLOOR
from kg.evaluation.humans import MEASURED, agreement
from kg.evaluation.marks import Mark, Marked, mark_of
from kg.evaluation.mistakes import Mistake, mistakes
from kg.evaluation.resampling import Estimate, difference, draws, estimates, sample
from kg.model import Article, Maker, Record
from tests.test_evaluation import ARTICLES, HUMANS, PREDICTIONS, at, named

# Intervals


def counted() -> list[dict[str, float]]:
    by_id = {one.id: one for one in ARTICLES}
    ours = reading.predictions(PREDICTIONS, by_id)
    return [counts(compare(one, ours.get(one.id, ()))) for one in ARTICLES]


def test_draws_follow_from_the_seed() -> None:
    one, same, other = (list(draws(4, 50, seed)) for seed in (1, 1, 2))
    assert one == same != other
    assert {sum(times) for times in one} == {4}
    assert list(draws(1, 50, 1)) == []  # it would be drawn again and again


def test_an_interval_is_of_what_was_drawn() -> None:
    each = counted()
    samples = list(sample(each, draws(len(each), 400, 13)))
    found = estimates(figures(add(each)), samples)
    for name, one in found.items():
        assert one.low is not None
        assert one.high is not None
        assert 0 <= one.low <= one.high <= 1, name
    wide = found["attributions/content/f1"]
    assert (wide.low or 0) < wide.value < (wide.high or 0)


def test_a_draw_is_scored_as_its_articles_are() -> None:
    each = counted()
    (got,) = sample(each, [(2, 0, 1, 1)])
    assert got == pytest.approx(figures(add([each[0], each[0], each[2], each[3]])))


def test_a_difference_is_of_the_same_draws() -> None:
    each = counted()
    drawn = list(draws(len(each), 200, 13))
    name = "attributions/content/f1"
    ours = (figures(add(each))[name], list(sample(each, drawn)))
    perfect = [counts(compare(one, one.marks)) for one in ARTICLES]
    best = (1.0, list(sample(perfect, drawn)))
    assert difference(name, ours, ours) == Estimate(0, 0, 0)
    above = difference(name, best, ours)
    assert above.value == pytest.approx(1 - ours[0])
    assert 0 <= (above.low or 0) < (above.high or 0)


# Mistakes, people, the floor, calibration


def test_each_kind_of_mistake_is_known() -> None:
    by_id = {one.id: one for one in ARTICLES}
    ours = reading.predictions(PREDICTIONS, by_id)
    found = [case for one in ARTICLES for case in mistakes(compare(one, ours.get(one.id, ())))]
    assert Counter(case.kind for case in found) == {
        **dict.fromkeys(Mistake, 1),
        Mistake.NOT_FOUND: 4,
    }
    where = {case.kind: case.article for case in found}
    assert where[Mistake.BOTH] == "well"
    assert where[Mistake.SOURCE_MISSING] == where[Mistake.INVENTED] == "market"
    (invented,) = (case for case in found if case.kind is Mistake.INVENTED)
    assert invented.gold is None
    assert invented.start == named("market").article.text.index("questions")


def test_people_are_scored_against_each_other() -> None:
    by_article = {one.id: figures(each) for one, each in agreement(reading.versions(HUMANS))}
    assert by_article["well"]["attributions/content/f1"] == pytest.approx(4 / 5)
    assert by_article["choir"]["attributions/content/f1"] == 1
    assert by_article["choir"]["attributions/content+source/f1"] == pytest.approx(2 / 3)


def test_people_need_two_versions_of_one_text() -> None:
    with pytest.raises(UsageError, match="no article was marked by two"):
        list(agreement(ARTICLES))
    other = Marked(id="ferry", article=Article(text="Other words."), marks=(), annotator="b")
    with pytest.raises(UsageError, match="different texts"):
        list(agreement((named("ferry"), other)))


def test_the_floor_finds_quotations_and_reporting_verbs() -> None:
    text = named("market").article.text
    found = [mark_of(one) for one in FLOOR.extract(named("market").article).attributions]
    assert [tuple(span.of(text) for span in one.places) for one in found] == [
        ("the council", "according to", "Northfield will move its market to the old mill"),
        ("Council members", "believe", "the rent is fair"),
    ]
    (first, quoted, *_) = FLOOR.extract(named("ferry").article).attributions
    assert first.cue == named("ferry").marks[0].cue
    assert quoted.content == at("ferry", "“Nobody rides it,”")
    for one in ARTICLES:
        made = FLOOR.extract(one.article)
        record.must_be_sound(
            Record(article=one.article, extraction=made, maker=Maker(name="floor"))
        )


def test_people_agree_as_far_as_was_measured(material: Path) -> None:
    """Two of the twenty articles are kept apart from what lies there; so the figures are near."""
    folder = material / "corpora" / "polnear"
    versions = [
        one
        for name in ("train_multi", "dev_multi")
        for one in reading.versions(folder / f"{name}.jsonl")
    ]
    got = figures(add(each for _, each in agreement(versions)))
    assert {name: got[name] for name in MEASURED} == pytest.approx(dict(MEASURED), abs=0.02)


def test_the_floor_is_where_floors_are(material: Path) -> None:
    articles = reading.gold(material / "corpora" / "polnear" / "dev.jsonl")
    each = (
        counts(compare(one, map(mark_of, FLOOR.extract(one.article).attributions)))
        for one in articles
    )
    got = figures(add(each))
    assert 0.42 < got["attributions/content/f1"] < 0.52
    assert 0.34 < got["attributions/content+source/f1"] < 0.42


def test_a_sure_system_that_is_right_is_calibrated() -> None:
    found = calibration([(1.0, True)] * 120 + [(0.0, False)] * 120)
    assert (found.expected_error, found.cases, len(found.bins)) == (0, 240, 2)


def test_calibration_weighs_its_bins() -> None:
    cases = [(0.95, n < 60) for n in range(100)] + [(0.15, False)] * 50 + [(0.55, True)] * 50
    found = calibration(cases)
    assert [one.cases for one in found.bins] == [50, 50, 100]
    assert found.expected_error == pytest.approx((50 * 0.15 + 50 * 0.45 + 100 * 0.35) / 200)
    assert found.worst is not None
    assert (found.worst.low, round(found.worst.error, 9)) == (0.9, 0.35)


def test_a_doubled_attribution_is_right_once_in_its_confidence() -> None:
    sure = Mark(
        content=named("market").marks[0].content, source=at("market", "the council"), confidence=0.7
    )
    got = score(named("market"), (sure, sure), Options())
    assert sorted(got.sure) == [(0.7, False), (0.7, True)]


def test_few_cases_have_no_worst_bin() -> None:
    assert calibration([(0.5, True)] * 99).worst is None
    assert calibration([]).expected_error == 0
    with pytest.raises(ValueError, match="no probability"):
        calibration([(1.2, True)])


# Files


def test_a_record_is_gold_and_prediction_too(tmp_path: Path) -> None:
    marked = named("market")
    made = Record(
        article=marked.article,
        extraction=FLOOR.extract(marked.article),
        maker=Maker(name="a standards editor"),
    )
    path = tmp_path / "records.jsonl"
    path.write_text(record.dumps(record.canonical(made), "https://data.example/"), "utf-8")
    (gold,) = reading.gold(path)
    assert (gold.id, gold.outlet) == ("market", "The Northfield Post")
    assert gold.annotator == "a standards editor"
    assert len(gold.marks) == 2
    assert reading.predictions(path, {"market": marked}) == {"market": gold.marks}


def test_a_block_is_replaced_between_its_marks() -> None:
    document = f"a\n{opening('x')}\nold\n{END}\nb\n{opening('y')}\n{END}\n"
    assert replaced(document, "x", "new\n") == document.replace("\nold\n", "\n\nnew\n\n")
    assert replaced(replaced(document, "y", "1"), "y", "2") == replaced(document, "y", "2")


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ("nothing", "no block 'x'"),
        (opening("x"), "is not closed"),
        (f"{opening('x')}\n{opening('y')}\n{END}", "is not closed"),
        (f"{opening('x')}\n{END}\n{opening('x')}\n{END}", "twice"),
    ],
)
def test_a_block_must_be_there_once_and_closed(document: str, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        replaced(document, "x", "new")
