"""The real server in a process of its own, for tests with a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web_site import BASE

CHECKOUT = Path(__file__).resolve().parent.parent.parent
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers, the store it serves, and what it writes to standard error."""

    origin: str
    store: Path
    log: Path


@contextmanager
def served(store: Path, base: str = BASE) -> Iterator[Served]:
    """Start `onrecord serve` on a free port, and end it; it must end well."""
    log = store.parent / f"{store.name}.log"
    command = [sys.executable, "-P", "-m", "kg", "--store", str(store), "--base", base, "serve"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with log.open("w") as file:
        server = subprocess.Popen(
            [*command, "--port", "0", "--workers", "2"],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            env=environment,
        )
    try:
        yield Served(_origin(server, log), store, log)
        assert server.poll() is None, f"the server ended by itself\n{log.read_text()[-3000:]}"
    finally:
        server.terminate()
        status = server.wait(timeout=20)
    errors = re.findall(r"^(?:internal error .*|[\w.]+Error\b.*)$", log.read_text(), re.MULTILINE)
    assert errors == [], errors[:6]
    assert status == 0


def _origin(server: subprocess.Popen[bytes], log: Path) -> str:
    """Return where it serves, once it says so."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and server.poll() is None:
        found = re.search(r"^serving .* at (http://\S+?)/ ", log.read_text(), re.MULTILINE)
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"the server did not start\n{log.read_text()[-3000:]}")
