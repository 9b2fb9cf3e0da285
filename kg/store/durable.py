"""Writing files so that they are on the disk, and whole, whatever ends the process."""

from __future__ import annotations

import os
from collections.abc import Iterable
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


def replace(path: Path, lines: Iterable[bytes]) -> None:
    """Put other contents in a file's place and return when they are on the disk.

    Whoever reads it finds the old or the new, never a part; a `.part` that a killed process
    left is written over.
    """
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _cut_torn_line(descriptor: int) -> None:
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        kept = os.pread(descriptor, size, 0).rpartition(b"\n")
        os.ftruncate(descriptor, len(kept[0]) + len(kept[1]))
