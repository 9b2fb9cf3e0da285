"""Whether an article comes from a wire agency, whose reporters then did the asking."""

from __future__ import annotations

import re

from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Article, Identification, Source, SourceKind

_AGENCIES = (
    "agency-associated-press",
    "agency-reuters",
    "agency-afp",
    "agency-upi",
    "agency-bloomberg",
)
_DATELINE = re.compile(r"^[^\n(]{2,60}\(([^()\n]{2,40})\)\s*[—–-]", re.MULTILINE)
_HEAD = 1500
_UNNAMED = "s0"


class Wire:
    """The agency that the byline or the dateline names, if any.

    `place` is the last word of a mention of it in the text; where the text has none,
    `source` is the agency as the byline gives it.
    """

    def __init__(self, view: View, lexicon: Lexicon, article: Article) -> None:
        """Look for an agency; an agency that publishes itself is the publisher."""
        self.place: int | None = None
        self.source: Source | None = None
        dateline = _DATELINE.search(article.text[:_HEAD])
        byline = (article.author or "", dateline.group(1) if dateline else "")
        for group in _AGENCIES:
            names = sorted(lexicon.lists[group], key=lambda name: (-len(name), name))
            printed = _printed(names, byline[0]) or _printed(names, byline[1])
            if printed and not _printed(names, article.outlet or ""):
                self._take(view, names, printed)
                return
        other = byline[1].strip()
        if other and not _is_of_outlet(other, article.outlet or ""):
            self._take(view, [other.lower()], other)

    def _take(self, view: View, names: list[str], printed: str) -> None:
        self.place = _place(view, names)
        if self.place is None:
            self.source = Source(
                id=_UNNAMED,
                identification=Identification.NAMED,
                kind=SourceKind.WIRE_AGENCY,
                name=printed,
            )


def _printed(names: list[str], text: str) -> str:
    """Return the agency's name as printed; an acronym is in capitals."""
    for name in names:
        for found in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
            word = found.group()
            if word.isupper() or (word[0].isupper() and not _is_acronym(name)):
                return word
    return ""


def _is_of_outlet(name: str, outlet: str) -> bool:
    """Whether the dateline only gives the outlet's own name, or so it must be taken."""
    own = {word.strip(":").lower() for word in outlet.split()}
    capital = name[:1].isupper() and all(part[:1].isalpha() for part in name.split())
    return not capital or not own or bool(own & {word.lower() for word in name.split()})


def _is_acronym(name: str) -> bool:
    return len(name) <= len("afp")


def _place(view: View, names: list[str]) -> int | None:
    """Return the last word of the first mention, by the longest name that the text has."""
    for name in names:
        words = name.split()
        for first in range(view.size - len(words) + 1):
            last = first + len(words)
            if view.lower[first:last] != words or _goes_on(view, last):
                continue
            if _printed([name], view.phrase((first, last))):
                return last - 1
    return None


def _goes_on(view: View, token: int) -> bool:
    """Whether a longer name begins there: an Associated Press-GfK poll is not the agency."""
    if token >= view.size:
        return False
    return view.words[token] in {"-", "–", "/"} or view.pos[token] == "PROPN"
