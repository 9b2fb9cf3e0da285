"""From a tool's offsets to ours: the text as the tool had it, and where each part stands in ours.

Tools count code points or UTF-16 units, a Windows line end as one character or two, and a byte
order mark or none. Which of them holds for a file is not guessed: it is the first under which
all words stand where the tool says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.errors import InputRefused
from kg.intake.outside.findings import Claim
from kg.model import Span, Spans

_MARK = "\ufeff"
_LAST_NARROW = "\uffff"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a tool had it.

    `starts` and `ends` say for each character where it stands in our text; without them the
    two are the same. `units` are the characters' places in UTF-16, where the tool counts so.
    A `loose` reading was rewritten by the tool: space at the ends of a stretch means nothing.
    """

    text: str
    ours: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    units: dict[int, int] | None = None
    loose: bool = False
    note: str | None = None

    def spans(self, claim: Claim) -> Spans:
        """Return where a claim stands in our text; a piece outside it, or of space, is nowhere."""
        places = (self._place(*piece) for piece in claim.pieces)
        found = (self.ours_at(*place) for place in places if place is not None)
        return tuple(one for one in found if one is not None)

    def _place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a stretch's first and last place in the tool's text, or nothing outside it."""
        if self.units is not None:
            start, end = self.units.get(start, -1), self.units.get(end, -1)
        return (start, end) if 0 <= start < end <= len(self.text) else None

    def ours_at(self, start: int, end: int) -> Span | None:
        """Return where a stretch of the tool's text stands in ours; nothing if it is only space."""
        if self.starts is not None and self.ends is not None:
            start, end = self.starts[start], self.ends[end - 1]
        if self.loose:
            words = self.ours[start:end]
            start += len(words) - len(words.lstrip())
            end = start + len(words.strip())
        return Span(start, end) if start < end else None

    def misfit(self, claims: Iterable[Claim], *, exactly: bool = False) -> InputRefused | None:
        """Return what is wrong with the first claim whose words do not stand where it says."""
        for claim in claims:
            at = f"{claim.where} ({_shown(claim)})"
            if len(self.spans(claim)) < len(claim.pieces):
                length = f"{len(self.text):,} characters"
                what = f"{at}: these offsets are not all in the text of {length}"
                return InputRefused(what, place=claim.place)
            places = [self._place(*piece) for piece in claim.pieces]
            found = " ".join(self.text[slice(*place)] for place in places if place)
            if not claim.fits(found, exactly=exactly):
                what = f"{at}: the text reads {found[:_SHOWN]!r} there"
                what = f"{what}, not {claim.words[:_SHOWN]!r}"
                return InputRefused(what, place=claim.place)
        return None

    def replaced(self, old: str, new: str) -> Reading:
        """Return the reading with a replacement made, as a tool makes it before it counts."""
        if old not in self.text:
            return self
        starts, ends = self.starts or range(len(self.text)), self.ends
        ends = range(1, len(self.text) + 1) if ends is None else ends
        kept = _kept(old, new)
        pieces, firsts, lasts, at = list[str](), list[int](), list[int](), 0
        while (found := self.text.find(old, at)) >= 0:
            pieces += (self.text[at:found], new)
            firsts += (*starts[at:found], *(starts[found + one] for one, _ in kept))
            lasts += (*ends[at:found], *(ends[found + one] for _, one in kept))
            at = found + len(old)
        return replace(
            self,
            text="".join((*pieces, self.text[at:])),
            starts=(*firsts, *starts[at:]),
            ends=(*lasts, *ends[at:]),
        )


def readings(raw: str, ours: str, *, wide_first: bool = False) -> Iterator[Reading]:
    """Yield the ways in which a tool may have counted a file's text, ours first.

    `raw` is the text with its byte order mark and line ends, `ours` what is stored of it.
    """
    bare = raw.removeprefix(_MARK)
    for text in dict.fromkeys((ours, one_line_end(bare), one_line_end(raw), bare, raw)):
        starts, ends = (None, None) if text == ours else _aligned(text, ours)
        narrow = Reading(text, ours, starts, ends)
        if not text or max(text) <= _LAST_NARROW:
            yield narrow
            continue
        wide = replace(narrow, units=_units(text))
        yield from (wide, narrow) if wide_first else (narrow, wide)


def one_line_end(text: str) -> str:
    """Return a text with line feeds only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fitting(choices: Iterable[Reading], claims: Sequence[Claim], tool: str) -> Reading:
    """Return the first reading under which all words stand where the tool says.

    One under which they do so with their space stands before one that needs it overlooked.
    """
    first: InputRefused | None = None
    tried: list[Reading] = []
    for reading in choices:
        if reading.misfit(claims, exactly=True) is None:
            return reading
        tried.append(reading)
    for reading in tried:
        wrong = reading.misfit(claims)
        if wrong is None:
            return reading
        first = first or wrong
    what, place = (first.what, first.place) if first else ("there is no text", None)
    raise InputRefused(what, todo=f"give the text that {tool} read, unchanged", place=place)


def _shown(claim: Claim) -> str:
    return claim.key if len(claim.key) <= _SHOWN else f"{claim.key[:_SHOWN]}…"


def _kept(old: str, new: str) -> list[tuple[int, int]]:
    """Return for each new character the first and last old one that it stands for."""
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    head = min(len(old), len(new)) if head is None else head
    most = min(len(old), len(new)) - head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    first, last = head, max(head, len(old) - tail - 1)
    first = min(first, len(old) - 1)
    last = min(last, len(old) - 1)
    middle = [(first, last)] * (len(new) - head - tail)
    ends = [(n, n) for n in range(len(old) - tail, len(old))]
    return [*((n, n) for n in range(head)), *middle, *ends]


def _units(text: str) -> dict[int, int]:
    """Return the character at each place in UTF-16; the middle of a pair is none."""
    found, at = dict[int, int](), 0
    for number, letter in enumerate(text):
        found[at] = number
        at += 2 if letter > _LAST_NARROW else 1
    found[at] = len(text)
    return found


def _aligned(text: str, ours: str) -> tuple[list[int], list[int]]:
    """Return where each character stands in a text that differs in line ends and mark only."""
    starts, ends, at = list[int](), list[int](), 0
    for letter, following in pairwise((*text, "")):
        mine = ours[at : at + 1]
        if letter == _MARK != mine:
            starts.append(at)
            ends.append(at)
            continue
        if mine == _MARK != letter:
            at += 1
        width = 2 if letter == "\n" and ours[at : at + 2] == "\r\n" else 1
        starts.append(at)
        ends.append(at + width)
        inside = letter == "\r" and following == "\n" and ours[at : at + 1] == "\n"
        at += 0 if inside else width
    return starts, ends
