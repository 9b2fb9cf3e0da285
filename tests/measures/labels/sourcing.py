"""How rightly sources are typed and requests for comment are read, against the labels.

A labelled source is found if an outermost attribution has source words that overlap its words,
or, where no words name it, a cue that overlaps its cue; of several attributions the one
counts whose source words overlap most. How far a source is identified is compared for those
that are found, and how many are found is told apart.

A request is found if its words overlap those of a label: one to one, greatest overlap first. One
label may be of several parties ("neither A nor B"): what is found of its other parties counts
neither as right nor as wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extraction.learned import identifying
from kg.model import (
    PUBLISHER,
    AnonymityReason,
    Attribution,
    Extraction,
    Identification,
    Request,
    Source,
    Span,
    Spans,
)
from tests.measures.labels.agree import overlap
from tests.measures.labels.corpus import Gold
from tests.measures.labels.placed import Placed

GROUPS = {kind.value: name for kind, name in identifying.GROUPS.items()}
"""The kinds of identification, as they are counted together."""

OUTCOMES = {
    "declined": "declined",
    "declined-on-record-only": "declined",
    "would-not-confirm-or-deny": "declined",
    "no-response": "no answer",
    "no-response-by-deadline": "no answer",
    "could-not-be-reached": "not reached",
    "responded": "answered",
    "responded-off-topic": "answered",
    "referred-elsewhere": "other",
    "not-asked": "other",
    "reply-pending": "other",
}
"""The outcomes of requests, as they are counted together."""

OURS = frozenset({"us", "me", "our"})


@dataclass(frozen=True)
class SourcePair:
    """A labelled source, and the attributions with its words; the best of them first."""

    gold: Gold
    label: Placed
    extraction: Extraction
    found: tuple[Attribution, ...]

    @property
    def source(self) -> Source | None:
        """Return the source that was found; nothing if it is the outlet itself."""
        names = {one.id: one for one in self.extraction.sources}
        return names.get(self.found[0].source)

    @property
    def identification(self) -> str:
        """Return how far the source was found to be identified; the outlet has a name."""
        one = self.source
        return Identification.NAMED.value if one is None else one.identification.value

    @property
    def reasons(self) -> tuple[str | None, str | None]:
        """Return why it is not named: by the label, and as it was found.

        That none is given is no reason here: an anonymous source has it unless one is printed.
        """
        one, none = self.source, AnonymityReason.NONE_GIVEN.value
        found = None if one is None or one.reason is None else one.reason.value
        label = self.label.kinds.get("reason")
        return (None if label == none else label), (None if found == none else found)

    @property
    def told(self) -> tuple[str, ...]:
        """Return the ids of those who were found to be told."""
        return tuple(one.recipient for one in self.found if one.recipient is not None)

    @property
    def channels(self) -> frozenset[str]:
        """Return by which ways it was found to be said."""
        return frozenset(way.value for one in self.found for way in one.channels)

    @property
    def groups(self) -> tuple[str, str]:
        """Return the groups of its identification: by the label, and as it was found."""
        return GROUPS[self.label.kinds["identification"]], GROUPS[self.identification]

    def told_right(self) -> bool:
        """Return whether who was found to be told is whom the label says."""
        span = self.label.spans.get("told")
        return span is not None and any(self._is_at(name, span) for name in self.told)

    def _is_at(self, name: str, span: Span) -> bool:
        if name == PUBLISHER:
            said = span.of(self.gold.text).lower().removeprefix("the ")
            return said in OURS or _letters(said) == _letters(self.gold.outlet.lower())
        sources = (one for one in self.extraction.sources if one.id == name)
        return any(span.overlaps(held) for one in sources for held in one.mentions)


def _letters(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum())


def source_pairs(gold: Gold, labels: Iterable[Placed], made: Extraction) -> Iterator[SourcePair]:
    """Yield each labelled source of an article with what was found of it."""
    outer = [one for one in made.attributions if one.nested_in is None]
    for label in labels:
        if label.sort == "s":
            silent = gold.mentions[label.number].silent
            shared = [(overlap(label.at, _place(one, silent=silent)), one) for one in outer]
            found = sorted((one for one in shared if one[0]), key=lambda one: -one[0])
            yield SourcePair(gold, label, made, tuple(one for _, one in found))


def _place(one: Attribution, *, silent: bool) -> Spans:
    return one.cue if silent else one.source_spans


@dataclass(frozen=True)
class RequestPair:
    """A labelled request and what was found of it, or one of the two alone."""

    gold: Gold
    label: Placed | None
    request: Request | None
    extraction: Extraction

    @property
    def at(self) -> Spans:
        """Return its words: those of the label, if it is labelled."""
        if self.label is not None:
            return self.label.at
        return () if self.request is None else self.request.spans

    @property
    def right(self) -> bool:
        """Return whether it was found with the outcome of the label."""
        return self.outcome == self.wanted

    @property
    def wanted(self) -> str | None:
        """Return the outcome that the label gives."""
        return None if self.label is None else self.label.kinds["outcome"]

    @property
    def outcome(self) -> str | None:
        """Return the outcome that was found."""
        return None if self.request is None else self.request.outcome.value

    def party_right(self) -> bool:
        """Return whether words of the party that was found are those of the label."""
        if self.label is None or self.request is None:
            return False
        name = self.request.party
        mentions = [one.mentions for one in self.extraction.sources if one.id == name]
        places = (*self.request.party_spans, *(span for held in mentions for span in held))
        return any(span.overlaps(self.label.spans["party"]) for span in places)


def request_pairs(gold: Gold, labels: Iterable[Placed], made: Extraction) -> Iterator[RequestPair]:
    """Yield the requests of an article, labelled, found or both."""
    held, found = [one for one in labels if one.sort == "request"], made.requests
    alike = sorted(
        (
            (-overlap(one.at, two.spans), i, j)
            for i, one in enumerate(held)
            for j, two in enumerate(found)
        ),
    )
    taken: dict[int, int] = {}
    for shared, i, j in alike:
        if shared and i not in taken and j not in taken.values():
            taken[i] = j
    for i, label in enumerate(held):
        yield RequestPair(gold, label, found[taken[i]] if i in taken else None, made)
    for j, request in enumerate(found):
        beside = any(
            overlap(one.at, request.spans) and overlap((one.spans["party"],), request.party_spans)
            for one in held
        )
        if j not in taken.values() and not beside:
            yield RequestPair(gold, None, request, made)
