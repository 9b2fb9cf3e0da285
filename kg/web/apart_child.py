"""The process that reads what somebody sent: one file, then it ends."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from kg.intake.given import Given
from kg.readers import read
from kg.sandbox.confining import confine
from kg.web.apart import date_of, told


def main() -> None:
    """Read the file that standard input names, and say what it holds."""
    _load(Path(sys.argv[1]))
    sys.stdout.write("\n")
    sys.stdout.flush()
    order = json.loads(sys.stdin.buffer.read())
    confine(order["memory_bytes"], order["seconds"])
    known = order["given"]
    given = Given(**known | {"date": date_of(known["date"])})
    try:
        found = [told(one) for one in read(Path(order["path"]), given)]
    except MemoryError:
        os.abort()  # which the asker takes for what it is
    sys.stdout.write(json.dumps(found))


def _load(example: Path) -> None:
    """Read an example of the same kind: what that loads, and how long, is no file's fault."""
    for _ in read(example, Given()):
        pass


if __name__ == "__main__":
    main()
