"""A digest of a set of quads that follows from the one before: a sum, in any order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_MODULUS = 1 << 128
EMPTY = f"{0:032x}"


def after(before: str, removed: Iterable[str], added: Iterable[str]) -> str:
    """Return the digest of a set when lines went and came."""
    total = int(before, 16)
    total += sum(map(_number, added)) - sum(map(_number, removed))
    return f"{total % _MODULUS:032x}"


def _number(line: str) -> int:
    return int.from_bytes(hashlib.sha256(line.encode("utf-8")).digest()[:16])
