"""The child process: reads one order from standard input, answers on standard output, ends."""

from __future__ import annotations

import ctypes
import json
import math
import resource
import sys
from itertools import islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.snapshot import open_snapshot
from kg.table import Value, value_of

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_LONGEST_MESSAGE = 120
MAX_ANSWER = 256 * 1024 * 1024
"""Characters of an answer, which the parent must hold."""


def main() -> None:
    """Answer one query within the order's limits."""
    try:
        order = json.load(sys.stdin)
        limit(order["memory"], order["seconds"])
        leave_network()
        found = json.dumps(answer(order))
        if len(found) > MAX_ANSWER:
            found = '{"memory": true}'
    except MemoryError:
        found = '{"memory": true}'
    sys.stdout.write(found)


def limit(memory: int, seconds: float) -> None:
    """Let the system end this process when it uses more."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    whole = math.ceil(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_network() -> bool:
    """Move into an empty network namespace; false where the system does not allow it."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        alone = bool(libc.unshare(_CLONE_NEWNET) == 0)
        return alone or bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)
    except (OSError, AttributeError):
        return False


def answer(order: dict[str, object]) -> dict[str, object]:
    """Return the order's answer as JSON values."""
    try:
        store = open_snapshot(Path(str(order["quads"])))
    except (OSError, RuntimeError) as error:
        return {"damaged": _brief(str(error))}
    try:
        found = store.query(str(order["sparql"]), use_default_graph_as_union=True)
        return _shape(found, int(str(order["rows"])))
    except SyntaxError as error:
        return {"syntax": _brief(str(error))}
    except (OSError, RuntimeError, ValueError) as error:
        what = _brief(str(error))
        return {"damaged": what} if "orruption" in what else {"failed": what}


def _brief(message: str) -> str:
    """Return the place and, where it is short, what was expected there."""
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST_MESSAGE else words.partition(": expected")[0]


def _shape(found: object, most: int) -> dict[str, object]:
    if isinstance(found, pyoxigraph.QueryBoolean):
        return {"truth": bool(found)}
    if isinstance(found, pyoxigraph.QueryTriples):
        triples = list(islice(found, most + 1))
        data = pyoxigraph.serialize(triples[:most], format=RdfFormat.N_TRIPLES) or b""
        return {"graph": data.decode("utf-8"), "cut": len(triples) > most}
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise TypeError(f"unknown answer {type(found).__name__}")
    columns = [variable.value for variable in found.variables]
    rows = [[_value(cell) for cell in row] for row in islice(found, most + 1)]
    return {"columns": columns, "rows": rows[:most], "cut": len(rows) > most}


def _value(term: object) -> Value:
    if isinstance(term, pyoxigraph.Literal):
        return value_of(term.value, term.datatype.value)
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    return None if term is None else str(term)


if __name__ == "__main__":
    main()
