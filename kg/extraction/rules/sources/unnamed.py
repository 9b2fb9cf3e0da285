"""Who is meant by words for somebody told of before: "another", "the other", "the 31-year-old".

One of several who have no name has none either, and whoever is described anew is who spoke last.
"""

from __future__ import annotations

from kg.extraction.rules.sources.entries import Entry, Ledger
from kg.extraction.rules.sources.kinds import is_people
from kg.extraction.rules.sources.mentions import SEATS, Mention, description
from kg.extraction.rules.sources.pronouns import Pronouns
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Identification, SourceKind

_PARTS = frozenset({"one", "another", "other", "first", "second", "third", "fourth", "last"})
_ELDER = frozenset({"younger", "older", "elder", "young"})
_GROUPS = frozenset({"pair", "duo", "trio"})
_BESIDE = frozenset({"det", "appos", "punct", "prep", "relcl", "acl", "nmod", "predet"})
_CHILDREN = frozenset({"father", "mother", "grandmother", "grandfather", "dad", "mum"})
_ANEW = _CHILDREN | {"native"}
"""Nouns that tell more of somebody who is already there: "the Tarn native"."""

_ANYBODY = frozenset({"man", "woman", "person", "boy", "girl", "teenager", "youth"})
_LOOSE = frozenset({"source", "one", "another", "person", "member", "insider", "man", "woman"})
_PLACES = frozenset({"nsubj", "nsubjpass", "pobj", "dobj"})
_SENTENCES = 3
_STEM = 4


class Unnamed:
    """Finds who is meant of those whom one article told of before."""

    def __init__(
        self,
        view: View,
        lexicon: Lexicon,
        ledger: Ledger,
        pronouns: Pronouns,
        known: dict[int, str],
    ) -> None:
        """Take what is known; `known` has the sources of the words read so far."""
        self._view = view
        self._lexicon = lexicon
        self._ledger = ledger
        self._pronouns = pronouns
        self._known = known

    def stands_for(self, mention: Mention) -> Entry | None:
        """Return the source that a mention takes up, or None where it is no such mention."""
        if self._is_part(mention):
            return self._part(mention)
        if self._is_group(mention):
            return self._group(mention)
        return self._again(mention)

    def _is_part(self, mention: Mention) -> bool:
        """Whether it is "one", "another", "the other", "a third", and no noun with it."""
        view, head = self._view, mention.head
        alone = all(view.dep[kid] in _BESIDE for kid in view.kids[head])
        of = any(view.lower[kid] in {"of", "in"} for kid in view.kids_by(head, "prep"))
        no = any(view.lower[kid] == "no" for kid in view.kids_by(head, "det"))
        if view.lower[head] in _ELDER and of:
            return True
        return view.lower[head] in _PARTS and alone and not of and not no

    def _is_group(self, mention: Mention) -> bool:
        view, head = self._view, mention.head
        alone = all(view.dep[kid] in {"det", "punct"} for kid in view.kids[head])
        return view.lower[head] in _GROUPS and alone

    def _part(self, mention: Mention) -> Entry | None:
        """Return a new source as far identified as those are of whom it is one."""
        found = self._people_before(mention.head)
        if found is None:
            return None
        entry = self._ledger.new(found)
        entry.description = description(self._view, mention.tokens)
        entry.noun = self._view.lower[mention.head]
        entry.kind = SourceKind.PERSON if found.anonymous else SourceKind.DOCUMENT
        entry.human_noun = found.anonymous
        return entry

    def _people_before(self, head: int) -> Identification | None:
        """Return how far the last who were told of are identified; nothing for a named one."""
        view = self._view
        # people said it, what is written says it still
        verb = view.head[head]
        written = view.tag[verb] == "VBZ" or view.lemma[verb] == "read"
        for token in range(head - 1, self._first_near(head) - 1, -1):
            known = self._ledger.by_id(self._known.get(token, ""))
            if known is not None and known.identification.anonymous:
                return Identification.ANONYMOUS_DESCRIBED
            if known is not None and known.figure is not None and known.figure.is_person:
                return None
            several = view.tag[token] == "NNS" and view.pos[token] == "NOUN"
            if not several or view.quoted[token] or view.dep[token] not in _PLACES:
                continue
            if self._are_people(view.lemma[token]):
                return Identification.ANONYMOUS_DESCRIBED
            if written and view.paragraph[token] == view.paragraph[head]:
                return Identification.UNSTATED
        return None

    def _are_people(self, noun: str) -> bool:
        return is_people(self._lexicon, noun) or self._lexicon.has("anonymous-noun", noun)

    def _first_near(self, head: int) -> int:
        view, first = self._view, self._view.sentence(head)[0]
        for _ in range(_SENTENCES):
            above = view.sentence(first - 1)[0] if first else 0
            if view.paragraph[head] - view.paragraph[above] > 1:
                break
            first = above
        return first

    def _group(self, mention: Mention) -> Entry | None:
        """Return the few without names who spoke last: "the pair"."""
        found = self._pronouns.latest(mention.head, self._known, _speaks, within=1)
        one = found[0] if len(found) == 1 else None
        return one if one is not None and one.plural and one.identification.anonymous else None

    def _again(self, mention: Mention) -> Entry | None:
        """Return who spoke last, where "the 31-year-old", "that person" can be nobody else."""
        view, head = self._view, mention.head
        the = view.kid(head, "det")
        if the is None or view.lower[the] not in {"the", "that", "this"}:
            return None
        anew, noun = self._tells_anew(head), view.lower[head]
        loose = noun in _ANYBODY | SEATS or self._are_people(noun)
        if not anew and (mention.plural or not loose):
            return None
        found = self._pronouns.latest(head, self._known, _is_one, within=1)
        one = found[0] if len(found) == 1 else None
        sex = self._ledger.figures.sex_by(view.lower[head])
        # who is of the other sex spoke last, and who is meant is further up, or nobody told of
        if one is None or (sex is not None and one.feminine not in {None, sex}):
            return None
        if one.identification.anonymous:
            bound = noun in _ANYBODY or one.noun in _LOOSE or _is_same(noun, one.noun)
            return one if anew or (bound and self._only_one(mention)) else None
        return one if anew and one.figure is not None else None

    def _only_one(self, mention: Mention) -> bool:
        """Whether nothing is said that would tell somebody else apart: "the man in the boat"."""
        view, head = self._view, mention.head
        return all(
            view.dep[kid] in {"det", "punct", "relcl"} or view.lower[kid] in _ELDER
            for kid in view.kids[head]
        )

    def _tells_anew(self, head: int) -> bool:
        """Whether it tells an age, where somebody comes from, of whom one is the parent."""
        view = self._view
        words = view.phrase((view.left[head], view.subtree(head)[1])).lower()
        if view.lower[head].endswith("-old") or "-year-old" in words:
            return view.kid(head, "relcl", "acl") is None
        if view.lemma[head] not in _ANEW:
            return False
        of = [kid for kid in view.kids_by(head, "prep") if view.lower[kid] == "of"]
        counted = any(view.pos[kid] == "NUM" for one in of for kid in view.kids_by(one, "pobj"))
        return counted if view.lemma[head] in _CHILDREN else not of


def _is_same(noun: str, other: str) -> bool:
    return noun == other.lower() or (len(other) >= _STEM and noun.startswith(other))


def _speaks(entry: Entry) -> bool:
    return entry.is_human or entry.identification.anonymous


def _is_one(entry: Entry) -> bool:
    return entry.is_human and not entry.plural
