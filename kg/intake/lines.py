"""What one line of an article is by its form: byline, line of dates, dateline, caption, heading.

Each answer is conservative: a line of running prose is none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a type name, next to a field called date

from kg.intake.words import words

MOST_HEADLINE = 160
"""Characters of a headline that is known as one by its form."""

_MOST_LINE = 160
_MOST_DATELINE = 200
_MOST_CROSSHEAD = 60
_MOST_CROSSHEAD_WORDS = 9
_MOST_NAME_TOKENS = 5

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = rf"(?P<{{0}}>{'|'.join(f'{one[:3]}(?:{one[3:]})?' for one in _MONTHS)}|sept)\.?"
_DAY = re.compile(
    rf"""(?:(?:{"|".join(f"{one[:3]}(?:{one[3:]})?" for one in _DAYS)}|tues|thur|thurs)\.?,?\s+)?
    (?: (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format("m1")},?\s+(?P<y1>\d{{4}})
      | {_MONTH.format("m2")}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})
      | (?P<y3>\d{{4}})-(?P<m3>\d\d)-(?P<d3>\d\d) )(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK = re.compile(
    r"(?:at\s+|T)?(?:\d{1,2}(?:[:.]\d\d){1,2}(?:\.\d+)?\s*(?:[AaPp]\.?\s?[Mm]\b\.?)?"
    r"|\d{1,2}\s*[AaPp]\.?[Mm]\b\.?|\d{1,3}\s(?:minute|hour|day)s?\sago)"
    r"\s*(?:Z\b|[+-]\d\d:?\d\d|\(?[A-Z]{2,5}\b\)?(?:[+-]\d{1,2})?)?"
)
_TIME_OF_DAY = re.compile(
    r"\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?P<later>(?:last\s+)?(?:updated|modified|edited))(?:\s+on|\s+at)?\s*:?"
    r"|(?:(?:first|originally)\s+)?(?:published|posted|issued)(?:\s+on|\s+at)?\s*:?|date\s*:",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s|•·,;/–—-]+")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
_BY = re.compile(
    r"(?:(?:words|story|text|report|reporting|reported|written|exclusive)\s+)?by\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(r"\s*\(|\s+(?:in|at|for|from)\s+(?=[A-Z])|\s*;")
_NAME_GAP = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_PARTICLES = words(
    "al bin bint da de del della den der di do dos du el ibn la le ten ter van von y"
)
_NO_NAMES = words("the a an then now next last this that his her its all early late").union(
    _MONTHS, _DAYS
)
_DATELINE = re.compile(
    r"(?P<head>[^()—–\n]{2,70}?)\s{0,3}(?P<agency>\([^()\n]{2,40}\))?\s{0,3}"
    r"(?:\s[-–]{1,2}|—|--)\s{0,3}"
    r"(?=[\"“‘'(\[]*[^\W_])"
)
_FILED = re.compile(
    rf"(?:{_MONTH.format('m')}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH.format('n')}"
    rf"(?:\s+\d{{4}})?|(?:{'|'.join(_DAYS)})|\d{{4}})",
    re.IGNORECASE,
)
_NO_PLACES = words(
    "UPDATE BREAKING EXCLUSIVE OPINION ANALYSIS WATCH LIVE CORRECTION NOTE VIDEO PHOTOS EXPLAINER "
    "REVIEW COMMENT EDITORIAL INTERVIEW FEATURE NEWS ADVISORY CLARIFICATION RETRACTION"
)
_CAPTION = re.compile(
    r"(?:file\s+)?(?:photo(?:graph)?|picture|pictured|image|caption|illustration|graphic)"
    r"(?:\s+(?:by|credit|caption))?\s*:\s*\S"
    r"|\[\s*(?:photo(?:graph)?|picture|image)\b[^\]]*\]\s*$"
    r"|(?:photo(?:graph)?|picture|image)s?\s+(?:by|courtesy\s+of)\s+\S.{0,80}[^.!?]$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:editor[’']?s?[’']?[ -]note|correction|clarification|amended|updated?|retraction)\b"
    r"[^.]{0,40}:",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"(?:writer|reporter|correspondent|editor|columnist|staff|team|bureau|desk)s?\.?$",
    re.IGNORECASE,
)
_MOST_POSITION_WORDS = 6
_CLOSED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BREAK = re.compile(r"[^\W\d_]{3}[.!?][\"'”’»)]*\s+[\"'“‘«(]*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line at the head of an article: who wrote it, or when it was published, or both."""

    author: str | None = None
    date: Date | None = None
    dated: bool = False


def head_line(line: str) -> HeadLine | None:
    """Return what a byline or a line of dates says, or None for any other line."""
    line = " ".join(line.split())
    if not line or len(line) > _MOST_LINE:
        return None
    whole = _byline(line) or _dates(line)
    if whole:
        return whole
    parts = [_byline(part) or _dates(part) for part in _PARTS.split(line) if part]
    if not parts or not all(parts):
        return None
    found = [part for part in parts if part]
    return HeadLine(
        author=next((one.author for one in found if one.author), None),
        date=next((one.date for one in found if one.date), None),
        dated=any(one.dated for one in found),
    )


def _byline(line: str) -> HeadLine | None:
    by = _BY.match(line)
    if not by or _SENTENCE_END.search(line.removesuffix("Jr.").removesuffix("Sr.")):
        return None
    written = _AFTER_NAMES.split(line[by.end() :], maxsplit=1)[0]
    several = _AND.search(written)
    last = several.end() if several else 0
    comma = written.find(",", last)
    written = (written if comma < 0 else written[:comma]).strip()
    names = [one for one in _NAME_GAP.split(written) if one]
    return HeadLine(author=written) if names and all(map(is_name, names)) else None


def is_name(name: str) -> bool:
    """Return whether words have the form of a person's name: two to five, with capitals."""
    tokens = name.split()
    if not 1 < len(tokens) <= _MOST_NAME_TOKENS or tokens[0].casefold() in _NO_NAMES:
        return False
    capital = all(token[0].isupper() or token in _PARTICLES for token in tokens)
    plain = all(all(c.isalpha() or c in ".'’-" for c in token) for token in tokens)
    return capital and plain and not any(token.casefold() in _NO_NAMES for token in tokens[1:])


def _dates(line: str) -> HeadLine | None:
    """Read labels, days and times one after the other; anything else makes it another line."""
    place, later, days = 0, False, list[tuple[bool, Date]]()
    while place < len(line):
        if found := _GAP.match(line, place):
            place = found.end()
        elif found := _LABEL.match(line, place):
            place, later = found.end(), bool(found["later"])
        elif found := _DAY.match(line, place):
            day = _day(found)
            if day is None:
                return None
            days.append((later, day))
            place = found.end()
        elif found := _CLOCK.match(line, place):
            place = found.end()
        else:
            return None
    if not days:
        return None
    return HeadLine(date=next((day for later, day in days if not later), None), dated=True)


def _day(found: re.Match[str]) -> Date | None:
    year = found["y1"] or found["y2"] or found["y3"]
    month = found["m3"] or next(
        str(number)
        for number, name in enumerate(_MONTHS, start=1)
        if name.startswith((found["m1"] or found["m2"])[:3].casefold())
    )
    try:
        return Date(int(year), int(month), int(found["d1"] or found["d2"] or found["d3"]))
    except ValueError:
        return None


def _printed_day(head: str) -> Date | None:
    """Return the full date of a dateline that gives the year."""
    found = _DAY.search(head)
    return _day(found) if found else None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place of filing before a lead: it ends at `end`, the sentence begins at `begin`."""

    end: int
    begin: int
    date: Date | None = None


def dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that a paragraph begins with: `LISBON (Harbour Wire) — `."""
    found = _DATELINE.match(paragraph[:_MOST_DATELINE])
    if not found:
        return None
    place, *rest = [part.strip() for part in found["head"].split(",")]
    first = paragraph[found.end() :].lstrip("\"“‘'([")[:1]
    if not (first.isupper() or first.isdigit()) or not _is_place(place, agency=found["agency"]):
        return None
    if not all(_FILED.fullmatch(part) or _is_region(part) for part in rest):
        return None
    end = len(paragraph[: found.end()].rstrip())
    return Dateline(end, found.end(), _printed_day(found["head"]))


def _is_place(place: str, *, agency: str | None) -> bool:
    tokens = place.split()
    if not tokens or len(tokens) > _MOST_NAME_TOKENS or tokens[0].strip(":'’") in _NO_PLACES:
        return False
    if not all(c.isalpha() or c in " .'’-/" for c in place):
        return False
    if place.isupper() and sum(map(str.isalpha, place)) >= 3:  # noqa: PLR2004 - RIO, BIR
        return True
    return bool(agency) and all(token[0].isupper() for token in tokens)


def _is_region(part: str) -> bool:
    return bool(part) and all(token[0].isupper() and not token.isdigit() for token in part.split())


def is_caption(line: str) -> bool:
    """Return whether a line says of itself that it belongs to a picture."""
    return len(line) <= 2 * _MOST_LINE and "\n" not in line and bool(_CAPTION.match(line))


def is_notice(line: str) -> bool:
    """Return whether a paragraph is an editors' note or a correction, and so no lead."""
    return _NOTICE.match(line) is not None


def is_position(line: str) -> bool:
    """Return whether a line is what stands below a name: "Tribune Staff Writer"."""
    return len(line.split()) <= _MOST_POSITION_WORDS and _POSITION.search(line) is not None


def is_time_of_day(line: str) -> bool:
    """Return whether a line is a time of day and nothing else, as over a live blog's entries."""
    return any(c in line for c in ":.mM") and bool(_TIME_OF_DAY.fullmatch(line.strip()))


def closes(text: str) -> bool:
    """Return whether the words end as a sentence does."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def has_form_of_heading(line: str) -> bool:
    """Return whether a line could be a headline: short, capital, one clause, no closing stop."""
    line = line.strip()
    first = next((c for c in line if c.isalnum()), "")
    return (
        1 < len(line) <= MOST_HEADLINE
        and "\n" not in line
        and not first.islower()
        and line[:1] not in "-*•–—"
        and first != ""
        and not _CLOSED.search(line)
        and not _BREAK.search(line)
    )


def has_form_of_crosshead(line: str) -> bool:
    """Return whether a line could be a heading between paragraphs."""
    return (
        len(line) <= _MOST_CROSSHEAD
        and len(line.split()) <= _MOST_CROSSHEAD_WORDS
        and has_form_of_heading(line)
        and line.strip()[-1:] not in "\"'”’»"
    )
