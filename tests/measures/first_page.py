"""How long from `./onrecord run` at a terminal to the first page seen.

    .venv/bin/python -P -m tests.measures.first_page [FOLDER]

FOLDER is a checkout, this one by default; one without `.venv` shows what a newcomer waits. The
command stands at a terminal of its own, and ends by Ctrl-C as somebody would end it.
"""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]
_ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/")
_ENOUGH = 300.0
_NOT_A_USERS = frozenset({"CI", "PYTHONPATH"})


def main() -> None:
    """Print the seconds to the first page, and how the command ended."""
    checkout = Path(sys.argv[1]).resolve() if sys.argv[1:] else _CHECKOUT
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_A_USERS}
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        terminal, other = pty.openpty()
        command = subprocess.Popen(
            [str(checkout / "onrecord"), "run"], cwd=folder, env=environment,
            stdin=other, stdout=other, stderr=other, start_new_session=True,
        )  # fmt: skip
        os.close(other)
        address = read_address(terminal, begun)
        page = urllib.request.urlopen(address, timeout=30).read()  # noqa: S310 - our own
        print(f"{time.monotonic() - begun:.1f} s to {address} ({len(page)} bytes)")
        os.killpg(command.pid, signal.SIGINT)
        print(f"ended with {command.wait(30)} after Ctrl-C")


def read_address(terminal: int, begun: float) -> str:
    """Return the address that the command prints."""
    seen = b""
    while time.monotonic() - begun < _ENOUGH:
        seen += os.read(terminal, 65536)
        if found := _ADDRESS.search(seen):
            return found[0].decode()
    raise TimeoutError(seen[-500:].decode(errors="replace"))


if __name__ == "__main__":
    main()
