"""Writing the files of a run, each of them whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

from kg.errors import NoSpace, UsageError


def write(path: Path, data: bytes) -> None:
    """Write a file; the one before stays until the new one is whole."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            raise NoSpace(f"no space left for {path}", todo="free some or name another") from None
        raise UsageError(f"{path} cannot be written ({error.strerror})") from None
