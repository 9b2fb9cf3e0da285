"""How much of a content stands between quotation marks, by the marks that are printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.model import QuoteForm, Spans

_MARK = re.compile("''|``|[\"“”«»„\n]")
_OPENING = frozenset({"“", "«", "„", "``"})
_DIRECT = 0.95
_LEAST_QUOTED = 0.05


class Quotations:
    """The stretches between double marks; one that is not closed ends with its line."""

    def __init__(self, text: str) -> None:
        self._text = text
        found = list(_quotations(text))
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def form_of(self, spans: Spans) -> QuoteForm:
        """Return the form of a content by how many of its letters stand between marks."""
        places = [at for one in spans for at in range(one.start, one.end)]
        letters = [at for at in places if self._text[at].isalnum()]
        quoted = sum(self._holds(at) for at in letters)
        if letters and quoted >= _DIRECT * len(letters):
            return QuoteForm.DIRECT
        return QuoteForm.PARTIAL if quoted > _LEAST_QUOTED * len(letters) else QuoteForm.PARAPHRASE

    def _holds(self, at: int) -> bool:
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for mark in _MARK.finditer(text):
        if opened is None:
            if mark[0] in _OPENING or (mark[0] == '"' and _may_open(text, mark.start())):
                opened = mark.start()
        elif mark[0] not in _OPENING:  # a closing mark, a straight one, or the end of the line
            yield opened, mark.end()
            opened = None
    if opened is not None:
        yield opened, len(text)


def _may_open(text: str, at: int) -> bool:
    """Return whether a straight mark opens: words follow it, and none stands before it."""
    after = text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and not text[max(0, at - 1) : at].isalnum()
