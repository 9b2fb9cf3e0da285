"""On what terms the words were given: on background, on the record, or public already.

Terms that stand in the reporting clause hold for that statement, what a source asked for holds
for all that it says. Where nothing is printed, nothing is set.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.manner.reporting import Clauses
from kg.extraction.rules.sources.identification import speaks_in_confidence
from kg.extraction.rules.text.places import head_of, tokens_of
from kg.model import (
    AnonymityReason,
    Attribution,
    Channel,
    Extraction,
    HopKind,
    Identification,
    RecordStatus,
    Source,
)

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_TERMS = {
    RecordStatus.DEEP_BACKGROUND: "deep-background-phrase",
    RecordStatus.BACKGROUND: "on-background-phrase",
    RecordStatus.EMBARGOED: "embargoed-phrase",
    RecordStatus.ON_RECORD: "on-the-record-phrase",
}
_PUBLIC = frozenset(
    {
        Channel.SOCIAL_MEDIA,
        Channel.PUBLISHED,
        Channel.PRESS_REPORT,
        Channel.SPEECH,
    }
)


def terms(reading: Reading, found: Extraction, clauses: Clauses) -> Extraction:
    """Return the attributions with the terms on which they were given."""
    told = []
    confiding = {one.id for one in found.sources if _confides(reading, one)}
    for one in found.attributions:
        clause = clauses.of(one)
        own = None if clause is None else _printed(reading, clause.tokens)
        status = own or _implied(one)
        if status is None and one.source in confiding:
            status = RecordStatus.UNSTATED
        told.append(replace(one, record_status=status, hop_kind=_hop(one, status)))
    return replace(found, attributions=tuple(told))


def _confides(reading: Reading, one: Source) -> bool:
    """Whether a source is of those who speak unnamed, and nothing is told of its terms."""
    if not one.identification.anonymous or one.reason is not AnonymityReason.NONE_GIVEN:
        return False
    if one.identification is Identification.ANONYMOUS_BARE:
        return True
    view, words = reading.view, reading.words
    heads = (head_of(view, tokens_of(view, span)) for span in one.mentions)
    return any(speaks_in_confidence(view, words, head) for head in heads)


def _printed(reading: Reading, tokens: tuple[int, ...]) -> RecordStatus | None:
    """Return the terms that the reporting clause names: "speaking on background"."""
    words = " ".join(reading.view.lower[token] for token in tokens)
    for status, phrases in _TERMS.items():
        if any(phrase in words for phrase in reading.words.lists[phrases]):
            return status
    return None


def _implied(one: Attribution) -> RecordStatus | None:
    """Return that words were public before, or what the source asked for."""
    if one.record_status is None and _PUBLIC & set(one.channels):
        return RecordStatus.PUBLISHED
    return one.record_status


def _hop(one: Attribution, status: RecordStatus | None) -> HopKind | None:
    """Return that the outlet reports its own source, where it prints what that one asked for."""
    asked = status is RecordStatus.NOT_FOR_ATTRIBUTION
    own = asked and one.nested_in is None and one.recipient is None and one.medium is None
    return HopKind.OWN_SOURCE if own and one.hop_kind is None else one.hop_kind
