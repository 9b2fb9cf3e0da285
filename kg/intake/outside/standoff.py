"""brat standoff: the lines of a file of annotations, each refused by its line if it is none.

`T3<TAB>Content 120 150;180 211<TAB>words` is a stretch of text, in pieces or not, and
`E1<TAB>Attribution:T4 Content:T3 Cue:T2 Source:T1` an event. A stretch that holds a line end
breaks its line in two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import InputRefused, Place
from kg.intake.outside.findings import Claim

_LINE = re.compile(r"([A-Za-z][0-9]+\S*|#\S*|\*)\t")
_STRETCH = re.compile(r"(\S+) ([0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)")
_ARGUMENT = re.compile(r"([^\s:]*?[^\s:0-9])([0-9]*):(\S+)")
_OTHERS = {"R": "relation", "A": "attribute", "M": "attribute", "N": "normalisation"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A `T` line."""

    name: str
    kind: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Event:
    """An `E` line: its type and trigger, then each role and what stands in it; numbers go."""

    name: str
    kind: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]
    place: Place


@dataclass(slots=True)
class Annotations:
    """What a file says; `others` are the kinds of lines that are only counted."""

    stretches: dict[str, Stretch] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    equivalences: list[tuple[Place, tuple[str, ...]]] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def read_lines(text: str, file: str) -> Annotations:
    """Return what the lines of a file say; `file` is its name as the user gave it."""
    found = Annotations()
    seen: dict[str, int] = {}
    for number, line in _lines(text):
        try:
            _take(found, seen, line, Place(file, number))
        except InputRefused as error:
            raise error.at(Place(file, number)) from None
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each annotation with the number of its first line, a broken one joined."""
    first, held = 1, list[str]()
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        if held and held[0].startswith("T") and not _LINE.match(line):
            held.append(line)
            continue
        if held:
            yield first, "\n".join(held)
        first, held = number, [line] if line.strip() else []
    if held:
        yield first, "\n".join(held)


def _take(found: Annotations, seen: dict[str, int], line: str, place: Place) -> None:
    start = _LINE.match(line)
    if start is None:
        raise InputRefused(
            f"is no annotation of brat: {line[:40]!r}", todo="write T1, a tab, and what it is"
        )
    name, rest = start[1], line[start.end() :]
    if name == "*" or name.startswith("#"):
        _take_unnamed(found, name, rest.split(), place)
        return
    if name in seen:
        raise InputRefused(
            f"{name[:40]} stands already on line {seen[name]}", todo="give each its own number"
        )
    seen[name] = place.line
    if name[0] == "T":
        found.stretches[name] = _stretch(name, rest, place)
    elif name[0] == "E":
        found.events.append(_event(name, rest, place))
    elif name[0] in _OTHERS:
        found.others[_OTHERS[name[0]]] += 1
    else:
        raise InputRefused(
            f"{name[:40]} is no kind of annotation", todo="brat has T, E, R, A, M, N, # and *"
        )


def _take_unnamed(found: Annotations, name: str, words: list[str], place: Place) -> None:
    if name == "*" and words[:1] == ["Equiv"]:
        found.equivalences.append((place, tuple(words[1:])))
    else:
        found.others["relation" if name == "*" else "comment"] += 1


def _stretch(name: str, rest: str, place: Place) -> Stretch:
    head, tab, words = rest.partition("\t")
    read = _STRETCH.fullmatch(head.strip())
    if read is None or not tab or not words.strip():
        raise InputRefused(
            f"{name[:40]} is no stretch of text: {rest[:40]!r}",
            todo="write the type, start and end, a tab, and the words",
        )
    numbers = [pair.split() for pair in read[2].split(";")]
    pieces = tuple(sorted((int(start), int(end)) for start, end in numbers))
    return Stretch(name, read[1], Claim(pieces, words, name, place=place))


def _event(name: str, rest: str, place: Place) -> Event:
    words = rest.split()
    read = [_ARGUMENT.fullmatch(one) for one in words]
    arguments = tuple((one[1], one[3]) for one in read if one)
    if not arguments or len(arguments) < len(words):
        raise InputRefused(
            f"{name[:40]} is no event: {rest[:40]!r}", todo="write Attribution:T4 Content:T3 …"
        )
    (kind, trigger), *others = arguments
    return Event(name, kind, trigger, tuple(others), place)
