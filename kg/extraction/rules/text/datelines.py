"""The place, day and agency printed before a report's first words: `SALTBY, March 4 (Wire) — `."""

from __future__ import annotations

import re

from kg.extraction.rules.text.view import View

_DATELINE = re.compile(
    r"[A-Z][A-Z’'.-]{2,}(?: [A-Z][A-Z’'.-]+)*(?:, [A-Z][\w.]*(?: [A-Z]\w*)*)?"
    r"(?:,? [A-Z][a-z.]+ \d{1,2}(?:, \d{4})?)?(?: \([^()\n]{2,40}\))?\s*(?:—|–|--|-(?= ))\s*"
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the words behind a dateline begin; `start` where none stands there.

    One stands only at the beginning of a line, and is never all of it.
    """
    if start and text[start - 1] != "\n":
        return start
    found = _DATELINE.match(text, start, end)
    return start if found is None or found.end() >= end else found.end()


def in_datelines(view: View) -> frozenset[int]:
    """Return the tokens that stand in a dateline."""
    found: set[int] = set()
    seen = -1
    for token, number in enumerate(view.paragraph):
        if number == seen or view.pos[token] == "SPACE":
            continue
        seen = number
        last = view.paragraph_range(token)[1]
        end = dateline_end(view.text, view.start[token], view.end[last - 1])
        found |= {
            inside
            for inside in range(token, last)
            if view.start[inside] < end and end > view.start[token]
        }
    return frozenset(found)
