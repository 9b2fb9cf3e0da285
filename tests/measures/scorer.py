"""The corpus' own scorer, loaded from the outside material it belongs to."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, cast

from kg.extraction import Extractor
from kg.model import Article, Maker, Record
from kg.record import canonical, scorable

Labelled = dict[str, list[list[int]]]


class Scorer(Protocol):
    """What is used of `corpora/score.py`."""

    def score_article(
        self,
        gold: object,
        predicted: object,
        theta: float,
        raw: bool,  # noqa: FBT001 - the scorer's signature
        ignore: bool,  # noqa: FBT001 - the same
    ) -> dict[str, float]: ...

    def match(self, gold: object, predicted: object, weight: object) -> list[tuple[int, int]]: ...


def material() -> Path:
    """Return the folder of the outside material."""
    return Path(os.environ.get("ONRECORD_MATERIAL") or Path(__file__).parents[3] / "shared")


def scorer(folder: Path) -> Scorer:
    """Return the scorer."""
    spec = importlib.util.spec_from_file_location(
        "attribution_score", folder / "corpora" / "score.py"
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Scorer", module)


def read_lines(path: Path) -> list[dict[str, object]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def predict(extractor: Extractor, articles: Iterable[Article]) -> list[dict[str, object]]:
    """Return what the extractor finds in each article, in the scorer's form."""
    maker = Maker(name=extractor.name, version=extractor.version)
    return [
        scorable(canonical(Record(article=one, extraction=extractor.extract(one), maker=maker)))
        for one in articles
    ]
