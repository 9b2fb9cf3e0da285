"""Where the sections of an article begin: after a rule of strokes, or under a time of day."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extraction.rules.text.view import View

_MOST_LINE = 160
_SECTION = re.compile(
    r"\W*[_*•–—-]{2,}\W*|\W*\d{1,2}([:.]\d\d)?\s*[ap]\.?\s?m\.?\W*", re.IGNORECASE
)


class Sections:
    """The sections of one article, each told for itself."""

    def __init__(self, view: View) -> None:
        """Find the paragraphs that begin one."""
        self._starts, token = [0], 0
        while token < view.size:
            first, last = view.paragraph_range(token)
            line = view.phrase((first, last))
            if len(line) <= _MOST_LINE and _SECTION.fullmatch(line):
                self._starts.append(first)
            token = max(last, token + 1)

    def start(self, place: int) -> int:
        """Return where the section that holds a place begins."""
        return self._starts[bisect_right(self._starts, place) - 1]
