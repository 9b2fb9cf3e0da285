"""Where the headline of an article ends, whose capitals tell nothing of names."""

from __future__ import annotations

from kg.extraction.rules.text.view import View

_LEAST_WORDS = 3
_SMALL = 4
_MOSTLY = 0.7
_ENDS = frozenset(".!?…")
_MARKS = " \n\t\"”“’'"


def headline_end(view: View) -> int:
    """Return the token after the headline, or 0 where the text begins without one.

    A headline is a first paragraph without full stop whose words are mostly capitalised,
    and which something follows; with a full stop, one whose longer words all are.
    """
    if view.headline_end is None:
        view.headline_end = _end_of_headline(view)
    return view.headline_end


def _end_of_headline(view: View) -> int:
    first = next((token for token in range(view.size) if view.is_word(token)), None)
    if first is None:
        return 0
    _, last = view.paragraph_range(first)
    words = [view.words[token] for token in range(first, last) if view.is_word(token)]
    long = [word for word in words if len(word) >= _SMALL or word.isupper()]
    closed = view.phrase((first, last)).strip(_MARKS)[-1:] in _ENDS
    body = any(view.is_word(token) for token in range(last, view.size))
    if not body or len(words) < _LEAST_WORDS or not long:
        return 0
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in long)
    return last if capitals >= (1.0 if closed else _MOSTLY) * len(long) else 0
