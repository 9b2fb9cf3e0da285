"""What a worker is told at its start and with each query, and one for a single query."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.sandbox.query import Answer, Limits, Query
from kg.sandbox.replies import answer_of, stopped, too_long
from kg.sandbox.size import refuse_long
from kg.sandbox.worker import EndedError, OverdueError, Worker

START_SECONDS = 30.0
"""In which a worker must be ready, however busy the machine is."""


def run(quads: Path, query: Query, limits: Limits, *, union: bool = True) -> Answer:
    """Return the answer of one query, asked in a process of its own.

    Raises `UsageError` for what is no query, reaches outside, or cannot be said in the
    format, `LimitReached` where it was stopped, `StoreDamaged` where the database says so.
    """
    refuse_long(query.sparql)
    worker = Worker(terms(quads, limits, union=union, prefixes={}))
    try:
        worker.wait_until_ready(START_SECONDS)
        return answer_of(worker.ask(order(query, limits, ""), limits.seconds))
    except OverdueError:
        raise too_long(limits) from None
    except EndedError as ended:
        raise stopped(ended.status, limits) from None
    finally:
        worker.kill()


def terms(
    quads: Path, limits: Limits, *, union: bool, prefixes: Mapping[str, str]
) -> dict[str, object]:
    """Return what a worker works under as long as it lives."""
    return {
        "quads": str(quads.absolute()),
        "memory": limits.memory_bytes,
        "union": union,
        "prefixes": dict(prefixes),
    }


def order(query: Query, limits: Limits, stamp: str) -> dict[str, object]:
    """Return a query as a worker takes it; another stamp makes it look at the store anew."""
    return {
        "sparql": query.sparql,
        "results": query.results,
        "graph": query.graph,
        "default_graphs": query.default_graphs,
        "named_graphs": query.named_graphs,
        "rows": limits.rows,
        "answer_bytes": limits.answer_bytes,
        "seconds": limits.seconds,
        "stamp": stamp,
    }


def our_prefixes() -> Mapping[str, str]:
    """Return the prefixes of everything we write."""
    from kg.vocab import PREFIXES  # noqa: PLC0415 - slow to load, and workers load this module

    return PREFIXES


def file_stamp(path: Path) -> str:
    """Return a text that is another one after the file was written to or replaced."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return "none"
    return f"{about.st_ino} {about.st_size} {about.st_mtime_ns}"
