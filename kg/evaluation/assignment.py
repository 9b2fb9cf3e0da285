"""Which of ours goes with which of theirs: one to one, of the greatest weight together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")
_NOTHING = 1e-9
"""Weights and gains up to this one are none: sums of fractions are not exact."""

Edges: TypeAlias = dict[int, dict[int, float]]
"""The weight of each pair that may be made, by the left one and the right one."""


def pairs(
    left: Sequence[T], right: Sequence[T], weight: Callable[[T, T], float]
) -> list[tuple[int, int]]:
    """Return the numbers of those that go together, by the left one.

    No other choice of pairs has a greater sum of weights; a pair without weight is none.
    """
    edges: Edges = {}
    for row, one in enumerate(left):
        weights = {column: weight(one, other) for column, other in enumerate(right)}
        if found := {column: each for column, each in weights.items() if each > _NOTHING}:
            edges[row] = found
    return sorted(pair for part in _parts(edges) for pair in _best(part))


def _parts(edges: Edges) -> Iterator[Edges]:
    """Yield the parts that share nothing: most are a single pair, and none is large."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, columns in edges.items():
        for column in columns:
            rows_of[column].append(row)
    seen: set[int] = set()
    for first in edges:
        if first in seen:
            continue
        seen.add(first)
        reached = [first]
        for row in reached:
            new = {one for column in edges[row] for one in rows_of[column]} - seen
            seen |= new
            reached += sorted(new)
        yield {row: edges[row] for row in sorted(reached)}


def _best(edges: Edges) -> list[tuple[int, int]]:
    """Return the best pairs of a part, one pair more at a time while that adds weight.

    Each step takes the path of greatest gain through the pairs made so far, which keeps the
    choice the best of its size; the gains only fall, so the first without gain is the end.
    """
    row_of: dict[int, int] = {}
    while path := _path(edges, row_of):
        row_of.update({column: row for row, column in path})
    return [(row, column) for column, row in row_of.items()]


def _path(edges: Edges, row_of: dict[int, int]) -> list[tuple[int, int]]:
    """Return the pairs to make that add most weight, as (row, column), or none."""
    taken = set(row_of.values())
    gain = {row: 0.0 for row in edges if row not in taken}  # of reaching this row unpaired
    came: dict[int, tuple[int, int]] = {}  # the row that was left by whom, for which column
    waiting = list(gain)
    for row in waiting:
        for column, each in edges[row].items():
            owner = row_of.get(column)
            if owner is None or owner == row:
                continue
            better = gain[row] + each - edges[owner][column]
            if better > gain.get(owner, float("-inf")) + _NOTHING:
                gain[owner] = better
                came[owner] = (row, column)
                waiting.append(owner)
    ends = [
        (gain[row] + each, row, column)
        for row in gain
        for column, each in edges[row].items()
        if column not in row_of
    ]
    best, row, column = max(ends, key=lambda one: one[0], default=(0.0, -1, -1))
    return _traced(row, column, came) if best > _NOTHING else []


def _traced(row: int, column: int, came: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs of a path from its end back to the row that had none."""
    path = [(row, column)]
    while row in came:
        row, column = came[row]
        path.append((row, column))
    return path
