"""Which of a page's blocks are its article.

trafilatura says which words are the article's; the blocks that hold them are kept as they
are printed. It leaves out some: a first paragraph in a teaser, a short quotation, a caption.
So what stands among the kept blocks, in the same container and not set apart by its element
or class, is taken too; and what is set apart (related stories, a newsletter form, a pull quote
that repeats the text) is left out even where trafilatura kept it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.intake import lines
from kg.intake.pages import roles
from kg.intake.pages.blocks import Block, without_unseen
from kg.intake.pages.declared import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LEAST_MATCH = 12
_MOST_LINKED = 0.8
_MOST_LINKED_AD = 0.3
_TO_OTHERS = re.compile(
    r"(?:read (?:more|also|next)|see also|also (?:read|on)|related(?: \w+)?:|more (?:on|from|about)"
    r"|(?:watch|listen|more):|sign up|subscribe|follow us|click here|our standards)",
    re.IGNORECASE,
)
_LEAST_WORDS = 4
_LEAST_TWIN = 30
_ENOUGH = 0.5


def article_words(tree: HtmlElement) -> list[str]:
    """Return the article's paragraphs as trafilatura finds them, favouring recall."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import

    seen = without_unseen(tree)
    found = bare_extraction(seen, favor_recall=True, include_comments=False, with_metadata=False)
    body = None if found is None or isinstance(found, dict) else found.body
    if body is None:
        return []
    return [
        words for one in body if (words := " ".join(" ".join(map(str, one.itertext())).split()))
    ]


class Choice:
    """The blocks of one page, and which of them are the article's."""

    def __init__(self, blocks: Sequence[Block], words: Sequence[str]) -> None:
        """Find the blocks that hold the words, and weigh the elements by them."""
        self.blocks = blocks
        self._squeezed = [squeezed(block.text) for block in blocks]
        core, whole = squeezed(" ".join(words)), {squeezed(one) for one in words}
        self._found = [
            text in whole or (len(text) >= _LEAST_MATCH and text in core) for text in self._squeezed
        ]
        self._weights: Counter[HtmlElement] = Counter()
        for block, text, found in zip(blocks, self._squeezed, self._found, strict=True):
            if found:
                for element in (block.holder, *block.holder.iterancestors()):
                    self._weights[element] += len(text)
        self._total = max((self._weights[one] for one in self._weights), default=0)
        held = sum(len(text) for text in self._squeezed if text in core)
        self.complete = held >= _ENOUGH * len(core)

    def around(self, block: Block) -> bool:
        """Return whether a block is set apart from the article it stands beside.

        An element that holds most of the article is not beside it, whatever it is called.
        """
        return any(
            roles.is_around(one) and 2 * self._weights[one] < max(self._total, 1)
            for one in (block.holder, *block.holder.iterancestors())
        )

    def body(self) -> list[int]:
        """Return the places of the article's paragraphs, headings and captions, in order."""
        kept = {n for n, found in enumerate(self._found) if found and self._belongs(n)}
        prose = {n for n in kept if self.is_prose(n)}
        if not prose:
            return []
        kept = {n for n in kept if n in prose or min(prose) < n < max(prose)}
        kept |= self._left_out(prose) | self._credit(max(prose))
        return self._without_loose_headings(self._without_twins(sorted(kept)))

    def _belongs(self, place: int) -> bool:
        block = self.blocks[place]
        return not self.around(block) and not self._is_link(block) and not block.inside("h1")

    def _is_link(self, block: Block) -> bool:
        """Return whether a block is a link to another story; a linked sentence is a sentence."""
        if _TO_OTHERS.match(block.text):
            return block.linked > _MOST_LINKED_AD * len(block.text)
        linked = block.linked > _MOST_LINKED * len(block.text)
        return linked and not lines.closes(block.text) and not block.inside(*HEADINGS)

    def is_prose(self, place: int) -> bool:
        """Return whether a block is running words, and no heading, caption or byline."""
        block = self.blocks[place]
        if block.inside(*HEADINGS, "h1", "figcaption", "figure") or lines.head_line(block.text):
            return False
        paragraph = block.inside("p", "blockquote", "li", "td")
        if len(block.text.split()) < _LEAST_WORDS:
            return paragraph and lines.closes(block.text)
        return paragraph or lines.closes(block.text)

    def _left_out(self, prose: set[int]) -> set[int]:
        """Return the places of blocks that belong to the article and were not found."""
        first, last = min(prose), max(prose)
        containers = {self.blocks[n].holder.getparent() for n in prose}
        bodies = {n for n, one in enumerate(self.blocks) if _in_declared_body(one)}
        return {
            n
            for n, block in enumerate(self.blocks)
            if self._belongs(n)
            and (first < n < last or n in bodies or block.holder.getparent() in containers)
            and (self.is_prose(n) or (first < n < last and self._is_between(block)))
            and (n > first or n in bodies or block.holder.tag == "p")
        }

    def _credit(self, last: int) -> set[int]:
        """Return the place of the line below the last paragraph that says who wrote it."""
        place = self._next(last)
        said = lines.head_line(self.blocks[place].text) if place >= 0 else None
        return {place} if said and said.author and self._belongs(place) else set()

    def _is_between(self, block: Block) -> bool:
        """Return whether what stands between paragraphs is a part of the article without prose."""
        heads = any(roles.is_byline(one) or roles.is_dated(one) for one in _near(block))
        return (
            (block.inside(*HEADINGS) and not heads)
            or lines.is_time_of_day(block.text)
            or any(map(roles.is_caption, _near(block)))
            or block.holder.tag == "blockquote"
            or (block.holder.tag == "p" and (lines.closes(block.text)))
        )

    def _without_twins(self, places: Sequence[int]) -> list[int]:
        """Leave out what repeats words that stand in the article already, as pull quotes do."""
        kept: list[int] = []
        seen: set[str] = set()
        plain = "\n".join(self._squeezed[n] for n in places if not self._is_quote(n))
        for n in places:
            text = self._squeezed[n]
            again = text in seen or (self._is_quote(n) and text in plain)
            if len(text) < _LEAST_TWIN or not again:
                kept.append(n)
                seen.add(text)
        return kept

    def _is_quote(self, place: int) -> bool:
        block = self.blocks[place]
        return block.inside("blockquote", "figure") and not block.inside(*HEADINGS)

    def _without_loose_headings(self, places: Sequence[int]) -> list[int]:
        """Leave out headings that nothing of the article follows."""
        kept: set[int] = set()
        after = False
        for n in reversed(places):
            after = after or self.is_prose(n)
            if not self.blocks[n].inside(*HEADINGS) or (after and self._next(n) in kept):
                kept.add(n)
        return sorted(kept)

    def _next(self, place: int) -> int:
        """Return the place of the next block that is not set apart, as an advertisement is."""
        following = range(place + 1, len(self.blocks))
        return next((n for n in following if not self.around(self.blocks[n])), -1)


def _near(block: Block) -> list[HtmlElement]:
    return [block.holder, *list(block.holder.iterancestors())[:3]]


def _in_declared_body(block: Block) -> bool:
    return any(
        "articleBody" in one.get("itemprop", "").split()
        for one in (block.holder, *block.holder.iterancestors())
    )
