"""Names that the parse does not give as such, told by how they are printed.

A surname that was taken for a verb ("Pell, however, doubts it"), a full name at the end of words
that say what somebody is ("former prosecutor and Port Mayor Ada Pell"), and a department
that is called by its first word ("State said").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.rules.sources.bodies import category_of
from kg.extraction.rules.sources.figures import Figures
from kg.extraction.rules.sources.identification import identification_of
from kg.extraction.rules.sources.kinds import is_human_role
from kg.extraction.rules.sources.mentions import Mention, Shape, mention_of
from kg.extraction.rules.sources.names import is_address, proper_name
from kg.extraction.rules.sources.protection import asks_anonymity
from kg.extraction.rules.text.headlines import headline_end
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View

_BESIDES = frozenset({"himself", "herself", "itself", "themselves", "the", "a", "an"})
_PARTS = frozenset({",", "(", "–", "—", "--", ";", ":"})
_BREAKS = frozenset({"ADP", "PRON", "AUX", "SCONJ", "NUM", "PART", "PUNCT"})
_HIS = frozenset({"his", "her", "their", "its", "my", "our", "’s", "'s"})
_CALLED_SHORT = frozenset({"department", "ministry"})
_PLACES = frozenset({"city", "town", "village", "county", "state", "province", "borough"})
_LAWS = frozenset({"law", "statute", "constitution"})
_SMALL = frozenset({"for", "of", "and", "the", "in", "to", "&"})
_MOST_WORDS = 3
_LEAST_NAME = 2
_LONG = 8


class Printed:
    """Finds the figure whose name a mention spells, where the parse sees none."""

    def __init__(self, view: View, lexicon: Lexicon, figures: Figures) -> None:
        """Take what is known."""
        self._view = view
        self._lexicon = lexicon
        self._figures = figures

    def read(self, mention: Mention, tokens: Range) -> Mention:
        """Return a mention with the name that its words spell; `tokens` are all of the source."""
        if mention.shape is Shape.NAME and mention.place < headline_end(self._view):
            known = any(one.words == mention.name.lower().split() for one in self._figures.all)
            return mention if known else self._in_headline(mention, tokens)
        if mention.shape is Shape.NAME and mention.name == self._view.words[mention.head]:
            return self._short(mention) or mention
        if mention.shape is not Shape.NOUN:
            return mention
        return (
            self._explained(mention, tokens)
            or self._opening(mention, tokens)
            or self._first_of(mention, tokens)
            or self._spelled(mention, tokens)
            or self._short(mention)
            or self._outlet(mention)
            or self._of_kind(mention, tokens)
            or self._law(mention)
            or self._place(mention)
            or self._told(mention, tokens)
            or mention
        )

    def _explained(self, mention: Mention, tokens: Range) -> Mention | None:
        """Return the name before a bracket that says what somebody is: "Pell (then deputy head"."""
        view, opens = self._view, tokens[0]
        while opens < mention.head and view.words[opens] != "(":
            opens += 1
        named = opens < mention.head and opens - 1 >= tokens[0] and self._is_person(opens - 1)
        return mention_of(view, self._lexicon, opens - 1) if named else None

    def _opening(self, mention: Mention, tokens: Range) -> Mention | None:
        """Return the one named in "Ada Pell, head of a union that has backed Roe,", read wrongly.

        What stands between the two commas tells of the name, whatever noun the parse heads it by.
        """
        view, name = self._view, self._view.name_at[tokens[0]]
        if name is None or name.label != "PERSON" or name.last - name.first <= 1:
            return None
        comma = name.last < tokens[1] - 1 and view.words[name.last] == ","
        role = view.kid(name.last - 1, "appos")
        closes = view.words[tokens[1] - 1] == "," or view.words[tokens[1] : tokens[1] + 1] == [","]
        if not comma or not closes or role is None or mention.head < name.last:
            return None
        return mention_of(view, self._lexicon, name.last - 1)

    def _first_of(self, mention: Mention, tokens: Range) -> Mention | None:
        """Return the one named in "Pell and other clerks", where the parse heads it "clerks"."""
        view, name = self._view, self._view.name_at[tokens[0]]
        if name is None or not mention.plural or not self._is_person(name.last - 1):
            return None
        others = view.lower[name.last : name.last + 2] == ["and", "other"]
        return mention_of(view, self._lexicon, name.last - 1) if others else None

    def _is_person(self, token: int) -> bool:
        return self._view.label[token] == "PERSON" and self._view.pos[token] == "PROPN"

    def _spelled(self, mention: Mention, tokens: Range) -> Mention | None:
        """Return a mention that goes, as a whole, by somebody's name or a form of it."""
        view = self._view
        words = [
            token
            for token in range(*tokens)
            if view.is_word(token) and view.lower[token] not in _BESIDES
        ]
        while words and is_address(self._lexicon, view.lower[words[0]]):
            words = words[1:]
        if not words or len(words) > _MOST_WORDS:
            return None
        if not all(view.words[token][:1].isupper() for token in words):
            return None
        name = " ".join(view.words[token] for token in words)
        known = any(
            one.is_person and one.words and one.words[-1] == name.lower()
            for one in self._figures.all
        )
        if known and self._acts(words):
            return _named(mention, name, words[-1])
        full = any(one.words == name.lower().split() for one in self._figures.all)
        common = view.lower[words[-1]] not in view.proper_words
        if not (full and len(words) > 1) and (not known or common):
            return None
        return _named(mention, name, words[-1])

    def _acts(self, words: list[int]) -> bool:
        """Whether a surname that is also a verb is somebody who does something: "Will wrote".

        A verb of its own that follows it leaves no room for another: "will" goes with "write".
        """
        view, after = self._view, words[-1] + 1
        if len(words) != 1 or after >= view.size or view.pos[words[0]] not in {"AUX", "VERB"}:
            return False
        if view.tag[after] == "NNS":  # "which Will claims": a cue that was taken for a noun
            return bool(self._lexicon.family(view.lemma[after]))
        modal = view.tag[words[0]] == "MD"
        return view.tag[after] in {"VBD", "VBZ"} or (modal and view.tag[after] == "VBN")

    def _short(self, mention: Mention) -> Mention | None:
        """Return the department that "State" is short for, where the article names it in full."""
        view, head = self._view, mention.head
        alone = mention.tokens[1] - mention.tokens[0] == 1 and view.words[head][:1].isupper()
        person = any(
            one.is_person and one.words and one.words[-1] == view.lower[head]
            for one in self._figures.all
        )
        if not alone or mention.plural or person:
            return None
        for figure in self._figures.all:
            words = figure.words
            if words[1:2] and words[1] in _CALLED_SHORT and words[0] == view.lower[head]:
                return _named(mention, figure.name, head)
        return None

    def _outlet(self, mention: Mention) -> Mention | None:
        """Return the outlet in "the Herald newspaper"."""
        view, head = self._view, mention.head
        if mention.plural or not self._lexicon.has("outlet-noun", view.lemma[head]):
            return None
        names = [kid for kid in view.kids_by(head, "compound") if view.pos[kid] == "PROPN"]
        if not names or view.label[names[-1]] not in {"ORG", ""} or names[-1] != head - 1:
            return None
        name = proper_name(view, self._lexicon, names[-1], view.left[names[-1]])
        return _named(mention, name, names[-1]) if name else None

    def _in_headline(self, mention: Mention, tokens: Range) -> Mention:
        """Return a mention without the capitals that only the headline gives it: "Port Mayor"."""
        spelled = self._spelled(mention, tokens)
        role = mention.name.lower().rpartition(" ")[2]
        if spelled is not None or not is_address(self._lexicon, role):
            return spelled or mention
        return replace(mention, shape=Shape.NOUN, name="", place=mention.head)

    def _of_kind(self, mention: Mention, tokens: Range) -> Mention | None:
        """Return the body in "the advocacy group Harbours for People", whose kind stands first."""
        view, head = self._view, mention.head
        body = category_of(self._lexicon, view.lemma[head]) is not None
        if not body or mention.plural or view.words[head][:1].isupper():
            return None
        last = head + 1
        while last < tokens[1] and (view.words[last][:1].isupper() or self._joins(last)):
            last += 1
        while last - 1 > head and not view.words[last - 1][:1].isupper():
            last -= 1
        short = last - head <= _LEAST_NAME or view.dep[head + 1] == "poss"
        if short or view.label[head + 1] in {"DATE", "TIME"}:
            return None
        return _named(mention, view.phrase((head + 1, last)), last - 1)

    def _joins(self, token: int) -> bool:
        return self._view.lower[token] in _SMALL and self._view.words[token + 1][:1].isupper()

    def _place(self, mention: Mention) -> Mention | None:
        """Return the place in "the town of Northmoor"."""
        view, head = self._view, mention.head
        if view.lemma[head] not in _PLACES or head + 2 >= view.size:
            return None
        of = view.lower[head + 1] == "of" and view.label[head + 2] == "GPE"
        last = view.name_at[head + 2]
        if not of or last is None:
            return None
        return _named(mention, view.phrase((last.first, last.last)), last.last - 1)

    def _law(self, mention: Mention) -> Mention | None:
        """Return the law in "Northmoor law", which is the place's own."""
        view, head = self._view, mention.head
        places = [kid for kid in view.kids_by(head, "compound") if view.label[kid] == "GPE"]
        if view.lower[head] not in _LAWS or not places or places[-1] != head - 1:
            return None
        return _named(mention, view.phrase((view.left[places[-1]], head + 1)), head)

    def _told(self, mention: Mention, tokens: Range) -> Mention | None:
        """Return the person whose full name ends what says who is meant.

        Nobody is named so who speaks unnamed, or is one of whom the text only says that a
        person who is named is theirs: "an aide to Mayor Ada Pell".
        """
        view, head = self._view, mention.head
        many = view.tag[head] == "NNS"
        if many or mention.contradicted or asks_anonymity(view, self._lexicon, head):
            return None
        # "Former prosecutor and Port Mayor Ada Pell": one who is two things, and named
        joined = view.kid(head, "conj")
        both = joined is not None and view.label[joined] == "PERSON"
        both = both and view.kid(head, "det", "nummod", "poss") is None
        if identification_of(view, self._lexicon, mention).anonymous and not both:
            return None
        whole = tokens[0], max(tokens[1], view.subtree(head)[1])
        for first, last in (*self._segments(tokens), *self._segments(whole)):
            name = view.name_at[last - 1]
            # a surname that is a verb elsewhere is left out by the parse: "Ada May"
            full = name is not None and name.label == "PERSON" and name.last in {last, last + 1}
            if name is None or not full or last - name.first < 1 or name.first < first:
                continue
            if name.last - name.first <= 1:
                continue
            if self._says_who(first, name.first, opens=first == tokens[0]):
                text = " ".join(view.words[token] for token in range(name.first, name.last))
                return _named(mention, text, name.last - 1)
        return None

    def _segments(self, tokens: Range) -> Iterator[Range]:
        """Yield the words between commas, without blanks and a trailing mark."""
        view, first = self._view, tokens[0]
        for token in range(tokens[0], tokens[1] + 1):
            ends = token == tokens[1] or view.words[token] in _PARTS
            if ends and first < token:
                yield first, token
            if ends:
                first = token + 1

    def _says_who(self, first: int, name: int, *, opens: bool) -> bool:
        """Whether the words before a name say only what somebody is: "his cousin", "ex-Rep."."""
        view = self._view
        if not 0 < name - first <= _LONG:
            return False
        before = range(first, name)
        alone = view.kid(first, "det", "nummod") is None and opens
        for token in before:
            pos, word = view.pos[token], view.lower[token]
            if word in {"and", "or"} and not (alone and word == "and"):
                return False
            if pos == "VERB" and token > first and not is_human_role(self._lexicon, word):
                return False
            if pos in _BREAKS and word not in _HIS and view.words[token] != ".":
                return False
        last = view.lower[name - 1]
        role = is_human_role(self._lexicon, last) or is_address(self._lexicon, last)
        known = role or self._lexicon.has("role-noun", last) or self._lexicon.has("kin-noun", last)
        return known or view.pos[name - 1] in {"NOUN", "VERB"}


def _named(mention: Mention, name: str, place: int) -> Mention:
    roles = mention.roles if place != mention.head else frozenset()
    return replace(mention, shape=Shape.NAME, name=name, place=place, roles=roles, plural=False)
