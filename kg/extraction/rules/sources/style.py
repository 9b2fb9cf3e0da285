"""How a headline calls somebody: by a bare noun, with no article ("Governor vows to stay")."""

from __future__ import annotations

from kg.extraction.rules.text.headlines import headline_end
from kg.extraction.rules.text.view import View

_DECK = 1
_THIS = frozenset({"the", "this"})


def in_headline_style(view: View, head: int) -> bool:
    """Return whether a noun stands in the headline, or bare in it or in the line below it."""
    if view.kid(head, "poss", "nummod") is not None:
        return False
    determiner = view.kid(head, "det")
    if head < headline_end(view):
        return determiner is None or view.lower[determiner] in _THIS
    return determiner is None and view.paragraph[head] <= _DECK and view.tag[head] in {"NN", "NNP"}
