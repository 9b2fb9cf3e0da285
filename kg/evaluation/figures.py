"""The figures, from counts: precision, recall and F1 of parts and wholes, shares of the rest.

A figure has a name like `attributions/content+source/f1`; values run from 0 to 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from kg.evaluation.counting import Counts
from kg.evaluation.kinds import Kind, Length
from kg.evaluation.marks import Flag, Role

MEASURES = ("precision", "recall", "f1")
WHOLES = ("content", "content+source", "strict_source", "full", "content_exact", "exact")
PARTS = ("exact", "any", "dice", "soft", "frag", "word")
HEADLINE = ("attributions/content/f1", "attributions/content+source/f1", "attributions/exact/f1")
"""What two systems are compared by."""

FRAGMENTS = tuple(f"spans/{role}/frag/f1" for role in Role)


def add(counted: Iterable[Counts]) -> Counts:
    """Return the sum."""
    total: Counts = {}
    for one in counted:
        for name, value in one.items():
            total[name] = total.get(name, 0) + value
    return total


_Read: TypeAlias = defaultdict[str, float]
"""Counts in which a name that is not there counts 0."""


def figures(counts: Counts) -> dict[str, float]:
    """Return every figure."""
    read = defaultdict(float, counts)
    return dict(
        pair
        for part in (_spans(read), _attributions(read), _linking(read), _flags(read), _kinds(read))
        for pair in part
    )


def _spans(counts: _Read) -> Iterator[tuple[str, float]]:
    for role in Role:
        gold, ours = counts[f"{role}/gold"], counts[f"{role}/predicted"]
        for measure in ("exact", "any", "dice"):
            hits = counts[f"{role}/{measure}"]
            yield from _prf(f"spans/{role}/{measure}", hits, ours, hits, gold)
        soft = counts[f"{role}/covering"], ours, counts[f"{role}/covered"], gold
        yield from _prf(f"spans/{role}/soft", *soft)
        for measure in ("frag", "word"):
            hits = counts[f"{role}/{measure}"]
            ours_of, gold_of = (
                counts[f"{role}/{measure}_predicted"],
                counts[f"{role}/{measure}_gold"],
            )
            yield from _prf(f"spans/{role}/{measure}", hits, ours_of, hits, gold_of)


def _attributions(counts: _Read) -> Iterator[tuple[str, float]]:
    for name in WHOLES:
        hits = counts[f"pairs/{name}"]
        yield from _prf(f"attributions/{name}", hits, counts["predicted"], hits, counts["gold"])


def _linking(counts: _Read) -> Iterator[tuple[str, float]]:
    """Yield how often the source is right where the content is found."""
    found, sourced = counts["pairs/content"] or 1, counts["pairs/sourced"] or 1
    yield "linking/any", counts["pairs/content+source"] / found
    yield "linking/dice", counts["pairs/source_dice"] / found
    yield "linking/exact", counts["pairs/strict_source"] / found
    yield "linking/head", counts["pairs/source_head"] / found
    yield "linking/any_of_sourced", counts["pairs/sourced_any"] / sourced
    yield "linking/exact_of_sourced", counts["pairs/sourced_exact"] / sourced


def _flags(counts: _Read) -> Iterator[tuple[str, float]]:
    for flag in Flag:
        hits = counts[f"{flag}/right"]
        name = f"flags/{flag}"
        yield from _prf(name, hits, counts[f"{flag}/predicted"], hits, counts[f"{flag}/gold"])
        yield f"{name}/accuracy", counts[f"{flag}/same"] / (counts["pairs/content"] or 1)


def _kinds(counts: _Read) -> Iterator[tuple[str, float]]:
    for group, names in (("kinds", Kind), ("lengths", Length)):
        for name in names:
            ours, gold = counts[f"{name}/predicted"], counts[f"{name}/gold"]
            for whole, count in (("content", "content"), ("content+source", "source")):
                yield from _prf(
                    f"{group}/{name}/{whole}",
                    counts[f"{name}/predicted_{count}"],
                    ours,
                    counts[f"{name}/gold_{count}"],
                    gold,
                )


def _prf(
    name: str, right: float, predicted: float, found: float, gold: float
) -> Iterator[tuple[str, float]]:
    """Yield precision, recall and F1; nothing found where nothing is to be found is right."""
    precision = right / predicted if predicted else float(not gold)
    recall = found / gold if gold else float(not predicted)
    both = precision + recall
    yield f"{name}/precision", precision
    yield f"{name}/recall", recall
    yield f"{name}/f1", 2 * precision * recall / both if both else 0.0
