"""The side that starts the child, waits, and kills it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kg.errors import LimitReached, OnRecordError, StoreDamaged, UsageError
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
    """What a query answers with: a table, a truth value, or a graph as N-Triples.

    `cut_short` says that there were more rows or triples than were allowed.
    """

    table: Table | None = None
    truth: bool | None = None
    graph: bytes | None = None
    cut_short: bool = False


def run(quads: Path, sparql: str, limits: Limits) -> Answer:
    """Return the answer of a query over the union of the graphs in a store's database folder.

    Raises `UsageError` for what is no query or reaches outside, `LimitReached` for one
    that was stopped, `StoreDamaged` where the database says so.
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
    with _start() as child:
        try:
            out, _ = child.communicate(json.dumps(order).encode(), limits.seconds + _GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            raise _too_long(limits) from None
        finally:
            child.kill()
    if child.returncode < 0:
        raise _stopped(-child.returncode, limits)
    answer = json.loads(out) if child.returncode == 0 else None
    if not isinstance(answer, dict):
        raise RuntimeError(f"the query's process ended with status {child.returncode}")  # noqa: TRY004
    return answer


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "kg.sandbox.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": root},
    )


def _answer(found: dict[str, object]) -> Answer:
    match found:
        case {"columns": list(columns), "rows": list(rows), "cut": bool(cut)}:
            table = Table(tuple(columns), tuple(tuple(row) for row in rows))
            return Answer(table=table, cut_short=cut)
        case {"truth": bool(truth)}:
            return Answer(truth=truth)
        case {"graph": str(graph), "cut": bool(cut)}:
            return Answer(graph=graph.encode("utf-8"), cut_short=cut)
        case _:
            raise _failure(found)


def _failure(found: dict[str, object]) -> OnRecordError:
    match found:
        case {"syntax": str(what)}:
            return UsageError(f"the query is not SPARQL ({what})", todo="mend it there")
        case {"failed": str(what)}:
            return UsageError(f"the query cannot be answered ({what})", todo="ask differently")
        case {"memory": True}:
            return LimitReached("the query needs more memory than it may use", todo="ask for less")
        case _:
            return StoreDamaged(
                f"the store cannot be read ({found.get('damaged', 'no answer')})",
                todo="restore it from a backup",
            )


def _stopped(by: int, limits: Limits) -> LimitReached:
    if by in {signal.SIGKILL, signal.SIGXCPU}:
        return _too_long(limits)
    return LimitReached(
        f"the query was stopped: it needs more than {limits.memory_bytes // 2**20} MiB of memory, "
        "or is nested too deeply for the engine",
        todo="ask for less, or for simpler things",
    )


def _too_long(limits: Limits) -> LimitReached:
    return LimitReached(
        f"the query was stopped after {limits.seconds:g} seconds",
        todo="ask for less, or allow more time where the command lets you",
    )
