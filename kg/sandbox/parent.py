"""The side that starts the child, waits, and kills it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kg.errors import LimitReached, StoreDamaged, UsageError
from kg.sandbox.guard import refuse_outside
from kg.table import Table

_GRACE_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one ad-hoc query may use."""

    seconds: float = 30.0
    memory_bytes: int = 2 * 1024**3
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query answers with: a table, a truth value, or a graph as N-Triples."""

    table: Table | None = None
    truth: bool | None = None
    graph: bytes | None = None


def run(quads: Path, sparql: str, limits: Limits) -> Answer:
    """Return the answer of a query over the union of the graphs in a store's database folder.

    Raises `UsageError` for what is no query or reaches outside, `LimitReached` for one
    that was stopped.
    """
    refuse_outside(sparql)
    return _answer(_ask_child(quads, sparql, limits))


def _ask_child(quads: Path, sparql: str, limits: Limits) -> dict[str, object]:
    order = {
        "quads": str(quads),
        "sparql": sparql,
        "rows": limits.rows,
        "memory": limits.memory_bytes,
        "seconds": limits.seconds,
    }
    root = str(Path(__file__).resolve().parents[2])
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "kg.sandbox.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": root},
    )
    try:
        out, _ = child.communicate(json.dumps(order).encode(), limits.seconds + _GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        raise _too_long(limits) from None
    finally:
        child.kill()
        child.wait()
    if child.returncode != 0:
        raise _stopped(child.returncode, limits)
    answer = json.loads(out)
    if not isinstance(answer, dict):
        raise TypeError("the child answers with an object")
    return answer


def _answer(found: dict[str, object]) -> Answer:
    match found:
        case {"columns": list(columns), "rows": list(rows), "cut": bool(cut)}:
            return Answer(table=Table(tuple(columns), tuple(tuple(row) for row in rows), cut))
        case {"truth": bool(truth)}:
            return Answer(truth=truth)
        case {"graph": str(graph)}:
            return Answer(graph=graph.encode("utf-8"))
        case {"syntax": str(what)}:
            raise UsageError(f"the query is not SPARQL ({what})", todo="mend it there")
        case {"damaged": str(what)}:
            raise StoreDamaged(
                f"the store cannot be read ({what})", todo="restore it from a backup"
            )
        case {"memory": True}:
            raise LimitReached("the query needs more memory than it may use", todo="ask for less")
    raise TypeError(f"the child answered {sorted(found)}")


def _stopped(status: int, limits: Limits) -> LimitReached:
    if -status in {9, 24}:
        return _too_long(limits)
    return LimitReached(
        f"the query was stopped: it needs more than {limits.memory_bytes // 2**20} MiB of memory, "
        "or is nested too deeply for the engine",
        todo="ask for less, or for simpler things",
    )


def _too_long(limits: Limits) -> LimitReached:
    return LimitReached(
        f"the query was stopped after {limits.seconds:g} seconds",
        todo="add a LIMIT or tighter patterns, or allow more with --seconds",
    )
