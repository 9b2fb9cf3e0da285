"""Fits how sure the learned extractor is of each attribution, and measures it.

    python -P -m tests.measures.confidence [--out FILE]

Over the articles of PolNeAR's dev split, in five folds: the weights that a fold is measured
with were fitted on the other four. An attribution is right if its content is the content of a
labelled one (Dice's coefficient of letters at least .5) with an overlapping source, or none
on both sides. Prints the reliability by tenths and the F1 of what is kept; `--out` writes the
weights fitted on all articles.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.evaluation import calibration
from kg.extraction.learned.confidence import Evidence, probability
from kg.extraction.learned.extractor import WEIGHTS
from kg.extraction.learned.joining import Found, both
from kg.extraction.learned.network import Network
from kg.extraction.learned.triples import tagged as seen
from kg.extraction.rules.extractor import parse
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.subjects import noun_phrase
from kg.extraction.rules.text.view import Range, View

FOLDS = 5
_SAME = 0.5
_NEAR = 0.002
"""Of floors whose F1 is as good but for this, the lowest are taken: a reader can leave out more."""
_PRIOR = 1.0
"""How strongly weights are held near nothing (the l2 penalty)."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One attribution: the fold of its article, what speaks for it, and whether it is right."""

    fold: int
    evidence: Evidence
    right: bool


@dataclass(frozen=True, slots=True)
class Samples:
    """What the tagger found, what only the rules found, and how much there is to find."""

    tagged: list[Sample]
    added: list[Sample]
    gold: int


def samples(path: Path) -> Samples:
    """Return the attributions of a labelled file."""
    network, words = Network(WEIGHTS), lexicon()
    tagged: list[Sample] = []
    added: list[Sample] = []
    gold = 0
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        article = json.loads(line)
        view = View(parse(article["text"]), words.quoting)
        labelled = [_marked(article["text"], one) for one in article["attributions"]]
        gold += len(labelled)
        given, more, _ = both(view, words, seen(network, article["text"]))
        for found, kept in ((given, tagged), (more, added)):
            kept += [
                Sample(number % FOLDS, one.evidence, _is_right(view, one, labelled))
                for one in found
            ]
    return Samples(tagged, added, gold)


def fitted(found: Sequence[Sample]) -> dict[str, float]:
    """Return the weights of a logistic regression, by Newton's method."""
    names = list(found[0].evidence)
    rows = np.array([[one.evidence[name] for name in names] for one in found])
    right = np.array([one.right for one in found], dtype=float)
    penalty = np.full(len(names), _PRIOR)
    penalty[names.index("always")] = 1e-6
    by_place: Floats = np.zeros(len(names))
    for _ in range(30):
        sure = 1 / (1 + np.exp(-rows @ by_place))
        slope = rows.T @ (sure - right) + penalty * by_place
        curve = (rows * (sure * (1 - sure))[:, None]).T @ rows + np.diag(penalty)
        by_place = by_place - np.linalg.solve(curve, slope)
    return {name: round(float(value), 4) for name, value in zip(names, by_place, strict=True)}


def crossed(found: Sequence[Sample]) -> list[tuple[float, bool]]:
    """Return for each how sure the other folds' weights are of it, and whether it is right."""
    by_fold = {fold: fitted([one for one in found if one.fold != fold]) for fold in range(FOLDS)}
    return [(probability(by_fold[one.fold], one.evidence), one.right) for one in found]


def best(
    tagged: Sequence[tuple[float, bool]], added: Sequence[tuple[float, bool]], gold: int
) -> tuple[float, float]:
    """Return from which probability on to keep what was found: F1 is at its greatest, nearly."""
    steps = [step / 20 for step in range(1, 15)]

    def f1(least: tuple[float, float]) -> float:
        kept = [
            right
            for part, floor in ((tagged, least[0]), (added, least[1]))
            for sure, right in part
            if sure >= floor
        ]
        return 2 * sum(kept) / (len(kept) + gold)

    by_floors = {(one, other): f1((one, other)) for one in steps for other in steps}
    most = max(by_floors.values())
    return min(floors for floors, value in by_floors.items() if value >= most - _NEAR)


def _is_right(
    view: View, found: Found, labelled: Sequence[tuple[frozenset[int], frozenset[int]]]
) -> bool:
    candidate = found.chosen.candidate
    own = _letters(view, candidate.content)
    source: frozenset[int] = frozenset()
    if candidate.source is not None:
        around = candidate.source_range or noun_phrase(view, candidate.source)
        source = _letters(view, [around])
    return any(
        2 * len(own & content) >= _SAME * (len(own) + len(content))
        and (bool(source & whose) or not (source or whose))
        for content, whose in labelled
    )


def _letters(view: View, places: Sequence[Range]) -> frozenset[int]:
    spans = (view.span(place) for place in places)
    return _of(view.text, ((one.start, one.end) for one in spans if one is not None))


def _marked(text: str, one: dict[str, list[list[int]]]) -> tuple[frozenset[int], frozenset[int]]:
    content, source = (_of(text, ((a, b) for a, b in one[role])) for role in ("content", "source"))
    return content, source


def _of(text: str, spans: Iterator[tuple[int, int]]) -> frozenset[int]:
    return frozenset(place for a, b in spans for place in range(a, b) if text[place].isalnum())


def main() -> None:
    """Print the figures; write the weights where asked."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--out", type=Path, help="write the weights there")
    given = asked.parse_args()
    path = Path(os.environ["ONRECORD_MATERIAL"]) / "corpora" / "polnear" / "dev.jsonl"
    found = samples(path)
    tagged, added = crossed(found.tagged), crossed(found.added)
    least = best(tagged, added, found.gold)
    kept = [pair for pair in tagged if pair[0] >= least[0]]
    kept += [pair for pair in added if pair[0] >= least[1]]
    told = calibration(kept)
    print(f"{len(tagged)} tagged, {len(added)} added; kept from {least[0]} and {least[1]} on")
    right = sum(one for _, one in kept)
    print(f"content+source before reading on: F1 {200 * right / (len(kept) + found.gold):.1f}")
    for one in told.bins:
        shares = f"said {one.said:.3f}, right {one.right:.3f}, {one.cases} cases"
        print(f"  {one.low:.1f} to {one.high:.1f}: {shares}")
    worst = told.worst
    print(f"expected error {100 * told.expected_error:.1f} points", end="")
    print("" if worst is None else f", worst bin of 100 or more {100 * worst.error:.1f}")
    if given.out:
        weights = {
            "tagged": fitted(found.tagged),
            "added": fitted(found.added),
            "least_tagged": least[0],
            "least_added": least[1],
        }
        given.out.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
