"""The hand labels of requests for comment, and the articles that were read for them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kg.intake.given import Given
from kg.model import Article, Span
from kg.readers import Incoming, article_of, read

HERE = Path(__file__).parent
FILES = {"dev": "dev", "train100": "train"}
"""Each file of labels with the split of the corpus that its articles are in."""


@dataclass(frozen=True)
class Label:
    """One request as a reader saw it; `asker` is nothing where the publisher asked."""

    article: str
    span: Span
    party: Span
    antecedent: Span | None
    outcome: str
    asker: Span | None
    unsure: bool

    @property
    def who(self) -> Span:
        """Return the words that name the party, not a pronoun or a bare surname for it."""
        return self.antecedent or self.party


def labels(name: str) -> list[Label]:
    """Return the labels of one file."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_label(json.loads(line)) for line in lines if line]


def articles(name: str, corpora: Path) -> dict[str, Article]:
    """Return the articles that were read for one file, by id."""
    wanted = set((HERE / f"{name}-read.txt").read_text(encoding="utf-8").split())
    path = corpora / "polnear" / f"{FILES[name]}.jsonl"
    found = (article_of(one.found) for one in read(path, Given()) if isinstance(one, Incoming))
    return {one.identifier: one for one in found if one.identifier in wanted}


def _label(line: dict[str, object]) -> Label:
    return Label(
        article=str(line["article"]),
        span=_span(line["span"]),
        party=_span(line["party"]),
        antecedent=_span(line["antecedent"]) if "antecedent" in line else None,
        outcome=str(line["outcome"]),
        asker=None if line["asker"] == "publisher" else _span(line["asker"]),
        unsure=bool(line.get("unsure")),
    )


def _span(pair: object) -> Span:
    if not isinstance(pair, list):
        raise TypeError(f"a span is a pair of offsets, not {pair!r}")
    start, end = pair
    return Span(start, end)
