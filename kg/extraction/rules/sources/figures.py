"""The named figures of one article: every name in it, short forms joined to full ones."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.rules.sources.bearers import Bearers, sex_by, sex_of
from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.kinds import by_own_words, by_roles, is_human_role, is_outlet_name
from kg.extraction.rules.sources.mentions import Mention, is_acronym, mention_of, traits
from kg.extraction.rules.sources.names import is_address, is_full_name, is_organisation, undashed
from kg.extraction.rules.sources.spellings import forms, fuller, initials
from kg.extraction.rules.text.headlines import headline_end
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import noun_phrase
from kg.extraction.rules.text.view import Range, View
from kg.model import SourceKind

_NAMING = frozenset({"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LAW"})
_ENDS_MANY_NAMES = ("government-noun", "organisation-noun", "company-noun")
_ENDS_BODIES = ("government-noun", "political-noun", "team-noun")
_OFTEN = 3
_LEADS = 1.5
_LONG_NAME = 8
_FULL = 2
_ANY_RIVAL = frozenset({"rival", "chief"})
_GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_MEMORY = 200


class Figures:
    """Finds the figure that a name belongs to, and makes one where there is none."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        """Read the names that the parser's model found, in reading order."""
        self._view = view
        self._lexicon = lexicon
        self.all: list[Figure] = []
        self._by_form: dict[str, dict[int, Figure]] = {}
        self._named_at: list[tuple[int, int]] = []
        self._bearers = Bearers(view, lexicon)
        self._at: dict[int, Figure] = {}
        self._undecided = False
        self._headline = headline_end(view)
        # the body first: a headline's capitals make no names of their own
        for first, last in sorted(self._found(), key=lambda name: name[0] < self._headline):
            head = _head_of(view, first, last)
            start, stop = noun_phrase(view, head) if _sure(view, head) else (first, last)
            tokens = (self._with_titles(min(first, start)), max(last, stop))
            mention = mention_of(view, lexicon, head, tokens)
            in_body = head >= self._headline or self._match(mention) is not None
            if mention.name[:1].isupper() and in_body:
                self.named(mention)
        self._note_relatives()
        self._note_predicates()
        self._note_campaigns()
        self._mark_outlets()

    def _found(self) -> list[Range]:
        """Return the names that the model found, and the acronyms that it did not."""
        view = self._view
        found = [
            part
            for name in view.names
            if name.label in _NAMING and name.last - name.first <= _LONG_NAME
            for part in _parts(view, name.first, name.last)
        ]
        found += [
            (token, token + 1)
            for token in range(view.size)
            if view.pos[token] == "PROPN" and not view.label[token] and self._stands_alone(token)
        ]
        return sorted(found)

    def _stands_alone(self, token: int) -> bool:
        """Whether a name that the model missed is to be counted: a short one, or a whole one."""
        view = self._view
        if is_acronym(view.words[token]):
            return True
        whole = view.dep[token] in {"nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj"}
        return whole and not self._lexicon.has("weekday", view.lower[token])

    def _with_titles(self, first: int) -> int:
        """Return where a name begins with the forms of address before it."""
        while first > 0 and self._is_address(first - 1):
            first -= 1
        return first

    def _is_address(self, token: int) -> bool:
        view = self._view
        if self._lexicon.has("kin-noun", view.lower[token]):
            return True
        return view.words[token][:1].isupper() and is_address(self._lexicon, view.lower[token])

    def named(self, mention: Mention) -> Figure:
        """Return the figure of that name, now known to be named there too."""
        figure = self._known(mention) or self._match(mention)
        if figure is None:
            figure = Figure(len(self.all), mention.name)
            self.all.append(figure)
            self._index(figure)
            unsure = mention.place < self._headline and not self._is_body_of_known(mention)
            figure.undecided = self._undecided or unsure
        elif fuller(mention.name, figure.name) and mention.place >= self._headline:
            figure.name = mention.name
            self._index(figure)
        self._note(figure, mention)
        return figure

    def _is_body_of_known(self, mention: Mention) -> bool:
        """Whether a headline's name is that of a body of somebody whom the text names."""
        owner, _, noun = mention.name.lower().rpartition(" ")
        body = any(self._lexicon.has(words, noun) for words in _ENDS_BODIES)
        return body and any(one.words[-1] == owner for one in self.all)

    def _known(self, mention: Mention) -> Figure | None:
        """Return the figure that was named by these very words before, if it was that name."""
        known = self._at.get(mention.place)
        fits = known is not None and (
            known.undecided
            or known.words == mention.name.lower().split()
            or self._is_form_of(mention.name, known)
        )
        return known if fits else None

    def _index(self, figure: Figure) -> None:
        for form in forms(figure.name):
            self._by_form.setdefault(form, {})[figure.number] = figure

    def _note(self, figure: Figure, mention: Mention) -> None:
        view, place = self._view, mention.place
        figure.roles.update(mention.roles)
        figure.kin = figure.kin or self._bearers.is_kin(mention)
        self._at.setdefault(place, figure)
        figure.traits.update(traits(view, mention.tokens))
        figure.is_full = is_full_name(self._lexicon, figure.words)
        if figure.is_full or any(self._is_persons(role, figure) for role in mention.roles):
            figure.has_human_role = True
        if place in figure.places:
            return
        insort(figure.places, place)
        insort(self._named_at, (place, figure.number))
        before = place - len(mention.name.split())
        if _sure(view, place):
            figure.labels.append(view.label[place])
            if len(mention.name.split()) > 1:
                figure.whole_labels.append(view.label[place])
            if before >= 0 and view.lower[before] == "the":
                figure.has_article = True
        for token in range(mention.tokens[0], place):
            # "her lawyer, Mark Dow": what the owner is tells nothing of him
            sex = None if view.dep[token] == "poss" else self.sex_by(view.lower[token])
            figure.feminine = figure.feminine if sex is None else sex

    def _is_human(self, role: str) -> bool:
        return is_human_role(self._lexicon, role) or self._lexicon.has("title", role)

    def _is_persons(self, role: str, figure: Figure) -> bool:
        """Whether a role makes a full name somebody's: delegate, admiral; a rival may be a firm."""
        if self._is_human(role):
            return True
        before_name = self._lexicon.has("role-before-name", role) and role not in _ANY_RIVAL
        return before_name and len(figure.words) > 1 and "GPE" not in figure.labels

    def _match(self, mention: Mention) -> Figure | None:
        """Return the figure of the very name, else the latest that the name may be short for."""
        name = mention.name
        self._undecided = False
        words = name.lower().split()
        near = {
            number: figure
            for form in forms(name)
            for number, figure in self._by_form.get(form, {}).items()
            if not figure.undecided
        }
        owner, bearer = self._owner_meant(mention)
        may = [
            figure
            for figure in near.values()
            if self._bearers.may_bear(figure, mention) and self._has_owner(figure, owner, bearer)
        ]
        same = [figure for figure in may if figure.words == words]
        if same:
            return same[-1]
        fitting = [figure for figure in may if self._is_form_of(name, figure)]
        meant = self._bearers.meant(fitting, mention)
        self._undecided = meant is None and bool(fitting)
        return meant

    def _owner_meant(self, mention: Mention) -> tuple[str, Figure | None]:
        """Return the owner's name in "the Pell campaign", and which Pell is meant, if one is."""
        owner, _, noun = mention.name.rpartition(" ")
        if not owner or not self._lexicon.has("political-noun", noun.lower()):
            return "", None
        called = replace(mention, name=owner, roles=frozenset())
        owners = [one for one in self.all if one.is_person and self._is_form_of(owner, one)]
        return owner.lower(), self._bearers.meant(owners, called) if owners else None

    def _has_owner(self, figure: Figure, owner: str, meant: Figure | None) -> bool:
        """Whether a campaign may be this one: of two Pells, that of the one who is meant."""
        named = " ".join(figure.words[:-1])
        return meant is None or named in {"", owner} or self._is_form_of(named, meant)

    def _is_form_of(self, name: str, figure: Figure) -> bool:
        words, other = name.lower().split(), figure.words
        if is_acronym(figure.name) and initials(name) == figure.name.replace(".", ""):
            return True
        if is_acronym(name) and initials(figure.name) == name.replace(".", ""):
            return True
        if len(words) < len(other):
            return self._is_short_for(words, figure)
        if len(other) == 1 and len(words) > 1:
            places = bool(figure.labels) and all(label == "GPE" for label in figure.labels)
            by_surname = words[-1] == other[0] and not places
            return by_surname or self._is_first_name_of(figure, words)
        both_long = len(words) > 1 and len(other) > 1
        if (
            both_long
            and words[-len(other) :] == other
            and is_organisation(self._lexicon, other[-1])
        ):
            return True
        return both_long and (words[0], words[-1]) == (other[0], other[-1])

    def _is_first_name_of(self, figure: Figure, words: list[str]) -> bool:
        """Whether somebody who was called by a first name is called by both names now."""
        (first,) = figure.words
        known = any(self._lexicon.has(f"{sex}-name", first) for sex in ("feminine", "masculine"))
        ends_as_person = not is_organisation(self._lexicon, words[-1])
        return figure.is_person and first == words[0] and ends_as_person and (known or figure.kin)

    def _is_short_for(self, words: list[str], figure: Figure) -> bool:
        other = figure.words
        if len(other) > _FULL and other[-1] in _GENERATIONS and words[-1] != other[-1]:
            other = other[:-1]  # "Harlan B. Roe Jr." is Roe from there on
        if other[-len(words) :] == words:
            common = any(self._lexicon.has(name, words[0]) for name in _ENDS_MANY_NAMES)
            return len(words) > 1 or not common or figure.has_article
        return len(words) == 1 and figure.is_person and other[0] == words[0]

    def _note_relatives(self) -> None:
        """Take for a person who has somebody's surname, and whom the model once calls one."""
        surnames = {one.words[-1] for one in self.all if one.is_person and len(one.words) > 1}
        for one in self.all:
            two = len(one.words) == _FULL and one.words[-1] in surnames
            if two and "PERSON" in one.labels and not one.is_outlet and not one.has_article:
                one.has_human_role = True

    def _note_predicates(self) -> None:
        """Note the roles that are said of persons: "Roe became the party's candidate"."""
        view = self._view
        for token in range(view.size):
            verb = view.head[token]
            now = view.lemma[verb] == "be" and view.tag[verb] in {"VBZ", "VBP"}
            if view.dep[token] != "attr" or not (now or view.lemma[verb] == "become"):
                continue
            subject = view.kid(verb, "nsubj")
            human = self._is_human(view.lemma[token]) and view.tag[token] == "NN"
            if subject is None or not human or view.kid(verb, "neg") is not None:
                continue
            figure = self._at.get(subject)
            if figure is not None and figure.is_person and not view.quoted[token]:
                figure.said_to_be.add(view.lemma[token])

    def _note_campaigns(self) -> None:
        """Count what is called by its owner's name as named there: "the Roe campaign"."""
        view = self._view
        for token in range(view.size):
            if self._lexicon.has("political-noun", view.lower[token]) and not view.label[token]:
                mention = mention_of(view, self._lexicon, token)
                if mention.name.lower().endswith(f" {view.lower[token]}"):
                    self.named(mention)

    def _mark_outlets(self) -> None:
        """Take for an outlet what reports in the present tense, and what is told things."""
        view = self._view
        for token in range(view.size):
            told = view.lower[token] == "told"
            if view.pos[token] != "VERB" or not (told or view.lower[token] == "reports"):
                continue
            name = view.kid(token, "dobj", "dative") if told else view.kid(token, "nsubj")
            if name is None or view.pos[name] != "PROPN":
                continue
            mention = mention_of(view, self._lexicon, name)
            if mention.name and self._may_be_outlet(mention):
                _mark(self.named(mention))

    def _may_be_outlet(self, mention: Mention) -> bool:
        """Whether a name's own words leave room for an outlet: courts and boards are told too."""
        words = mention.name.lower().split()
        audience = any(self._lexicon.has("audience-noun", word) for word in words)
        return not audience

    def main(self) -> Figure | None:
        """Return the person whom the article is about: named often, and more than all others."""
        persons = [one for one in self.all if one.is_person and not one.undecided]
        persons.sort(key=lambda one: -len(one.places))
        much = [*(len(one.places) for one in persons[:2]), 0, 0]
        return persons[0] if much[0] >= max(_OFTEN, _LEADS * much[1]) else None

    def before(self, place: int) -> Iterator[Figure]:
        """Yield the figures named before a place, the latest named first, as far as one recalls."""
        seen: set[int] = set()
        for at in range(bisect_left(self._named_at, (place, -1)) - 1, -1, -1):
            number = self._named_at[at][1]
            if number not in seen:
                seen.add(number)
                yield self.all[number]
            if len(seen) >= _MEMORY:
                return

    def within(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the places between two tokens at which figures are named, with their numbers."""
        at, end = bisect_left(self._named_at, (first, -1)), bisect_left(self._named_at, (last, -1))
        return self._named_at[at:end]

    def kind_of(self, figure: Figure) -> SourceKind:
        """Return what kind of source a figure is, by its own words, its roles and its labels."""
        if figure.is_outlet or self.looks_like_outlet(figure):
            return SourceKind.NEWS_OUTLET
        if figure.is_person:
            return by_roles(self._lexicon, figure.roles, plural=False) or SourceKind.PERSON
        own = by_own_words(self._lexicon, figure.words)
        if own is not None:
            return own
        if self._lexicon.has("team-noun", figure.words[-1]):
            return SourceKind.ORGANISATION
        if is_acronym(figure.name):
            agency = "ORG" in figure.labels
            return SourceKind.GOVERNMENT_BODY if agency else SourceKind.ORGANISATION
        unknown = not any(figure.labels) and len(figure.words) > 1 and not figure.has_article
        return SourceKind.PERSON if unknown else SourceKind.ORGANISATION

    def looks_like_outlet(self, figure: Figure) -> bool:
        """Return whether the name is one that news outlets have."""
        return not figure.is_person and is_outlet_name(self._lexicon, figure.name)

    def sex_of(self, figure: Figure) -> bool | None:
        """Return whether a figure is a woman, where a title, a role or the first name tells."""
        return sex_of(self._lexicon, figure)

    def sex_by(self, word: str) -> bool | None:
        """Return whether a noun is a woman's, where it is a woman's or a man's."""
        return sex_by(self._lexicon, word)


def _mark(figure: Figure) -> None:
    # who is told something and has one name only, and no title, is rather an outlet
    person = figure.is_person and len(figure.words) > 1
    if not person and "GPE" not in figure.labels and not figure.has_human_role:
        figure.is_outlet = True


def _sure(view: View, head: int) -> bool:
    """Whether the name heads its phrase, so that what stands before it may tell its role."""
    return view.dep[head] not in {"compound", "nmod", "poss"}


def _parts(view: View, first: int, last: int) -> Iterator[Range]:
    """Yield the names on both sides of a dash that stands apart: "Jane Roe - Poe's deputy"."""
    while first < last:
        stop = undashed(view, first, last, first)[1]
        yield first, stop
        first = stop + 1


def _head_of(view: View, first: int, last: int) -> int:
    head = last - 1
    while head > first and not view.words[head][:1].isalnum():
        head -= 1
    return head


def naming_spans(view: View, figures: Iterable[Figure]) -> dict[int, Range]:
    """Return, for each figure, the words that first name it."""
    return {
        figure.number: (
            max(0, min(figure.places) - _printed(view, figure) + 1),
            min(figure.places) + 1,
        )
        for figure in figures
        if figure.places
    }


def _printed(view: View, figure: Figure) -> int:
    """Return how many tokens the first naming has."""
    place = min(figure.places)
    size = 1
    words = set(figure.words)
    while place - size >= 0 and view.lower[place - size] in words:
        size += 1
    return size
