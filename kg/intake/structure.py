"""What the parts of a plain text are: headline, standfirst, byline, dateline, lead, paragraphs.

The text is never changed; what is found are stretches of it. What is not clearly something
else is a paragraph, so an ordinary first sentence is the lead and not a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 - a type name, next to a field called date

from kg.errors import InputRefused
from kg.intake import lines
from kg.intake.given import Given
from kg.model import Article, Section, SectionKind, Span

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_MOST_STANDFIRST = 320
_LEAST_STANDFIRST_WORDS = 4
_LEAST_PROSE = 40
_HEAD_BLOCKS = 5
_LONE_LINES = 3


@dataclass(frozen=True, slots=True)
class Structure:
    """What a text says of itself by its form."""

    sections: tuple[Section, ...] = ()
    title: str | None = None
    author: str | None = None
    date: Date | None = None


def structured(given: Given, text: str) -> Article:
    """Return the article with its sections, and with what its head says where nobody said it."""
    found = read(text, given)
    said = Given(title=found.title, author=found.author, date=found.date)
    return replace(given.filled_from(said).article(text), sections=found.sections)


def read(text: str, given: Given | None = None) -> Structure:
    """Return the parts of a text in reading order."""
    given = given or Given()
    units = list(_units(text))
    if not units:
        return Structure()
    head = _Head(text, units, given)
    found = head.sections()
    found += _body(text, units[len(found) :])
    return Structure(
        tuple(_with_dateline(text, found)),
        title=next((_line(text, s.span) for s in found if s.kind is SectionKind.HEADLINE), None),
        author=next((one.author for one in head.said if one.author), None),
        date=next((one.date for one in head.said if one.date), None) or _filed(text, found),
    )


def _line(text: str, span: Span) -> str:
    return " ".join(span.of(text).split()).rstrip("; ")


def _is_archived(first: str) -> bool:
    """Return whether a line is a headline as archives print it: `;`, then the standfirst."""
    line = first.rstrip()
    return line.endswith(";") and lines.has_form_of_heading(line.rstrip("; "))


def _units(text: str) -> Iterator[Span]:
    """Yield paragraphs: what blank lines part, and lines where each is a paragraph of its own."""
    blocks = list(_parted(text, 0, len(text), _BLANK))
    for number, block in enumerate(blocks):
        rows = list(_parted(text, block.start, block.end, re.compile(r"\n")))
        head = number < _HEAD_BLOCKS and any(lines.head_line(row.of(text)) for row in rows)
        head = head or (number == 0 and len(rows) == 2 and _is_archived(rows[0].of(text)))  # noqa: PLR2004 - headline, standfirst
        if len(rows) > 1 and (head or _each_stands_alone(text, rows, only=len(blocks) == 1)):
            yield from rows
        else:
            yield block


def _parted(text: str, start: int, end: int, gap: re.Pattern[str]) -> Iterator[Span]:
    for stop, following in [
        *((one.start(), one.end()) for one in gap.finditer(text, start, end)),
        (end, end),
    ]:
        words = text[start:stop]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield Span(first, first + len(words.strip()))
        start = following


def _each_stands_alone(text: str, rows: Sequence[Span], *, only: bool) -> bool:
    """Return whether no line is a piece of a wrapped paragraph: they all end as sentences do.

    Where the whole text has no blank line, its headings may be lines without a stop.
    """
    open_ = [row for row in rows if not lines.closes(row.of(text))]
    if not open_:
        return True
    return (
        only
        and len(rows) >= _LONE_LINES
        and lines.closes(rows[-1].of(text))
        and all(lines.has_form_of_heading(row.of(text)) for row in open_)
        and len(open_) * 3 <= len(rows)
    )


class _Head:
    """Reads the units before the lead; `said` is what their bylines and dates say."""

    def __init__(self, text: str, units: Sequence[Span], given: Given) -> None:
        self._text, self._units, self._given = text, units, given
        self.said: list[lines.HeadLine] = []

    def sections(self) -> list[Section]:
        """Return the sections before the lead."""
        found: list[Section] = []
        if self._is_headline():
            found.append(Section(self._units[0], SectionKind.HEADLINE))
        while len(found) < len(self._units):
            kind = self._kind(len(found), found)
            if kind is None:
                break
            found.append(Section(self._units[len(found)], kind))
        if len(found) == len(self._units):  # a text that is all head has no body: its end is one
            self.said.clear()
            return []
        return found

    def _words(self, place: int) -> str:
        return self._units[place].of(self._text) if place < len(self._units) else ""

    def _is_headline(self) -> bool:
        first = self._words(0)
        if self._given.title and _same(first, self._given.title):
            return True
        if "\n" in first or lines.head_line(first) or lines.is_caption(first):
            return False
        if lines.dateline(first) or not self._has_body(1):
            return False
        signed = lines.head_line(self._words(1)) is not None
        if signed and len(first) <= lines.MOST_HEADLINE:
            return True
        form = lines.has_form_of_heading(first) or _is_archived(first)
        return len(first.split()) > 1 and form

    def _has_body(self, place: int) -> bool:
        """Return whether prose follows: without it a short line may be all there is."""
        return any(
            lines.closes(self._words(one)) and len(self._words(one)) >= _LEAST_PROSE
            for one in range(place, min(len(self._units), place + _HEAD_BLOCKS))
        )

    def _kind(self, place: int, found: Sequence[Section]) -> SectionKind | None:
        words = self._words(place)
        said = lines.head_line(words)
        if said is None and self._given.author and _same(words, self._given.author):
            said = lines.HeadLine(author=words)
        if said:
            self.said.append(said)
            return SectionKind.BYLINE if said.author else SectionKind.DATELINE
        if found and found[-1].kind is SectionKind.BYLINE and lines.is_position(words):
            return SectionKind.BYLINE
        if lines.is_caption(words):
            return SectionKind.CAPTION
        if found and self._is_standfirst(place, found):
            return SectionKind.STANDFIRST
        return None

    def _is_standfirst(self, place: int, found: Sequence[Section]) -> bool:
        words = self._words(place)
        if found[-1].kind is not SectionKind.HEADLINE or len(words) > _MOST_STANDFIRST:
            return False
        if "\n" in words or lines.dateline(words):
            return False
        if lines.head_line(self._words(place + 1)) or _is_archived(self._words(place - 1)):
            return True
        several = len(words.split()) >= _LEAST_STANDFIRST_WORDS
        return several and lines.has_form_of_heading(words) and self._has_body(place + 1)


def _same(words: str, title: str) -> bool:
    return " ".join(words.split()).casefold() == " ".join(title.split()).casefold()


def _body(text: str, units: Sequence[Span]) -> list[Section]:
    """Return the lead and what follows it."""
    found: list[Section] = []
    lead = False
    for place, unit in enumerate(units):
        words = unit.of(text)
        following = units[place + 1].of(text) if place + 1 < len(units) else ""
        if lines.is_caption(words):
            kind = SectionKind.CAPTION
        elif lines.closes(following) and _is_crosshead(words, following, after_prose=lead):
            kind = SectionKind.HEADING
        elif lead and not following and _is_credit(words):
            kind = SectionKind.BYLINE
        else:
            kind = SectionKind.PARAGRAPH if lead or lines.is_notice(words) else SectionKind.LEAD
            lead = lead or kind is SectionKind.LEAD
        found.append(Section(unit, kind))
    return found


def _is_crosshead(words: str, following: str, *, after_prose: bool) -> bool:
    if after_prose and lines.is_time_of_day(words):
        return True
    return (
        after_prose
        and lines.has_form_of_crosshead(words)
        and len(following) > 2 * len(words)
        and len(following) >= _LEAST_PROSE
    )


def _is_credit(words: str) -> bool:
    """Return whether the last line says who wrote it."""
    said = lines.head_line(words.strip("()"))
    return said is not None and said.author is not None


def _with_dateline(text: str, found: Sequence[Section]) -> Iterator[Section]:
    """Part the place of filing from the lead."""
    for one in found:
        filed = lines.dateline(one.span.of(text)) if one.kind is SectionKind.LEAD else None
        if filed:
            start = one.span.start
            yield Section(Span(start, start + filed.end), SectionKind.DATELINE)
            yield Section(Span(start + filed.begin, one.span.end), SectionKind.LEAD)
        else:
            yield one


def _filed(text: str, found: Sequence[Section]) -> Date | None:
    leads = (one.span.of(text) for one in found if one.kind is SectionKind.LEAD)
    filed = next((lines.dateline(words) for words in leads), None)
    return filed.date if filed else None


def composed(blocks: Sequence[tuple[SectionKind, str]]) -> tuple[str, tuple[Section, ...]]:
    """Return one text made of blocks, a blank line between two, and its sections."""
    text = "\n\n".join(words for _, words in blocks)
    found, start = list[Section](), 0
    for kind, words in blocks:
        found.append(Section(Span(start, start + len(words)), kind))
        start += len(words) + 2
    return text, tuple(_with_dateline(text, found))


def sections_of(value: Mapping[str, object], text: str) -> tuple[Section, ...]:
    """Return the sections that a JSON article gives, in the form that a record has them."""
    given = value.get("sections") or []
    if not isinstance(given, list):
        raise InputRefused("sections is no array", todo=_SECTIONS)
    found = tuple(sorted(_section(one) for one in given))
    ends = [0, *(one.span.end for one in found)]
    if any(one.span.start < end for one, end in zip(found, ends, strict=False)):
        raise InputRefused("two sections overlap", todo="give each character to one section")
    if ends[-1] > len(text):
        raise InputRefused(f"a section ends at {ends[-1]}, behind the text's end", todo=_SECTIONS)
    return found


_SECTIONS = 'write [{"kind": "headline", "span": [0, 24]}, …]'


def _section(one: object) -> Section:
    match one:
        case {"kind": str(kind), "span": [int(start), int(end)]} if kind in set(SectionKind):
            if 0 <= start < end and not isinstance(start, bool):
                return Section(Span(start, end), SectionKind(kind))
    raise InputRefused("sections holds what is no section", todo=_SECTIONS)
