"""What the words that name a source say of it: name, kind, how far it is identified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.extraction.rules.kinds import is_human_role
from kg.extraction.rules.lexicon import Lexicon
from kg.extraction.rules.subjects import name_beside, noun_phrase
from kg.extraction.rules.view import Range, View

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "his", "her"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_ELIDED = re.compile(r"[A-Z][a-z]?['’][A-Z]")
_NAMED = frozenset({"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LAW"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LEAST_ACRONYM = 2


class Shape(StrEnum):
    """The way a mention names: by name, by a pronoun, or by a common noun."""

    NAME = "name"
    PRONOUN = "pronoun"
    AUTHOR = "author"
    INDEFINITE = "indefinite"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a source; `roles` are the common nouns that it is called by.

    `place` is the last word of the name, which is not the head where the name explains it.
    """

    head: int
    tokens: Range
    shape: Shape
    place: int
    name: str = ""
    roles: frozenset[str] = frozenset()
    plural: bool = False
    definite: bool = False


def mention_of(view: View, lexicon: Lexicon, head: int, tokens: Range | None = None) -> Mention:
    """Return what the words around their head word say."""
    tokens = tokens or noun_phrase(view, head)
    word = view.lower[head]
    if view.pos[head] == "PRON" or word in {"he", "she", "they"}:
        shape = _pronoun_shape(lexicon, word)
        return Mention(head, tokens, shape, head, plural=word in {"they", "them"})
    place, name = (head, "") if _is_many(view, head) else _named(view, lexicon, head, tokens)
    roles = _roles(view, lexicon, head, tokens)
    if name:
        return Mention(head, tokens, Shape.NAME, place, name, roles)
    determiner = next((view.lower[kid] for kid in view.kids_by(head, "det", "poss")), "")
    return Mention(
        head,
        tokens,
        Shape.NOUN,
        head,
        roles=roles,
        plural=view.tag[head] in {"NNS", "NNPS"} or view.pos[head] in {"NUM", "DET", "ADJ"},
        definite=determiner in _DEFINITE,
    )


def _is_many(view: View, head: int) -> bool:
    """Whether a proper noun is that of a great many people: Democrats, Belgians."""
    return view.label[head] == "NORP" and view.tag[head] in {"NNS", "NNPS"}


def _pronoun_shape(lexicon: Lexicon, word: str) -> Shape:
    if word in {"i", "we", "me", "us"}:
        return Shape.AUTHOR
    if lexicon.has("indefinite", word) or lexicon.has("several-pronoun", word):
        return Shape.INDEFINITE
    return Shape.PRONOUN


def _named(view: View, lexicon: Lexicon, head: int, tokens: Range) -> tuple[int, str]:
    """Return the proper name that heads the phrase or explains it, and its last word's place."""
    beside = name_beside(view, head)
    if beside != head and view.label[beside] == "PERSON":
        return beside, proper_name(view, lexicon, beside, tokens[0])
    if is_proper(view, head) or _heads_name(view, head):
        return head, proper_name(view, lexicon, head, tokens[0])
    one = view.tag[head] not in {"NNS", "NNPS"}
    for kid in view.kids_by(head, "appos"):
        if one and is_proper(view, kid) and view.label[kid] in _NAMED | {""}:
            return kid, proper_name(view, lexicon, kid, view.left[kid])
    last = _name_at_end(view, head) if one else None
    if last is not None:
        return last, proper_name(view, lexicon, last, head + 1)
    joined = _named_besides(view, lexicon, head, tokens)
    if joined is not None:
        return joined, proper_name(view, lexicon, joined, tokens[0])
    lemma = view.lower[head]
    if lexicon.has("political-noun", lemma) or lexicon.has("government-noun", lemma):
        owners = [
            kid
            for kid in view.kids_by(head, "compound", "poss", "nmod")
            if view.pos[kid] == "PROPN"
        ]
        if owners:
            owner = proper_name(view, lexicon, owners[-1], view.left[owners[-1]])
            return head, f"{owner} {view.words[head]}"
    return head, ""


def _name_at_end(view: View, head: int) -> int | None:
    """Return the name that ends a phrase after a comma: "the firm that built it, Apex,"."""
    last = view.subtree(head)[1]
    if view.kid(head, "relcl", "acl") is None or view.words[last - 1] != ",":
        return None
    name = last - 2
    start = name
    while start > head and (is_proper(view, start) or view.words[start] == "&"):
        start -= 1
    apart = start > head and start < name and view.words[start] == ","
    return name if apart and view.label[name] in {"PERSON", "ORG", ""} else None


def _heads_name(view: View, head: int) -> bool:
    """Whether a common noun heads a name of several words: the Department of Dams."""
    name = view.name_at[head]
    if name is None or name.label not in {"PERSON", "ORG", "GPE"}:
        return False
    return any(view.pos[token] == "PROPN" for token in range(name.first, name.last))


