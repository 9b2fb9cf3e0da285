"""Adding to a file so that it is on the disk, and whole, whatever ends the process."""

from __future__ import annotations

import os
from pathlib import Path


def append(path: Path, lines: bytes) -> None:
    """Write whole lines and return when they are on the disk.

    A last line that a killed process left without its end was acknowledged to nobody, and is
    cut off first.
    """
    with path.open("ab+") as file:
        _cut_torn_line(file.fileno())
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def _cut_torn_line(descriptor: int) -> None:
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        kept = os.pread(descriptor, size, 0).rpartition(b"\n")
        os.ftruncate(descriptor, len(kept[0]) + len(kept[1]))
