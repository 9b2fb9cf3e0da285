"""A process that does one piece of work and ends: started, waited for, killed."""

from __future__ import annotations

import select
import subprocess
import sys

from kg.sandbox.worker import EndedError, OverdueError, bare_environment, there


def once(
    module: str,
    sent: bytes,
    seconds: float,
    *,
    arguments: tuple[str, ...] = (),
    ready_seconds: float = 0,
) -> bytes:
    """Return what a module writes as a process of its own that is sent something.

    With `ready_seconds` it is waited for, so long at most, until it writes a first byte, and
    only from then on do the seconds count: what it takes to begin is nobody's fault.

    Raises `TimeoutError` where it is not ready, `OverdueError` where it is late, and
    `EndedError` where it ends with another status than 0.
    """
    with subprocess.Popen(  # noqa: S603 - the module is ours
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=bare_environment(),
    ) as child:
        try:
            if ready_seconds:
                _wait_until_ready(child, ready_seconds)
            said, _ = child.communicate(sent, seconds)
        except subprocess.TimeoutExpired:
            raise OverdueError from None
        finally:
            child.kill()
    if child.returncode:
        raise EndedError(child.returncode)
    return said


def _wait_until_ready(child: subprocess.Popen[bytes], seconds: float) -> None:
    """Return when it has begun, or ended."""
    pipe = there(child.stdout)
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    if not poll.poll(1000 * seconds):
        raise TimeoutError
    pipe.read(1)
