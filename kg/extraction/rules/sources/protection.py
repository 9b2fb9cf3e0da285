"""What keeps an unnamed source apart from the names and addresses printed beside it.

"An aide to the mayor, Jane Roe, who asked not to be named": the name is the mayor's as far as
one can tell, and taking it for the aide's would name somebody who must not be named. An
e-mail address, a telephone number or a handle is no name either.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.sources.kinds import is_human_role, is_people
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View

_ONE_OF_MANY = frozenset({"a", "an", "another", "one", "some", "any"})
_BODIES = ("company-noun", "government-noun", "organisation-noun", "outlet-noun", "body-noun")
_OPENS = frozenset({",", "(", "[", "–", "—", "-", "--", ":"})
_CLOSES = {"(": ")", "[": "]"}
_JOINS = frozenset({"and", "or"})
_CALLED = frozenset({"named", "called", "dubbed"})
_BESIDES = frozenset({"prep", "advcl", "xcomp", "conj"})
_CLAUSES = frozenset({"relcl", "acl"})
_HANGING = frozenset({"pobj", "prep", "agent", "acl", "appos", "amod"})
_WISH = "asked to be "
_FIGURES_OF_A_NUMBER = 5


def is_contact(word: str) -> bool:
    """Return whether a word is an address, a handle or a number, by which nobody is called."""
    return "@" in word or "://" in word or not any(letter.isalpha() for letter in word)


def asks_anonymity(view: View, lexicon: Lexicon, head: int) -> bool:
    """Return whether the phrase of a noun, or what it is the subject of, withholds who it is."""
    if any(lexicon.has("anonymity", view.lower[kid]) for kid in view.kids_by(head, "amod")):
        return True
    clauses = (place for place in range(*view.subtree(head)) if _tells_of(view, place, head))
    return any(_withholds(view, lexicon, place) for place in (*clauses, *_deeds(view, head)))


def _tells_of(view: View, place: int, head: int) -> bool:
    """Whether a word begins a clause on the noun, and not on somebody who is named besides."""
    if view.dep[place] not in _CLAUSES:
        return False
    place = view.head[place]
    while place != head:
        joined = view.dep[place] == "conj" or _is_joined(view, place)
        if joined or view.dep[place] == "ccomp" or view.head[place] == place:
            return False
        place = view.head[place]
    return True


def _deeds(view: View, head: int) -> Iterator[int]:
    """Yield what the subject's verb is said with: "told the Star on condition of anonymity"."""
    verb = view.head[head]
    if view.dep[head] not in {"nsubj", "nsubjpass"}:
        return
    for kid in view.kids_by(verb, *_BESIDES):
        if view.kid(kid, "nsubj", "nsubjpass") is None:
            yield kid


def _withholds(view: View, lexicon: Lexicon, place: int) -> bool:
    words = view.phrase(view.subtree(place)).lower()
    other = (p for p in lexicon.lists["pseudonymity-phrase"] if p.startswith(_WISH))
    return any(phrase in words for phrase in (*lexicon.lists["anonymity-phrase"], *other))


def who_asks(view: View, lexicon: Lexicon, noun: int) -> int:
    """Return who asks for anonymity in a clause that the parse gives to another person.

    "An aide to the mayor, who asked not to be named": the aide, not the mayor.
    """
    clause = view.kid(noun, "relcl")
    if clause is None or not _withholds(view, lexicon, clause):
        return noun
    place, meant = noun, noun
    while view.dep[place] in _HANGING and view.head[place] < place:
        place = view.head[place]
        if view.pos[place] == "NOUN" and _is_person(lexicon, view.lemma[place]):
            meant = place
    return meant


def is_of_another(view: View, lexicon: Lexicon, head: int, name: int) -> bool:
    """Return whether a person stands between a noun and a name: "an aide to the mayor, Roe"."""
    return any(
        view.tag[token] == "NN"
        and view.dep[token] not in {"compound", "poss", "nmod"}
        and _is_person(lexicon, view.lemma[token])
        for token in range(head + 1, view.left[name])
    )


def _is_person(lexicon: Lexicon, noun: str) -> bool:
    body = any(lexicon.has(words, noun) for words in _BODIES)
    return not body and is_people(lexicon, noun)


def is_told_apart(view: View, lexicon: Lexicon, head: int, name: int) -> bool:
    """Return whether a name beside a common noun must not be taken for that of who is meant."""
    if is_contact(view.words[name]) or _is_joined(view, name):
        return True
    if name < head:
        return False
    if asks_anonymity(view, lexicon, head):
        return True
    speaks = any(
        lexicon.has("spokesperson-noun", word) for word in (view.lemma[head], view.lower[head])
    )
    of_many = not speaks and _is_one_of_many(view, head)
    return of_many and is_of_another(view, lexicon, head, name)


