"""Who is meant by an office that is held in public: the judge, the candidate."""

from __future__ import annotations

from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.figures import Figures
from kg.extraction.rules.sources.mentions import Mention
from kg.extraction.rules.text.view import View

_BENCH = frozenset({"judge", "magistrate", "coroner"})
_STANDING = frozenset({"candidate", "nominee"})
_LEAD = 3


class Offices:
    """Finds who holds a public office in one article. Nobody holds back who that is."""

    def __init__(self, view: View, figures: Figures) -> None:
        """Take what is known."""
        self._view = view
        self._figures = figures

    def brought_in(self, mention: Mention) -> Figure | None:
        """Return whom "a judge" means that opens the article, if it names one soon after."""
        view, head = self._view, mention.head
        told = view.kid(head, "nummod", "poss", "relcl", "acl") is not None
        if mention.plural or told or mention.contradicted or view.paragraph[head] > _LEAD:
            return None
        earlier = any(view.lemma[token] == view.lemma[head] for token in range(head))
        return None if mention.definite or earlier else self.opens_with(head)

    def opens_with(self, head: int) -> Figure | None:
        """Return the one judge whom the article names, that it opens with "a judge"."""
        view, lemma = self._view, self._view.lemma[head]
        if lemma not in _BENCH:
            return None
        holding = [one for one in self._figures.all if one.is_person and lemma in one.roles]
        brought = (t for t in range(head + 1) if view.lemma[t] == lemma and not view.quoted[t])
        first = next((t for t in brought if view.pos[t] == "NOUN"), head)
        if len(holding) != 1 or view.paragraph[first] > _LEAD:
            return None
        gap = view.paragraph[holding[0].places[0]] - view.paragraph[first]
        return holding[0] if 0 <= gap <= _LEAD else None

    def stands_alone(self, figure: Figure, head: int) -> bool:
        """Whether "the candidate" can be nobody but the one whom the article is about."""
        if self._view.lemma[head] not in _STANDING:
            return False
        others = (one for one in self._figures.all if one.is_person and one is not figure)
        return not any(_STANDING & (one.roles | one.said_to_be) for one in others)
