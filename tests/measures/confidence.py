"""Fits how sure the learned extractor is of each attribution, and measures it.

    python -P -m tests.measures.confidence [--out FILE]

Over the articles of PolNeAR's dev split, in five folds: the weights that a fold is measured
with were fitted on the other four. An attribution is right if its content is the content of a
labelled one (Dice's coefficient of letters at least .5) with an overlapping source, or none
on both sides. Prints the reliability by tenths and the F1 of what is kept; `--out` writes the
weights fitted on all articles. What stands inside another is rated by the sentences labelled
for that, on the open half.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.evaluation import calibration
from kg.extraction import extractors
from kg.extraction.learned.confidence import Evidence, probability
from kg.extraction.learned.extractor import WEIGHTS
from kg.extraction.learned.joining import Found, both
from kg.extraction.learned.network import Network
from kg.extraction.learned.settling import apart
from kg.extraction.learned.triples import tagged as seen
from kg.extraction.rules.extractor import parse
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.subjects import noun_phrase
from kg.extraction.rules.text.view import Range, View
from tests.measures.labels.corpus import choice
from tests.measures.labels.depth import cases, inner_found, inner_pairs, same_source

FOLDS = 5
_SAME = 0.5
_NEAR = 0.001
"""Of floors whose F1 is as good but for this, the tagger's lowest: a reader can leave out more."""
_PRIOR = 1.0
"""How strongly weights are held near nothing (the l2 penalty)."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One attribution that may be one: its article, who found it, and whether it is right."""

    article: int
    chosen: Chosen
    evidence: Evidence
    right: bool

    @property
    def fold(self) -> int:
        """The part of the articles that it is measured in."""
        return self.article % FOLDS


@dataclass(frozen=True, slots=True)
class Samples:
    """What the tagger found, what the rules found, and how much there is to find."""

    tagged: list[Sample]
    added: list[Sample]
    gold: int


def samples(path: Path) -> Samples:
    """Return the attributions of a labelled file."""
    network, words = Network(WEIGHTS), lexicon()
    found = Samples([], [], 0)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        article = json.loads(line)
        view = View(parse(article["text"]), words.quoting)
        labelled = [_marked(article["text"], one) for one in article["attributions"]]
        told = both(view, words, seen(network, article["text"]))
        found = Samples(
            [*found.tagged, *_samples(number, view, told.tagged, labelled)],
            [*found.added, *_samples(number, view, told.added, labelled)],
            found.gold + len(labelled),
        )
    return found


def _samples(number: int, view: View, told: Iterable[Found], labelled: Marks) -> Iterator[Sample]:
    for one in told:
        yield Sample(number, one.chosen, one.evidence, _is_right(view, one, labelled))


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


def crossed(found: Sequence[Sample]) -> list[tuple[float, Sample]]:
    """Return each with how sure the weights of the other folds are of it."""
    by_fold = {fold: fitted([one for one in found if one.fold != fold]) for fold in range(FOLDS)}
    return [(probability(by_fold[one.fold], one.evidence), one) for one in found]


Sure = Sequence[tuple[float, Sample]]


def kept(tagged: Sure, added: Sure, least: tuple[float, float]) -> list[tuple[float, bool]]:
    """Return how sure each is that counts, and whether it is right; `least` are the floors."""
    by_article: dict[int, list[tuple[Chosen, bool]]] = {}
    for part, floor in ((tagged, least[0]), (added, least[1])):
        for sure, one in part:
            if sure >= floor:
                rated = replace(one.chosen, likelihood=sure, confidence=sure)
                by_article.setdefault(one.article, []).append((rated, one.right))
    return [pair for every in by_article.values() for pair in _counted(every)]


def _counted(every: Sequence[tuple[Chosen, bool]]) -> Iterator[tuple[float, bool]]:
    right = {id(one): is_right for one, is_right in every}
    for one in apart(one for one, _ in every):
        yield one.likelihood, right[id(one)]


def best(tagged: Sure, added: Sure, gold: int) -> tuple[float, float]:
    """Return from which probability on to keep what was found: F1 is at its greatest, nearly."""
    steps = [step / 20 for step in range(5, 13)]
    by_floors = {
        (one, other): f1(kept(tagged, added, (one, other)), gold)
        for one in steps
        for other in steps
    }
    most = max(by_floors.values())
    good = [floors for floors, value in by_floors.items() if value >= most - _NEAR]
    return min(good, key=lambda floors: (floors[0], -by_floors[floors]))


def f1(told: Sequence[tuple[float, bool]], gold: int) -> float:
    """Return F1 of what is kept."""
    return 2 * sum(right for _, right in told) / (len(told) + gold)


def nested(folder: Path) -> tuple[int, int]:
    """Return how many of those found inside a labelled content are right, and how many there are.

    Right means that cue and source are those of a label; counted is the open half.
    """
    held = choice(folder / "corpora")
    right = found = 0
    for case in cases(held, "nesting", "open", extractors()["learned"]):
        inner, labels = inner_found(case), case.label.inner or ()
        found += len(inner)
        right += sum(
            same_source(labels[place], inner[number]) for place, number in inner_pairs(case, inner)
        )
    return right, found


Marks = Sequence[tuple[frozenset[int], frozenset[int]]]
"""Content and source of each labelled attribution, by their letters."""


def _is_right(view: View, found: Found, labelled: Marks) -> bool:
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
    folder = Path(os.environ["ONRECORD_MATERIAL"])
    found = samples(folder / "corpora" / "polnear" / "dev.jsonl")
    tagged, added = crossed(found.tagged), crossed(found.added)
    least = best(tagged, added, found.gold)
    told = kept(tagged, added, least)
    print(f"{len(tagged)} tagged, {len(added)} by rules; kept from {least[0]} and {least[1]} on")
    print(f"content+source before reading on: F1 {100 * f1(told, found.gold):.1f}")
    reliability(told)
    right, inner = nested(folder)
    print(f"inside others: {right} of {inner} right")
    if given.out:
        weights: Mapping[str, object] = {
            "tagged": fitted(found.tagged),
            "added": fitted(found.added),
            "least_tagged": least[0],
            "least_added": least[1],
            # the rule of succession: few were labelled
            "nested": round((right + 1) / (inner + 2), 3),
        }
        given.out.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")


def reliability(told: Sequence[tuple[float, bool]]) -> None:
    """Print how often what is said to be so sure is right, by tenths."""
    found = calibration(told)
    for one in found.bins:
        shares = f"said {one.said:.3f}, right {one.right:.3f}, {one.cases} cases"
        print(f"  {one.low:.1f} to {one.high:.1f}: {shares}")
    worst = found.worst
    print(f"expected error {100 * found.expected_error:.1f} points", end="")
    print("" if worst is None else f", worst bin of 100 or more {100 * worst.error:.1f}")


if __name__ == "__main__":
    main()
