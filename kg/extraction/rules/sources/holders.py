"""Which named person a role means: "the senator", "the Northmoor mayor", "the candidate"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.rules.sources.entries import Entry, Ledger
from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.identification import identification_of
from kg.extraction.rules.sources.kinds import is_human_role
from kg.extraction.rules.sources.mentions import Mention, Shape, mention_of, traits
from kg.extraction.rules.sources.pronouns import Pronouns
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View

_WRITTEN_OUT = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "prof": "professor",
    "dr": "doctor",
    "rev": "reverend",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
}
_OF_ANY_OFFICE = frozenset(
    {"candidate", "nominee", "official", "lawmaker", "legislator", "representative"}
)
_NO_INTRODUCTION = frozenset({"appos", "attr", "compound", "nmod", "amod"})
_NEAR = 2
_OFTEN = 3
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Holders:
    """Finds the person with a name who is called by a role that the text gives them."""

    def __init__(
        self,
        view: View,
        lexicon: Lexicon,
        ledger: Ledger,
        pronouns: Pronouns,
        known: dict[int, str],
    ) -> None:
        """Take what is known; `known` has the sources of words that were read before."""
        self._view = view
        self._lexicon = lexicon
        self._ledger = ledger
        self._figures = ledger.figures
        self._pronouns = pronouns
        self._known = known

    def stands_for(self, mention: Mention) -> Entry | None:
        """Return whom a role with "the" means, if it is somebody named."""
        if not self._may_mean_a_name(mention):
            return None
        holding = self._holding(mention)
        only = len(holding) == 1 and self._view.lemma[mention.head] not in _OF_ANY_OFFICE
        figure = holding[0] if only else self._foremost(mention, holding, within=0)
        figure = figure or self._varied(mention) or self._foremost(mention, holding)
        return None if figure is None else self._ledger.of_figure(figure)

    def _may_mean_a_name(self, mention: Mention) -> bool:
        """Whether it is one particular person, and nobody whose name is held back."""
        view, head = self._view, mention.head
        determiner = view.kid(head, "det")
        the = determiner is not None and view.lower[determiner] in {"the", "this"}
        if not the or mention.plural or mention.contradicted or view.pos[head] != "NOUN":
            return False
        more = [kid for kid in view.kids_by(head, "prep", "relcl", "acl", "appos") if kid > head]
        if more or view.kid(head, "poss") is not None or not self._is_person(head):
            return False
        unnamed = identification_of(view, self._lexicon, mention).anonymous
        return not unnamed and not self._is_anothers(head)

    def _is_anothers(self, head: int) -> bool:
        """Whether somebody without a name was brought in by that noun: "a senator", "one senator".

        It may be that one who is meant, and who keeps unnamed is not to be given a name.
        """
        view, lemma = self._view, self._view.lemma[head]
        if any(one.noun == lemma and one.identification.anonymous for one in self._ledger):
            return True
        for token in range(head):
            if view.lemma[token] != lemma or view.pos[token] != "NOUN" or view.quoted[token]:
                continue
            if view.dep[token] in _NO_INTRODUCTION:
                continue
            brings = view.kid(token, "det", "nummod")
            some = brings is not None and view.lower[brings] not in {"the", "this", "that", "no"}
            if some and mention_of(view, self._lexicon, token).shape is Shape.NOUN:
                return True
        return False

    def _is_person(self, head: int) -> bool:
        lemma = self._view.lemma[head]
        return is_human_role(self._lexicon, lemma) or self._lexicon.has("person-noun", lemma)

    def _holding(self, mention: Mention) -> list[Figure]:
        """Return who is given that role, the latest named first; else the one who is later.

        A lead calls by the role alone whom the next paragraphs name.
        """
        role = _written_out(self._view.lemma[mention.head])
        told = traits(self._view, mention.tokens)
        every = [
            figure
            for figure in self._figures.all
            if figure.is_person
            and (figure.is_full or "PERSON" in figure.labels)
            and role in {_written_out(one) for one in figure.roles | figure.said_to_be}
        ]
        numbers = {one.number for one in every}
        holding = [one for one in self._figures.before(mention.head) if one.number in numbers]
        if not holding and len(every) == 1 and role not in _OF_ANY_OFFICE:
            holding = every
        if not told:
            return holding
        sharing = [figure for figure in holding if told & figure.traits]
        open_ = [figure for figure in holding if not figure.traits]
        return sharing or (open_ if len(holding) == 1 else [])

    def _foremost(
        self, mention: Mention, among: Sequence[Figure], *, within: int = _NEAR
    ) -> Figure | None:
        return self._pronouns.foremost(mention.head, self._known, among, within=within)

    def _varied(self, mention: Mention) -> Figure | None:
        """Return the speaker of the sentence before, called by a role for a change.

        Only of the same paragraph, and of a role that it has not brought in before: "Poe was
        not sure. “It may hold,” the senator said". An office goes to the paragraph above too,
        for somebody whom the article has named first or often.
        """
        view, head = self._view, mention.head
        lemma = view.lemma[head]
        first = view.paragraph_range(head)[0]
        brought_in = any(
            view.lemma[token] == lemma and view.pos[token] == "NOUN" for token in range(first, head)
        )
        aside = view.dep[view.head[head]] == "relcl"
        if view.dep[head] not in _SUBJECTS or brought_in or aside:
            return None
        office = self._lexicon.has("official-noun", lemma) or lemma in _OF_ANY_OFFICE
        persons = [one for one in self._figures.before(head) if one.is_person]
        opener = min((one.places[0] for one in persons), default=-1)
        may_be = [
            one
            for one in persons
            if one.last_before(head) >= first
            or (office and (one.times_before(head) >= _OFTEN or one.places[0] == opener))
        ]
        figure = self._foremost(mention, may_be, within=1 if office else 0)
        return figure if figure is not None and self._may_be_called(figure, head) else None

    def _may_be_called(self, figure: Figure, head: int) -> bool:
        """Whether no other office and no other sex speaks against it."""
        lemma = self._view.lemma[head]
        sexes = {self._figures.sex_by(self._view.lower[head]), self._figures.sex_of(figure)}
        if {True, False} <= sexes or self._lexicon.has("kin-noun", lemma):
            return False
        if not self._lexicon.has("official-noun", lemma) or lemma in _OF_ANY_OFFICE:
            return True
        roles = {_written_out(one) for one in figure.roles}
        return not any(self._lexicon.has("official-noun", one) for one in roles - _OF_ANY_OFFICE)


def _written_out(role: str) -> str:
    return _WRITTEN_OUT.get(role, role)
