"""Which of several formats a client wants: RFC 9110, section 12.5.1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*(;[^,]*)?")
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    subkind: str
    quality: float

    def fits(self, media_type: str) -> int:
        """Return how exactly the range names a type: 0 not at all, 3 by name."""
        kind, _, subkind = media_type.partition("/")
        if (self.kind, self.subkind) == (kind, subkind):
            return 3
        if self.kind == kind and self.subkind == "*":
            return 2
        return 1 if (self.kind, self.subkind) == ("*", "*") else 0


def best(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the media type that the client likes best; none where it takes none of them.

    The order of `offered` decides between equals; without a header the first is given.
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = list(_ranges(accept))
    liked = [(_quality(ranges, one), -place) for place, one in enumerate(offered)]
    quality, place = max(liked)
    return offered[-place] if quality > 0 else None


def _ranges(accept: str) -> list[_Range]:
    found = []
    for part in accept.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            continue
        quality = _QUALITY.search(match[3] or "")
        value = float(quality[1]) if quality else 1.0
        found.append(_Range(match[1].lower(), match[2].lower(), value))
    return found


def _quality(ranges: list[_Range], media_type: str) -> float:
    fitting = [(one.fits(media_type), one.quality) for one in ranges if one.fits(media_type)]
    return max(fitting, default=(0, 0.0))[1]


def media_type_of(content_type: str | None) -> str:
    """Return a Content-Type without its parameters, in lower case."""
    return (content_type or "").partition(";")[0].strip().lower()
