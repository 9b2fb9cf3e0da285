"""Which body a common noun stands for: "the bureau", "the company", "the campaign"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.sources.entries import Ledger
from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.kinds import by_own_words
from kg.extraction.rules.sources.mentions import Mention, Shape, is_acronym, mention_of
from kg.extraction.rules.text.datelines import in_datelines
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.sections import Sections
from kg.extraction.rules.text.view import View
from kg.model import SourceKind

_NEAR = 2
_WANTED = {
    "government-noun": SourceKind.GOVERNMENT_BODY,
    "company-noun": SourceKind.COMPANY,
    "political-noun": SourceKind.POLITICAL_GROUP,
    "organisation-noun": SourceKind.ORGANISATION,
    "outlet-noun": SourceKind.NEWS_OUTLET,
}
_OF_THEIR_OWN = frozenset(
    {"government", "police", "court", "army", "navy", "military", "parliament", "ministry"}
    | {"prosecution", "jury", "congress", "senate", "embassy", "coastguard", "treasury"}
)
"""Nouns that stand for a body that is called so and for no other: the police are no agency."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def category_of(lexicon: Lexicon, noun: str) -> str | None:
    """Return the list of nouns for bodies that holds the noun, if one does; a group is one."""
    if noun == "group":
        return "organisation-noun"
    return next((name for name in _WANTED if lexicon.has(name, noun)), None)


class Bodies:
    """Finds the body that a noun stands for: the subject's own, else the only one near."""

    def __init__(self, view: View, lexicon: Lexicon, ledger: Ledger, outlet: str) -> None:
        """Take what is known; `outlet` is the article's own, which no noun stands for."""
        self._view = view
        self._lexicon = lexicon
        self._figures = ledger.figures
        self._own = {outlet, outlet.removeprefix("the")}
        self._sections = Sections(view)
        self._datelines = in_datelines(view)

    def stands_for(self, mention: Mention, category: str) -> Figure | None:
        """Return the body that the noun means, where one fits."""
        lemma = self._view.lemma[mention.head]
        before = [f for f in self._figures.before(mention.head) if self._may_be(f, mention.head)]
        holding = [f for f in before if lemma in f.words and not self._figures.looks_like_outlet(f)]
        if lemma in _OF_THEIR_OWN:
            return holding[0] if holding else None
        by_subject = self._of_subjects(mention.head, category, lemma)
        if by_subject is not None and (not holding or by_subject in holding):
            return by_subject
        if holding:
            return holding[0]
        fitting = [figure for figure in before if self._suits(figure, category)]
        acronyms = [figure for figure in fitting if is_acronym(figure.name)]
        if category == "government-noun" and acronyms:
            return acronyms[0]
        near = [figure for figure in fitting if self._is_near(figure, mention.head)]
        closest = [one for one in near if self._is_near(one, mention.head, within=1)]
        return near[0] if len(near) == 1 else next(iter(closest), None)

    def _of_subjects(self, place: int, category: str, lemma: str) -> Figure | None:
        """Return the subject of this paragraph or the one above, or the body it speaks for."""
        for subject in self._subjects(place):
            mention = mention_of(self._view, self._lexicon, subject)
            if mention.shape is not Shape.NAME:
                continue
            figure = self._figures.named(mention)
            for body in (figure, *self._served_by(figure, place)):
                named_so = lemma in body.words and not self._figures.looks_like_outlet(body)
                if self._may_be(body, place) and (named_so or self._suits(body, category)):
                    return body
        return None

    def _subjects(self, place: int) -> Iterator[int]:
        """Yield the subjects of clauses before a place, the latest first."""
        view = self._view
        for token in range(place - 1, self._sections.start(place) - 1, -1):
            if view.paragraph[place] - view.paragraph[token] > 1:
                return
            if view.dep[token] in _SUBJECTS and not view.quoted[token]:
                yield token

    def _served_by(self, figure: Figure, place: int) -> Iterator[Figure]:
        """Yield the bodies that the text gives a person to: "a spokeswoman for Apex Inc."."""
        if not figure.is_person:
            return
        for token in reversed([token for token in figure.places if token < place]):
            first, last = self._view.subtree(token)
            if self._view.pos[self._view.head[token]] == "NOUN":
                first, last = self._view.subtree(self._view.head[token])
            for _, number in self._figures.within(first, last):
                if number != figure.number:
                    yield self._figures.all[number]

    def _may_be(self, figure: Figure, place: int) -> bool:
        """Whether it is a body named in this section, outside a dateline, and not the outlet."""
        plain = "".join(letter for letter in figure.name.lower() if letter.isalnum())
        here = figure.last_before(place - 1) >= self._sections.start(place)
        if self._datelines.issuperset(figure.places):
            return False  # where the report was written stands for nobody
        return here and not figure.is_person and plain not in self._own

    def _suits(self, figure: Figure, category: str) -> bool:
        outlet = self._figures.kind_of(figure) is SourceKind.NEWS_OUTLET
        if category == "outlet-noun" or outlet:
            return outlet and category == "outlet-noun"
        if "ORG" not in figure.labels and not is_acronym(figure.name):
            return False
        own = by_own_words(self._lexicon, figure.words)
        return category != "political-noun" if own is None else own is _WANTED[category]

    def _is_near(self, figure: Figure, place: int, within: int = _NEAR) -> bool:
        paragraph = self._view.paragraph
        return paragraph[place] - paragraph[figure.last_before(place - 1)] <= within
