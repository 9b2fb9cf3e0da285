"""Refusing queries that are larger than the engine bears.

The engine has no limits of its own: what is nested too deeply or chained too long overruns
its stack, and many patterns keep its planner busy for ever. The figures are those of
pyoxigraph 0.5 with a stack of 8 MiB; each limit lies well above what people and programs
write. They spare time and clear words only: what passes them is still stopped at the deadline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.errors import UsageError

LONGEST = 64 * 1024
"""Characters. Nothing shorter than 5 KB was seen to crash the engine, only to keep it busy."""
DEEPEST = 100
"""Brackets in brackets. Crashes were seen from 600 on (functions in functions)."""
MOST_PATTERNS = 200
"""Triple patterns and groups: 100 are planned in a second or two, 400 in five to never."""
MOST_STEPS = 100
"""Steps of a path: 200 take 0.4 s to plan, 400 take 3 s, 1,000 do not end."""
MOST_OPERATORS = 1000
"""Operators: 1,000 in one chain take 0.05 s, 7,168 crash."""

_OPENING = {"(": ")", "{": "}", "[": "]"}
_CLOSING = frozenset(_OPENING.values())
_STEPS = frozenset({"/", "^"})
_OPERATORS = frozenset({"||", "&&", "|", "+", "-", "*", "!"})
_SEPARATORS = frozenset({".", ";", ","})


def refuse_long(sparql: str) -> None:
    """Raise `UsageError` for a text that is too long to be looked at."""
    _require("characters", len(sparql), LONGEST)


def refuse_large(tokens: Iterator[str]) -> None:
    """Raise `UsageError` for a query that is nested or chained beyond the limits."""
    counts, open_now, deepest = Counter[str](), list[str](), 0
    before = ""
    for mark in tokens:
        if mark.isspace():
            continue
        if mark in _OPENING:
            counts["patterns"] += mark != "(" and before not in _OPENING
            open_now.append(mark)
            deepest = max(deepest, len(open_now))
        elif mark in _CLOSING:
            if open_now:
                open_now.pop()
        elif mark in _SEPARATORS:
            counts["patterns"] += bool(open_now) and open_now[-1] != "("
        counts["steps"] += mark in _STEPS
        counts["operators"] += mark in _OPERATORS
        before = mark
    _require("brackets in brackets", deepest, DEEPEST)
    _require("triple patterns and groups", counts["patterns"], MOST_PATTERNS)
    _require("steps in paths", counts["steps"], MOST_STEPS)
    _require("operators", counts["operators"], MOST_OPERATORS)


def _require(what: str, found: int, most: int) -> None:
    if found > most:
        raise UsageError(
            f"the query has {found:,} {what}, and {most:,} are the most that is taken here",
            todo="ask for less at a time",
        )
