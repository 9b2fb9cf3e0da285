"""Fits how far the learned extractor takes a source to be identified, and measures it.

    python -P -m tests.measures.identifying [--out FILE]

Over all articles labelled to learn from (the sets `sourcing` and `single`, and the taught half of
those made up), in folds by article: what an article is measured with was fitted on the others.
Prints precision and recall of each class by set, of the rules alone and of both; `--out` writes
the weights fitted on all. Needs scikit-learn, of the extra `train`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from kg.extraction.learned.confidence import weights as confidence
from kg.extraction.learned.extractor import WEIGHTS
from kg.extraction.learned.identifying import (
    CLASSES,
    GROUPS,
    Weights,
    evidence,
    identified,
    sight,
)
from kg.extraction.learned.network import Network
from kg.extraction.learned.settling import joined
from kg.extraction.learned.triples import Tagged, tagged
from kg.extraction.rules.extractor import parse, read
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.view import View
from kg.model import Extraction, Identification
from tests.measures.labels.corpus import Gold, Half
from tests.measures.labels.placed import Placed
from tests.measures.labels.score import article_of, by_class, labelled
from tests.measures.labels.sourcing import SourcePair, source_pairs

SETS: tuple[tuple[str, Half], ...] = (
    ("sourcing", "open"),
    ("sourcing", "kept"),
    ("single", "open"),
    ("invented", "open"),
)
FOLDS = 8
_STRENGTH = 0.3
"""How freely weights move (the inverse of the l2 penalty)."""
_SIGHT, _KNOWN = 0.3, 3.0
"""How far one spread of each kind of evidence goes, so that the penalty falls on them alike."""


@dataclass(frozen=True)
class Case:
    """An article with its labels, what tagger and rules made of it, and which set it is of."""

    of: str
    gold: Gold
    labels: Sequence[Placed]
    seen: Tagged
    read: Extraction

    def pairs(self, found: Extraction) -> list[SourcePair]:
        """Return the labelled sources that were found."""
        pairs = source_pairs(self.gold, self.labels, found)
        return [one for one in pairs if one.found and one.source is not None]


def cases() -> Iterator[Case]:
    """Yield all articles to learn from, as the rules alone type their sources."""
    network, words = Network(WEIGHTS), lexicon()
    for name, half in SETS:
        for gold, labels in labelled(name, half):
            seen = tagged(network, gold.text)
            view = View(parse(gold.text), words.quoting)
            found = read(view, words, article_of(gold), joined(view, words, seen, confidence()))
            yield Case(f"{name} {half}", gold, labels, seen, found)


def fitted(every: Sequence[Case]) -> Weights:
    """Return the weights fitted on some articles."""
    known: list[dict[str, float]] = []
    sights: list[NDArray[np.float32]] = []
    right: list[int] = []
    for case in every:
        for pair in case.pairs(case.read):
            source, name = pair.source, pair.label.kinds["identification"]
            group = GROUPS[Identification(name)]
            if source is not None and group in CLASSES:
                known.append(evidence(case.gold.text, pair.found[0], source))
                sights.append(sight(case.seen, pair.found[0]))
                right.append(list(CLASSES).index(group))
    names = sorted({name for one in known for name in one})
    left = np.array([[one.get(name, 0.0) for name in names] for one in known]) * _KNOWN
    seen = np.array(sights)
    mean, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-3
    model: Any = LogisticRegression(C=_STRENGTH, max_iter=300)
    model.fit(np.concatenate([left, (seen - mean) / spread * _SIGHT], axis=1), right)
    of_known, of_seen = model.coef_[:, : len(names)], model.coef_[:, len(names) :]
    of_seen = of_seen * _SIGHT / spread
    return Weights(
        np.asarray(model.intercept_ - of_seen @ mean, dtype=np.float32),
        {
            name: np.asarray(row, dtype=np.float32)
            for name, row in zip(names, (of_known * _KNOWN).T, strict=True)
        },
        np.asarray(of_seen, dtype=np.float32),
    )


def written(by: Weights) -> str:
    """Return weights as their file has them."""
    told = {
        "always": _short(by.always),
        "named": {name: _short(row) for name, row in by.named.items()},
        "seen": [_short(row) for row in by.seen],
    }
    return json.dumps(told, separators=(",", ":")) + "\n"


def _short(row: Iterable[float]) -> list[float]:
    return [round(float(value), 4) for value in row]


def crossed(every: Sequence[Case]) -> Iterator[tuple[Case, Extraction]]:
    """Yield each article with what is made of it by weights that were fitted without it."""
    for fold in range(FOLDS):
        by = fitted([one for place, one in enumerate(every) if place % FOLDS != fold])
        for case in every[fold::FOLDS]:
            yield case, identified(case.gold.text, case.seen, case.read, by)


def report(title: str, pairs: Sequence[SourcePair]) -> Iterator[str]:
    """Yield precision and recall of each class."""
    groups = [one.groups for one in pairs]
    right = sum(label == found for label, found in groups)
    yield f"{title}: {100 * right / len(groups):.1f} % of {len(groups)} right"
    for name in CLASSES:
        precise, recalled = by_class(groups, name)
        yield f"  {name:11} P {precise!s:29} R {recalled}"


def main() -> None:
    """Print the figures and, if wanted, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    every = list(cases())
    made = list(crossed(every))
    for name in dict.fromkeys(one.of for one in every):
        own = [pair for one in every if one.of == name for pair in one.pairs(one.read)]
        both = [pair for one, found in made if one.of == name for pair in one.pairs(found)]
        print(*report(f"{name}, rules", own), *report(f"{name}, weighed", both), sep="\n")
    if given.out is not None:
        given.out.write_text(written(fitted(every)), encoding="utf-8")
        print(f"written to {given.out}")


if __name__ == "__main__":
    main()
