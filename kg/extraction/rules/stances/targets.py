"""Which statement another one is about: by what both say, by what it points at, by who is in both.

Where two fit equally, or nothing is shared that tells, none is returned.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, all_told, tokens_in
from kg.extraction.rules.statements.forms import in_headline
from kg.model import ContentKind, Extraction, Identification, Source, SourceKind, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_STEM = 6
_SHORTEST = 3
_COMMON = frozenset(
    {"say", "tell", "make", "get", "have", "take", "go", "come", "give", "people", "year", "time"}
    | {"thing", "way", "man", "woman", "mr", "mrs", "ms", "know", "think", "want", "day", "week"}
)
_RESEARCH = frozenset(
    {SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.ACADEMIC_BODY, SourceKind.LEAKED_DOCUMENT}
)
_LEAST = 2
_FARTHEST = 150
_LEAST_WEIGHT = 1.2
_CLEARLY = 1.15


@dataclass(frozen=True, slots=True)
class Targets:
    """The statements of one article, to be looked among."""

    reading: Reading
    told: tuple[Told, ...]
    sources: dict[str, Source]
    stems: dict[str, frozenset[str]]
    often: Counter[str]
    _people: dict[str, frozenset[str]] = field(default_factory=dict)
    _before: dict[str, list[Told]] = field(default_factory=dict)
    _above: dict[str, bool] = field(default_factory=dict)
    _mentions: dict[str, tuple[list[int], list[int]]] = field(default_factory=dict)
    _ordered: list[Told] = field(default_factory=list)
    denied: list[Told] = field(default_factory=list)
    """What was denied so far, in the order of the denials."""

    @classmethod
    def of(cls, reading: Reading, found: Extraction) -> Targets:
        """Take the statements that were found."""
        told = all_told(reading, found)
        stems = {one.one.id: frozenset(stems_of(reading, one.tokens())) for one in told}
        often = Counter(stem for held in stems.values() for stem in held)
        return cls(reading, told, {one.id: one for one in found.sources}, stems, often)

    def kind(self, told: Told) -> SourceKind | None:
        """Return what the source of a statement is."""
        source = self.sources.get(told.one.source)
        return None if source is None else source.kind

    def before(self, told: Told) -> list[Told]:
        """Return the statements before one, that neither hold it nor stand in it.

        In a very long article only the last ones are: nobody answers what was said long ago.
        """
        known = self._before.get(told.one.id)
        if known is None:
            if not self._ordered:
                self._ordered.extend(
                    sorted((one for one in self.told if one.one.content), key=_place)
                )
            end = bisect_left(self._ordered, _place(told), key=_place)
            known = [
                other
                for other in self._ordered[max(0, end - _FARTHEST) : end]
                if other.one.id != told.one.id and not _share(told, other)
            ]
            self._before[told.one.id] = known
        return known

    def in_body(self, among: list[Told]) -> list[Told]:
        """Return the statements below the headline; where none is there, all."""
        below = [one for one in among if not self._is_above(one)]
        return below or among

    def _is_above(self, told: Told) -> bool:
        known = self._above.get(told.one.id)
        if known is None:
            known = self._above[told.one.id] = in_headline(self.reading, told.one)
        return known

    def first_finding(self, told: Told) -> Told | None:
        """Return the first thing in the body that research before a statement found."""
        before = [one for one in self.before(told) if one.one.source != told.one.source]
        found = [one for one in before if self.is_research(one)]
        if not found:
            found = [one for one in before if self._is_found(one)]
        return next(iter(self.in_body(found)), None)

    def is_research(self, told: Told) -> bool:
        """Return whether the source is a document, or is called one beside its name."""
        if self.kind(told) in _RESEARCH:
            return True
        view, words = self.reading.view, self.reading.words
        for span in told.one.source_spans:
            piece = tokens_in(view, span)
            if piece is None:
                continue
            beside = [t for t in range(piece[1], min(piece[1] + 6, view.size)) if view.is_word(t)]
            if len(beside) > 1 and view.lower[beside[0]] in {"a", "an", "the"}:
                return any(words.has("document-noun", view.lemma[t]) for t in beside[1:3])
        return False

    def _is_found(self, told: Told) -> bool:
        """Whether a statement tells what somebody found or measured, or rests on a report."""
        view = self.reading.view
        if self.reading.words.has("researching-verb", told.verb):
            return True
        return any(
            view.pos[token] == "VERB"
            and self.reading.words.has("researching-verb", view.lemma[token])
            for token in told.tokens()
        )

    def is_called(self, told: Told, noun: str) -> bool:
        """Return whether the source of a statement is what a noun names: "the invoices"."""
        view, spans = self.reading.view, told.one.source_spans
        for span in spans:
            piece = tokens_in(view, span)
            if piece is not None and any(view.lemma[token] == noun for token in range(*piece)):
                return True
        return False

    def by_words(
        self,
        stems: frozenset[str],
        among: Iterable[Told],
        least: float = _LEAST_WEIGHT,
        common: int = _LEAST,
    ) -> Told | None:
        """Return the statement that shares most of what is rare; none if two share as much."""
        scored = [(self._shared(stems, other, common), other) for other in among]
        scored = [(score, other) for score, other in scored if score > 0 and score >= least]
        if not scored:
            return None
        scored.sort(key=lambda pair: -pair[0])
        best, other = scored[0]
        rivals = [two for score, two in scored[1:] if best < _CLEARLY * score]
        return (
            other
            if all(self._same_words(other, two) for two in rivals)
            else _earliest([other, *rivals])
        )

    def _same_words(self, one: Told, two: Told) -> bool:
        return self.stems[one.one.id] == self.stems[two.one.id]

    def _shared(self, stems: frozenset[str], other: Told, least: int) -> float:
        common = stems & self.stems[other.one.id]
        if len(common) < least:
            return 0.0
        return sum(2.0 / (1 + self.often[stem]) for stem in common)

    def names(self, told: Told, source: str) -> bool:
        """Return whether a source is named or accused in a statement's content."""
        held = self.sources.get(source)
        if source in told.one.against:
            return True
        if held is None or held.identification is not Identification.NAMED:
            return False
        if any(self._mentioned(held, piece) for piece in told.one.content):
            return True
        return bool(name_words(held.name or "") & self._words(told))

    def _mentioned(self, source: Source, piece: Span) -> bool:
        """Whether a mention of a source overlaps a stretch of the text."""
        known = self._mentions.get(source.id)
        if known is None:
            spans = sorted(source.mentions)
            # the farthest end up to each mention: what overlaps may be any of those before
            farthest = list(accumulate((span.end for span in spans), max))
            known = self._mentions[source.id] = [span.start for span in spans], farthest
        starts, ends = known
        place = bisect_left(starts, piece.end)
        return place > 0 and ends[place - 1] > piece.start

    def _words(self, told: Told) -> frozenset[str]:
        if told.one.id not in self._people:
            view = self.reading.view
            self._people[told.one.id] = frozenset(
                view.lower[token] for token in told.tokens() if view.pos[token] == "PROPN"
            )
        return self._people[told.one.id]

    def called(self, source: str) -> str:
        """Return the name of a source, or nothing where it has none."""
        held = self.sources.get(source)
        return "" if held is None else held.name or ""

    def for_whom(self, source: str) -> Iterable[str]:
        """Yield a source and whoever it speaks for or belongs to."""
        yield source
        held = self.sources.get(source)
        if held is not None:
            yield from (other for other in (held.speaks_for, held.member_of) if other)

    def are_named_in_both(self, told: Told, proper: frozenset[str]) -> bool:
        """Return whether one of some names stands in a content."""
        return bool(proper & self._words(told))

    def concerns(self, told: Told, source: str) -> bool:
        """Return whether a content is about a source, or about whom it speaks for."""
        return any(self.names(told, other) for other in self.for_whom(source))


