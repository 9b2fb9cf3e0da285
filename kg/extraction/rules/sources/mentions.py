"""What the words that name a source say of it: name, kind, how far it is identified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.extraction.rules.sources.kinds import is_human_role, is_outlet_name, is_people
from kg.extraction.rules.sources.names import (
    apposed_name,
    is_address,
    is_common,
    is_organisation,
    is_proper,
    proper_name,
)
from kg.extraction.rules.sources.protection import contradicts, is_told_apart, own_words, who_asks
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import name_beside, noun_phrase
from kg.extraction.rules.text.view import Range, View

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "some"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LAW"})
_LEAST_ACRONYM = 2
_LONGEST_CLAUSE = 14
_STEM = 6
SEATS = frozenset({"mp", "msp", "mep", "td"})
"""The initials that stand for a member of a parliament: "the MP for Tarn"."""

_OPENING = frozenset({"a", "an", "“", '"', "‘", "``"})


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

    `place` is the last word of the name, which is not the head where the name explains it;
    `contradicted` says that the text names whom it says it does not name.
    """

    head: int
    tokens: Range
    shape: Shape
    place: int
    name: str = ""
    roles: frozenset[str] = frozenset()
    plural: bool = False
    definite: bool = False
    contradicted: bool = False


def mention_of(view: View, lexicon: Lexicon, head: int, tokens: Range | None = None) -> Mention:
    """Return what the words around their head word say."""
    tokens = tokens or noun_phrase(view, head)
    word = view.lower[head]
    named = view.pos[head] == "PRON" and is_proper(view, head)
    if (view.pos[head] == "PRON" and not named) or word in {"he", "she", "they"}:
        shape = _pronoun_shape(lexicon, word)
        return Mention(head, tokens, shape, head, plural=word in {"they", "them"})
    place, name = (
        (head, "") if _is_many(view, lexicon, head) else _named(view, lexicon, head, tokens)
    )
    if name.lower().rpartition(" ")[2] in SEATS and view.kid(head, "det") is not None:
        place, name = _seated(view, lexicon, head)
    if is_common(view, lexicon, name, place):
        called = _called(view, head)
        name = "" if called is None else proper_name(view, lexicon, called, called)
        place = head if called is None else called
    contradicted = bool(name) and place != head and contradicts(view, lexicon, head, place)
    if place != head and is_told_apart(view, lexicon, head, place):
        place, name = head, ""
    tokens = own_words(view, lexicon, head, tokens, named=bool(name))
    if place > head and place in range(*tokens):
        tokens = tokens[0], own_words(view, lexicon, place, tokens, named=True)[1]
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
        plural=view.tag[head] in {"NNS", "NNPS"}
        or view.pos[head] in {"NUM", "DET", "ADJ"}
        or _are_people_at_start(view, lexicon, head),
        definite=determiner in _DEFINITE or (determiner == "both" and view.tag[head] == "NNS"),
        contradicted=contradicted,
    )


def _are_people_at_start(view: View, lexicon: Lexicon, head: int) -> bool:
    """Whether a plural for people has its capital from the sentence alone: "Teachers say"."""
    word = view.lower[head]
    first = view.left[head] == head and view.sentence(head)[0] == head
    alone = view.pos[head] == "PROPN" and view.dep[head] == "nsubj" and first
    if not alone or not word.endswith("s") or word.endswith("ss"):
        return False
    elsewhere = any(
        view.words[token] == view.words[head] and view.sentence(token)[0] != token
        for token in range(view.size)
    )
    paper = is_outlet_name(lexicon, word)
    return not elsewhere and not paper and is_people(lexicon, word[:-1])


def _is_many(view: View, lexicon: Lexicon, head: int) -> bool:
    """Whether a proper noun is that of a great many people: Democrats, Belgians, Millennials."""
    if _are_people_at_start(view, lexicon, head):
        return True
    if view.label[head] == "NORP":
        return view.tag[head] in {"NNS", "NNPS"}
    alone = view.kid(head, "compound", "nmod", "appos") is None and view.dep[head] != "compound"
    return view.tag[head] == "NNPS" and not view.label[head] and alone


def _seated(view: View, lexicon: Lexicon, head: int) -> tuple[int, str]:
    """Return who is named behind "the MP for Tarn", which is no name itself."""
    person = view.kid(head, "appos")
    if person is None or view.label[person] != "PERSON":
        return head, ""
    return person, proper_name(view, lexicon, person, view.left[person])


def _pronoun_shape(lexicon: Lexicon, word: str) -> Shape:
    if word in {"i", "we", "me", "us"}:
        return Shape.AUTHOR
    if lexicon.has("indefinite", word) or lexicon.has("several-pronoun", word):
        return Shape.INDEFINITE
    return Shape.PRONOUN


