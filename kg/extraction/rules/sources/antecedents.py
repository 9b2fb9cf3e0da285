"""The common noun before a pronoun that it stands for: "they" for activists, "he" for a man.

Read only where nobody with a name, and nobody who spoke before, is meant.
"""

from __future__ import annotations

from kg.extraction.rules.sources.figures import Figures
from kg.extraction.rules.sources.kinds import is_people
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View

_PLURAL = frozenset({"they", "them", "their"})
_FEMININE = frozenset({"she", "her"})
_MASCULINE = frozenset({"he", "his", "him"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLACES = frozenset({"pobj", "dobj", "attr", "conj", "appos"})
_NEAR = 1
_SENTENCES = 3


class Antecedents:
    """Finds the noun that a pronoun takes up."""

    def __init__(self, view: View, lexicon: Lexicon, figures: Figures) -> None:
        """Take what is known."""
        self._view = view
        self._lexicon = lexicon
        self._figures = figures

    def people_for(self, pronoun: int) -> int | None:
        """Return the people in the plural who are spoken of right before "they".

        Of a sentence its subject; of two sentences the nearer one, of this paragraph or,
        where the pronoun opens one, of the paragraph above.
        """
        view = self._view
        if view.lower[pronoun] not in _PLURAL:
            return None
        first, last = view.sentence(pronoun)[0], pronoun
        for _ in range(_SENTENCES):
            if view.paragraph[pronoun] - view.paragraph[first] > _NEAR:
                return None
            found = self._people_in(first, last, quoted=view.quoted[pronoun])
            if found is not None:
                return found
            if first == 0:
                return None
            first, last = view.sentence(first - 1)[0], first
        return None

    def _people_in(self, first: int, last: int, *, quoted: bool) -> int | None:
        view = self._view
        some = [
            token
            for token in range(first, last)
            if view.tag[token] in {"NNS", "NNPS"}
            and view.quoted[token] == quoted
            and (view.label[token] == "NORP" or self._is_people(token))
        ]
        for places in (_SUBJECTS, _PLACES):
            held = [token for token in some if view.dep[token] in places]
            if held:
                return held[-1]
        return None

    def _is_people(self, token: int) -> bool:
        noun = self._view.pos[token] == "NOUN"
        return noun and is_people(self._lexicon, self._view.lemma[token])

    def brought_in(self, pronoun: int) -> int | None:
        """Return the one man or woman without a name whom the sentence tells of: "a man ... he".

        Nobody, where the sentence names a person, or tells of two who may be meant.
        """
        view = self._view
        word = view.lower[pronoun]
        if word not in _FEMININE | _MASCULINE or view.quoted[pronoun]:
            return None
        first = view.sentence(pronoun)[0]
        if any(self._figures.all[n].is_person for _, n in self._figures.within(first, pronoun)):
            return None
        brought = [
            token
            for token in range(first, pronoun)
            if view.tag[token] == "NN"
            and view.dep[token] != "compound"
            and self._figures.sex_by(view.lower[token]) is (word in _FEMININE)
            and any(view.lower[kid] in {"a", "an"} for kid in view.kids_by(token, "det"))
        ]
        return brought[0] if len(brought) == 1 else None