def name_words(name: str) -> frozenset[str]:
    """Return the last word of a name, which alone may stand for it."""
    words = [word for word in name.lower().split() if len(word) >= _SHORTEST]
    return frozenset(words[-1:])


def stems_of(reading: Reading, tokens: Iterable[int]) -> Iterable[str]:
    """Yield the beginnings of the words that carry meaning."""
    view = reading.view
    for token in tokens:
        pos, lemma = view.pos[token], view.lemma[token]
        long = len(lemma) >= _SHORTEST or pos == "NUM"
        if pos in _WORDS and long and lemma not in _COMMON and view.is_word(token):
            yield lemma[:_STEM]


def nearest(among: Iterable[Told]) -> Told | None:
    """Return the last of several statements in the text."""
    return max(among, key=_place, default=None)


def nearest_claim(among: Iterable[Told]) -> Told | None:
    """Return the last allegation of several statements, or the last of all if none is one."""
    every = list(among)
    alleged = [told for told in every if told.one.content_kind is ContentKind.ALLEGATION]
    return nearest(alleged or every)


def _earliest(among: Iterable[Told]) -> Told | None:
    return min(among, key=_place, default=None)


def _place(told: Told) -> int:
    """Return where a statement ends: of two, the one whose content ends first comes first."""
    return told.one.content[0].start if told.one.content else 0


def _share(one: Told, two: Told) -> bool:
    """Whether one of two statements stands in the other."""
    if one.one.id == two.one.nested_in or two.one.id == one.one.nested_in:
        return True
    return any(a.overlaps(b) for a in one.one.content for b in two.one.content)
