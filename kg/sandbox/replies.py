"""What a worker's reply, or its end, means to who asked."""

from __future__ import annotations

import logging
import signal
from typing import Any

from kg.errors import LimitReached, OnRecordError, StoreBusy, StoreDamaged, UsageError
from kg.sandbox.failures import NotAcceptable
from kg.sandbox.query import Answer, GraphFormat, Limits, ResultFormat
from kg.sandbox.worker import Reply

_log = logging.getLogger("onrecord.sandbox")


def answer_of(reply: Reply) -> Answer:
    """Return the answer in a reply, or raise what kept it from being one."""
    said = reply.said.get("answer")
    if not isinstance(said, dict):
        raise _failure(reply.said)
    name = said["format"]
    return Answer(
        body=reply.body,
        format=ResultFormat(name) if name in set(ResultFormat) else GraphFormat(name),
        count=said["count"],
        cut_short=said["cut_short"],
        truth=said["truth"],
    )


def _failure(said: dict[str, Any]) -> OnRecordError:
    match said:
        case {"syntax": str(what)}:
            return UsageError(f"the query is not SPARQL ({what})", todo="mend it there")
        case {"failed": str(what)}:
            return UsageError(f"the query cannot be answered ({what})", todo="ask differently")
        case {"usage": str(what), "todo": str(todo)}:
            return UsageError(what, todo=todo)
        case {"not_acceptable": str(what), "todo": str(todo)}:
            return NotAcceptable(what, todo=todo)
        case {"limit": str(what), "todo": str(todo)}:
            return LimitReached(what, todo=todo)
        case {"memory": str(what)}:
            if what:
                _log.warning("a query short of memory found the store damaged: %s", what)
            return LimitReached("the query needs more memory than it may use", todo="ask for less")
        case {"outrun": True}:
            return StoreBusy("the store changes faster than the query reads", todo="try again")
        case _:
            return StoreDamaged(
                f"the store cannot be read ({said.get('damaged', 'no answer')})",
                todo="restore it from a backup",
            )


def stopped(status: int, limits: Limits) -> OnRecordError:
    """Return the error of a query over which its process ended, with the status it ended with.

    Only the system ends it over a limit, by a signal; an end of its own is a defect of ours.
    """
    _log.warning("the process of a query ended with status %s", status)
    if status >= 0:
        return OnRecordError(f"the process of a query ended with status {status}")
    if -status == signal.SIGXCPU:
        return too_long(limits)
    return LimitReached(
        f"the query was stopped: it needs more than {limits.memory_bytes // 2**20} MiB of memory, "
        "or is nested too deeply for the engine",
        todo="ask for less, or for simpler things",
    )


def too_long(limits: Limits) -> LimitReached:
    """Return the error of a query that was stopped at its deadline."""
    return LimitReached(
        f"the query was stopped after {limits.seconds:g} seconds",
        todo="ask for less, or allow more time where there is a setting for it",
    )
