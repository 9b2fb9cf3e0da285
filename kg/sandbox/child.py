"""The worker: a process that opens one store for reading and answers queries until told to end.

It reads an order a line from standard input and writes, on standard output, a line that says
what came of it and as many bytes as that line announces. It has no network, may write no
file, and knows nothing of the process that asks it but these two pipes.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph
from pyoxigraph import NamedNode

from kg.errors import LimitReached, UsageError
from kg.sandbox.confining import leave_network, limit_files, limit_time
from kg.sandbox.failures import NotAcceptable
from kg.sandbox.guard import names_dataset, refuse_outside, tokens
from kg.sandbox.query import GraphFormat, ResultFormat
from kg.sandbox.serialising import Found, Wanted, serialised
from kg.sandbox.size import refuse_large, refuse_long
from kg.snapshot import Held, is_outdated

_LONGEST_MESSAGE = 120
_MOST_KEPT = 256 * 1024 * 1024
"""Bytes that a worker may hold on to after a query; with more it is replaced."""

_TRIES = 3
"""How often a query is begun anew because a writer put files together that it still needed."""

Json = dict[str, Any]


class _OutrunError(Exception):
    """The store changes faster than a query reads it."""


def main() -> None:
    """Take the terms of work, then answer an order a line until there are no more."""
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    terms = json.loads(orders.readline())
    memory = Memory(terms["memory"])
    limit_files()
    no_network = leave_network()
    view = View(
        Path(terms["quads"]), union=terms["union"], prefixes=terms["prefixes"], memory=memory
    )
    _send(answers, {"ready": True, "no_network": no_network}, b"")
    try:
        for line in orders:
            order = json.loads(line)
            limit_time(order["seconds"])
            said, body = answer(view, order)
            retire = memory.scarce() or _said("VmRSS") > _MOST_KEPT
            _send(answers, {"retire": retire, **said}, body)
    except BaseException as error:  # a panic of the engine's is no Exception
        if isinstance(error, MemoryError) or memory.scarce():
            os.abort()  # which the asker takes for what it is
        raise


def _send(answers: BinaryIO, said: Json, body: bytes) -> None:
    answers.write(json.dumps({**said, "length": len(body)}).encode() + b"\n" + body)
    answers.flush()


class Memory:
    """What this process may take: so much more than it held when it was last limited."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._peak = 0
        self.limit()

    def lift(self) -> None:
        """Set no limit: no query is at work."""
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))

    def limit(self) -> None:
        """Count from now on: what the database holds by itself is no query's."""
        self._peak = _said("VmPeak")
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        soft = _said("VmSize") + self._most
        soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))

    def scarce(self) -> bool:
        """Return whether so much was taken that the next piece may have been too large.

        The engine then says, or does, anything; not always that it lacks memory.
        """
        return _said("VmPeak") - self._peak > self._most // 4


def _said(name: str) -> int:
    """Return the bytes that the system counts for this process; 0 where it does not say."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next(
        (int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(name)), 0
    )


class View:
    """A store's database as it stood when it was last looked at, and how it is asked."""

    def __init__(
        self, quads: Path, *, union: bool, prefixes: dict[str, str], memory: Memory
    ) -> None:
        self.prefixes = prefixes
        self.memory = memory
        self._quads = quads
        self._union = union
        self._stamp: str | None = None
        self._held: Held | None = None

    def at(self, stamp: str) -> pyoxigraph.Store:
        """Return the database as it stands, opened again where the stamp is another."""
        if self._held is None or stamp != self._stamp:
            self.forget()  # the old one is closed first, so that there is never two's memory
            self.memory.lift()
            self._held = Held(self._quads)
            self._stamp = stamp
            self.memory.limit()
        return self._held.database

    @property
    def opened(self) -> bool:
        """Return whether there is a database to ask."""
        return self._held is not None

    def forget(self) -> None:
        """Open the database again at the next query."""
        self._held = None

    def ask(self, order: Json) -> object:
        """Return what the engine gives for an order, its dataset as the SPARQL protocol has it.

        A graph that is named goes before the query's own FROM, and FROM before the default.
        """
        store, sparql = self.at(order["stamp"]), order["sparql"]
        default, named = order["default_graphs"], order["named_graphs"]
        if default or named:
            return store.query(
                sparql,
                default_graph=[NamedNode(one) for one in default],
                named_graphs=[NamedNode(one) for one in named],
            )
        union = self._union and not names_dataset(sparql)
        return store.query(sparql, use_default_graph_as_union=union)


def answer(view: View, order: Json) -> tuple[Json, bytes]:
    """Return what came of an order, and the answer's bytes."""
    try:
        found = _found(view, order)
    except SyntaxError as error:
        return {"syntax": _brief(str(error))}, b""
    except MemoryError:
        return {"memory": "", "retire": True}, b""
    except NotAcceptable as error:
        return {"not_acceptable": error.what, "todo": error.todo}, b""
    except UsageError as error:
        return {"usage": error.what, "todo": error.todo}, b""
    except LimitReached as error:
        return {"limit": error.what, "todo": error.todo}, b""
    except _OutrunError:
        return {"outrun": True}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return _failed(view, error), b""
    said = {name: value for name, value in asdict(found).items() if name != "body"}
    return {"answer": said}, found.body


def _found(view: View, order: Json) -> Found:
    _refuse(order["sparql"])
    wanted = Wanted(
        results=ResultFormat(order["results"]) if order["results"] else None,
        graph=GraphFormat(order["graph"]) if order["graph"] else None,
        rows=order["rows"],
        answer_bytes=order["answer_bytes"],
        prefixes=view.prefixes,
    )
    missing = ""
    for _ in range(_TRIES):
        try:
            return serialised(view.ask(order), wanted)
        except (OSError, RuntimeError) as error:
            if not (view.opened and is_outdated(error)) or str(error) == missing:
                raise
            missing = str(error)
            view.forget()
    raise _OutrunError


def _refuse(sparql: str) -> None:
    refuse_long(sparql)
    refuse_outside(sparql)
    refuse_large(tokens(sparql))


def _failed(view: View, error: OSError | RuntimeError | ValueError) -> Json:
    what = _brief(str(error))
    damaged = "orruption" in what or is_outdated(error)
    if view.memory.scarce():  # and then what it takes for damage may be none
        return {"memory": what if damaged else "", "retire": True}
    if view.opened and not damaged:
        return {"failed": what}
    view.forget()
    return {"damaged": what}


def _brief(message: str) -> str:
    """Return the place and, where it is short, what was expected there."""
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST_MESSAGE else words.partition(": expected")[0]


if __name__ == "__main__":
    main()