def _named(view: View, lexicon: Lexicon, head: int, tokens: Range) -> tuple[int, str]:
    """Return the proper name that heads the phrase or explains it, and its last word's place."""
    close = name_beside(view, head)
    if close != head and view.label[close] == "PERSON":
        return close, proper_name(view, lexicon, close, tokens[0])
    if is_proper(view, head) or _heads_name(view, head):
        return head, proper_name(view, lexicon, head, tokens[0])
    one = view.tag[head] not in {"NNS", "NNPS"}
    owner = view.head[head]
    if one and view.dep[head] == "appos" and owner < head and view.label[owner] == "PERSON":
        return owner, proper_name(view, lexicon, owner, view.left[owner])
    for kid in view.kids_by(head, "appos"):
        listed = view.kid(kid, "conj") is not None and _is_role(lexicon, view.lemma[head])
        if one and not listed and is_proper(view, kid) and view.label[kid] in _NAMED | {""}:
            return kid, proper_name(view, lexicon, kid, view.left[kid])
    called = _called(view, head) if one else None
    if called is not None:
        return called, proper_name(view, lexicon, called, called)
    last = _apposed(view, lexicon, head) if one else None
    if last is not None:
        return last, proper_name(view, lexicon, last, head + 1)
    joined = _named_besides(view, lexicon, head, tokens)
    if joined is not None:
        return joined, proper_name(view, lexicon, joined, tokens[0])
    return head, _of_owner(view, lexicon, head)


def _called(view: View, head: int) -> int | None:
    """Return the name in "a man named Roe", "an account called RiverEye"."""
    for kid in view.kids_by(head, "acl"):
        name = view.name_at[kid + 1] if kid + 1 < view.size else None
        last = kid + 1 if name is None else name.last - 1
        names = view.lower[kid] in {"called", "named", "dubbed"} and kid == head + 1
        whole = name is not None and view.words[name.first][:1].isupper()
        if names and last < view.size and (whole or is_proper(view, last)):
            return None if _is_judged(view, last) else last
    return None


def _is_judged(view: View, name: int) -> bool:
    """Whether "called" judges and does not name: "one clerk called Roe “a brute”"."""
    behind = "" if name + 1 == view.size else view.lower[name + 1]
    return behind in _OPENING


def _of_owner(view: View, lexicon: Lexicon, head: int) -> str:
    """Return the name of a body that is called by its owner's: "the Pell campaign"."""
    lemma = view.lower[head]
    owned = lexicon.has("political-noun", lemma) or lexicon.has("government-noun", lemma)
    team = lexicon.has("team-noun", lemma) and view.tag[head] == "NN"
    if not (owned or team):
        return ""
    owners = [
        kid
        for kid in view.kids_by(head, "compound", "poss", "nmod")
        if view.pos[kid] == "PROPN"
        and (owned or (view.dep[kid] != "poss" and view.label[kid] in {"PERSON", "ORG"}))
    ]
    if not owners:
        return ""
    owner = proper_name(view, lexicon, owners[-1], view.left[owners[-1]])
    return f"{owner} {view.words[head]}"


def _apposed(view: View, lexicon: Lexicon, head: int) -> int | None:
    """Return the last word of the name that follows a role, or a thing, after a comma."""
    role = _is_role(lexicon, view.lemma[head])
    name = apposed_name(view, lexicon, head) if role else None
    return _name_at_end(view, head) if name is None else name


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


def _roles(view: View, lexicon: Lexicon, head: int, tokens: Range) -> frozenset[str]:
    found = set()
    if view.pos[head] == "NOUN":
        found.add(view.lemma[head])
        found.update(_members(view, lexicon, head))
    owner = view.head[head]
    # "Pell's wife, Dora Pell": the name explains the role
    explains = view.dep[head] == "appos" and view.pos[owner] == "NOUN" and owner < head
    if explains and not is_told_apart(view, lexicon, owner, head):
        found.add(view.lemma[owner])
    body = is_organisation(lexicon, view.lower[head])
    beside = view.kids_by(head, "compound", "appos", "nmod")
    for token in [*beside, *range(tokens[0], head)]:
        title = not body and is_address(lexicon, view.lower[token])
        if view.pos[token] == "NOUN" or title:
            found.add(view.lemma[token].rstrip("."))
    return frozenset(found)


def traits(view: View, tokens: Range) -> frozenset[str]:
    """Return the parties, peoples and places that a mention tells of: "the Republican nominee"."""
    return frozenset(
        view.lower[token][:_STEM]
        for token in range(*tokens)
        if view.label[token] in {"NORP", "GPE"} and view.words[token][:1].isupper()
    )


