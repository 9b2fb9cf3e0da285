"""What a process takes upon itself before it reads what somebody else wrote."""

from __future__ import annotations

import ctypes
import math
import resource

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000


def confine(memory: int, seconds: float) -> None:
    """Let the system end this process when it takes more, or writes a file; leave the network."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    limit_files()
    limit_time(seconds)
    leave_network()


def limit_files() -> None:
    """Let the system end this process when it writes a file, or would leave one at its end."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def limit_time(seconds: float) -> None:
    """Let the system end this process some time after the next query should have been stopped.

    Whoever asks keeps the time; this is for a query that outlives its asker. Time that
    earlier queries took is added, as the system counts from the start of the process.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    last = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (last, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def leave_network() -> bool:
    """Move into an empty network namespace; false where the system does not allow it."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        alone = bool(libc.unshare(_CLONE_NEWNET) == 0)
        return alone or bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)
    except (OSError, AttributeError):
        return False
