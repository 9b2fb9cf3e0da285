"""An evaluation as JSON: figures, offsets and kinds, and none of the articles' words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import TypeAlias

from kg.evaluation.counting import THRESHOLD
from kg.evaluation.evaluating import Evaluation, Group, Line, Options, System
from kg.evaluation.humans import MEASURED, MEASURED_ON
from kg.evaluation.marks import Mark, Role
from kg.evaluation.mistakes import Case, Mistake
from kg.evaluation.resampling import Estimate
from kg.model import Spans

Json: TypeAlias = dict[str, object]


def document(evaluation: Evaluation, *, places: bool) -> Json:
    """Return everything measured; with `places`, where each mistake is, too."""
    return {
        "articles": evaluation.whole.articles,
        "attributions": evaluation.whole.lines[0].counts["gold"],
        **_options(evaluation.options),
        "systems": [_system(one, evaluation, places=places) for one in evaluation.systems],
        "human": _human(evaluation),
        "outlets": [_group(one) for one in evaluation.outlets],
        "differences": [
            {"first": one.first, "second": one.second, "figures": _figures(one.figures)}
            for one in evaluation.differences
        ],
    }


def of_people(line: Line, options: Options) -> Json:
    """Return people's agreement."""
    figures = {name: one for name, one in line.figures.items() if not name.startswith("flags/")}
    return {**_options(options), "human": {"articles": line.articles, "figures": _figures(figures)}}


def _options(options: Options) -> Json:
    return {
        "threshold": THRESHOLD,
        "nested": options.nested,
        "ignoreDiscard": options.ignore_discard,
        "bootstrap": {"rounds": options.rounds, "seed": options.seed},
    }


def _system(one: System, evaluation: Evaluation, *, places: bool) -> Json:
    (line,) = (each for each in evaluation.whole.lines if each.name == one.name)
    counted = Counter(case.kind for case in one.cases)
    found: Json = {
        "name": one.name,
        "beside": one.beside,
        "found": line.counts["predicted"],
        "figures": _figures(line.figures),
        "counts": dict(sorted(line.counts.items())),
        "mistakes": {kind.value: counted[kind] for kind in Mistake},
    }
    if reliable := one.calibration:
        found["calibration"] = {
            "expectedError": reliable.expected_error,
            "worst": asdict(reliable.worst) if reliable.worst else None,
            "bins": [asdict(each) for each in reliable.bins],
        }
    if places:
        found["places"] = [_case(case) for case in one.cases]
    return found


def _human(evaluation: Evaluation) -> Json:
    people = evaluation.whole.human
    if people:
        return {"articles": people.articles, "figures": _figures(people.figures)}
    measured = {name: Estimate(value) for name, value in MEASURED.items()}
    return {"measuredOn": MEASURED_ON, "figures": _figures(measured)}


def _group(one: Group) -> Json:
    return {
        "name": one.name,
        "articles": one.articles,
        "systems": [_line(line) for line in one.lines],
        "human": _line(one.human) if one.human else None,
    }


def _line(one: Line) -> Json:
    return {"name": one.name, "articles": one.articles, "figures": _figures(one.figures)}


def _figures(figures: Mapping[str, Estimate]) -> Json:
    """Return the figures as a tree: what stands between the slashes of a name is a key."""
    tree: Json = {}
    for name, value in figures.items():
        *outer, last = name.split("/")
        at = tree
        for key in outer:
            inner = at.setdefault(key, {})
            if not isinstance(inner, dict):
                raise TypeError(f"{name} stands under a figure")
            at = inner
        at[last] = {"value": value.value, "low": value.low, "high": value.high}
    return tree


def _case(one: Case) -> Json:
    return {
        "kind": one.kind.value,
        "article": one.article,
        "gold": _places(one.gold),
        "predicted": _places(one.predicted),
    }


def _places(one: Mark | None) -> Json | None:
    return {role.value: _pairs(one.spans(role)) for role in Role} if one else None


def _pairs(spans: Spans) -> list[list[int]]:
    return [[one.start, one.end] for one in spans]
