"""Whose spokesman, or of what body a member, the words around a role say that somebody is.

To belong to a body is not to speak for it: a spokesman, a lawyer, an agent speaks for whoever
is named; an official, a professor, an aide only belongs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.rules.sources.kinds import by_own_words
from kg.extraction.rules.sources.names import is_proper
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import noun_phrase
from kg.extraction.rules.text.view import Range, View

_BODY_NOUNS = (
    "government-noun",
    "company-noun",
    "political-noun",
    "organisation-noun",
    "outlet-noun",
    "body-noun",
)
_SERVES = frozenset({"for", "of", "to"})
_BELONGS = frozenset({"at", "of", "from", "with", "for"})
_PLACES = frozenset({"GPE", "LOC", "NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "LANGUAGE"})
_HELD_BY = frozenset({"at", "with", "from", "for"})
_AREAS = frozenset({"city", "town", "state", "county", "district", "parish"})
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Tie:
    """A body or somebody that a role names; `speaks` tells speaking for it from belonging to it.

    `personal` is set where it may be a person whom they serve: an aide to Roe.
    """

    head: int
    tokens: Range
    speaks: bool
    personal: bool = False


def speaks_for_others(words: Lexicon, view: View, noun: int) -> bool:
    """Return whether a role is to speak for somebody: a spokesman, a lawyer, an agent."""
    return any(
        words.has(name, word)
        for name in ("spokesperson-noun", "speaking-noun")
        for word in (view.lemma[noun], view.lower[noun])
    )


def ties_of(view: View, words: Lexicon, role: int, first: int) -> Iterator[Tie]:
    """Yield what a role is tied to; its phrase begins at the token `first`."""
    speaks = speaks_for_others(words, view, role)
    yield from _of_owner(view, words, role, speaks=speaks)
    yield from _of_phrases(view, words, role, speaks=speaks)
    yield from _of_words_before(view, words, role, first, speaks=speaks)
    yield from _of_clause(view, words, role)


def _of_owner(view: View, words: Lexicon, role: int, *, speaks: bool) -> Iterator[Tie]:
    """Yield the possessor: "the county's director", "Roe's lawyer", "its chairman"."""
    owner = view.kid(role, "poss")
    if owner is None:
        return
    pronoun = view.pos[owner] == "PRON"
    if pronoun or speaks or is_body(view, words, owner, "'s") or _is_staff(view, words, role):
        yield Tie(owner, _phrase(view, owner), speaks, _is_staff(view, words, role))


def _of_phrases(view: View, words: Lexicon, role: int, *, speaks: bool) -> Iterator[Tie]:
    """Yield what follows a preposition: "a spokeswoman for the port", "an analyst at Apex"."""
    wanted = _SERVES if speaks or _is_staff(view, words, role) else _BELONGS
    for token in _phrase_tokens(view, role):
        inner = view.kid(token, "pobj")
        if view.pos[token] != "ADP" or view.lower[token] not in wanted or inner is None:
            continue
        own = view.head[token] == role
        if view.pos[view.head[token]] not in {"NOUN", "PROPN"}:
            continue  # "familiar with the campaign" is no member of it
        whoever = speaks and own and (is_proper(view, inner) or view.pos[inner] == "NOUN")
        staff = view.lower[token] in _SERVES and _is_staff(view, words, role)
        whoever = whoever or (staff and own and is_proper(view, inner))
        if whoever or is_body(view, words, inner, view.lower[token]):
            yield Tie(inner, _phrase(view, inner), speaks, staff)


def body_behind(view: View, words: Lexicon, name: int) -> Iterator[Tie]:
    """Yield the body right behind a name: "Freya Lund of the Sound Institute"."""
    for kid in view.kids_by(name, "prep"):
        inner = view.kid(kid, "pobj")
        beside = kid == name + 1 and view.lower[kid] in {"of", "at", "from", "with"}
        if beside and inner is not None and is_body(view, words, inner, "of"):
            yield Tie(inner, _phrase(view, inner), speaks=False)


def _phrase_tokens(view: View, role: int) -> Iterator[int]:
    """Yield the tokens after a role up to the next comma or clause."""
    last = min(view.subtree(role)[1], role + _LONGEST)
    for token in range(role + 1, last):
        if not view.is_word(token) or view.dep[token] in {"relcl", "acl"}:
            return
        yield token


def _of_words_before(
    view: View, words: Lexicon, role: int, first: int, *, speaks: bool
) -> Iterator[Tie]:
    """Yield the body in "Ellery Steel spokeswoman", "Northmoor council aides"."""
    last = role
    while last > first and not _ends_body(view, words, last - 1):
        last -= 1
        if view.pos[last] not in {"NOUN", "ADJ"} or view.lower[last] in {"such", "other"}:
            return
    start = last
    while start > first and _may_be_body(view, start - 1):
        start -= 1
    if start >= last or view.lower[min(last, role)] in {"'s", "’s"}:
        return
    head = last - 1
    proper = any(_is_name_part(view, token) for token in range(start, last))
    anybody = speaks or _is_staff(view, words, role)
    if not proper:
        known = next(named_elsewhere(view, (start, last)), None)
        if known is not None:
            yield Tie(known, (start, last), speaks)
        return
    if view.label[head] in _PLACES:
        return
    if anybody or is_body(view, words, head, "of"):
        yield Tie(head, (start, last), speaks, _is_staff(view, words, role))


def named_elsewhere(view: View, run: Range) -> Iterator[int]:
    """Yield where a name ends so: the Saltby Port Authority, of which "port authority" is said."""
    wanted = view.lower[run[0] : run[1]]
    size = len(wanted)
    for token in range(size, view.size):
        if view.lower[token] != wanted[-1] or not view.words[token][:1].isupper():
            continue
        same = view.lower[token - size + 1 : token + 1] == wanted
        if same and is_proper(view, token) and is_proper(view, token - size):
            yield token


def _of_clause(view: View, words: Lexicon, role: int) -> Iterator[Tie]:
    """Yield whom somebody represents: "Roe, who represents the miners"; what he chairs."""
    for clause in view.kids_by(role, "relcl", "acl"):
        thing = view.kid(clause, "dobj")
        if thing is None or view.pos[thing] == "PRON":
            continue
        if view.lemma[clause] == "represent":
            yield Tie(thing, _phrase(view, thing), speaks=True)
        elif words.has("leading-verb", view.lemma[clause]) and is_body(view, words, thing, "of"):
            yield Tie(thing, _phrase(view, thing), speaks=False)


def is_body(view: View, words: Lexicon, head: int, preposition: str) -> bool:
    """Return whether a noun names a body that one can belong to, as the preposition has it."""
    if preposition == "of" and view.lemma[head] in _AREAS:
        return False  # "the mayor of the town" holds an office of a place
    if any(words.has(name, view.lemma[head]) for name in _BODY_NOUNS):
        return view.tag[head] != "NNS" and view.label[head] not in {"DATE", "TIME"}
    if not is_proper(view, head) or view.label[head] in _PLACES:
        return False
    if view.label[head] == "ORG" or by_own_words(words, [view.lower[head]]) is not None:
        return True
    return preposition in _HELD_BY and view.label[head] in {"", "FAC", "PRODUCT", "PERSON"}


def _is_staff(view: View, words: Lexicon, role: int) -> bool:
    """Whether people of that role belong to a person as they do to a body: aides, advisers."""
    return words.has("staff-noun", view.lemma[role])


def _ends_body(view: View, words: Lexicon, token: int) -> bool:
    return is_proper(view, token) or any(words.has(n, view.lemma[token]) for n in _BODY_NOUNS)


def _is_name_part(view: View, token: int) -> bool:
    organisation = view.label[token] == "ORG" and view.words[token][:1].isupper()
    return organisation or is_proper(view, token)


def _may_be_body(view: View, token: int) -> bool:
    if view.words[token] in {"&", "-"} or _is_name_part(view, token):
        return view.label[token] not in {"DATE", "TIME", "CARDINAL"}
    if view.pos[token] == "NOUN":
        return not view.words[token].endswith("s") or is_proper(view, token)
    return False


def _phrase(view: View, head: int) -> Range:
    """Return the words of a body, up to a comma and without what it is joined to."""
    first, last = noun_phrase(view, head)
    for token in range(head + 1, last):
        after = view.pos[token] == "ADP" and view.lower[token] not in {"of", "for"}
        if after or view.words[token] == "," or view.dep[token] in {"cc", "case"}:
            return first, token
    return first, last
