"""One page as an article: headline, standfirst, byline, body, in one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.intake import lines
from kg.intake.given import Given
from kg.intake.pages import roles
from kg.intake.pages.blocks import Block, blocks_of, no_article, parsed, printed
from kg.intake.pages.choosing import HEADINGS, Choice, article_words
from kg.intake.pages.declared import Declared, declared, guessed, squeezed
from kg.intake.structure import composed
from kg.model import Article, SectionKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEAD_BLOCKS = 12
_MOST_HEAD = 400
_LEAST_STANDFIRST_WORDS = 4
_LEAST_BODY = 40
_LEAST_TITLE = 15
_MOST_OUTLET = 60

_SEPARATOR = re.compile(r"\s+[|·•–—-]\s+")

Part = tuple[SectionKind, str]


def article(text: str, given: Given) -> Article:
    """Return the article of a page; what the user gave of it stands before what it declares."""
    page = _Page(parsed(text), given)
    parts = page.parts()
    words, sections = composed(parts)
    said = page.said(parts)
    made = replace(said.article(words), sections=sections)
    return replace(made, language=page.declared.language or made.language)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the headline stands, if it is printed, and what stands between it and the body."""

    headline: int | None
    between: range


class _Page:
    def __init__(self, tree: HtmlElement, given: Given) -> None:
        self._tree, self._given = tree, given
        self._blocks = blocks_of(tree)
        # where trafilatura finds nothing, as in very short pages, every sentence may be it
        found = article_words(tree)
        self._words = found or [one.text for one in self._blocks if lines.closes(one.text)]
        self._choice = Choice(self._blocks, self._words)
        self.declared: Declared = declared(tree, self._first_heading())

    def said(self, parts: Sequence[Part]) -> Given:
        """Return what is known of the article: given, declared, printed, then guessed."""
        heads = [found for _, text in parts[:_HEAD_BLOCKS] if (found := lines.head_line(text))]
        printed_ = Given(
            title=next((text for kind, text in parts if kind is SectionKind.HEADLINE), None),
            author=next((one.author for one in heads if one.author), None)
            or next((text for kind, text in parts if _is_signature(kind, text)), None),
            date=next((one.date for one in heads if one.date), None),
        )
        said = self._given.filled_from(self.declared.given).filled_from(printed_)
        if all((said.title, said.outlet, said.author, said.date, said.url)):
            return said
        return said.filled_from(self._titled(said.title)).filled_from(guessed(self._tree))

    def _titled(self, title: str | None) -> Given:
        """Return the outlet that stands behind the headline in the window's title."""
        window = self._window_title()
        if not title or not window.startswith(title):
            return Given()
        name = _SEPARATOR.split(window[len(title) :])[-1]
        return Given(outlet=name) if 0 < len(name) <= _MOST_OUTLET else Given()

    def parts(self) -> list[Part]:
        """Return the blocks of the text with what they are."""
        body = self._choice.body()
        if not body or not self._choice.complete:
            return self._elsewhere()
        head = self._head(body)
        found = list(self._between(head, body))
        if head.headline is not None:
            found.insert(0, (SectionKind.HEADLINE, self._blocks[head.headline].text))
        found += self._rest(head, body)
        return found

    def _elsewhere(self) -> list[Part]:
        """Return words that stand in no block, as where a page holds its article as data only."""
        prose = [printed(one) for one in self._words]
        if sum(len(one) for one in prose if lines.closes(one)) < _LEAST_BODY:
            raise no_article()
        title = self.declared.given.title
        found = [(SectionKind.HEADLINE, title)] if title else []
        rest = [one for one in prose if not title or squeezed(one) != squeezed(title)]
        kinds = [SectionKind.LEAD, *[SectionKind.PARAGRAPH] * len(rest)]
        return [*found, *zip(kinds, rest, strict=False)]

    def _first_heading(self) -> str | None:
        return next((one.text for one in self._blocks if one.inside("h1")), None)

    def _head(self, body: Sequence[int]) -> _Head:
        first = next((n for n in body if self._is_lead(n)), body[0])
        headline = self._place_of_headline(first)
        start = max(0, first - _HEAD_BLOCKS) if headline is None else headline + 1
        between = range(min(start, first), first)
        # a time of day heads the first entry of a live blog: from there on it is body
        timed = (n for n in between if lines.is_time_of_day(self._blocks[n].text))
        return _Head(headline, range(between.start, next(timed, first)))

    def _is_lead(self, place: int) -> bool:
        block = self._blocks[place]
        if _named(block, roles.is_standfirst) or block.inside("header"):
            return False
        return self._kind(block) is SectionKind.PARAGRAPH and self._choice.is_prose(place)

    def _place_of_headline(self, first: int) -> int | None:
        """Return where the headline is printed: as declared, else the nearest heading above."""
        before = range(first - 1, -1, -1)
        if title := squeezed(self.declared.given.title or ""):
            same = [n for n in before if squeezed(self._blocks[n].text) == title]
            heads = [n for n in same if self._blocks[n].inside("h1", "h2")]
            if same:
                return (heads or same)[0]
        own = [n for n in before if not self._choice.around(self._blocks[n])]
        ranked = [n for n in own if self._blocks[n].inside("h1")]
        window = squeezed(self._window_title())
        titled = [n for n in own if self._is_in_title(self._blocks[n], window)]
        second = [n for n in own if self._blocks[n].inside("h2", "h3")][-1:]
        return next(iter(ranked or titled or second), None)

    def _window_title(self) -> str:
        return printed(" ".join(map(str, self._tree.xpath("//head/title/text()"))))

    @staticmethod
    def _is_in_title(block: Block, window: str) -> bool:
        text = squeezed(block.text)
        return len(text) >= _LEAST_TITLE and window.startswith(text)

    def _between(self, head: _Head, body: Sequence[int]) -> Iterator[Part]:
        """Yield standfirst, byline, dates and captions: standfirst first, as it is read."""
        kept, found = set(body), list[Part]()
        for n in head.between:
            kind = self._head_kind(self._blocks[n], kept=n in kept)
            part = kind and (kind, self._blocks[n].text)
            if part and part not in found:
                found.append(part)
        yield from (one for one in found if one[0] is SectionKind.STANDFIRST)
        yield from (one for one in found if one[0] is not SectionKind.STANDFIRST)

    def _head_kind(self, block: Block, *, kept: bool) -> SectionKind | None:
        if len(block.text) > _MOST_HEAD:
            return None
        said = lines.head_line(block.text)
        if said:
            return SectionKind.BYLINE if said.author else SectionKind.DATELINE
        if self._is_beside(block):
            return None
        if _named(block, roles.is_caption) or lines.is_caption(block.text):
            return SectionKind.CAPTION
        if _named(block, roles.is_byline):
            return SectionKind.BYLINE if block.text[-1] not in ".!?" else None
        several = len(block.text.split()) >= _LEAST_STANDFIRST_WORDS
        if several and (_named(block, roles.is_standfirst) or block.inside(*HEADINGS) or kept):
            return SectionKind.STANDFIRST
        return None

    def _is_beside(self, block: Block) -> bool:
        return self._choice.around(block) or block.linked == len(block.text)

    def _rest(self, head: _Head, body: Sequence[int]) -> Iterator[Part]:
        lead = False
        begin = head.between.stop
        opening = [
            n
            for n in range(begin, body[0])
            if lines.is_time_of_day(self._blocks[n].text) or self._blocks[n].inside(*HEADINGS)
        ]
        for n in [*opening, *(n for n in body if n >= begin)]:
            kind = self._kind(self._blocks[n])
            notice = lines.is_notice(self._blocks[n].text)
            if kind is SectionKind.PARAGRAPH and not lead and not notice:
                kind, lead = SectionKind.LEAD, True
            yield kind, self._blocks[n].text

    def _kind(self, block: Block) -> SectionKind:
        if _named(block, roles.is_caption) or lines.is_caption(block.text):
            return SectionKind.CAPTION
        if block.inside(*HEADINGS) or lines.is_time_of_day(block.text):
            return SectionKind.HEADING
        said = lines.head_line(block.text)
        if said:
            return SectionKind.BYLINE if said.author else SectionKind.DATELINE
        return SectionKind.PARAGRAPH


def _is_signature(kind: SectionKind, text: str) -> bool:
    return kind is SectionKind.BYLINE and lines.is_name(text)


def _named(block: Block, is_so: Callable[[HtmlElement], bool]) -> bool:
    """Return whether the block's element, or one close around it, is said to be so."""
    near = (block.holder, *list(block.holder.iterancestors())[:2])
    return any(is_so(one) for one in near if one.tag not in {"body", "article"})
