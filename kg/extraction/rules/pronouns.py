"""Whom a pronoun stands for: the nearest fitting speaker or subject, or nobody that is known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from kg.extraction.rules.entries import Entry, Ledger
from kg.extraction.rules.figures import Figure, Figures
from kg.extraction.rules.kinds import BODIES
from kg.extraction.rules.lexicon import Lexicon
from kg.extraction.rules.mentions import Shape, mention_of
from kg.extraction.rules.view import View

SINGULAR = frozenset({"he", "she", "him", "her", "his"})
"""The pronouns that stand for one person."""

_PLURAL = frozenset({"they", "them", "their"})
_NEAR = 2


class Pronouns:
    """Resolves the pronouns of one article."""

    def __init__(
        self, view: View, lexicon: Lexicon, figures: Figures, ledger: Ledger, inside: list[bool]
    ) -> None:
        """Take what is known; `inside` tells which tokens stand inside somebody's content."""
        self._view = view
        self._lexicon = lexicon
        self._figures = figures
        self._ledger = ledger
        self._spoke = [
            token
            for token in range(view.size)
            if view.dep[token] in {"nsubj", "nsubjpass"} and not inside[token]
        ]

    def spoke(self, token: int) -> None:
        """Remember that whoever the word names has been a source there."""
        at = bisect_left(self._spoke, token)
        if at == len(self._spoke) or self._spoke[at] != token:
            self._spoke.insert(at, token)

    def stands_for(self, pronoun: int, known: dict[int, str]) -> Entry | None:
        """Return the source that a pronoun stands for; `known` has those of words before."""
        word = self._view.lower[pronoun]
        feminine = word in {"she", "her"}
        fits = _fitting(word, feminine=feminine)
        found = () if fits is None else self._latest(pronoun, known, fits)
        if not found and word in SINGULAR:
            return self._only_person(pronoun, feminine=feminine)
        return found[0] if len(found) == 1 else None

    def _latest(
        self, place: int, known: dict[int, str], fits: Callable[[Entry], bool]
    ) -> tuple[Entry, ...]:
        """Return the latest fitting speaker or subject of this paragraph or the two above.

        Two are returned where two are named together, so that it may be either.
        """
        view = self._view
        for at in range(bisect_left(self._spoke, place) - 1, -1, -1):
            token = self._spoke[at]
            if view.paragraph[place] - view.paragraph[token] > _NEAR:
                break
            entry = self._entry_at(token, known)
            if entry is not None and fits(entry):
                either = self._is_one_of_two(token) and not entry.plural
                return (entry, entry) if either else (entry,)
        return ()

    def _is_one_of_two(self, token: int) -> bool:
        """Whether a subject is joined to another person, so that "he" could be either."""
        return any(self._view.pos[kid] == "PROPN" for kid in self._view.kids_by(token, "conj"))

    def _entry_at(self, token: int, known: dict[int, str]) -> Entry | None:
        """Return the source that a subject is or would be."""
        if token in known:
            return self._ledger.by_id(known[token])
        if self._view.pos[token] not in {"PROPN", "NOUN"}:
            return None
        mention = mention_of(self._view, self._lexicon, token)
        if mention.shape is not Shape.NAME:
            return None
        figure = self._figures.named(mention)
        if figure.is_person or self._figures.kind_of(figure) in BODIES:
            return self._ledger.of_figure(figure)
        return None

    def _only_person(self, place: int, *, feminine: bool) -> Entry | None:
        """Return the one fitting person whom this paragraph and the one above name, if one."""
        near = [
            figure
            for figure in self._figures.before(place)
            if figure.is_person and self._is_near(figure, place)
        ]
        fitting = [f for f in near if self._figures.sex_of(f) in {None, feminine}]
        return self._ledger.of_figure(fitting[0]) if len(fitting) == 1 else None

    def _is_near(self, figure: Figure, place: int) -> bool:
        paragraph = self._view.paragraph
        return paragraph[place] - paragraph[figure.last_before(place - 1)] <= 1


def _fitting(word: str, *, feminine: bool) -> Callable[[Entry], bool] | None:
    """Return what tells whether a source can be meant by the pronoun; nothing for the others."""
    if word in SINGULAR:
        return lambda entry: _is_one(entry, feminine=feminine)
    if word in _PLURAL:
        return lambda entry: entry.plural
    if word == "it":
        return lambda entry: not entry.is_human and not entry.plural
    return None


def _is_one(entry: Entry, *, feminine: bool) -> bool:
    if entry.plural or not entry.is_human:
        return False
    return entry.feminine is None or entry.feminine == feminine
