"""The child process: works out one change on a copy of the data, says what it comes to, ends.

Everything that somebody else wrote is read here: an update may run for ever, and a document can
be made to crash its parser. The database itself is opened for reading only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.errors import InputRefused, LimitReached, OnRecordError, UsageError
from kg.sandbox.confining import confine
from kg.sandbox.guard import keywords
from kg.snapshot import open_snapshot
from kg.workspace import digests
from kg.workspace.forms import FORMS, must_be_harmless
from kg.workspace.process import ERRORS, Order, Part, take
from kg.workspace.updates import graphs_named, with_dataset

Worked = tuple[dict[str, object], list[bytes]]
"""What is said of a change, and the quads of it."""
_DEEPEST = 8
_LEAVES = {"LOAD": "LOAD fetches a document", "SERVICE": "SERVICE asks another server"}


def main() -> None:
    """Answer one order."""
    order, parts = take(sys.stdin.buffer)
    confine(order.memory_bytes, order.seconds)
    try:
        head, bodies = _STEPS[order.step](order, parts)
    except OnRecordError as error:
        head, bodies = {"error": type(error).__name__, "what": error.what, "todo": error.todo}, []
        if type(error).__name__ not in ERRORS:
            raise
    except MemoryError:
        head, bodies = {"error": "LimitReached", "what": "it needs too much memory", "todo": ""}, []
    lengths = [len(one) for one in bodies]
    sys.stdout.buffer.write(json.dumps({**head, "lengths": lengths}).encode() + b"\n")
    sys.stdout.buffer.writelines(bodies)


def _parse(order: Order, parts: tuple[Part, ...]) -> Worked:
    """Return a document as N-Quads, its blank nodes renamed."""
    quads = [quad for one in parts for quad in _read(one, order.base, named_graphs=True)]
    return {}, [_lines(quads)]


def _change(
    work: Callable[[Store, Order, tuple[Part, ...]], None],
) -> Callable[[Order, tuple[Part, ...]], Worked]:
    def step(order: Order, parts: tuple[Part, ...]) -> Worked:
        """Return what the work on a copy of the data removes and adds."""
        before, copy = set(open_snapshot(Path(order.quads))), Store()
        copy.bulk_extend(before)
        existed = any(copy.quads_for_pattern(None, None, None, _graph(order)))
        work(copy, order, parts)
        if len(copy) > order.most:
            raise LimitReached(
                f"the workspace would hold {len(copy):,} triples, {order.most:,} are the most",
                todo="take something out first",
            )
        added = [quad for quad in copy if quad not in before]
        graphs = {one.graph_name for one in added}
        order.names.must_be_theirs(one.value for one in graphs if isinstance(one, NamedNode))
        removed = [quad for quad in before if quad not in copy]
        head: dict[str, object] = {"existed": existed, "digest": _digest(before)}
        return head, [_lines(removed), _lines(added)]

    return step


def _digest(quads: Iterable[Quad]) -> str:
    lines = _lines(quads).decode("utf-8").split("\n")[:-1]
    return digests.after(digests.EMPTY, (), lines)


def _graph(order: Order) -> NamedNode | DefaultGraph:
    return DefaultGraph() if order.graph is None else NamedNode(order.graph)


def _update(copy: Store, order: Order, parts: tuple[Part, ...]) -> None:
    text = parts[0].body.decode("utf-8")
    found = keywords(text)
    for word, why in _LEAVES.items():
        if any(word in one for one in found):
            raise UsageError(f"{why}, and that is switched off here", todo="send the data itself")
    named = (*graphs_named(text), *order.using, *order.using_named)
    order.names.must_be_theirs(named)
    try:
        copy.update(with_dataset(text, order.using, order.using_named), base_iri=order.base)
    except SyntaxError as error:
        raise UsageError(f"it is not a SPARQL update ({error})", todo="mend it there") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"the update cannot be run ({error})", todo="mend it") from None


def _put(copy: Store, order: Order, parts: tuple[Part, ...]) -> None:
    graph = _graph(order)
    copy.clear_graph(graph)
    _post(copy, order, parts)


def _post(copy: Store, order: Order, parts: tuple[Part, ...]) -> None:
    graph = _graph(order)
    for one in parts:
        quads = _read(one, order.base, named_graphs=False)
        copy.extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)


def _delete(copy: Store, order: Order, _parts: tuple[Part, ...]) -> None:
    copy.clear_graph(_graph(order))


def _read(part: Part, base: str, *, named_graphs: bool) -> Iterator[Quad]:
    form = FORMS[part.media_type]
    must_be_harmless(part.body, form)
    syntax = RdfFormat.from_media_type(part.media_type)
    try:
        for quad in pyoxigraph.parse(
            part.body,
            format=syntax,
            base_iri=base,
            without_named_graphs=not named_graphs,
            rename_blank_nodes=True,
        ):
            yield _sound(quad)
    except (SyntaxError, ValueError, OSError) as error:
        raise InputRefused(
            f"it is not {part.media_type} that is taken here ({error})", todo="mend it there"
        ) from None


def _sound(quad: object) -> Quad:
    """Return a quad; one whose triple terms are nested too deeply would crash what reads it."""
    if not isinstance(quad, Quad):
        raise TypeError(quad)
    term, depth = quad.object, 0
    while isinstance(term, pyoxigraph.Triple):
        term, depth = term.object, depth + 1
        if depth > _DEEPEST:
            raise InputRefused(
                f"triple terms are nested more than {_DEEPEST} deep", todo="nest them less"
            )
    return quad


def _lines(quads: Iterable[Quad]) -> bytes:
    text = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(text.splitlines(keepends=True)))


_STEPS: dict[str, Callable[[Order, tuple[Part, ...]], Worked]] = {
    "parse": _parse,
    "update": _change(_update),
    "put": _change(_put),
    "post": _change(_post),
    "delete": _change(_delete),
}


if __name__ == "__main__":
    main()