def _members(view: View, lexicon: Lexicon, head: int) -> Iterator[str]:
    """Yield what a group is a group of."""
    if lexicon.has("group-noun", view.lemma[head]):
        for kid in view.kids_by(head, "prep"):
            if view.lower[kid] == "of":
                yield from (view.lemma[inner] for inner in view.kids_by(kid, "pobj"))


def whole_group(view: View, lexicon: Lexicon, noun: int) -> int:
    """Return who is meant by a noun that only says of what they are, or what somebody is.

    "A group" for "scientists", the staffer for "a staffer at the office who", John Bell
    for "John Bell, a staffer".
    """
    of = view.head[noun]
    group = view.head[of]
    subject = _said_to_be(view, noun)
    if subject is not None:
        return subject
    asks = who_asks(view, lexicon, noun)
    if asks != noun:
        return asks
    is_of = view.dep[noun] == "pobj" and view.lower[of] == "of"
    if is_of and lexicon.has("group-noun", view.lemma[group]):
        return group
    person = _person_around(view, lexicon, noun)
    name = view.head[person]
    apposed = view.dep[person] == "appos" and name < person
    return name if apposed and view.label[name] == "PERSON" else person


def _said_to_be(view: View, noun: int) -> int | None:
    """Return who is told to be the one of whom "who" is said: "Roe is the clerk who found it"."""
    verb, determiner = view.head[noun], view.kid(noun, "det")
    the = determiner is not None and view.lower[determiner] == "the" and view.tag[noun] == "NN"
    if view.dep[noun] != "attr" or view.lemma[verb] != "be" or not the:
        return None
    subject = view.kid(verb, "nsubj")
    named = subject is not None and view.label[subject] == "PERSON" and not view.kid(verb, "neg")
    return subject if named and view.kid(noun, "relcl") is not None else None


def _person_around(view: View, lexicon: Lexicon, noun: int) -> int:
    """Return the person of whose place of work "who" is said by the parser."""
    clause = view.kid(noun, "relcl")
    who = clause is not None and any(view.lower[kid] == "who" for kid in view.kids[clause])
    owner = view.head[view.head[noun]]
    human = _is_role(lexicon, view.lemma[noun]) or view.label[noun] == "PERSON"
    if who and view.label[noun] == "DATE":  # "they chose Roe last year, who"
        name = view.name_at[max(0, view.left[noun] - 1)]
        return name.last - 1 if name is not None and name.label == "PERSON" else noun
    if not who or human or view.dep[noun] != "pobj" or view.tag[noun] != "NN":
        return noun
    if view.pos[owner] == "ADJ":  # "a clerk familiar with the plan, who"
        owner = view.head[owner]
    party = view.label[owner] == "NORP" and view.tag[owner] == "NNP"
    return owner if party or _is_role(lexicon, view.lemma[owner]) else noun


def _is_role(lexicon: Lexicon, noun: str) -> bool:
    return (
        is_human_role(lexicon, noun)
        or lexicon.has("anonymous-noun", noun)
        or lexicon.has("role-noun", noun)
    )


def description(view: View, tokens: Range) -> str:
    """Return the words as printed, without the article before them."""
    first, last = tokens
    while first < last - 1 and (view.lower[first] in _ARTICLES or not view.is_word(first)):
        first += 1
    return view.phrase((first, last))


def whole_phrase(view: View, lexicon: Lexicon, head: int, tokens: Range) -> Range:
    """Return the mention with what says more of it: "a person briefed on the plan".

    What follows a comma is left out, and so is a quotation that would end elsewhere, and
    a clause that tells what was said: of "an aide who warned of delays" only the aide.
    """
    last = tokens[1]
    for kid in view.kids_by(head, "acl", "relcl", "prep"):
        stop = view.subtree(kid)[1]
        if view.dep[kid] == "relcl" and lexicon.family(view.lemma[kid]):
            continue
        if kid < head or view.left[kid] > last or stop - last > _LONGEST_CLAUSE:
            continue
        if all(view.is_word(token) for token in range(last, stop - 1)):
            last = max(last, stop)
    while last - 1 > head and (not view.is_word(last - 1) or view.lower[last - 1] == "and"):
        last -= 1
    return tokens[0], max(last, tokens[1])


def is_acronym(name: str) -> bool:
    """Return whether the name is written in capitals only, as agencies' short names are."""
    letters = name.replace(".", "")
    return len(letters) >= _LEAST_ACRONYM and letters.isalnum() and name.isupper()
