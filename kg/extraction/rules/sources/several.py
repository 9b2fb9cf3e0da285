"""Several with names who are meant together: "both", "the two", "they", "all three candidates".

Who was named together is meant ("Roe and Poe met. They agreed"), the nearest first, and where a
number is told so many.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.rules.sources.entries import Entry, Ledger
from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.kinds import is_people
from kg.extraction.rules.sources.mentions import Mention, Shape, mention_of
from kg.extraction.rules.sources.protection import asks_anonymity
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View
from kg.model import Identification, SourceKind

_NUMBERS = {"two": 2, "both": 2, "neither": 2, "pair": 2, "couple": 2, "duo": 2, "three": 3}
_NUMBERS |= {"trio": 3, "four": 4, "five": 5}
_TOGETHER = frozenset({"both", "neither", "each", "pair", "couple", "duo", "trio"})
_DEFINITE = frozenset({"the", "both", "all", "neither", "these", "those"})
_BODIES = ("company-noun", "government-noun", "organisation-noun", "body-noun", "outlet-noun")
_ANY = 0
_TWO = 2
_LONGEST_GAP = 9
_NEAR = 2
_ANY_OFFICE = frozenset({"candidate", "nominee", "contender", "leader", "lawmaker", "politician"})
_APART = frozenset({",", "–", "—", "--", ":", "("})


class Several:
    """Finds the people or bodies with names whom a word for several means."""

    def __init__(self, view: View, lexicon: Lexicon, ledger: Ledger) -> None:
        """Take what is known."""
        self._view = view
        self._lexicon = lexicon
        self._ledger = ledger
        self._figures = ledger.figures
        self._by_title: dict[str, Entry] = {}

    def stands_for(self, mention: Mention, tokens: Range) -> Entry | None:
        """Return those with names whom a mention means, as one source; `tokens` are all of it."""
        listed = self._listed(mention, tokens)
        if listed is not None:
            return listed
        if self._are_bodies(mention):
            return self._before(mention, _ANY)
        number = self._number(mention)
        return None if number is None else self._before(mention, number)

    def two_before(self, pronoun: int) -> Entry | None:
        """Return the two people whom the sentence before names, and nobody else: "they"."""
        view = self._view
        first = view.sentence(pronoun)[0]
        fronted = next(filter(None, map(self.joined_at, range(first, pronoun))), None)
        if fronted is not None and view.pos[first] in {"SCONJ", "ADP"}:
            return fronted
        before = view.sentence(first - 1)[0] if first else 0
        groups = any(
            view.dep[token] in {"nsubj", "nsubjpass"}
            and view.tag[token] in {"NNS", "NNPS"}
            and view.name_at[token + 1] is None
            for token in range(before, pronoun)
        )
        if groups or view.paragraph[pronoun] - view.paragraph[before] > 1:
            return None
        return self._only_two(before, first)

    def side_by_side(self, first: int, last: int) -> Entry | None:
        """Return the two people whom some words join: "Roe, 25, and his wife, Ada Pell"."""
        named = self._persons(first, last)
        pairs = [
            (one, other)
            for one, other in pairwise(sorted(named))
            if other - one <= _LONGEST_GAP and "and" in self._view.lower[one + 1 : other]
        ]
        figures = [named[place] for place in pairs[0]] if len(pairs) == 1 else []
        return self._together(figures) if len({one.number for one in figures}) == _TWO else None

    def _persons(self, first: int, last: int) -> dict[int, Figure]:
        """Return where the writer names people between two words, and whom."""
        return {
            place: figure
            for place, number in self._figures.within(first, last)
            if (figure := self._figures.all[number]).is_person
            and not figure.undecided
            and not self._view.quoted[place]
        }

    def _only_two(self, first: int, last: int) -> Entry | None:
        """Return the two people whom some words name, if they name no third."""
        named = {one.number: one for one in self._persons(first, last).values()}
        figures = [named[number] for number in sorted(named)]
        return self._together(figures) if len(figures) == _TWO else None

    def _are_bodies(self, mention: Mention) -> bool:
        """Whether it is "the companies", "both departments": several bodies that were named."""
        view, head = self._view, mention.head
        if view.tag[head] != "NNS" or not mention.definite or mention.shape is not Shape.NOUN:
            return False
        if any(view.dep[kid] not in {"det", "nummod", "predet"} for kid in view.kids[head]):
            return False
        lemma = view.lemma[head]
        return any(self._lexicon.has(words, lemma) for words in _BODIES)

    def joined_at(self, token: int) -> Entry | None:
        """Return those who are named together at a word: "Roe and Poe"."""
        named = self._joined(token)
        return self._together(named) if len(named) > 1 else None

    def _listed(self, mention: Mention, tokens: Range) -> Entry | None:
        """Return those whose names follow: "her opponents, Ann Roe and former Rep. Tom Poe,"."""
        view = self._view
        if mention.shape is not Shape.NOUN or not mention.plural:
            return None
        many = view.tag[mention.head] in {"NNS", "NNPS"}
        if not many or asks_anonymity(view, self._lexicon, mention.head):
            return None
        last = max(tokens[1], view.subtree(mention.head)[1])
        apart = next((t for t in range(mention.head, last) if view.words[t] in _APART), None)
        party = view.label[mention.head] == "NORP"
        if apart is None or not (party or is_people(self._lexicon, view.lemma[mention.head])):
            return None
        if view.lower[apart + 1 : apart + 2] in (["including"], ["like"], ["such"]):
            return None
        verbs = (token for token in range(apart, last) if view.pos[token] in {"VERB", "AUX"})
        last = next(verbs, last)
        names = [
            name
            for name in view.names
            if name.label == "PERSON"
            and apart < name.first < name.last <= last
            and name.last - name.first > 1
        ]
        figures = [
            self._figures.named(mention_of(view, self._lexicon, name.last - 1)) for name in names
        ]
        return self._together(figures) if len(figures) > 1 else None

    def _number(self, mention: Mention) -> int | None:
        """Return how many are meant, where particular people are: "both", "the two rivals"."""
        view, head = self._view, mention.head
        first = max(mention.tokens[0], view.left[head])
        before = [view.lower[token] for token in range(first, head + 1)]
        if "of" in before or any(view.dep[kid] == "relcl" for kid in view.kids[head]):
            return None
        counts = [_NUMBERS[word] for word in before if word in _NUMBERS]
        alone = view.lower[head] in _TOGETHER or view.lower[head] in _NUMBERS
        people = view.pos[head] == "NOUN" and is_people(self._lexicon, view.lemma[head])
        if not counts or not (alone or people):
            return None
        return counts[0] if view.lower[head] in _TOGETHER or _DEFINITE & set(before) else None

    def _before(self, mention: Mention, number: int) -> Entry | None:
        """Return so many who are named together near before, else the only ones in the article."""
        view, head = self._view, mention.head
        far: dict[frozenset[int], list[Figure]] = {}
        for token in range(head - 1, -1, -1):
            named = self._joined(token)
            fits = len(named) > 1 and number in {_ANY, len(named)}
            if not fits or not self._may_be(named, mention):
                continue
            if view.paragraph[head] - view.paragraph[token] <= _NEAR:
                return self._together(named)
            far.setdefault(frozenset(one.number for one in named), named)
        if not far and view.lower[head] == "couple" and view.kid(head, "prep") is None:
            start = view.sentence(head)[0]
            return self.side_by_side(view.sentence(start - 1)[0] if start else 0, start)
        alone = view.kid(head, "conj") is None and not self._are_bodies(mention)
        if not far and number == _TWO and alone:
            two = list(self._persons(view.paragraph_range(head)[0], head).values())
            fits = len({one.number for one in two}) == _TWO and self._may_be(two, mention)
            return self._only_two(view.paragraph_range(head)[0], head) if fits else None
        return self._together(far.popitem()[1]) if len(far) == 1 else None

    def _may_be(self, named: Sequence[Figure], mention: Mention) -> bool:
        """Whether a noun for several fits them: their sex, their office, nobody's own rivals."""
        view, head = self._view, mention.head
        lemma, sex = view.lemma[head], self._figures.sex_by(view.lemma[head])
        if self._are_bodies(mention) == any(one.is_person for one in named):
            return False
        if sex is not None and any(self._figures.sex_of(one) is not sex for one in named):
            return False
        places = {place for one in named for place in one.places}
        if any(
            view.dep[token] == "poss" and token in places for token in range(*view.subtree(head))
        ):
            return False
        if not self._lexicon.has("official-noun", lemma) or lemma in _ANY_OFFICE:
            return True
        return any(lemma in one.roles | one.said_to_be for one in named)

    def _joined(self, token: int) -> list[Figure]:
        """Return who is named at a word with those whom it joins to it; or nobody."""
        view = self._view
        if view.pos[token] != "PROPN" or view.dep[token] == "conj" or view.quoted[token]:
            return []
        chain = [token]
        for one in chain:
            chain.extend(self._name_of(kid) for kid in view.kids_by(one, "conj"))
        if len(chain) == 1:
            return []
        mentions = [mention_of(view, self._lexicon, one) for one in chain]
        if any(one.shape is not Shape.NAME for one in mentions):
            return []
        figures = {one.number: one for one in map(self._figures.named, mentions)}
        some = [one for one in figures.values() if not one.undecided]
        people = all(one.is_person for one in some) or not any(one.is_person for one in some)
        return some if len(some) == len(figures) and people else []

    def _name_of(self, joined: int) -> int:
        """Return the name behind a relative: "Roe, 25, and his wife, Ada Pell, 27"."""
        view = self._view
        if view.kid(joined, "poss") is None or view.pos[joined] != "NOUN":
            return joined
        named = [kid for kid in view.kids_by(joined, "appos") if view.label[kid] == "PERSON"]
        return named[0] if named else joined

    def _together(self, figures: Sequence[Figure]) -> Entry:
        names = [figure.name for figure in figures]
        title = f"{', '.join(names[:-1])} and {names[-1]}"
        entry = self._by_title.get(title)
        if entry is None:
            entry = self._by_title[title] = self._ledger.new(Identification.NAMED)
            entry.title, entry.kind, entry.plural = title, SourceKind.GROUP, True
        return entry
