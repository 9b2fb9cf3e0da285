"""Proper names as printed: where one begins and ends, and what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Name, View

_CAPITAL_INSIDE = re.compile(r"[A-Z][a-z]?['’][A-Z]|[A-Z][a-z]+[A-Z][A-Za-z]*$")
"""Words with a capital inside: O'Dell, DataHarbour."""

_DOTTED = re.compile(r"(?:[A-Z]\.-?){3,}")
"""A short name with points, which the parse may take for anything: "T.R.N."."""

_NAMED = frozenset({"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LAW"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OF_BODIES = ("government-noun", "organisation-noun", "company-noun", "political-noun")
_HYPHENS = frozenset({"-", "‐", "–"})
_DASHES = _HYPHENS | {"—", "--"}
_STRAY = '"“”‘<>*_ '
_BENCH = frozenset({"judge", "justice"})
_JOINS = frozenset({"and", "or", "&"})
_GENERIC = frozenset({"percent"})
"""A word that the parse may take for a name, and names nobody."""

_ONE_WORD = 1
_FULL = 2
_LONG = 3


def is_proper(view: View, token: int) -> bool:
    """Return whether a word is a proper noun: the parser says so, or it is printed as one.

    A capital counts where words around it are printed without: not at the head of a
    sentence, and not in a headline.
    """
    if view.pos[token] == "PROPN":
        return True
    word = view.words[token]
    if view.pos[token] == "PRON" and word[:1].isupper() and view.label[token] in _NAMED:
        return True
    if view.pos[token] in {"NUM", "X"}:
        return word[:1].isupper() and _ends_name(view, token)
    if _DOTTED.match(word) and not view.label[token]:
        return True
    if view.pos[token] != "NOUN" or not word[:1].isupper():
        return False
    if view.lower[token] in view.proper_words or _CAPITAL_INSIDE.match(word):
        return True
    if word.isupper() or token == 0:
        return False
    last = token - 1
    while last > 0 and not view.words[last].strip(" \u00a0"):
        last -= 1
    named = view.pos[last] == "PROPN" and view.paragraph[token] > 0
    return view.words[last][:1].islower() or named


def _ends_name(view: View, token: int) -> bool:
    """Whether a strange word is a surname behind a first name, or an address of the web."""
    if view.tag[token] == "ADD":
        return "@" not in view.words[token] and "/" not in view.words[token]
    before = token - 1
    return before >= 0 and view.pos[before] == "PROPN" and view.head[before] == token


def proper_name(view: View, lexicon: Lexicon, head: int, first: int) -> str:
    """Return the name that holds the token, without titles, article and possessive."""
    start, last = _whole(view, lexicon, head, first)
    while start < head and _is_no_part(view, lexicon, start, head):
        start += 1
    while last - 1 > head and not _may_end_name(view, lexicon, last - 1):
        last -= 1
    start, last = _without_verbs(view, lexicon, start, last, head)
    return _printed(view, start, last)


def _printed(view: View, start: int, last: int) -> str:
    """Return the words of a name as printed, with its hyphens and without other marks."""
    name = ""
    for token in range(start, last):
        word = view.words[token]
        hyphen = word in _HYPHENS and start < token < last - 1
        if word in _POSSESSIVE or not (view.is_word(token) or word == "&" or hyphen):
            continue
        close = token > start and view.end[token - 1] == view.start[token]
        joined = close and (hyphen or view.words[token - 1] in _HYPHENS)
        name += word if joined or not name else f" {word}"
    return name.strip(_STRAY)


def _whole(view: View, lexicon: Lexicon, head: int, first: int) -> tuple[int, int]:
    """Return where the name begins and ends, with what may be before it."""
    start, last = head, head + 1
    while start > first and is_proper(view, start - 1) and view.head[start - 1] >= start:
        start -= 1
    found = view.name_at[head]
    if found is not None and found.label in _NAMED:
        begun, ended = undashed(view, found.first, found.last, head)
        start, last = min(start, max(first, begun)), max(last, ended)
    # "Democratic National Committee": an adjective with a capital is part of a body's name
    body = is_organisation(lexicon, view.lower[head])
    while body and start > first and _is_capital_adjective(view, start - 1):
        start -= 1
    return start, last


def undashed(view: View, first: int, last: int, head: int) -> tuple[int, int]:
    """Return the part of a name around its head that no dash with blanks around it cuts off."""
    for token in range(first + 1, last - 1):
        apart = view.start[token] > view.end[token - 1] and view.end[token] < view.start[token + 1]
        if not apart or view.words[token] not in _DASHES:
            continue
        if token < head:
            first = token + 1
        else:
            return first, token
    return first, last


def _is_capital_adjective(view: View, token: int) -> bool:
    if view.pos[token] not in {"ADJ", "PROPN"} or not view.words[token][:1].isupper():
        return False
    return token > 0 and view.paragraph[token - 1] == view.paragraph[token]


def is_organisation(lexicon: Lexicon, word: str) -> bool:
    """Return whether a word, at the end of a name, makes it the name of a body."""
    return any(lexicon.has(words, word) for words in _OF_BODIES)


def _is_no_part(view: View, lexicon: Lexicon, token: int, head: int) -> bool:
    """Whether a word before a name is none of it: a title, an article, a common noun after it."""
    word = view.words[token]
    if not word[:1].isupper() or word.lower() == "the":
        return True
    if is_organisation(lexicon, view.lower[head]):
        return False
    if is_address(lexicon, word.lower()):
        return True
    # "Herald editor Jane Roe", "Ohio Rep. Jane Roe": what comes before a role is no part either
    return any(
        (view.pos[later] == "NOUN" and view.words[later].islower())
        or (
            is_address(lexicon, view.lower[later])
            and (
                not lexicon.has("name-or-title", view.lower[later])
                or (later + 1 < head and view.lower[later] in _BENCH)
            )
            and _is_title(view, later, head)
        )
        or view.words[later] == ","
        for later in range(token + 1, head)
    )


def is_address(lexicon: Lexicon, word: str) -> bool:
    """Return whether a word before a name is a form of address, an office or a role."""
    return lexicon.has("title", word) or lexicon.has("role-before-name", word)


def _is_title(view: View, token: int, head: int) -> bool:
    """Whether a title inside a name is one: shortened, or before two words of a name."""
    return view.words[token].endswith(".") or view.label[token] == "PERSON" or token + 1 < head


def _may_end_name(view: View, lexicon: Lexicon, token: int) -> bool:
    word = view.words[token]
    return word[:1].isupper() and not lexicon.has("weekday", word.lower())


def _without_verbs(
    view: View, lexicon: Lexicon, start: int, last: int, head: int
) -> tuple[int, int]:
    """Return the part of a name around its head that holds no verb and no section word."""
    while last - 1 > start and _breaks(view, lexicon, last - 1):
        last -= 1
    head = min(head, last - 1)
    for token in range(head - 1, start - 1, -1):
        if _breaks(view, lexicon, token):
            return token + 1, last
    for token in range(head + 1, last):
        if _breaks(view, lexicon, token):
            return start, token
    return start, last


def _breaks(view: View, lexicon: Lexicon, token: int) -> bool:
    """Whether a word inside a would-be name is a verb, or labels a section of the page."""
    lower = view.lower[token]
    if view.words[token].isupper() and lexicon.has("section-word", lower):
        return True
    if view.tag[token] == "TO" and view.pos[token] == "PART":
        return True  # "Port Council To Vote": a headline prints the verb with a capital
    verb = view.pos[token] in {"VERB", "AUX"} and view.words[token].islower()
    return verb or lexicon.has("headline-verb", lower)


def is_common(view: View, lexicon: Lexicon, name: str, place: int) -> bool:
    """Return whether a would-be name is only a role or a label: Republican, Lawmaker, TEXT.

    Not where somebody in the article has it for a surname.
    """
    word = name.lower()
    if not name or len(name.split()) > _ONE_WORD:
        return False
    if word in _GENERIC or (name.islower() and name.isalpha()):
        return True
    if lexicon.has("weekday", word) or (name.isupper() and lexicon.has("section-word", word)):
        return True
    if _is_printed_small(view, word, place):
        return True
    role = lexicon.has("person-noun", word) or lexicon.has("official-noun", word)
    role = role or is_address(lexicon, word) or lexicon.has("headline-verb", word)
    return role and view.label[place] != "PERSON" and not _is_surname(view, word, place)


def _is_printed_small(view: View, word: str, place: int) -> bool:
    """Whether a word with a capital only for where it stands is a common noun elsewhere."""
    if view.label[place] or view.kid(place, "conj") is not None:
        return False
    first = place == 0 or view.words[place - 1] in {".", "\n\n"} or view.words[place].isupper()
    return first and word not in view.proper_words


def _is_surname(view: View, word: str, place: int) -> bool:
    """Whether somebody is called so: by a full name elsewhere, or beside another person."""
    joined = [*view.kids_by(place, "conj"), view.head[place]]
    if any(view.label[other] == "PERSON" for other in joined):
        return True
    return any(
        name.label == "PERSON" and name.last - name.first > 1 and view.lower[name.last - 1] == word
        for name in view.names
    )


def is_full_name(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Return whether a name is somebody's: a first name that is no place's, and one or two more."""
    if not _FULL <= len(words) <= _LONG or is_organisation(lexicon, words[-1]):
        return False
    first = words[0]
    known = lexicon.has("feminine-name", first) or lexicon.has("masculine-name", first)
    place = lexicon.has("name-or-place", first) or lexicon.has("outlet-word", words[-1])
    return known and not place


def apposed_name(view: View, lexicon: Lexicon, role: int) -> int | None:
    """Return the name that a comma adds to a role: "an attorney for Pell, Mark Dow, said".

    It ends with a comma of its own, or before the verb; names joined by "and" are a list.
    """
    last = view.subtree(role)[1]
    comma = next((t for t in range(role + 1, last) if view.words[t] == ","), None)
    if comma is None or comma + 1 >= last:
        return None
    name = view.name_at[comma + 1]
    if name is None or name.first != comma + 1 or not _is_persons(view, lexicon, name):
        return None
    after = name.last
    if after < view.size and view.words[after] == ",":
        after += 1
        return None if view.lower[min(after, view.size - 1)] in _JOINS else name.last - 1
    ends = after >= view.size or after >= last or view.pos[after] in {"VERB", "AUX", "PUNCT"}
    return name.last - 1 if ends else None


def _is_persons(view: View, lexicon: Lexicon, name: Name) -> bool:
    if name.label == "PERSON":
        return True
    first = view.lower[name.first]
    known = lexicon.has("feminine-name", first) or lexicon.has("masculine-name", first)
    return known and name.last - name.first > 1