def contradicts(view: View, lexicon: Lexicon, head: int, name: int) -> bool:
    """Return whether the text names whom it says it does not: "an unnamed official, Jane Roe".

    A name that stands in a clause is rather somebody's whom the clause tells of.
    """
    if is_contact(view.words[name]) or _is_joined(view, name) or name < head:
        return False
    if is_of_another(view, lexicon, head, name) or not asks_anonymity(view, lexicon, head):
        return False
    place = name
    while place not in {head, view.head[place]}:
        called = view.lower[view.head[place]] in _CALLED
        if view.dep[place] in _CLAUSES and not called and view.head[place] == head:
            return view.lower[place] in _CALLED
        place = view.head[place]
    return True


def _is_one_of_many(view: View, head: int) -> bool:
    """Whether somebody is one of those whom a noun fits: "an aide", "one lawyer", "friend of"."""
    determiner = view.kid(head, "det", "poss", "nummod")
    return determiner is None or view.lower[determiner] in _ONE_OF_MANY


def _is_joined(view: View, name: int) -> bool:
    """Whether a name is added by "and", so that it is another's, whatever the parse says."""
    before = view.left[name] - 1
    return before >= 0 and view.lower[before] in _JOINS


def named_besides(view: View, lexicon: Lexicon, head: int | None) -> Iterator[int]:
    """Yield who is of the other sort beside a source: "two officials and Tom Poe said"."""
    if head is None:
        return
    for kid in view.kids_by(head, "conj", "appos"):
        if kid < head or not _is_joined(view, kid):
            continue
        if view.pos[head] == "NOUN" and view.label[kid] == "PERSON":
            if is_people(lexicon, view.lemma[head]):
                yield kid
        elif view.label[head] == "PERSON" and view.pos[kid] == "NOUN":
            one = view.kid(kid, "det", "nummod")
            counted = one is not None and view.lower[one] not in {"the", "both", "all"}
            if counted and is_human_role(lexicon, view.lemma[kid]):
                yield kid


def own_words(view: View, lexicon: Lexicon, head: int, tokens: Range, *, named: bool) -> Range:
    """Return a mention without who is named besides, and of an unnamed one without addresses.

    Nor does an unnamed one's go on to a name that is not a part of what describes it.
    """
    first, last = tokens
    for kid in named_besides(view, lexicon, head):
        last = min(last, max(head + 1, view.left[kid]))
    for kid in view.kids_by(head, "conj") if view.label[head] == "PERSON" else ():
        if view.pos[kid] == "PROPN" and kid > head:
            last = min(last, max(head + 1, view.left[kid]))
    if not named:
        last = min(last, _stranger(view, lexicon, head, last))
    if last == tokens[1]:
        return tokens
    last = _without_marks(view, head, last)
    if view.lower[last - 1] in _JOINS | _CALLED:
        # what only brought in the words that were cut off
        last = _without_marks(view, head, last - 1)
    return first, max(last, head + 1)


def _without_marks(view: View, head: int, last: int) -> int:
    while last - 1 > head and not view.is_word(last - 1):
        last -= 1
    return last


def _stranger(view: View, lexicon: Lexicon, head: int, last: int) -> int:
    """Return where, behind a common noun, an address or a name that stands apart begins."""
    for token in range(head + 1, last):
        if view.words[token] in _CLOSES and _holds_contact(view, token, last):
            return token
        if _is_apart(view, lexicon, head, token):
            return token
    return last


def _is_apart(view: View, lexicon: Lexicon, head: int, token: int) -> bool:
    """Whether a name begins that is added: after a comma or a dash, "named" or "and"."""
    before = view.lower[token - 1]
    if "@" in view.words[token]:
        return before in _OPENS
    if view.pos[token] != "PROPN" or view.words[token].isupper():
        return False
    lower = view.lower[token]
    first = lexicon.has("feminine-name", lower) or lexicon.has("masculine-name", lower)
    person = first or view.label[token] == "PERSON"
    may_be = person or view.label[token] in {"ORG", ""}
    if before in _JOINS:
        other = token - 2
        beside = other >= head and _is_person(lexicon, view.lemma[other])
        return may_be if beside else person and view.label[other] != "PERSON"
    return before in _CALLED or (before in _OPENS and may_be)


def _holds_contact(view: View, opening: int, last: int) -> bool:
    """Whether brackets hold an address or a telephone number."""
    digits = 0
    for token in range(opening + 1, last):
        word = view.words[token]
        if word == _CLOSES[view.words[opening]]:
            break
        if "@" in word or "://" in word:
            return True
        digits += sum(letter.isdigit() for letter in word)
    return digits >= _FIGURES_OF_A_NUMBER
