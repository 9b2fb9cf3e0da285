"""What a tool found, in its own offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.errors import InputRefused, Place
from kg.model import Origin, QuoteForm, SourceKind

MAX_STATEMENTS = 5_000
"""Attributions of one text; a record takes no more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the text by the tool's offsets, in one piece or several, and its words.

    `where` is what an error calls it, `place` the line of it where the file has lines.
    """

    pieces: tuple[tuple[int, int], ...]
    words: str
    where: str
    any_case: bool = False
    place: Place | None = None

    def __post_init__(self) -> None:
        """Refuse what is no stretch of text."""
        if not all(0 <= start < end for start, end in self.pieces):
            raise InputRefused(
                f"{self.where}: an end does not stand behind its start",
                todo="the start is 0 or more, the end above it",
            )

    def fits(self, found: str, *, exactly: bool) -> bool:
        """Return whether these are its words, or would be without space: tools break lines anew."""
        one, other = (
            re.sub(r"\s", " ", words.replace("\r\n", "\n")) if exactly else "".join(words.split())
            for words in (self.words, found)
        )
        return one == other or (self.any_case and one.casefold() == other.casefold())

    @property
    def key(self) -> str:
        """Return what tells this stretch from others."""
        return ";".join(f"{start} {end}" for start, end in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whom a tool takes several mentions for.

    `called` is the mention that tells most, or a name that the tool gives without its place.
    It is a name only where the tool says that it is one.
    """

    mentions: tuple[Claim, ...] = ()
    called: Claim | str | None = None
    named: bool = False
    kind: SourceKind = SourceKind.UNKNOWN
    unstated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution; `speaker` is a key of `Findings.speakers`."""

    where: str
    speaker: str
    content: tuple[Claim, ...]
    cue: tuple[Claim, ...] = ()
    source: tuple[Claim, ...] = ()
    form: QuoteForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything a tool found in one text; `notes` say what of it a record does not keep.

    `maker` is the tool, unless somebody else is said to have made the findings with it.
    `others` are stretches that no statement names, but whose words must stand in the text.
    """

    tool: str
    maker: str | None = None
    version: str | None = None
    origin: Origin = Origin.AUTOMATIC
    speakers: dict[str, Speaker] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    others: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()

    def claims(self) -> Iterator[Claim]:
        """Yield every stretch that is named, statement by statement."""
        for one in self.statements:
            yield from (*one.content, *one.cue, *one.source)
        for speaker in self.speakers.values():
            yield from speaker.mentions
        yield from self.others


class Same:
    """Keys that a tool takes for one: each stands for the first of its group."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def first(self, key: str) -> str:
        """Return the key that stands for the group."""
        way = []
        while (above := self._above.get(key, key)) != key:
            way.append(key)
            key = above
        self._above.update(dict.fromkeys(way, key))
        return key

    def join(self, one: str, other: str) -> None:
        """Take two keys for one."""
        first, second = self.first(one), self.first(other)
        if first != second:
            self._above[second] = first


class Speakers:
    """Gathers what is said of each speaker, statement by statement."""

    def __init__(self) -> None:
        self._known: dict[str, Speaker] = {}
        self._mentions: dict[str, dict[str, Claim]] = {}

    def add(self, key: str, one: Speaker) -> None:
        """Add to what is known of a speaker: the first name stands, else the first words."""
        known = self._known.setdefault(key, one)
        if (one.named and not known.named) or (known.called is None and one.called is not None):
            self._known[key] = one
        self._mentions.setdefault(key, {}).update((each.key, each) for each in one.mentions)

    def all(self) -> dict[str, Speaker]:
        """Return the speakers with all their mentions."""
        return {
            key: replace(one, mentions=tuple(self._mentions[key].values()))
            for key, one in self._known.items()
        }


def counted(number: int, what: str, whats: str | None = None) -> str:
    """Return a number with its noun."""
    return f"{number:,} {what if number == 1 else whats or what + 's'}"
