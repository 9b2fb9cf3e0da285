"""What the encoder reads at once: whole paragraphs, packed up to a number of pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.learned.pieces import Pieces
from kg.extraction.learned.words import Case, Quoting, Words

_STOPS = ".?!"
_CLOSING = '”"'


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of an article as numbers; the five first run over pieces, the rest over words."""

    pieces: tuple[int, ...]
    case: tuple[int, ...]
    quoting: tuple[int, ...]
    words: tuple[int, ...]
    """Which words of the article stand in the window."""
    first: tuple[int, ...]
    """At which piece each of them begins."""


def windows(words: Words, pieces: Pieces, limit: int, first: int | None = None) -> list[Window]:
    """Return the windows of an article, in reading order; every word is in exactly one.

    `limit` is the most pieces of a window, marks included; `first` that of the first window,
    where it differs (training moves the edges about with it).
    """
    lengths = [len(pieces.of(words.word(place))) for place in range(len(words))]
    packed: list[list[tuple[int, int]]] = []
    size, most = limit, first or limit
    for begin, end in _parts(words, lengths, limit - 2):
        length = sum(lengths[begin:end]) + 1
        if not packed or size + length > most:
            if packed:
                most = limit
            packed.append([])
            size = 1
        packed[-1].append((begin, end))
        size += length
    return [_window(words, pieces, part) for part in packed]


def _parts(words: Words, lengths: list[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs; one that is too long is cut after a sentence, where there is one."""
    for begin, end in words.paragraphs():
        place = begin
        while sum(lengths[place:end]) > most:
            cut = _cut(words, lengths, (place, end), most)
            yield place, cut
            place = cut
        if place < end:
            yield place, end


def _cut(words: Words, lengths: list[int], part: tuple[int, int], most: int) -> int:
    begin, end = part
    size, place, stop = 0, begin, begin
    while place < end and size + lengths[place] <= most:
        size += lengths[place]
        if words.word(place) in _STOPS:
            stop = place + 1
        place += 1
    if stop == begin:
        return place
    while stop < place and words.word(stop) in _CLOSING:
        stop += 1
    return stop


def _window(words: Words, pieces: Pieces, parts: list[tuple[int, int]]) -> Window:
    numbers, case, quoting = [pieces.begin], [int(Case.NONE)], [int(Quoting.OUTSIDE)]
    inside: list[int] = []
    first: list[int] = []
    for begin, end in parts:
        for place in range(begin, end):
            own = pieces.of(words.word(place))
            inside.append(place)
            first.append(len(numbers))
            numbers.extend(own)
            case.extend([int(words.case[place])] * len(own))
            quoting.extend([int(words.quoting[place])] * len(own))
        numbers.append(pieces.parting)
        case.append(int(Case.NONE))
        quoting.append(int(Quoting.OUTSIDE))
    return Window(tuple(numbers), tuple(case), tuple(quoting), tuple(inside), tuple(first))
