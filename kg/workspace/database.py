"""The workspace's database: what the journal says, laid out for queries."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple

from kg.snapshot import open_snapshot

Quads = list[Quad]
Term = NamedNode | BlankNode | Literal | Triple
_FUNCTION = "https://w3id.org/onrecord/function/"
_BIND = "BIND(<%s%s>(?i) AS ?%s)"


def open_or_make(path: Path) -> set[str]:
    """Return every quad as a line of N-Quads; an unreadable database gives way to an empty one."""
    try:
        if path.exists():
            return set(_lines(open_snapshot(path)))
    except (OSError, RuntimeError):  # the journal has all that was in it
        shutil.rmtree(path)
    Store(str(path)).flush()
    return set()


def graph(path: Path, name: str | None) -> Quads:
    """Return the quads of a graph; of the default graph where it has no name."""
    wanted = DefaultGraph() if name is None else NamedNode(name)
    return list(open_snapshot(path).quads_for_pattern(None, None, None, wanted))


def sizes(path: Path) -> dict[str | None, int]:
    """Return how many triples each graph has."""
    store = open_snapshot(path)
    found = {one.value: one for one in store.named_graphs() if isinstance(one, NamedNode)}
    sizes: dict[str | None, int] = {
        name: sum(1 for _ in store.quads_for_pattern(None, None, None, one))
        for name, one in sorted(found.items())
    }
    unnamed = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    return ({None: unnamed} if unnamed else {}) | {one: n for one, n in sizes.items() if n}


def apply(path: Path, removed: Iterable[str], added: Iterable[str]) -> None:
    """Take quads out and put quads in, at once for whoever reads.

    Only an update is one transaction for both, and none can name a blank node. So the terms are
    given to it by functions of ours.
    """
    store = Store(str(path))
    out, come = quads_of(removed), quads_of(added)
    steps = [
        *_steps("DELETE", out, 0),
        *_steps("INSERT", come, len(out)),
    ]
    if steps:
        store.update(" ;\n".join(steps), custom_functions=_terms([*out, *come]))
    store.flush()


def quads_of(lines: Iterable[str]) -> Quads:
    """Return lines of N-Quads as the database's values, blank nodes as they are called."""
    text = "".join(f"{line}\n" for line in lines)
    found = pyoxigraph.parse(text, format=RdfFormat.N_QUADS)
    return [quad for quad in found if isinstance(quad, Quad)]


def unnamed(quads: Iterable[Quad]) -> Quads:
    """Return quads as they stand in a document about one graph: in none that has a name."""
    return [Quad(one.subject, one.predicate, one.object) for one in quads]


def _lines(quads: Iterable[Quad]) -> list[str]:
    text = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""
    return text.decode("utf-8").split("\n")[:-1]


def _steps(what: str, quads: list[Quad], start: int) -> list[str]:
    numbers: dict[bool, list[str]] = {True: [], False: []}
    for place, quad in enumerate(quads, start=start):
        numbers[isinstance(quad.graph_name, DefaultGraph)].append(str(place))
    binds = " ".join(_BIND % (_FUNCTION, one, one) for one in "spo")
    named = f"{binds} {_BIND % (_FUNCTION, 'g', 'g')}"
    return [
        f"{what} {{ {template} }} WHERE {{ VALUES ?i {{ {' '.join(numbers[key])} }} {bound} }}"
        for key, template, bound in (
            (True, "?s ?p ?o", binds),
            (False, "GRAPH ?g { ?s ?p ?o }", named),
        )
        if numbers[key]
    ]


def _terms(quads: list[Quad]) -> dict[NamedNode, Callable[[Term], Term | None]]:
    """Return the functions that give subject, predicate, object and graph of a quad by number."""

    def number(term: Term) -> int:
        if not isinstance(term, Literal):
            raise TypeError(term)
        return int(term.value)

    def graph_of(term: Term) -> Term | None:
        name = quads[number(term)].graph_name
        return None if isinstance(name, DefaultGraph) else name

    return {
        NamedNode(f"{_FUNCTION}s"): lambda term: quads[number(term)].subject,
        NamedNode(f"{_FUNCTION}p"): lambda term: quads[number(term)].predicate,
        NamedNode(f"{_FUNCTION}o"): lambda term: quads[number(term)].object,
        NamedNode(f"{_FUNCTION}g"): graph_of,
    }
