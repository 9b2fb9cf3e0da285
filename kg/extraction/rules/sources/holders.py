"""Which named person a role means: "the senator", "the Northmoor mayor", "the candidate"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.rules.sources.entries import Entry, Ledger
from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.identification import identification_of
from kg.extraction.rules.sources.kinds import is_people
from kg.extraction.rules.sources.mentions import Mention, Shape, mention_of, traits
from kg.extraction.rules.sources.offices import Offices
from kg.extraction.rules.sources.pronouns import Pronouns
from kg.extraction.rules.sources.style import in_headline_style
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
    "adm": "admiral",
    "maj": "major",
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
_LEADS = 2
_SPEAKS_FOR = frozenset({"for", "of", "at", "with"})
_LEAD = 3
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
        self._offices = Offices(view, self._figures)

    def stands_for(self, mention: Mention) -> Entry | None:
        """Return whom a role with "the" means, if it is somebody named."""
        relative = self._relative(mention) or self._speaking(mention) or self._headlined(mention)
        relative = relative or self._offices.brought_in(mention)
        if relative is not None:
            return self._ledger.of_figure(relative)
        if not self._may_mean_a_name(mention):
            return None
        holding = self._holding(mention)
        only = len(holding) == 1 and self._view.lemma[mention.head] not in _OF_ANY_OFFICE
        figure = holding[0] if only else self._foremost(mention, holding, within=0)
        figure = figure or self._varied(mention) or self._foremost(mention, holding)
        figure = figure or self._main(mention) or self._named_next(mention)
        return None if figure is None else self._ledger.of_figure(figure)

    def _relative(self, mention: Mention) -> Figure | None:
        """Return the one relative by that surname whom the article names: "Pell's daughter"."""
        view, head = self._view, mention.head
        owner = view.kid(head, "poss")
        if mention.plural or owner is None or view.label[owner] != "PERSON":
            return None
        if not self._lexicon.has("kin-noun", view.lemma[head]):
            return None
        whose = self._figures.named(mention_of(view, self._lexicon, owner))
        sex = self._figures.sex_by(view.lemma[head])
        kin = [
            one
            for one in self._figures.all
            if one.number != whose.number
            and one.is_person
            and len(one.words) > 1
            and one.words[-1] == whose.words[-1]
            and one.words[0] != whose.words[0]
            and self._figures.sex_of(one) in {None, sex}
        ]
        return kin[0] if len(kin) == 1 and sex is not None else None

    def _speaking(self, mention: Mention) -> Figure | None:
        """Return the one spokesperson whom the article names of the same body."""
        view, head = self._view, mention.head
        determiner = view.kid(head, "det", "nummod", "amod")
        other = determiner is not None and view.lower[determiner] not in {"a", "an", "the"}
        if mention.plural or other or not self._speaks(view.lower[head]):
            return None
        if identification_of(view, self._lexicon, mention).anonymous or mention.contradicted:
            return None
        bodies = self._bodies_of(head)
        found = {
            figure.number: figure
            for figure in self._figures.all
            if figure.is_person
            and any(self._speaks(role) for role in figure.roles)
            and bodies & {body for place in figure.places for body in self._beside(place)}
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _speaks(self, noun: str) -> bool:
        return self._lexicon.has("spokesperson-noun", noun)

    def _beside(self, name: int) -> set[str]:
        """Return the words for the body for which somebody named speaks, by the phrase around."""
        view = self._view
        around = {name, view.head[name], *view.kids_by(name, "appos")}
        nouns = [token for token in around if self._speaks(view.lower[token])]
        before = [
            token for token in range(view.left[name], name) if self._speaks(view.lower[token])
        ]
        return {word for token in (*nouns, *before) for word in self._bodies_of(token)}

    def _bodies_of(self, role: int) -> set[str]:
        """Return the first words of the names of the bodies that a spokesperson speaks for."""
        view = self._view
        held = [kid for kid in view.kids_by(role, "compound", "nmod") if view.pos[kid] == "PROPN"]
        for kid in view.kids_by(role, "prep"):
            if view.lower[kid] in _SPEAKS_FOR:
                held.extend(view.kids_by(kid, "pobj"))
        first = {token: view.left[token] for token in held}
        for token, start in first.items():
            if view.lower[start] == "the":
                first[token] = start + 1
        return {view.lower[start] for start in first.values() if view.words[start][:1].isupper()}

    def _headlined(self, mention: Mention) -> Figure | None:
        """Return whom a headline calls by a role alone: the first of that role in the text."""
        view, head = self._view, mention.head
        if mention.plural or not in_headline_style(view, head):
            return None
        if identification_of(view, self._lexicon, mention).anonymous:
            return None
        role = _written_out(view.lemma[head])
        holding = [
            one
            for one in self._figures.all
            if one.is_person
            and not one.undecided
            and role in {_written_out(word) for word in one.roles | one.said_to_be}
        ]
        if not holding and role in _OF_ANY_OFFICE:
            return self._figures.main()
        return min(holding, key=lambda one: one.places[0], default=None)

    def _main(self, mention: Mention) -> Figure | None:
        """Return the person whom the article is about, whom it calls by something else now.

        In the lead that is nobody else's; further down only if the sentences before are
        about the same person.
        """
        view, head = self._view, mention.head
        if view.dep[head] not in _SUBJECTS or view.dep[view.head[head]] == "relcl":
            return None
        figure = self._figures.main()
        if figure is None:
            return None
        persons = [one for one in self._figures.all if one.is_person and not one.undecided]
        lead = view.paragraph[head] <= _LEAD or self._offices.stands_alone(figure, head)
        near = lead or self._foremost(mention, persons) is figure
        return figure if near and self._may_be_called(figure, head) else None

    def _named_next(self, mention: Mention) -> Figure | None:
        """Return whom the next sentence is about: "The nominee spoke of dams. Roe has built one".

        Only where a paragraph begins so, and the article has named that person before.
        """
        view, head = self._view, mention.head
        first, last = view.paragraph_range(head)
        stop = view.sentence(head)[1]
        if view.dep[head] not in _SUBJECTS or mention.tokens[0] != first or stop >= last:
            return None
        named = self._figures.within(first, stop)
        others = any(self._figures.all[number].is_person for _, number in named)
        if others or view.lemma[head] not in _OF_ANY_OFFICE:
            return None
        for place, number in self._figures.within(stop, view.sentence(stop)[1]):
            figure = self._figures.all[number]
            main = view.dep[place] in _SUBJECTS and view.dep[view.head[place]] == "ROOT"
            if main and figure.is_person and figure.times_before(head) >= _OFTEN:
                return figure
        return None

    def _may_mean_a_name(self, mention: Mention) -> bool:
        """Whether it is one particular person, and nobody whose name is held back."""
        view, head = self._view, mention.head
        determiner = view.kid(head, "det")
        the = determiner is not None and view.lower[determiner] in {"the", "this"}
        if not the or mention.plural or mention.contradicted or view.pos[head] != "NOUN":
            return False
        # a verb in the past is no clause on the noun, whatever the parse says
        more = [
            kid
            for kid in view.kids_by(head, "prep", "acl", "appos")
            if kid > head and view.tag[kid] != "VBD"
        ]
        more += [kid for kid in view.kids_by(head, "relcl") if not self._only_one(mention)]
        if more or view.kid(head, "poss") is not None or not self._is_person(head):
            return False
        unnamed = identification_of(view, self._lexicon, mention).anonymous
        return not unnamed and (self._has_just_spoken(mention) or not self._is_anothers(head))

    def _has_just_spoken(self, mention: Mention) -> bool:
        """Whether the paragraph, up to there, tells of a person of that role and nobody else."""
        view, head = self._view, mention.head
        here = range(view.paragraph_range(head)[0], head)
        again = any(view.lemma[t] == view.lemma[head] and view.pos[t] == "NOUN" for t in here)
        figure = self._alone(mention)
        role = _written_out(view.lemma[head])
        opened = self._offices.opens_with(head)
        return (opened is not None and self._holding(mention) == [opened]) or (
            figure is not None
            and not again
            and role in {_written_out(one) for one in figure.roles | figure.said_to_be}
        )

    def _only_one(self, mention: Mention) -> bool:
        """Whether only one person has that role, so that a clause on it tells of nobody else."""
        return len(self._holding(mention)) == 1

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
        rank = any(self._lexicon.has(words, lemma) for words in ("title", "role-before-name"))
        return rank or is_people(self._lexicon, lemma)

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
        if not holding and role not in _OF_ANY_OFFICE:
            holding = every if len(every) == 1 else _most_named(every)
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
        if brought_in or aside:
            return None
        if view.dep[head] not in _SUBJECTS:
            return self._own(mention) if view.dep[head] == "poss" else None
        office = self._lexicon.has("official-noun", lemma) or lemma in _OF_ANY_OFFICE
        office = office or self._says_so(mention)
        persons = [one for one in self._figures.before(head) if one.is_person]
        opener = min((one.places[0] for one in persons), default=-1)
        may_be = [
            one
            for one in persons
            if one.last_before(head) >= first
            or (office and (one.times_before(head) >= _OFTEN or one.places[0] == opener))
        ]
        figure = self._foremost(mention, may_be, within=1 if office else 0)
        figure = figure or self._alone(mention)
        return figure if figure is not None and self._may_be_called(figure, head) else None

    def _says_so(self, mention: Mention) -> bool:
        """Whether a paragraph begins with a quotation, and goes on with who says it."""
        view = self._view
        before = range(view.paragraph_range(mention.head)[0], mention.tokens[0])
        said = [token for token in before if view.is_word(token)]
        return bool(said) and all(view.quoted[token] for token in said)

    def _own(self, mention: Mention) -> Figure | None:
        """Return whose something is: "Roe’s talk dragged; the surgeon’s way to read it"."""
        figure = self._alone(mention)
        fits = figure is not None and self._may_be_called(figure, mention.head)
        return figure if fits else None

    def _alone(self, mention: Mention) -> Figure | None:
        """Return the one person whom the paragraph names before: "Roe's fear was a flood"."""
        view, head = self._view, mention.head
        numbers = {
            number
            for place, number in self._figures.within(view.paragraph_range(head)[0], head)
            if self._figures.all[number].is_person and not view.quoted[place]
        }
        figure = self._figures.all[numbers.pop()] if len(numbers) == 1 else None
        known = figure is not None and figure.times_before(head) >= _OFTEN
        return figure if known and figure is not None and not figure.undecided else None

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


def _most_named(figures: Sequence[Figure]) -> list[Figure]:
    """Return the one who is named more than twice as often as any other."""
    ranked = sorted(figures, key=lambda one: -len(one.places))
    much = [len(one.places) for one in ranked]
    return ranked[:1] if len(much) > 1 and much[0] > _LEADS * much[1] else []


def _written_out(role: str) -> str:
    return _WRITTEN_OUT.get(role, role)
