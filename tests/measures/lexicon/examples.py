"""What there is to learn from: every candidate of an article, and whether annotators agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extraction.rules.finding.features import features
from kg.extraction.rules.finding.formulas import formulas
from kg.extraction.rules.finding.quoting import Quoting
from kg.extraction.rules.finding.verbs import candidates
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.view import View
from tests.measures.lexicon.corpus import Annotated, Offsets, Parses

HALF = 0.5
"""How much of its content a candidate must share with what is marked (Dice, over words)."""

_MARKS = frozenset(":―—–-")


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate: its cue, what is found around it, and whether it was marked.

    `capital` tells that the cue is printed with a capital, as a name may be.
    """

    key: str
    frame: Frame
    found: tuple[str, ...]
    holds: bool
    article: int
    outlet: str
    capital: bool = False


def examples(
    articles: Iterable[Annotated], parses: Parses, quoting: frozenset[str]
) -> Iterator[Example]:
    """Yield what each article teaches; `quoting` are the verbs that may bring in quotations."""
    for number, article in enumerate(articles):
        view = View(parses.of(article.text), quoting)
        judge = _Judge(view, article)
        for candidate in _all_candidates(view, quoting):
            holds = judge.verdict(candidate)
            if holds is not None:
                found = tuple(features(view, candidate))
                yield Example(candidate.key, candidate.frame, found, holds, number, article.outlet)


def _all_candidates(view: View, quoting: frozenset[str]) -> Iterator[Candidate]:
    yield from candidates(view)
    yield from Quoting(view, quoting).candidates()
    yield from formulas(view, quoting)


class _Judge:
    """Compares the candidates of one article with what is marked there."""

    def __init__(self, view: View, article: Annotated) -> None:
        self._view = view
        self._token_at = {
            offset: token
            for token in range(view.size)
            if view.is_word(token) or view.words[token] in _MARKS
            for offset in range(view.start[token], view.end[token])
        }
        self._unusable = self._tokens(article.unusable)
        self._contents_of: dict[int, list[frozenset[int]]] = {}
        self._told: set[int] = set()
        for one in article.marked:
            content = self._tokens(one.content)
            self._told |= content
            for token in self._tokens(one.cue):
                self._contents_of.setdefault(token, []).append(content)

    def _tokens(self, offsets: Offsets) -> frozenset[int]:
        at = self._token_at
        return frozenset(at[k] for start, end in offsets for k in range(start, end) if k in at)

    def verdict(self, candidate: Candidate) -> bool | None:
        """Return whether the candidate was marked, or nothing where the annotation cannot tell.

        It cannot tell inside what is set aside, nor inside a content: only outermost
        attributions are marked.
        """
        if candidate.anchor in self._unusable:
            return None
        content = frozenset(
            token
            for first, last in candidate.content
            for token in range(first, last)
            if self._view.is_word(token)
        )
        marked = self._contents_of.get(candidate.anchor, ())
        if content and any(_dice(content, one) >= HALF for one in marked):
            return True
        return None if candidate.anchor in self._told else False


def _dice(one: frozenset[int], two: frozenset[int]) -> float:
    return 2 * len(one & two) / (len(one) + len(two))
