"""Who else the terms of an unnamed source hold for: those it is one of, and later words for it.

What two officials asked for holds for "one of them", "the other" and "both"; what all three
asked for holds for each who spoke before. "The man" and a pronoun that nothing resolves, right
after somebody unnamed, is that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.rules.sources.withholding import may_be_unnamed
from kg.extraction.rules.text.places import head_of, token_at, tokens_of
from kg.extraction.rules.text.view import View
from kg.model import Extraction, Source, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
} | {"both": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"], 1
    )
}
_WHOLE = frozenset({"both", "all", "pair", "duo", "trio", "quartet", "each", "neither", "none"})
_PART = frozenset(
    {"one", "another", "other", "others", "last", "latter", "former"}
    | {"older", "elder", "eldest", "oldest", "younger", "youngest"}
    | _ORDINALS.keys()
)
_OF_KNOWN = frozenset({"first", "second", "third", "other", "same", "two", "three", "both"})
_LIKE_AN_ARTICLE = frozenset({"the", "both", "these", "those"})
_ANYBODY = frozenset(["man", "woman", "person", "source", "insider", "youth"])
_PRONOUNS = frozenset({"he", "she", "they"})
_PLAIN = 2  # "one minister", "the man": a noun with one word before it
_PLURALS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Link:
    """That the terms of one source hold for another."""

    of: str
    to: str


def links(reading: Reading, found: Extraction) -> Iterator[Link]:
    """Yield for whom the terms of each source hold too, in the order of the text."""
    heard = _Heard.of(reading, found)
    for one in heard.unnamed:
        span = one.mentions[0]
        head = head_of(reading.view, tokens_of(reading.view, span))
        for whole in heard.whole(head, span.start):
            yield Link(whole, one.id)
            yield Link(one.id, whole)
        group = heard.group_of(head, span.start)
        if group is not None:
            yield Link(group, one.id)
        same = heard.same(head, span.start)
        if same is not None and same != one.id:
            yield Link(same, one.id)
            yield Link(one.id, same)


def meant_by(reading: Reading, found: Extraction, subject: int, *, several: bool) -> set[str]:
    """Return whom words mean that name no source themselves: "all three", "the older of them"."""
    heard = _Heard.of(reading, found)
    start = reading.view.start[subject]
    whole = set(heard.whole(subject, start)) or set(heard.together(subject, start))
    group = heard.group_of(subject, start) if several and not whole else None
    return whole if group is None else {group}


def nouns_of(reading: Reading, one: Source) -> set[str]:
    """Return the nouns for people by which a source is called."""
    return {reading.view.lemma[noun_in(reading.view, span)] for span in one.mentions}


def noun_in(view: View, span: Span) -> int:
    """Return the noun for people of a mention: officials in "one of the officials"."""
    head = head_of(view, tokens_of(view, span))
    inner = _inner(view, head) if view.pos[head] != "NOUN" else None
    return head if inner is None else inner


def is_of_known(view: View, noun: int) -> bool:
    """Whether people are spoken of as known, by the mere noun: "the officials", "the second"."""
    before = [kid for kid in view.kids[noun] if kid < noun and view.is_word(kid)]
    known = any(view.lower[kid] in _LIKE_AN_ARTICLE for kid in before)
    plain = all(
        view.dep[kid] in {"det", "predet"} or view.lower[kid] in _OF_KNOWN for kid in before
    )
    return known and plain


def _inner(view: View, head: int) -> int | None:
    """Return the noun after "of": them in "one of them"."""
    for kid in view.kids_by(head, "prep"):
        inner = view.kid(kid, "pobj")
        if view.lower[kid] == "of" and inner is not None:
            return inner
    return None


@dataclass(frozen=True, slots=True)
class _Heard:
    """The sources of an article by where they speak, and those of them that have no name."""

    view: View
    unnamed: tuple[Source, ...]
    spoke: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, reading: Reading, found: Extraction) -> _Heard:
        spoke = sorted(
            (one.source_spans[0].start, one.source)
            for one in found.attributions
            if one.source_spans and one.nested_in is None
        )
        heard = {source for _, source in spoke}
        held = [
            one for one in found.sources if one.id in heard and one.mentions and may_be_unnamed(one)
        ]
        held.sort(key=lambda one: one.mentions[0].start)
        return cls(reading.view, tuple(held), tuple(spoke))

    def before(self, start: int) -> list[Source]:
        """Return the unnamed who were first spoken of before a place, the last of them first."""
        return [one for one in reversed(self.unnamed) if one.mentions[0].start < start]

    def size(self, one: Source) -> int | None:
        """Return how many a source is; nothing for more than one without a number."""
        view = self.view
        noun = head_of(view, tokens_of(view, one.mentions[0]))
        words = (noun, *view.kids_by(noun, "nummod", "det", "predet", "amod"))
        numbers = [_NUMBERS[view.lower[w]] for w in words if view.lower[w] in _NUMBERS]
        if numbers:
            return numbers[0]
        return None if view.tag[noun] in _PLURALS else 1

    def is_part(self, head: int) -> bool:
        """Whether words mean some of people told of before: "one", "two of the five"."""
        view = self.view
        if view.pos[head] == "NOUN" and view.lower[head] not in _PART:
            return False
        inner = _inner(view, head)
        if inner is not None:
            return view.lower[inner] in {"them", "whom"} or is_of_known(view, inner)
        return view.lower[head] in _PART

    def whole(self, head: int, start: int) -> list[str]:
        """Return who is meant by "both", "all three", "the six"."""
        view = self.view
        lower = view.lower[head]
        inner = _inner(view, head)
        if view.pos[head] == "NOUN" and lower not in _WHOLE:
            return []
        if inner is not None and view.lower[inner] not in {"them", "whom"}:
            return []
        dets = {view.lower[kid] for kid in view.kids_by(head, "det", "predet", "advmod")}
        number = _NUMBERS.get(lower)
        if lower not in _WHOLE and (number in {None, 1} or not dets & {"the", "all"}):
            return []
        return self._adding_up(number, start)

    def together(self, head: int, start: int) -> list[str]:
        """Return who is meant by "the sources" after one source, and then another, has spoken."""
        view = self.view
        if view.tag[head] not in _PLURALS or not is_of_known(view, head):
            return []
        return [
            one.id
            for one in self.before(start)
            if view.lemma[noun_in(view, one.mentions[0])] == view.lemma[head]
        ]

    def _adding_up(self, number: int | None, start: int) -> list[str]:
        """Return the last who are together as many as a number says."""
        met: list[str] = []
        total = 0
        for one in self.before(start):
            noun = head_of(self.view, tokens_of(self.view, one.mentions[0]))
            if self.is_part(noun):
                continue
            size = self.size(one)
            if not met and size is None:
                return [one.id]
            if number is None and size != 1:
                return [one.id]
            met.append(one.id)
            total += size or 0
            if number is None or size is None or total >= number:
                break
        return met if total == number else []

    def group_of(self, head: int, start: int) -> str | None:
        """Return the people of whom words mean a part, where these are the last of several."""
        view = self.view
        if not self.is_part(head):
            return self._of_same_noun(head, start)
        for one in self.before(start):
            noun = head_of(view, tokens_of(view, one.mentions[0]))
            if view.lower[head] == "another" and not self.is_part(noun):
                return None
            size = self.size(one)
            if self.is_part(noun):
                return one.id
            if size != 1:
                inner = _inner(view, head)
                fits = size is None or _ORDINALS.get(view.lower[head], 1) <= size
                if inner is not None and view.pos[inner] == "NOUN":
                    fits = view.lemma[inner] == view.lemma[noun_in(view, one.mentions[0])]
                return one.id if fits else None
        return None

    def _of_same_noun(self, head: int, start: int) -> str | None:
        """Return those of whom "one minister" is one: the ministers spoken of before."""
        view = self.view
        if not any(view.lower[kid] == "one" for kid in view.kids_by(head, "nummod")):
            return None
        if view.right[head] - view.left[head] > _PLAIN:
            return None
        for one in self.before(start):
            if self.size(one) == 1:
                continue
            noun = noun_in(view, one.mentions[0])
            return one.id if view.lemma[noun] == view.lemma[head] else None
        return None

    def same(self, head: int, start: int) -> str | None:
        """Return who spoke right before, where a pronoun or "the man" can only be that one."""
        view = self.view
        last = next((name for at, name in reversed(self.spoke) if at < start), None)
        one = next((each for each in self.unnamed if each.id == last), None)
        if one is None:
            return None
        away = view.paragraph[head] - view.paragraph[token_at(view, one.mentions[-1].start)]
        if view.pos[head] == "PRON" and not self.is_part(head) and view.lower[head] in _PRONOUNS:
            plural = view.lower[head] == "they"
            return one.id if not away and (plural or self.size(one) == 1) else None
        the = [kid for kid in view.kids_by(head, "det") if view.lower[kid] == "the"]
        plain = (
            view.right[head] - view.left[head] <= _PLAIN
            or view.dep[view.right[head] - 1] == "relcl"
        )
        called = view.lower[head]
        noun = view.lower[noun_in(view, one.mentions[0])]
        fits = called in _ANYBODY or noun.endswith(called) or called.endswith(noun)
        if the and plain and fits and self.size(one) == 1 and away <= 1:
            return one.id
        return None
