"""Between the server and the process that works out a change: the order, the answer, the end."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from typing import BinaryIO

from kg.errors import InputRefused, LimitReached, OnRecordError, UsageError
from kg.sandbox.once import once
from kg.sandbox.worker import EndedError, OverdueError
from kg.workspace.names import Names, NotTheirs

_GRACE_SECONDS = 2.0
ERRORS: dict[str, type[OnRecordError]] = {
    one.__name__: one for one in (InputRefused, LimitReached, NotTheirs, UsageError)
}
"""What the process may end with, and hands over by name."""


@dataclass(frozen=True, slots=True)
class Part:
    """A document or an update as it was sent."""

    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be worked out, and what that may use."""

    step: str
    base: str
    """What relative IRIs are relative to."""
    names: Names
    quads: str = ""
    graph: str | None = None
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    most: int = 0
    seconds: float
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it."""

    head: dict[str, object]
    bodies: tuple[bytes, ...]


def take(stream: BinaryIO) -> tuple[Order, tuple[Part, ...]]:
    """Return the order that the process was given."""
    head = json.loads(stream.readline())
    told = head["order"]
    lists = {name: tuple(told[name]) for name in ("using", "using_named")}
    order = Order(**told | lists | {"names": Names(**told["names"])})
    parts = tuple(Part(kind, stream.read(length)) for kind, length in head["parts"])
    return order, parts


def run(order: Order, parts: tuple[Part, ...]) -> Answer:
    """Return what the process answers; raise what it ended with.

    Raises `LimitReached` where it had to be stopped.
    """
    lengths = [(one.media_type, len(one.body)) for one in parts]
    head = json.dumps({"order": asdict(order), "parts": lengths}).encode() + b"\n"
    sent = b"".join([head, *(one.body for one in parts)])
    try:
        return _answer(once("kg.workspace.child", sent, order.seconds + _GRACE_SECONDS))
    except OverdueError:
        raise _too_long(order) from None
    except EndedError as ended:
        if ended.status > 0:
            what = f"the process of a change ended with status {ended.status}"
            raise RuntimeError(what) from None
        raise _stopped(-ended.status, order) from None


def _answer(out: bytes) -> Answer:
    line, _, rest = out.partition(b"\n")
    head = json.loads(line)
    if "error" in head:
        raise ERRORS[head["error"]](head["what"], todo=head["todo"])
    return Answer(head, tuple(_cut(rest, head["lengths"])))


def _cut(rest: bytes, lengths: list[int]) -> Iterator[bytes]:
    for start, end in pairwise(accumulate(lengths, initial=0)):
        yield rest[start:end]


def _stopped(by: int, order: Order) -> LimitReached:
    if by in {signal.SIGKILL, signal.SIGXCPU}:
        return _too_long(order)
    return LimitReached(
        f"it was stopped: it needs more than {order.memory_bytes // 2**20} MiB of memory, "
        "or is nested too deeply",
        todo="send less at once, or simpler things",
    )


def _too_long(order: Order) -> LimitReached:
    return LimitReached(f"it was stopped after {order.seconds:g} seconds", todo="send less at once")
