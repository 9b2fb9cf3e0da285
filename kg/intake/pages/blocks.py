"""A page's words as a reader sees them: one block a paragraph, heading, list item or caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputRefused
from kg.intake.lines import closes, head_line
from kg.intake.words import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE = 8 * 1024 * 1024
"""Characters of a page; saved with pictures inside, pages are larger and hold no more words."""

MAX_ELEMENTS = 60_000
MAX_DEPTH = 200
"""Elements inside one another; news pages have some forty."""

MAX_ATTRIBUTES = 300
"""Attributes of one element: parsers compare each with each."""

_NO_MARKUP = re.compile(
    r"<!--(?:>|->|.*?(?:--!?>|\Z))|<(script|style|textarea|title)\b.*?(?:</\1|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"""<[a-z][^\s>]*+((?:[^>"']|"[^"]*"|'[^']*')*+)""", re.IGNORECASE)
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
_INLINE = words(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q ruby rb rt rp "
    "samp small span strong sub sup time tt u var wbr nobr"
)
_APART = frozenset({"span", "time"})
_UNSEEN = words(
    "script style noscript template svg math canvas iframe object embed audio video select option "
    "optgroup button textarea input datalist head title meta link map area progress meter rp rt "
    "s strike del frameset frame noframes applet"
)
"""Elements whose content is no word of the page; `s` and `del` hold what was taken back."""

_DATA = frozenset({"head", "title", "meta", "link", "script", "style"})
_ALWAYS_SEEN = frozenset({"html", "body", "main", "article"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|u-hidden|is-hidden|hidden)(?:\s|$)"
)
_SPACE = re.compile(r"[ \t\n\r\f\u00a0\u2007\u202f\u3000]+")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
_BREAK = "\x01"
"""Stands for a line break inside a block; no page has it, since what is not printed goes."""
_QUOTES = (("\u201c", "\u201d"), ("\u2018", "\u2019"))


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Words that stand together; `holder` is the element that sets them apart.

    `linked` is how many of its characters are links.
    """

    text: str
    holder: HtmlElement
    linked: int

    def inside(self, *tags: str) -> bool:
        """Return whether it stands in an element of one of these kinds."""
        return self.holder.tag in tags or any(
            one.tag in tags for one in self.holder.iterancestors()
        )


def parsed(text: str) -> HtmlElement:
    """Return the page's tree, or refuse a page that is too large or too deep to be an article."""
    from lxml import etree, html  # noqa: PLC0415 - slow to import; only pages need it

    if len(text) > MAX_PAGE:
        raise InputRefused(
            f"the page has {len(text):,} characters, {MAX_PAGE:,} at most can be read",
            todo="save it without pictures inside",
        )
    if "\x00" in text:
        raise InputRefused("the page holds a NUL character", todo="is it HTML? remove it")
    _check_attributes(text)
    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        collect_ids=False,
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise no_article() from None
    _measured(tree)
    return tree


def no_article() -> InputRefused:
    """Return what is said of a page without article."""
    return InputRefused(
        "no article text found in it", todo="give the page of one article, as the browser shows it"
    )


def _check_attributes(text: str) -> None:
    """Refuse elements on whose attributes a parser would spend minutes."""
    for tag in _TAG.finditer(_NO_MARKUP.sub(" ", text)):
        if len(tag[1]) > MAX_ATTRIBUTES and len(_VALUE.sub(" =", tag[1]).split()) > MAX_ATTRIBUTES:
            raise InputRefused(
                f"an element has more than {MAX_ATTRIBUTES} attributes", todo="is it an article?"
            )


def _measured(tree: HtmlElement) -> None:
    from lxml import etree  # noqa: PLC0415 - slow to import; only pages need it

    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH:
            raise InputRefused(
                f"the page's elements lie more than {MAX_DEPTH} deep", todo="is it an article?"
            )
        if count > MAX_ELEMENTS:
            raise InputRefused(
                f"the page has more than {MAX_ELEMENTS:,} elements",
                todo="save the article's page alone",
            )


def without_unseen(tree: HtmlElement) -> HtmlElement:
    """Return a copy without what is not printed; data of the page stay in it."""
    made = deepcopy(tree)
    unseen = [one for one in made.iter() if one.tag not in _DATA and _is_unseen(one)]
    for element in unseen:
        if element.getparent() is not None:
            element.drop_tree()
    return made


def blocks_of(tree: HtmlElement) -> list[Block]:
    """Return everything that is printed on the page, in document order."""
    return list(_Walk().blocks(tree))


class _Walk:
    """Goes through the elements once; a walk, not a recursion, for pages nest deeply."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._linked = 0
        self._links = 0
        self._quotes = 0
        self._unseen = 0
        self._holders: list[HtmlElement] = []

    def blocks(self, tree: HtmlElement) -> Iterator[Block]:
        """Yield the blocks."""
        from lxml import etree  # noqa: PLC0415 - slow to import; only pages need it

        for event, element in etree.iterwalk(tree, events=("start", "end")):
            if event == "start":
                yield from self._open(element)
            else:
                yield from self._close(element)

    def _open(self, element: HtmlElement) -> Iterator[Block]:
        if self._unseen or _is_unseen(element):
            self._unseen += 1
            return
        tag = element.tag
        if tag == "br":
            yield from self._break(element)
        elif tag not in _INLINE:
            yield from self._flush()
            self._holders.append(element)
        elif tag in _APART and _is_glued(element):
            self._add(" ")
        self._links += tag == "a"
        if tag == "q":
            self._add(_QUOTES[self._quotes % 2][0])
            self._quotes += 1
        self._add(element.text)

    def _close(self, element: HtmlElement) -> Iterator[Block]:
        if self._unseen:
            self._unseen -= 1
            if self._unseen:
                return
        elif element.tag == "q":
            self._quotes -= 1
            self._add(_QUOTES[self._quotes % 2][1])
        elif element.tag not in _INLINE and element.tag != "br":
            yield from self._flush()
            self._holders.pop()
        elif element.tag == "a":
            self._links -= 1
        self._add(element.tail)

    def _break(self, element: HtmlElement) -> Iterator[Block]:
        """Take a line break for the end of a paragraph where two stand, or a sentence ends."""
        before = element.getprevious()
        twice = before is not None and before.tag == "br" and not (before.tail or "").strip()
        if twice or closes("".join(self._words[-5:])):
            yield from self._flush()
        else:
            self._add(_BREAK)

    def _add(self, text: str | None) -> None:
        if text:
            self._words.append(text if text == _BREAK else text.replace(_BREAK, ""))
            self._linked += len(text.strip()) if self._links else 0

    def _flush(self) -> Iterator[Block]:
        """Yield what has been gathered; broken lines part only where they head an article."""
        rows = [printed(row) for row in "".join(self._words).split(_BREAK)]
        if not any(map(head_line, rows)):
            rows = [printed(" ".join(rows))]
        whole = sum(map(len, rows))
        for row in rows if self._holders else ():
            if row:
                yield Block(row, self._holders[-1], self._linked * len(row) // max(whole, 1))
        self._words, self._linked = [], 0


def _is_glued(element: HtmlElement) -> bool:
    """Return whether only style sets the element apart from the one before: `20262:02 PM`."""
    before = element.getprevious()
    return (
        before is not None
        and before.tag in _APART
        and not before.tail
        and len("".join(map(str, before.itertext()))) > 1
    )


def printed(text: str) -> str:
    """Return words as a page prints them: white space as one space, no invisible characters."""
    return _SPACE.sub(" ", _UNPRINTED.sub("", text)).strip()


def _is_unseen(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    if element.tag in _ALWAYS_SEEN:
        return False
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style", "")))
        or bool(_HIDDEN_CLASS.search(element.get("class", "")))
    )
