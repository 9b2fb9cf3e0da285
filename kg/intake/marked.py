"""Markdown as plain text: its blocks with a blank line between two, inline marks dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from kg.errors import InputRefused
from kg.intake import lines
from kg.intake.given import Given, checked_text
from kg.intake.headers import header
from kg.intake.structure import composed
from kg.model import Article, SectionKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<[^<>]*>")
_MOST_STANDFIRST = 400
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of words: of a heading with its rank, else of a paragraph, list item or quote."""

    text: str
    rank: int = 0
    slanted: bool = False


def article(text: str, given: Given) -> Article:
    """Return the article of a Markdown text; what the user gave stands before its header."""
    tokens = _tokens(checked_text(text))
    said, language = Given(), None
    if tokens and tokens[0].type == "front_matter":
        said, language = header(tokens[0].content)
    known = given.filled_from(said)
    blocks = [block for block in _blocks(tokens) if block.text]
    if not any(block.rank == 0 for block in blocks):
        raise InputRefused("no article text found in it", todo="write paragraphs below the heading")
    parts, heads = _parts(blocks, known)
    printed = Given(
        title=next((words for kind, words in parts if kind is SectionKind.HEADLINE), None),
        author=next((one.author for one in heads if one.author), None),
        date=next((one.date for one in heads if one.date), None),
    )
    words, sections = composed(parts)
    made = replace(known.filled_from(printed).article(words), sections=sections)
    return replace(made, language=language or made.language)


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only Markdown files need it
    from mdit_py_plugins.front_matter import front_matter_plugin  # noqa: PLC0415 - the same

    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    try:
        return parser.use(front_matter_plugin).parse(text)
    except RecursionError:
        raise InputRefused("is nested too deeply", todo="an article has few levels") from None


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    rank = 0
    for token in tokens:
        if token.type == "heading_open":
            rank = int(token.tag[1:])
        elif token.type == "heading_close":
            rank = 0
        elif token.type == "inline":
            children = token.children or []
            yield _Block(_words(children), rank, _slanted(children))
        elif token.type in {"code_block", "fence"}:
            yield from (_Block(_clean(part)) for part in token.content.split("\n\n"))
        elif token.type == "html_block":
            yield _Block(_clean(unescape(_TAG.sub(" ", _without_code(token.content)))))


def _without_code(markup: str) -> str:
    return re.sub(r"(?is)<(script|style|template)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", " ", markup)


def _words(children: Sequence[Token]) -> str:
    """Return the words of inline marks: a link's text, not its address; of a picture, nothing."""
    found: list[str] = []
    struck = 0
    for child in children:
        struck += {"s_open": 1, "s_close": -1}.get(child.type, 0)
        if struck:
            continue
        if child.type in {"text", "code_inline", "text_special"}:
            found.append(child.content)
        elif child.type in {"softbreak", "hardbreak", "html_inline"}:
            breaks = child.type != "html_inline" or child.content.casefold().startswith("<br")
            found.append(" " if breaks else "")
    return _clean("".join(found))


def _slanted(children: Sequence[Token]) -> bool:
    """Return whether all the words are set in italics, as standfirsts and captions are."""
    marks = [child for child in children if child.type != "text" or child.content.strip()]
    return len(marks) > 2 and marks[0].type == "em_open" and marks[-1].type == "em_close"  # noqa: PLR2004 - open, words, close


def _clean(words: str) -> str:
    return " ".join(_UNPRINTED.sub("", words.replace("\u00a0", " ")).split())


def _parts(
    blocks: Sequence[_Block], known: Given
) -> tuple[list[tuple[SectionKind, str]], list[lines.HeadLine]]:
    """Return what each block is: the first heading of the first rank at the top is the headline."""
    found: list[tuple[SectionKind, str]] = []
    heads: list[lines.HeadLine] = []
    lead = False
    rest = list(blocks)
    if rest[0].rank and (rest[0].rank == 1 or rest[0].text == known.title):
        found.append((SectionKind.HEADLINE, rest.pop(0).text))
    for place, block in enumerate(rest):
        said = None if lead or block.rank else lines.head_line(block.text)
        kind = _kind(block, rest[place + 1 :], lead=lead, said=said)
        heads += [said] if said else []
        lead = lead or kind is SectionKind.LEAD
        found.append((kind, block.text))
    return found, heads


def _kind(
    block: _Block, after: Sequence[_Block], *, lead: bool, said: lines.HeadLine | None
) -> SectionKind:
    if said:
        return SectionKind.BYLINE if said.author else SectionKind.DATELINE
    if lines.is_caption(block.text):
        return SectionKind.CAPTION
    if not lead and _is_standfirst(block, after):
        return SectionKind.STANDFIRST
    if block.rank or lines.is_time_of_day(block.text):
        return SectionKind.HEADING
    return SectionKind.PARAGRAPH if lead or lines.is_notice(block.text) else SectionKind.LEAD


def _is_standfirst(block: _Block, after: Sequence[_Block]) -> bool:
    """Return whether a block before the lead is one: signed below, in italics, or a subheading."""
    if len(block.text) > _MOST_STANDFIRST or not after or lines.dateline(block.text):
        return False
    signed = any(lines.head_line(one.text) for one in after[:1])
    long = len(block.text.split()) >= 4  # noqa: PLR2004 - fewer words are a heading
    return not after[0].rank and (
        (block.rank == 0 and (signed or block.slanted)) or (block.rank > 0 and long and signed)
    )
