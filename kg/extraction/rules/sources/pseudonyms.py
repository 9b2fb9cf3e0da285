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


def says_not_real(view: View, name: int) -> bool:
    """Return whether it is said right behind a name, by its last word, that it is assumed."""
    behind = view.text[view.end[name] : view.end[view.paragraph_range(name)[1] - 1]]
    return any(said.match(behind) is not None for said in (_ALONE, _OF_TWO))
