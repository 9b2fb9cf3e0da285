"""Whose lawyer, aide, doctor somebody is, and who was named in that role."""

from __future__ import annotations

from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.figures import Figures
from kg.extraction.rules.sources.mentions import Shape, mention_of
from kg.extraction.rules.sources.pronouns import Pronouns
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import noun_before
from kg.extraction.rules.text.view import View

_NO_OWNERS = frozenset({"NORP", "GPE", "LOC", "DATE", "TIME", "FAC", "EVENT"})
"""What a name can be of that only tells where or when something is from."""

_SERVES = frozenset({"for", "to", "of"})


class Possessors:
    """Tells whether two roles are held of the same somebody."""

    def __init__(
        self,
        view: View,
        lexicon: Lexicon,
        figures: Figures,
        pronouns: Pronouns,
        known: dict[int, str],
    ) -> None:
        """Take what is known; `known` has the sources of words that were read before."""
        self._view = view
        self._lexicon = lexicon
        self._figures = figures
        self._pronouns = pronouns
        self._known = known

    def of(self, owner: int) -> str:
        """Return what tells a possessor from others, or nothing where it cannot be told."""
        if self._view.pos[owner] == "PRON":
            entry = self._pronouns.stands_for(owner, self._known)
            if entry is None:
                return ""
            return entry.id if entry.figure is None else _key(entry.figure)
        mention = mention_of(self._view, self._lexicon, owner)
        if mention.shape is Shape.NAME:
            return _key(self._figures.named(mention))
        return self._view.lemma[owner]

    def name_of(self, owner: int) -> str:
        """Return the name of a possessor, or nothing where it has none or cannot be told."""
        meant = self._whose(owner) if self._view.lower[owner] == "whose" else None
        if meant is not None:
            return self.name_of(meant)
        if self._view.pos[owner] == "PRON":
            entry = self._pronouns.stands_for(owner, self._known)
            figure = None if entry is None else entry.figure
            return _told(figure)
        mention = mention_of(self._view, self._lexicon, owner)
        if mention.shape is not Shape.NAME:
            return ""
        figure = self._figures.named(mention)
        place = self._view.label[owner] in _NO_OWNERS and not figure.is_person
        return "" if place else _told(figure)

    def last_named(self, place: int) -> str:
        """Return the name of who spoke last before a place, in its paragraph or the one above."""
        figure = self._pronouns.foremost(place, self._known, self._figures.all, within=1)
        return _told(figure)

    def known_at(self, noun: int) -> str:
        """Return the name of somebody whom a noun meant there, if it was read before."""
        figure = self._pronouns.read_before(noun, self._known)
        return _told(figure)

    def _whose(self, pronoun: int) -> int | None:
        """Return whom "whose" means, past what only says what he is: "Roe, the clerk, whose"."""
        view, noun = self._view, noun_before(self._view, pronoun)
        if noun is None:
            return None
        if view.dep[noun] == "appos" and view.label[view.head[noun]] == "PERSON":
            return view.head[noun]
        return noun

    def holder(self, role: str, held_of: str, place: int) -> Figure | None:
        """Return who was named before a place in that role of the same possessor."""
        view = self._view
        for token in range(place - 1, -1, -1) if held_of else ():
            if view.lemma[token] != role or view.pos[token] not in {"NOUN", "PROPN"}:
                continue
            owner = self._owner(token)
            if owner is None or self.of(owner) != held_of:
                continue
            mention = mention_of(view, self._lexicon, token)
            if mention.shape is Shape.NAME:
                figure = self._figures.named(mention)
                return figure if figure.is_person else None
        return None

    def _owner(self, role: int) -> int | None:
        """Return whose role it is: "Pell's lawyer", "a lawyer for Pell"."""
        owner = self._view.kid(role, "poss")
        if owner is not None:
            return owner
        serves = (k for k in self._view.kids_by(role, "prep") if self._view.lower[k] in _SERVES)
        first = next(serves, None)
        return None if first is None else self._view.kid(first, "pobj")


def _told(figure: Figure | None) -> str:
    """Return the name of somebody, if the text tells which bearer of it that is."""
    return "" if figure is None or figure.undecided else figure.name


def _key(figure: Figure) -> str:
    return f"figure {figure.number}"
