"""From places in the text back to tokens: which word heads a mention, and what hangs on it."""

from __future__ import annotations

from bisect import bisect_right

from kg.extraction.rules.text.view import Range, View
from kg.model import Span

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


def token_at(view: View, offset: int) -> int:
    """Return the token that holds a code point, or the last before it."""
    return max(0, bisect_right(view.start, offset) - 1)


def tokens_of(view: View, span: Span) -> Range:
    """Return the tokens that a span covers."""
    first = token_at(view, span.start)
    if view.end[first] <= span.start and first + 1 < view.size:
        first += 1
    return first, max(first + 1, token_at(view, span.end - 1) + 1)


def head_of(view: View, tokens: Range) -> int:
    """Return the word on which the other words of a mention hang."""
    first, last = tokens
    outward = [
        token
        for token in range(first, last)
        if not first <= view.head[token] < last or view.head[token] == token
    ]
    named = [token for token in outward if view.pos[token] in _NOMINAL]
    return (named or outward or [last - 1])[0]


def inside(token: int, tokens: Range) -> bool:
    """Return whether a token is one of a range."""
    return tokens[0] <= token < tokens[1]
