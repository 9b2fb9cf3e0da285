"""Whose view a clause gives by a phrase in it: "In her view, ...", "..., by the paper's count"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.finding.formulas import clause_around
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View

_BEFORE = frozenset({"in", "by", "on", "to", "from"})
_LONGEST = 8
_LEAST_WORDS = 3
_AT_LEAST = [",", "at", "least", ","]


def viewpoints(view: View, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield what is so in somebody's view, words or count."""
    for noun in range(1, view.size):
        preposition = view.head[noun]
        if (
            not lexicon.has("viewpoint-noun", view.lower[noun])
            or view.dep[noun] != "pobj"
            or view.lower[preposition] not in _BEFORE
            or not 0 < noun - preposition <= _LONGEST
        ):
            continue
        holder = _holder(view, noun)
        if holder is not None:
            yield from _of(view, preposition, noun, holder)


def _holder(view: View, noun: int) -> int | None:
    """Return whose view it is: "her view", "the view of two officials"."""
    owner = view.kid(noun, "poss")
    if owner is not None:
        return owner
    of = next((kid for kid in view.kids_by(noun, "prep") if view.lower[kid] == "of"), None)
    return None if of is None else view.kid(of, "pobj")


def _of(view: View, preposition: int, noun: int, holder: int) -> Iterator[Candidate]:
    last = max(view.subtree(noun)[1], noun + 1) if holder > noun else noun + 1
    clause = clause_around(view, preposition)
    edge = preposition == clause[0] or view.words[preposition - 1] in {",", "—", "–"}
    if not edge and not _begins(view, clause[0], preposition):
        return
    pieces = (clause[0], preposition), (_without_limit(view, last), clause[1])
    content = tuple(piece for piece in pieces if _words(view, piece) >= _LEAST_WORDS)
    if content:
        yield Candidate(noun, view.lower[noun], Frame.VIEWPOINT, (noun, noun + 1), content, holder)


def _begins(view: View, first: int, preposition: int) -> bool:
    """Whether nothing but marks and adverbs stands before the phrase in its sentence."""
    return all(
        not view.is_word(token) or view.pos[token] in {"ADV", "CCONJ"}
        for token in range(first, preposition)
    )


def _without_limit(view: View, token: int) -> int:
    """Return where the content goes on behind "at least" between commas."""
    words = [view.lower[place] for place in range(token, min(token + 4, view.size))]
    return token + 3 if words == _AT_LEAST else token


def _words(view: View, tokens: Range) -> int:
    return sum(view.is_word(token) for token in range(*tokens))
