"""Who passes on whose words, by name, as a graph to draw and as rows to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.web.views.naming import name_href
from kg.web.views.overview import Line, Relay

DRAWN = 60
"""Edges that a drawing can have and still be read."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One that passes on the words of another, and in how many statements."""

    relay: Relay
    count: int


def edges(lines: Iterable[Line]) -> tuple[Edge, ...]:
    """Return who passes on whom, the most frequent first."""
    counts: Counter[Relay] = Counter()
    for line in lines:
        counts.update(line.relays)
    return tuple(
        Edge(relay, count)
        for relay, count in sorted(
            counts.items(), key=lambda one: (-one[1], one[0].teller, one[0].source)
        )
    )


def drawing(found: Iterable[Edge], outlets: frozenset[str]) -> dict[str, list[dict[str, object]]]:
    """Return nodes and edges; an edge leads from whose words they are to who passes them on."""
    numbers: dict[str, int] = {}
    lines: list[dict[str, object]] = []
    for edge in found:
        ends = [
            numbers.setdefault(name, len(numbers))
            for name in (edge.relay.source, edge.relay.teller)
        ]
        lines.append({"from": f"n{ends[0]}", "to": f"n{ends[1]}", "count": edge.count})
    nodes: list[dict[str, object]] = [
        {
            "id": f"n{number}",
            "name": name,
            "outlet": name in outlets,
            "href": name_href(name, outlet=name in outlets),
        }
        for name, number in numbers.items()
    ]
    return {"nodes": nodes, "edges": lines}
