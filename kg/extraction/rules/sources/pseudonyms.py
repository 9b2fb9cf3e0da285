"""Names that are not their bearers' own by the words behind them: "Anna, not her real name"."""

from __future__ import annotations

import re

from kg.extraction.rules.text.view import View

_AGE = r"(?:,? \d{1,3},?)?"
_NOT_OWN = (
    r"(?:(?:which|that|who) (?:is|was) )?not (?:his|her|their|its) (?:real|true|own|actual) name"
    r"|(?:his|her|their) (?:real |true )?name(?: has been| was| is)? (?:changed|withheld)"
    r"|whose (?:real |true )?name (?:has been|had been|was|is|is being) (?:changed|altered)"
    r"|(?:the )?names? (?:has been |was )?changed"
    r"|(?:which is )?(?:an? )?(?:pseudonym|assumed name|made-up name|invented name)\b"
)
_ALONE = re.compile(rf"{_AGE} ?[,(–—-]+ ?(?:{_NOT_OWN})", re.IGNORECASE)
_OF_TWO = re.compile(
    r"(?: and [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)? ?[,(–—-]+ ?"
    r"(?:(?:which are )?(?i:not their real names|pseudonyms|both pseudonyms|names changed"
    r"|whose names (?:have been|had been|were) changed))"
)

_HANDLE = re.compile(
    r"(?:\b(?:user|poster|commenter|leaker|supporter|fan|reader|account)\b(?: \w+){0,2} "
    r"(?:called|named|known (?:online )?as|posting as|writing as)"
    r"|\b(?:posting|known online|tweeting) as|\bgo(?:es|ing) by|\busing the (?:name|handle)"
    r"|\bunder the (?:name|handle)) [“\"‘']?$",
    re.IGNORECASE,
)
_BY_LETTER = re.compile(r"(?:Witness|Officer|Soldier|Patient|Agent) [A-Z]{1,2}\d{0,3}")
_WITHHELD = re.compile(
    r"[,(–—-]+ ?whose (?:real |true |own )?(?:name|identity) (?:is|was|has been) "
    r"(?:being )?withheld",
    re.IGNORECASE,
)
_POSTS_AS = re.compile(
    r",? (?:who )?(?:(?:posting|writing|tweeting|going|goes) (?:as|by|under)"
    r"|known online as|using the (?:name|handle|username)) (?:the (?:name|handle) )?[“\"‘']?[@A-Z]"
)
_BEFORE = 70


def is_letter(name: str) -> bool:
    """Return whether a name is a letter that stands for somebody's own: "Witness K"."""
    return _BY_LETTER.fullmatch(name) is not None


def is_handle(view: View, first: int) -> bool:
    """Return whether a name is said to be one that is posted under, by its first word."""
    start = view.start[first]
    before = view.text[max(0, start - _BEFORE) : start]
    return _HANDLE.search(before) is not None


def posts_as(view: View, head: int) -> bool:
    """Return whether it is said right behind a noun under what name somebody posts."""
    return _POSTS_AS.match(view.text, view.end[head]) is not None


def says_withheld(view: View, name: int) -> bool:
    """Return whether it is said right behind a name, by its last word, that one is held back."""
    return _WITHHELD.match(view.text, view.end[name]) is not None


def says_not_real(view: View, name: int) -> bool:
    """Return whether it is said right behind a name, by its last word, that it is assumed."""
    behind = view.text[view.end[name] : view.end[view.paragraph_range(name)[1] - 1]]
    return any(said.match(behind) is not None for said in (_ALONE, _OF_TWO))
