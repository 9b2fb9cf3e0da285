"""How the words of a description are compared with a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ATTRIBUTIVE = re.compile(
    r"['’]|\s+(?!(?:a|an|and|as|at|by|for|from|in|is|of|on|or|said|says|that|the|to|was|which"
    r"|who|whom|whose|with)\b)\w"
)
"""What may follow a name that begins a description: “Roe’s deputy”, “Roe aides”.

There the name says whose they are. In “Jane Roe, the official” it says who it is.
"""

_ACRONYM = re.compile(r"[A-Z][A-Z.&]{1,7}")
_WHOSE = re.compile(r"\b(?:at|by|for|from|in|of|to|with)\s+(?:\S+\s+){0,4}$")


def words_of(text: str) -> list[str]:
    """Return the words of a text, as they are compared."""
    return re.findall(r"\w+", plain(text))


def plain(text: str) -> str:
    """Return a text without what cannot be seen: kinds of space, marks of direction, capitals."""
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(seen.split()).casefold()


def is_whose(rest: str) -> bool:
    """Return whether a name that is followed by this says only whose somebody is."""
    return bool(_ATTRIBUTIVE.match(rest))


def heads(name: str, given: str) -> bool:
    """Return whether words begin with a name, and do not say that somebody is that one's."""
    rest = given.removeprefix(name)
    return bool(name) and rest != given and not rest[:1].isalnum() and not is_whose(rest)


def belongs(own: str, last: str) -> bool:
    """Return whether a body's last word says in a description whose somebody is.

    Not so in “A senior official”, which a body called “Roe, the official” would be named by.
    """
    return any(
        each[0].casefold() == last
        and (
            each[0][0].isupper()
            or _WHOSE.search(own[: each.start()])
            or is_whose(own[each.end() :])
        )
        for each in re.finditer(r"\w+", own)
    )


def within(part: list[str], whole: list[str]) -> bool:
    """Return whether words stand in others one after the other."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def name_body(own: Iterable[str], called: str, of_body: Iterable[str]) -> bool:
    """Return whether some words name a body: whole, by its last word, or by its capitals.

    `own` are the words for whoever belongs to it, `called` is its name or description, `of_body`
    the words where it is mentioned. These are asked for no more than an acronym: a mention may
    be of any word, and “a” stands in every description.
    """
    whole = words_of(called)
    short = {words.replace(".", "").casefold() for words in of_body if _ACRONYM.fullmatch(words)}
    for one in own:
        words = words_of(one)
        if len("".join(whole)) > 1 and (within(whole, words) or belongs(one, whole[-1])):
            return True
        if not one.isupper() and short & {*words, *words_of(one.replace(".", ""))}:
            return True
    return False