def _named_besides(view: View, lexicon: Lexicon, head: int, tokens: Range) -> int | None:
    """Return the name in "lobbyist and strategist Jane Roe", where one person has two roles."""
    alone = view.kid(head, "det", "poss", "nummod") is None and view.tag[head] == "NN"
    if not alone or not is_human_role(lexicon, view.lemma[head]):
        return None
    last = tokens[1] - 1
    return last if last > head and view.label[last] == "PERSON" else None


def is_proper(view: View, token: int) -> bool:
    """Return whether a word is a proper noun: the parser says so, or it is printed as one.

    A capital counts where words around it are printed without: not at the head of a
    sentence, and not in a headline.
    """
    if view.pos[token] == "PROPN":
        return True
    word = view.words[token]
    if view.pos[token] != "NOUN" or not word[:1].isupper():
        return False
    if view.lower[token] in view.proper_words or _ELIDED.match(word):
        return True
    if word.isupper() or token == 0:
        return False
    before = view.words[token - 1]
    return before[:1].islower() or (view.pos[token - 1] == "PROPN" and view.paragraph[token] > 0)


def proper_name(view: View, lexicon: Lexicon, head: int, first: int) -> str:
    """Return the name that holds the token, without titles, article and possessive."""
    start, last = head, head + 1
    while start > first and is_proper(view, start - 1) and view.head[start - 1] >= start:
        start -= 1
    found = view.name_at[head]
    if found is not None and found.label in _NAMED:
        start = min(start, max(first, found.first))
        last = max(last, found.last)
    while start < head and _is_no_part(view, lexicon, start, head):
        start += 1
    while last - 1 > head and not _may_end_name(view, lexicon, last - 1):
        last -= 1
    words = [
        view.words[token]
        for token in range(start, last)
        if view.is_word(token) or view.words[token] == "&"
    ]
    return " ".join(word for word in words if word not in _POSSESSIVE)


def _is_no_part(view: View, lexicon: Lexicon, token: int, head: int) -> bool:
    """Whether a word before a name is none of it: a title, an article, a common noun after it."""
    word = view.words[token]
    if lexicon.has("title", word.lower()) or not word[:1].isupper() or word.lower() == "the":
        return True
    # "Herald editor Jane Roe", "Ohio Rep. Jane Roe": what comes before a role is no part either
    return any(
        (view.pos[later] == "NOUN" and view.words[later].islower())
        or (lexicon.has("title", view.lower[later]) and _is_address(view, later))
        or view.words[later] == ","
        for later in range(token + 1, head)
    )


def _is_address(view: View, token: int) -> bool:
    """Whether a title inside a name is one: shortened, or in the name of somebody."""
    return view.words[token].endswith(".") or view.label[token] == "PERSON"


def _may_end_name(view: View, lexicon: Lexicon, token: int) -> bool:
    word = view.words[token]
    return word[:1].isupper() and not lexicon.has("weekday", word.lower())


def _roles(view: View, lexicon: Lexicon, head: int, tokens: Range) -> frozenset[str]:
    found = set()
    if view.pos[head] == "NOUN":
        found.add(view.lemma[head])
        found.update(_members(view, lexicon, head))
    beside = view.kids_by(head, "compound", "appos", "nmod")
    for token in [*beside, *range(tokens[0], head)]:
        if view.pos[token] == "NOUN" or lexicon.has("title", view.lower[token]):
            found.add(view.lemma[token].rstrip("."))
    return frozenset(found)


def _members(view: View, lexicon: Lexicon, head: int) -> Iterator[str]:
    """Yield what a group is a group of."""
    if lexicon.has("group-noun", view.lemma[head]):
        for kid in view.kids_by(head, "prep"):
            if view.lower[kid] == "of":
                yield from (view.lemma[inner] for inner in view.kids_by(kid, "pobj"))


def whole_group(view: View, lexicon: Lexicon, noun: int) -> int:
    """Return the group that a noun is only the make-up of: "a group" for "scientists"."""
    of = view.head[noun]
    group = view.head[of]
    is_of = view.dep[noun] == "pobj" and view.lower[of] == "of"
    return group if is_of and lexicon.has("group-noun", view.lemma[group]) else noun


def description(view: View, tokens: Range) -> str:
    """Return the words as printed, without the article before them."""
    first, last = tokens
    while first < last - 1 and (view.lower[first] in _ARTICLES or not view.is_word(first)):
        first += 1
    return view.phrase((first, last))


def is_acronym(name: str) -> bool:
    """Return whether the name is written in capitals only, as agencies' short names are."""
    letters = name.replace(".", "")
    return len(letters) >= _LEAST_ACRONYM and letters.isalnum() and name.isupper()
