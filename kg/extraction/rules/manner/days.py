"""The day on which something was said, where the reporting clause names one that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date  # noqa: N812 - as in kg.model
from datetime import timedelta
from typing import TYPE_CHECKING

from kg.extraction.rules.manner.reporting import Clause, Clauses
from kg.extraction.rules.requests.requests import day_of
from kg.extraction.rules.text.view import View
from kg.model import Extraction

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT = {month[:3]: number for number, month in enumerate(_MONTHS, 1)} | {"sept": 9}
_NUMBER = {month: number for number, month in enumerate(_MONTHS, 1)} | _SHORT
_MONTH = "|".join(sorted(_NUMBER, key=len, reverse=True))
_AMERICAN = re.compile(
    rf"\b({_MONTH})\.? (\d{{1,2}})\b(?:st|nd|rd|th)?(?:,? (\d{{4}}))?", re.IGNORECASE
)
_BRITISH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b\.?(?:,? (\d{{4}}))?", re.IGNORECASE
)
_NOT_THEN = frozenset({"before", "after", "since", "until", "till", "by", "for", "about", "of"})
_NOT_OF = frozenset({"poss", "dobj", "nsubj", "nsubjpass", "pcomp", "ccomp"})
_TODAY = frozenset({"today", "tonight"})
_WEEK = 7
_REACH = 3


def days(reading: Reading, found: Extraction, clauses: Clauses) -> Extraction:
    """Return the attributions with the days on which they were said."""
    if reading.article.date is None:
        return found
    return replace(
        found,
        attributions=tuple(
            replace(one, when=_of(reading, clauses.of(one))) for one in found.attributions
        ),
    )


def _of(reading: Reading, clause: Clause | None) -> Date | None:
    """Return the one day that a clause names; where it names two, neither can be told."""
    published = reading.article.date
    if clause is None or published is None:
        return None
    named = {_day(words, published) for words in _dates(reading, clause)} - {None}
    return named.pop() if len(named) == 1 else None


def _dates(reading: Reading, clause: Clause) -> Iterator[str]:
    """Yield the words for days that hang on the cue itself, with what stands beside them."""
    view = reading.view
    held = set(clause.tokens)
    for token in clause.tokens:
        if not _names_day(reading, token) or not _hangs_on(view, token, clause):
            continue
        if view.lower[token] in _TODAY and view.tag[clause.anchor] != "VBD":
            continue  # "these days" as often as the day of printing
        first, last = token, token + 1
        while first - 1 in held and _belongs(view, first - 1):
            first -= 1
        while last in held and _belongs(view, last):
            last += 1
        yield view.phrase((first, last))


def _names_day(reading: Reading, token: int) -> bool:
    lower = reading.view.lower[token].rstrip(".")
    view = reading.view
    if view.label[token] not in {"DATE", "TIME", ""}:
        return False
    named = view.words[token][:1].isupper() and token > 0 and view.pos[token - 1] == "PROPN"
    if named and lower in _TODAY:
        return False  # "The Saltby Today"
    known = lower in _NUMBER and reading.view.words[token][:1].isupper()
    return (
        known
        or reading.words.has("weekday", lower)
        or lower in {"today", "tonight", "yesterday"}
        or (lower == "night" and reading.view.lower[token - 1] == "last")
    )


def _belongs(view: View, token: int) -> bool:
    word = view.lower[token].rstrip(".")
    return (
        word.isdecimal()
        or word in _NUMBER
        or word in {"last", "next", "this", ","}
        or word[:1].isdigit()
    )


def _hangs_on(view: View, token: int, clause: Clause) -> bool:
    """Whether a day is that of the saying: not "before Tuesday's vote", "the law of March 4"."""
    place = token
    for _ in range(_REACH + 1):
        head = view.head[place]
        if view.pos[head] == "ADP" and view.lower[head] in _NOT_THEN:
            return False
        if view.dep[place] in _NOT_OF:
            return False
        if head == clause.anchor:
            return True
        if head == place:
            return False
        place = head
    return False


def _day(words: str, published: Date) -> Date | None:
    lowered = words.lower()
    if re.search(r"\bnext\b", lowered):
        return None
    printed = _printed(lowered, published)
    if printed is not None:
        return printed
    if any(re.search(rf"\b{word}\b", lowered) for word in _TODAY):
        return published
    if "last night" in lowered:
        return published - timedelta(days=1)
    day = day_of(lowered, published)
    past = re.search(r"\blast\b", lowered) is not None
    return published - timedelta(days=_WEEK) if past and day == published else day


def _printed(lowered: str, published: Date) -> Date | None:
    """Return the day of a printed date; without a year, the last such day up to publication."""
    american, british = _AMERICAN.search(lowered), _BRITISH.search(lowered)
    if american is not None:
        month, day, year = american.groups()
    elif british is not None:
        day, month, year = british.groups()
    else:
        return None
    for wanted in (int(year),) if year else (published.year, published.year - 1):
        made = _date(wanted, _NUMBER[month.rstrip(".")], int(day))
        if made is not None and made <= published:
            return made
    return None


def _date(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:  # 31 June is no day
        return None
