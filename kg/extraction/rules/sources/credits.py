"""Whose copy an outlet prints: an agency's, by byline or dateline, or another paper's.

All that is said in such a text reached the publisher by way of whoever made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.rules.sources.cast import Cast
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import PUBLISHER, Article

_BYLINE = re.compile(
    r"^By [A-Z][^\n,]{2,60}(?:, (?P<of>[A-Z][\w&’'. ]+?))?(?=[.\n]|$)", re.MULTILINE
)
_DATELINE = re.compile(r"^[A-Z][^\n(]{2,60}\((?P<of>[A-Z][^()\n]{1,40})\)\s*[—–-]", re.MULTILINE)
_FIRST = re.compile(
    r"(?:[Ff]irst|[Oo]riginally) (?:published|appeared|printed) (?:in|on|by) (?:the )?"
    r"(?P<of>[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*)*)"
)


class Credits:
    """From which place on an article is the copy of which other outlet."""

    def __init__(self, view: View, lexicon: Lexicon, article: Article, cast: Cast) -> None:
        """Look for bylines, datelines and notes that name another maker."""
        self._view = view
        self._lexicon = lexicon
        self._cast = cast
        self._outlet = (article.outlet or "").casefold().removeprefix("the ")
        self._from = sorted(self._found(view.text))

    def maker(self, place: int) -> str | None:
        """Return the id of the outlet whose copy a place of the text is, if not the publisher's."""
        before = [source for start, source in self._from if start <= place]
        return before[-1] if before else None

    def _found(self, text: str) -> Iterator[tuple[int, str | None]]:
        makers: dict[int, str | None] = {}
        for found in _BYLINE.finditer(text):
            makers[found.start()] = self._agency(found) if found["of"] else None
        for found in (*_DATELINE.finditer(text), *_FIRST.finditer(text)):
            maker = self._source(found) if found.re is _FIRST else self._agency(found)
            line = max((at for at in makers if at <= found.start()), default=found.start())
            makers[line] = makers.get(line) or maker
        yield from makers.items()

    def _agency(self, found: re.Match[str]) -> str | None:
        """Return the agency that a byline or dateline names; a paper's own desk is none."""
        last = found["of"].split()[-1].casefold()
        name = found["of"].casefold()
        listed = any(
            name in words
            for group, words in self._lexicon.lists.items()
            if group.startswith("agency-")
        )
        known = listed or self._lexicon.has("agency-word", last)
        return self._source(found) if known else None

    def _source(self, found: re.Match[str]) -> str | None:
        name = found["of"].strip().casefold()
        if not self._outlet or name == self._outlet or self._outlet.startswith(f"{name} "):
            return None
        start, end = found.span("of")
        tokens = [t for t in range(self._view.size) if start <= self._view.start[t] < end]
        if not tokens:
            return None
        source = self._cast.source_at(tokens[-1], (tokens[0], tokens[-1] + 1))
        return None if source == PUBLISHER else source
