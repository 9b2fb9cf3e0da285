"""How one name is spelt: its short forms, its initials, which of two spellings is the fuller."""

from __future__ import annotations

from kg.extraction.rules.sources.mentions import is_acronym

_SMALL = frozenset({"of", "the", "and", "for", "in", "&"})


def forms(name: str) -> set[str]:
    """Return the words by which forms of one name may find each other."""
    words = name.lower().split()
    found = {words[0], *words[-2:], name.lower().replace(".", "")} if words else set()
    short = initials(name)
    return found | {short.lower()} if short else found


def fuller(name: str, other: str) -> bool:
    """Return whether one spelling of a name tells more than another."""
    if is_acronym(name):
        return False
    return is_acronym(other) or len(name.split()) > len(other.split())


def initials(name: str) -> str:
    """Return the first letters of a name of several words, or nothing."""
    parts = [word for word in name.replace("-", " ").split() if word.lower() not in _SMALL]
    return "".join(word[0] for word in parts).upper() if len(parts) > 1 else ""


def plain(name: str) -> str:
    """Return a name without case, blanks and punctuation, to tell whether two are the same."""
    return "".join(letter for letter in name.lower() if letter.isalnum())
