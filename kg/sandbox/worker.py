"""The asking side of a worker: starts the process, speaks to it, kills it."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg.snapshot import let_go_of

_AT_ONCE = 1024 * 1024
_LOOK_SECONDS = 0.1
"""Between two looks at a query that goes on."""
_YIELDING = 10
"""How far behind others the system puts a process that yields; 19 is the last."""
_KEPT_VARIABLES = ("LD_LIBRARY_PATH", "PATH", "PYTHONHOME")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A worker's line, and the bytes that came with it."""

    said: dict[str, Any]
    body: bytes

    @property
    def retire(self) -> bool:
        """Return whether the worker holds too much memory to go on."""
        return bool(self.said.get("retire"))


class EndedError(Exception):
    """The process has ended; `status` is as the system gives it, below 0 for a signal."""

    def __init__(self, status: int) -> None:
        super().__init__(f"ended with status {status}")
        self.status = status


class OverdueError(Exception):
    """The process did not answer in time."""


class Worker:
    """A process that answers queries over one store, one after the other."""

    def __init__(self, terms: Mapping[str, object]) -> None:
        self.no_network = False
        self._quads = Path(str(terms["quads"]))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.sandbox.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=bare_environment(),
            start_new_session=True,  # a Ctrl-C is for the asker, who then ends this
        )
        self._write(terms)

    def wait_until_ready(self, seconds: float) -> None:
        """Return when the process can be asked."""
        said = self._read(time.monotonic() + seconds).said
        self.no_network = bool(said.get("no_network"))

    def ask(
        self, order: Mapping[str, object], seconds: float, look: Callable[[], None] | None = None
    ) -> Reply:
        """Return the reply to an order; raise where it is late or the process ends over it.

        `look` is called again and again meanwhile; what it raises ends the waiting.
        """
        deadline = time.monotonic() + seconds
        self._write(order)
        return self._read(deadline, look)

    def used(self) -> float:
        """Return the seconds of a processor that it has had; the time where that is not said."""
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return time.monotonic()
        fields = stat.rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def yield_to_others(self) -> None:
        """Let every other process go first, from now on."""
        with suppress(OSError):  # it has just ended
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _YIELDING)

    def alive(self) -> bool:
        """Return whether the process runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process, whatever it does; who waits for its reply is told so."""
        self._process.kill()

    def kill(self) -> None:
        """End the process and forget it."""
        self.stop()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            there(pipe).close()
        let_go_of(self._quads, self._process.pid)

    def _write(self, line: Mapping[str, object]) -> None:
        data = memoryview(json.dumps(line).encode() + b"\n")
        pipe = there(self._process.stdin).fileno()
        try:
            while data:
                data = data[os.write(pipe, data) :]
        except BrokenPipeError:
            raise EndedError(self._process.wait()) from None

    def _read(self, deadline: float, look: Callable[[], None] | None = None) -> Reply:
        taken = bytearray()
        while b"\n" not in taken:
            taken += self._part(deadline, look)
        line, _, rest = taken.partition(b"\n")
        said = json.loads(line)
        while len(rest) < said["length"]:
            rest += self._part(deadline, look)
        return Reply(said=said, body=bytes(rest))

    def _part(self, deadline: float, look: Callable[[], None] | None) -> bytes:
        pipe = there(self._process.stdout).fileno()
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        while (left := deadline - time.monotonic()) > 0:
            if poll.poll(1000 * (min(left, _LOOK_SECONDS) if look else left)):
                break
            if look:
                look()
        else:
            raise OverdueError
        part = os.read(pipe, _AT_ONCE)
        if not part:
            raise EndedError(self._process.wait())
        return part


def bare_environment() -> dict[str, str]:
    """Return what the process may know of ours: where its code is, and no secret."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    paths = [str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "MALLOC_ARENA_MAX": "2",  # else each thread of the database reserves its own 64 MiB
    }


def there(pipe: IO[bytes] | None) -> IO[bytes]:
    """Return a pipe that a process was made with."""
    if pipe is None:
        raise TypeError("the process is made with this pipe")
    return pipe
