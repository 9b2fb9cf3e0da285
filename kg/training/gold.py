"""Labelled articles as the tagger learns them: a label for every word, and who chooses whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.evaluation.marks import Marked, outermost
from kg.evaluation.marks import Role as Part
from kg.evaluation.reading import versions
from kg.extraction.learned.linking import Link
from kg.extraction.learned.tagging import Role
from kg.extraction.learned.windows import Window
from kg.extraction.learned.words import Words, words_of
from kg.model import Spans

Stretch: TypeAlias = tuple[int, int]
"""Words from the first up to, not including, the second."""

_PARTS = {Role.SOURCE: Part.SOURCE, Role.CUE: Part.CUE, Role.CONTENT: Part.CONTENT}
_FIRST = (Role.CUE, Role.SOURCE, Role.CONTENT)
"""Which role a word has that two claim: the earlier one."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article: its words, a label for each, and its attributions by the words they cover."""

    identifier: str
    words: Words
    labels: NDArray[np.int64]
    fragments: frozenset[tuple[Role, Stretch]]
    attributions: tuple[Mapping[Role, tuple[Stretch, ...]], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One window with what is to be learned from it.

    `links` holds for each kind of link who chooses whom: the place among the fragments that
    choose, and the place among those chosen, or None for none of them.
    """

    window: Window
    labels: tuple[int, ...]
    fragments: Mapping[Role, tuple[Stretch, ...]]
    links: Mapping[Link, Mapping[int, int | None]]


def read_gold(path: Path) -> list[Labelled]:
    """Return the articles of a gold file, in the form that `onrecord evaluate` reads.

    An article may come in several annotators' versions; each is an article to learn from.
    Raises InputRefused with the line.
    """
    return [labelled(one) for one in versions(path)]


def labelled(marked: Marked) -> Labelled:
    """Return an article as it is learned; what stands inside other attributions is left out."""
    words = words_of(marked.article.text)
    attributions = tuple(
        {
            role: tuple(sorted(set(_stretches(words, one.spans(part)))))
            for role, part in _PARTS.items()
        }
        for one in outermost(marked.marks)
    )
    labels, fragments = _row(len(words), attributions)
    return Labelled(marked.id, words, labels, fragments, attributions)


def example(article: Labelled, window: Window) -> Example:
    """Return what there is to learn from one window of an article."""
    places = {word: place for place, word in enumerate(window.words)}
    numbers: dict[tuple[Role, Stretch], int] = {}
    inside: dict[Role, list[Stretch]] = {role: [] for role in Role}
    for role, (first, last) in sorted(article.fragments):
        begin, end = places.get(first), places.get(last - 1)
        if begin is not None and end is not None and end - begin == last - 1 - first:
            numbers[role, (first, last)] = len(inside[role])
            inside[role].append((begin, end + 1))
    return Example(
        window=window,
        labels=tuple(int(article.labels[word]) for word in window.words),
        fragments={role: tuple(stretches) for role, stretches in inside.items()},
        links=_links(article.attributions, numbers),
    )


def _links(
    attributions: Iterable[Mapping[Role, tuple[Stretch, ...]]],
    numbers: Mapping[tuple[Role, Stretch], int],
) -> Mapping[Link, Mapping[int, int | None]]:
    """Return who chooses whom; where the chosen one stands in another window, nothing is said."""
    links: dict[Link, dict[int, int | None]] = {link: {} for link in Link}
    for one in attributions:
        sources, cues, contents = (
            [numbers[role, part] for part in one[role] if (role, part) in numbers]
            for role in (Role.SOURCE, Role.CUE, Role.CONTENT)
        )
        known = bool(sources) or not one[Role.SOURCE]
        source = sources[0] if sources else None
        for cue in cues:
            if known:
                links[Link.SOURCE_OF_CUE].setdefault(cue, source)
        for content in contents:
            if cues:
                links[Link.CUE_OF_CONTENT].setdefault(content, cues[0])
            if known:
                links[Link.SOURCE_OF_CONTENT].setdefault(content, source)
    return links


def _row(
    size: int, attributions: Sequence[Mapping[Role, tuple[Stretch, ...]]]
) -> tuple[NDArray[np.int64], frozenset[tuple[Role, Stretch]]]:
    labels = np.zeros(size, dtype=np.int64)
    fragments: set[tuple[Role, Stretch]] = set()
    for role in _FIRST:
        for one in attributions:
            for first, last in one[role]:
                if not labels[first:last].any():
                    labels[first:last] = role.begins + 1
                    labels[first] = role.begins
                    fragments.add((role, (first, last)))
    return labels, frozenset(fragments)


def _stretches(words: Words, spans: Spans) -> Iterator[Stretch]:
    """Yield the words that spans cover, without marks at the edges unless there is nothing else."""
    for span in spans:
        first, last = bisect_right(words.end, span.start), bisect_left(words.start, span.end)
        whole = first, last
        while first < last and not _is_said(words.word(first)):
            first += 1
        while first < last and not _is_said(words.word(last - 1)):
            last -= 1
        if whole[0] < whole[1]:
            yield (first, last) if first < last else whole


def _is_said(word: str) -> bool:
    return word[0].isalnum() or word in "$%"
