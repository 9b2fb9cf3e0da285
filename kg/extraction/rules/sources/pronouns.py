"""Whom a pronoun stands for: the nearest fitting speaker or subject, or nobody that is known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from kg.extraction.rules.sources.entries import Entry, Ledger
from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.figures import Figures
from kg.extraction.rules.sources.kinds import BODIES, is_people
from kg.extraction.rules.sources.lone import Lone
from kg.extraction.rules.sources.mentions import Shape, mention_of
from kg.extraction.rules.sources.several import Several
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import SourceKind

SINGULAR = frozenset({"he", "she", "him", "her", "his"})
"""The pronouns that stand for one person."""

_FEMININE = frozenset({"she", "her", "hers", "herself"})
_MASCULINE = frozenset({"he", "him", "his", "himself"})
_PLURAL = frozenset({"they", "them", "their"})
_NEAR = 2
_ASKING = frozenset({"ask", "press", "question", "challenge", "grill"})
_LOOSE = frozenset({"ROOT", "dep", "npadvmod", "conj", "nmod", "intj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


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
        self._inside = inside
        self._several = Several(view, lexicon, ledger)
        self._lone = Lone(view, figures)
        self._speakers: set[int] = set()
        self._role_at: Callable[[int], Entry | None] = lambda _: None
        self._spoke = [
            token
            for token in range(view.size)
            if (view.dep[token] in _SUBJECTS or self._opens(token))
            and not inside[token]
            and not view.quoted[token]
        ]
        self._learn_sexes()

    def learn_roles(self, role_at: Callable[[int], Entry | None]) -> None:
        """Take what finds the person with a name whom "the clerk" means at a place."""
        self._role_at = role_at

    def spoke(self, token: int) -> None:
        """Remember that whoever the word names has been a source there."""
        if self._view.quoted[token]:
            return
        if not self._inside[token]:
            self._speakers.add(token)
        at = bisect_left(self._spoke, token)
        if at == len(self._spoke) or self._spoke[at] != token:
            self._spoke.insert(at, token)

    def _opens(self, token: int) -> bool:
        """Whether a name opens its sentence, and the parser knows no verb that it is subject of."""
        view, name = self._view, self._view.name_at[token]
        if name is None or name.label != "PERSON" or token != name.last - 1:
            return False
        first = view.sentence(token)[0]
        while first < name.first and (view.pos[first] == "CCONJ" or not view.is_word(first)):
            first += 1
        return first == name.first and view.dep[token] in _LOOSE

    def stands_for(self, pronoun: int, known: dict[int, str]) -> Entry | None:
        """Return the source that a pronoun stands for; `known` has those of words before."""
        word = self._view.lower[pronoun]
        if word in SINGULAR:
            return self._one_person(pronoun, known, feminine=word in _FEMININE)
        if word in _PLURAL:
            return self._people(pronoun, known)
        fits = {"it": self._is_thing, "its": self._is_body}.get(word)
        found = () if fits is None else self.latest(pronoun, known, fits)
        return found[0] if len(found) == 1 else None

    def _one_person(self, pronoun: int, known: dict[int, str], *, feminine: bool) -> Entry | None:
        """Return whom "he" or "she" stands for."""
        told = self._alone_here(pronoun, known, feminine=feminine)
        told = told or self._beside(pronoun, known, feminine=feminine)
        if told is not None:
            return told
        found = self.latest(pronoun, known, lambda entry: _is_one(entry, feminine=feminine))
        if len(found) == 1:
            return self._nearer(pronoun, found[0], known, feminine=feminine) or found[0]
        if not all(one.figure for one in found):
            return None
        only = self._lone.here(pronoun, feminine=feminine)
        if only is None and not found:
            only = self._lone.in_paragraph(pronoun, feminine=feminine)
            only = only or self._lone.near(pronoun, feminine=feminine)
            only = only or self._lone.later(pronoun, feminine=feminine)
        if only is not None:
            return self._ledger.of_figure(only)
        again = None if found else self._same_before(pronoun)
        return None if again is None else self._one_person(again, known, feminine=feminine)

    def _same_before(self, pronoun: int) -> int | None:
        """Return the same pronoun as a subject before it: "He was fined after he had spoken"."""
        view, word = self._view, self._view.lower[pronoun]
        before = range(pronoun - 1, view.sentence(pronoun)[0] - 1, -1)
        return next((t for t in before if view.lower[t] == word and not view.quoted[t]), None)

    def _nearer(
        self, pronoun: int, spoke: Entry, known: dict[int, str], *, feminine: bool
    ) -> Entry | None:
        """Return the one person named since somebody unnamed spoke further up."""
        if spoke.figure is not None or spoke in self._spoken_here(pronoun, known):
            return None
        figure = self._lone.in_paragraph(pronoun, feminine=feminine)
        return None if figure is None else self._ledger.of_figure(figure)

    def _people(self, pronoun: int, known: dict[int, str]) -> Entry | None:
        """Return whom "they" stands for."""
        two = self._two_here(pronoun)
        if two is not None:
            return two
        found = self.latest(pronoun, known, lambda entry: entry.plural, several=True)
        if not found:
            return self._several.two_before(pronoun)
        return found[0] if len(found) == 1 else None

    def _alone_here(self, pronoun: int, known: dict[int, str], *, feminine: bool) -> Entry | None:
        """Return the one person whom the paragraph names before, by a possessive: "Roe's house"."""
        figure = (
            None
            if self._spoken_here(pronoun, known)
            else self._lone.owner(pronoun, feminine=feminine)
        )
        return None if figure is None else self._ledger.of_figure(figure)

    def _spoken_here(self, pronoun: int, known: dict[int, str]) -> list[Entry]:
        """Return who spoke or did something in the paragraph before a pronoun."""
        at = bisect_left(self._spoke, self._view.paragraph_range(pronoun)[0])
        here = self._spoke[at : bisect_left(self._spoke, pronoun)]
        entries = (self._entry_at(token, known) for token in here)
        return [entry for entry in entries if entry is not None]

    def _beside(self, pronoun: int, known: dict[int, str], *, feminine: bool) -> Entry | None:
        """Return whom the sentence itself puts before the pronoun, whoever spoke last.

        So it is in "As for Roe, he said" and "Poe asked Roe why he had left".
        """
        for token in (self._fronted(pronoun), self._asked(pronoun), self._touching(pronoun)):
            entry = None if token is None else self._entry_at(token, known)
            if entry is not None and _is_one(entry, feminine=feminine):
                return entry
        return None

    def _fronted(self, pronoun: int) -> int | None:
        """Return the name in "As for Roe, he"."""
        view = self._view
        first = view.sentence(pronoun)[0]
        as_for = view.lower[first : first + 2] == ["as", "for"]
        name = view.kid(first + 1, "pobj") if as_for else None
        return name if name is not None and name < pronoun else None

    def _two_here(self, pronoun: int) -> Entry | None:
        """Return the two whom the sentence joins before the pronoun, and no others with them."""
        first = self._view.sentence(pronoun)[0]
        others = any(
            self._view.tag[token] in {"NNS", "NNPS"} and self._view.dep[token] in _SUBJECTS
            for token in range(first, pronoun)
        )
        return None if others else self._several.side_by_side(first, pronoun)

    def _touching(self, pronoun: int) -> int | None:
        """Return the name right before the clause that the pronoun opens: "vital for Roe as he"."""
        view, name = self._view, pronoun - 2
        joins = view.pos[pronoun - 1] == "SCONJ" and view.dep[pronoun] in _SUBJECTS
        if not joins or name < view.sentence(pronoun)[0]:
            return None
        return name if view.pos[name] == "PROPN" and not view.quoted[name] else None

    def _asked(self, pronoun: int) -> int | None:
        """Return who was asked what is said of the pronoun."""
        view, verb = self._view, pronoun
        while view.head[verb] != verb:
            verb = view.head[verb]
            if view.lemma[verb] in _ASKING and view.pos[verb] == "VERB":
                whom = view.kid(verb, "dobj", "dative")
                return whom if whom is not None and verb < whom < pronoun else None
        return None

    def foremost(
        self, place: int, known: dict[int, str], among: Sequence[Figure], *, within: int = _NEAR
    ) -> Figure | None:
        """Return which of some figures the nearest sentence is about that is about one of them.

        `within` is how many paragraphs above are looked at too.
        """
        numbers = {figure.number for figure in among}
        found = self.latest(
            place,
            known,
            lambda entry: entry.figure is not None and entry.figure.number in numbers,
            within=within,
        )
        return found[0].figure if len(found) == 1 else None

    def read_before(self, noun: int, known: dict[int, str]) -> Figure | None:
        """Return whom words that were read before were found to name."""
        entry = self._ledger.by_id(known[noun]) if noun in known else None
        return None if entry is None else entry.figure

    def document_of(self, pronoun: int) -> int | None:
        """Return the document that "it" is, of which is told what it shows or holds."""
        view = self._view
        verb = view.head[pronoun]
        if view.lower[pronoun] != "it" or not self._lexicon.has("showing-verb", view.lemma[verb]):
            return None
        first = view.paragraph_range(pronoun)[0]
        for token in range(pronoun - 1, first - 1, -1):
            noun = view.pos[token] == "NOUN" and view.tag[token] == "NN"
            noun = noun and not view.quoted[token] and view.dep[token] != "compound"
            if noun and self._lexicon.has("document-noun", view.lemma[token]):
                return token
        return None

    def teller_of(self, pronoun: int) -> int | None:
        """Return who tells of their own doing: "A former clerk saw the list, she said"."""
        view = self._view
        verb = view.head[pronoun]
        first = view.paragraph_range(pronoun)[0]
        if view.lower[pronoun] not in SINGULAR or view.words[max(0, pronoun - 1)] != ",":
            return None
        said = view.kid(verb, "ccomp")
        subject = None if said is None else view.kid(said, "nsubj")
        if subject is None or view.pos[subject] != "NOUN" or view.left[subject] != first:
            return None
        mention = mention_of(view, self._lexicon, subject)
        one = mention.shape is Shape.NOUN and not mention.plural and not mention.definite
        return subject if one and is_people(self._lexicon, view.lemma[subject]) else None

    def _learn_sexes(self) -> None:
        """Note of a person whether "he" or "she" is said of them where nobody else is named.

        Two in three must agree: one may have been meant for somebody else.
        """
        told: dict[int, list[bool]] = {}
        for token in range(self._view.size):
            word = self._view.lower[token]
            if word not in _FEMININE | _MASCULINE or self._view.quoted[token]:
                continue
            figure = None if self._inside[token] else self._alone_before(token)
            if figure is not None:
                told.setdefault(figure.number, []).append(word in _FEMININE)
        for number, sexes in told.items():
            figure, feminine = self._figures.all[number], sum(sexes)
            sure = 3 * max(feminine, len(sexes) - feminine) >= 2 * len(sexes)
            if sure and self._figures.sex_of(figure) is None:
                figure.feminine = 2 * feminine > len(sexes)

    def _alone_before(self, pronoun: int) -> Figure | None:
        """Return the subject before it, where nobody else is named so far in the sentence.

        Where the sentence names nobody, it is that of the sentence before.
        """
        first, last = self._view.sentence(pronoun)
        named = self._persons(first, pronoun)
        if first > 0 and not self._persons(first, last):
            named = self._persons(*self._view.sentence(first - 1))
        if len(named) != 1:
            return None
        number, place = next(iter(named.items()))
        is_subject = self._view.dep[place] in _SUBJECTS and place < pronoun
        return self._figures.all[number] if is_subject else None

    def _persons(self, first: int, last: int) -> dict[int, int]:
        """Return the persons named between two tokens, each with where it is named last."""
        return {
            number: place
            for place, number in self._figures.within(first, last)
            if self._figures.all[number].is_person
        }

    def _is_thing(self, entry: Entry) -> bool:
        """Whether "it" may be a source: a body, no outlet unless that is what spoke."""
        return (
            not entry.is_human and not entry.plural and entry.kind in BODIES | {SourceKind.UNKNOWN}
        )

    def _is_body(self, entry: Entry) -> bool:
        """Whether something may be "its": a body, and nobody who speaks unnamed."""
        return self._is_thing(entry) and entry.kind in BODIES and not entry.identification.anonymous

    def latest(
        self,
        place: int,
        known: dict[int, str],
        fits: Callable[[Entry], bool],
        *,
        within: int = _NEAR,
        several: bool = False,
    ) -> tuple[Entry, ...]:
        """Return the latest fitting speaker or subject of this paragraph or the two above.

        Of one sentence its speaker or main subject is meant. Two are returned where two
        are left, so that it may be either; `several` takes who is named together for one.
        """
        for group in self._groups(place, within):
            fitting = {
                token: entry
                for token in group
                if (entry := self._named_at(token, known, several=several)) is not None
                and fits(entry)
                and (entry.kind is not SourceKind.NEWS_OUTLET or token in self._speakers)
            }
            if fitting:
                return self._foremost(fitting)
        return ()

    def _groups(self, place: int, within: int) -> Iterator[Sequence[int]]:
        """Yield the speakers and subjects before a place: by sentence, the nearest first."""
        view = self._view
        group: list[int] = []
        for at in range(bisect_left(self._spoke, place) - 1, -1, -1):
            token = self._spoke[at]
            if self._distance(place, token) > within:
                break
            if self._is_supposed(token):
                continue
            if group and view.sentence(group[0])[0] != view.sentence(token)[0]:
                yield group
                group = []
            group.append(token)
        if group:
            yield group

    def _is_supposed(self, token: int) -> bool:
        """Whether it is nobody who did it: "it is rare for a clerk to speak"."""
        view = self._view
        if view.pos[token] != "NOUN" or view.dep[token] not in _SUBJECTS:
            return False
        return any(view.tag[kid] == "TO" for kid in view.kids_by(view.head[token], "aux"))

    def _foremost(self, fitting: dict[int, Entry]) -> tuple[Entry, ...]:
        """Return the speaker of a sentence, else its main subject, else whoever fits."""
        view = self._view
        main = [token for token in fitting if view.head[view.head[token]] == view.head[token]]
        spoke = [token for token in fitting if token in self._speakers]
        if len(fitting) > 1:  # who asks is not who answers: "a reporter asked Roe. He said"
            spoke = [token for token in spoke if view.lemma[view.head[token]] != "ask"]
        for tokens in (spoke, main, list(fitting)):
            entries = {fitting[token].id: fitting[token] for token in tokens}
            if len(entries) == 1:
                entry = next(iter(entries.values()))
                either = any(self._is_one_of_two(token) for token in tokens) and not entry.plural
                return (entry, entry) if either else (entry,)
        return tuple(fitting.values())

    def _distance(self, place: int, token: int) -> int:
        return self._view.paragraph[place] - self._view.paragraph[token]

    def _is_one_of_two(self, token: int) -> bool:
        """Whether a subject is joined to another person, so that "he" could be either."""
        return any(self._view.pos[kid] == "PROPN" for kid in self._view.kids_by(token, "conj"))

    def _named_at(self, token: int, known: dict[int, str], *, several: bool) -> Entry | None:
        joined = self._several.joined_at(token) if several else None
        return self._entry_at(token, known) if joined is None else joined

    def _entry_at(self, token: int, known: dict[int, str]) -> Entry | None:
        """Return the source that a subject is or would be."""
        if token in known:
            return self._ledger.by_id(known[token])
        if self._view.pos[token] not in {"PROPN", "NOUN"}:
            return None
        mention = mention_of(self._view, self._lexicon, token)
        if mention.shape is not Shape.NAME:
            return self._role_at(token)
        figure = self._figures.named(mention)
        if figure.is_person or self._figures.kind_of(figure) in BODIES:
            return self._ledger.of_figure(figure)
        return None


def _is_one(entry: Entry, *, feminine: bool) -> bool:
    if entry.plural or not entry.is_human:
        return False
    return entry.feminine is None or entry.feminine == feminine
