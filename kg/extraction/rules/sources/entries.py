"""The sources of one article in the making: each with what is known of it so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.figures import Figures, naming_spans
from kg.extraction.rules.sources.kinds import BODIES
from kg.extraction.rules.sources.mentions import description
from kg.extraction.rules.sources.pseudonyms import (
    is_handle,
    is_letter,
    says_not_real,
    says_withheld,
)
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Identification, Source, SourceKind, Span


@dataclass
class Entry:
    """A source in the making; `noun` is the common noun that it was first called by.

    `title` is the name of a document that is named only by who made it; `called` is what
    the first mention has without its clauses; `held_of` whose lawyer, aide, doctor it is;
    `contradicted` says that the text names whom it says it does not name.
    """

    id: str
    identification: Identification
    kind: SourceKind = SourceKind.UNKNOWN
    figure: Figure | None = None
    title: str = ""
    description: str = ""
    called: str = ""
    held_of: str = ""
    noun: str = ""
    plural: bool = False
    feminine: bool | None = None
    mentions: set[Span] = field(default_factory=set)
    contradicted: bool = False

    human_noun: bool = False

    @property
    def is_human(self) -> bool:
        """Whether it can be "he" or "she"."""
        if self.figure is not None:
            return self.figure.is_person or self.kind not in BODIES
        return self.human_noun or self.identification.anonymous


_MEMORY = 200


class Ledger:
    """Keeps the sources of one article."""

    def __init__(self, view: View, lexicon: Lexicon, figures: Figures) -> None:
        """Begin with none."""
        self._view = view
        self._lexicon = lexicon
        self.figures = figures
        self._entries: dict[str, Entry] = {}
        self._by_figure: dict[int, Entry] = {}

    def __iter__(self) -> Iterator[Entry]:
        """Yield the sources, the latest made first, as far back as one recalls."""
        return islice(reversed(self._entries.values()), _MEMORY)

    def new(self, identification: Identification) -> Entry:
        """Make a source of which only so much is known."""
        entry = Entry(f"s{len(self._entries) + 1}", identification)
        self._entries[entry.id] = entry
        return entry

    def of_figure(self, figure: Figure) -> Entry:
        """Return the source that a named figure is."""
        entry = self._by_figure.get(figure.number)
        if entry is None:
            assumed = self._is_assumed(figure)
            entry = self.new(Identification.PSEUDONYMOUS if assumed else Identification.NAMED)
            if figure.undecided:
                entry.identification = Identification.UNRESOLVED
            entry.figure = figure
            self._by_figure[figure.number] = entry
        entry.kind = self.figures.kind_of(figure)
        entry.feminine = self.figures.sex_of(figure)
        return entry

    def _is_assumed(self, figure: Figure) -> bool:
        """Whether the text says that the name is not the bearer's own."""
        same = [one for one in self.figures.all if one.words == figure.words]
        if any(says_not_real(self._view, place) for one in same for place in one.places):
            figure.has_human_role = True
            return True
        if is_letter(figure.name):
            figure.has_human_role = True
            return True
        if any(self._hides(figure, at) for at in figure.places):
            return True  # an account is nobody's role, whoever writes under it
        name = figure.name.lower()
        brought_in = [f"{one} {name}" for one in self._lexicon.lists["pseudonymity-phrase"]]
        sentences = {self._view.sentence(place) for place in figure.places}
        texts = [self._view.phrase(one).lower() for one in sentences]
        return any(
            words in text and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
            for words in brought_in
            for text in texts
        )

    def _hides(self, figure: Figure, last: int) -> bool:
        """Whether a name is posted under at a place, or another is said there to be held back."""
        first = max(0, last + 1 - len(figure.words))
        return is_handle(self._view, first) or says_withheld(self._view, last)

    def by_id(self, identifier: str) -> Entry | None:
        """Return the source of that id."""
        return self._entries.get(identifier)

    def sources(self) -> tuple[Source, ...]:
        """Return the sources as they are now known, in the order of their first mentions."""
        naming = naming_spans(self._view, self.figures.all)
        made = [self._source(entry, naming) for entry in self._entries.values()]
        return tuple(sorted(made, key=_first_mention))

    def _source(self, entry: Entry, naming: dict[int, tuple[int, int]]) -> Source:
        figure = entry.figure
        name = entry.title or None if figure is None else self._full_name(figure)
        if figure is not None and figure.undecided:
            name = description(self._view, naming[figure.number])
        mentions = set(entry.mentions)
        if figure is not None:
            span = self._view.span(naming[figure.number])
            apart = span is not None and not any(span.overlaps(mention) for mention in mentions)
            hidden = entry.identification.anonymous and not self._is_printed(name, mentions)
            if span is not None and (apart or hidden):
                mentions.add(span)
            if span is not None and hidden and not self._is_printed(name, mentions):
                name = span.of(self._view.text)
        return Source(
            id=entry.id,
            identification=entry.identification,
            kind=entry.kind if figure is None else self.figures.kind_of(figure),
            name=name if entry.identification is Identification.NAMED else None,
            description=(name if figure is not None else entry.description) or None
            if entry.identification is not Identification.NAMED
            else None,
            mentions=tuple(sorted(mentions)),
        )

    def _is_printed(self, name: str | None, mentions: set[Span]) -> bool:
        return any((name or "") in span.of(self._view.text) for span in mentions)

    def _full_name(self, figure: Figure) -> str:
        article = figure.has_article and not figure.name.lower().startswith("the ")
        outlet = self.figures.kind_of(figure) is SourceKind.NEWS_OUTLET
        return f"The {figure.name}" if article and outlet else figure.name


def _first_mention(source: Source) -> tuple[int, int]:
    return source.mentions[0].start if source.mentions else 0, int(source.id[1:])
