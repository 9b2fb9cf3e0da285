"""What each step does with what it passes on: reports another outlet, cites a paper, translates.

Who simply says something originates it; nothing is set for that.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.manner.reporting import Clause, Clauses, phrases
from kg.extraction.rules.sources.kinds import OUTLETS, PAPERS, is_media, is_outlets_paper
from kg.extraction.rules.sources.wire import Wire
from kg.model import (
    PUBLISHER,
    Attribution,
    Channel,
    Extraction,
    HopKind,
    QuoteForm,
    Source,
    SourceKind,
)

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_REPRINTED = re.compile(
    r"\b(?:article|story|piece|report) (?:was )?(?:first|originally) "
    r"(?:appeared|published|printed) (?:in|by|on|at)\b",
    re.IGNORECASE,
)
_CREDITS = frozenset({"parenthesis", "tail"})
_QUOTED = frozenset({QuoteForm.DIRECT, QuoteForm.PARTIAL})


def hopping(reading: Reading, found: Extraction, clauses: Clauses) -> Extraction:
    """Return the attributions with what each step does, and translated quotations as such."""
    sources = {one.id: one for one in found.sources}
    wire = Wire(reading.view, reading.words, reading.article)
    copied = HopKind.WIRE_COPY if wire.place is not None or wire.source is not None else None
    if _REPRINTED.search(reading.view.text):
        copied = HopKind.SYNDICATED
    told = []
    for one in found.attributions:
        clause = clauses.of(one)
        if clause is not None and _is_translated(reading, clause):
            form = QuoteForm.TRANSLATION if one.quote_form in _QUOTED else one.quote_form
            told.append(replace(one, hop_kind=HopKind.TRANSLATES, quote_form=form))
            continue
        kind = _kind(reading, one, clause, sources)
        outer = one.nested_in is None
        told.append(replace(one, hop_kind=copied if kind is None and outer else kind))
    return replace(found, attributions=tuple(told))


def _kind(
    reading: Reading, one: Attribution, clause: Clause | None, sources: dict[str, Source]
) -> HopKind | None:
    if one.source in sources and is_media(reading.words, sources[one.source]):
        return HopKind.AGGREGATES
    if one.source == PUBLISHER:
        return _own_work(reading, clause)
    source = sources.get(one.source)
    kind = SourceKind.UNKNOWN if source is None else source.kind
    if kind in OUTLETS:
        return HopKind.CREDIT_LINE if _is_credit(reading, one, clause) else HopKind.OTHER_OUTLET
    if kind in PAPERS:
        paper = source is not None and is_outlets_paper(reading.words, source)
        return HopKind.OTHER_OUTLET if paper else HopKind.CITES_DOCUMENT
    if kind is SourceKind.JOURNALIST and one.medium not in {None, PUBLISHER}:
        return HopKind.OTHER_OUTLET
    if Channel.SOCIAL_MEDIA in one.channels:
        return HopKind.SOCIAL_POST
    if one.recipient == PUBLISHER:
        return HopKind.OWN_SOURCE
    others = [sources[name].kind for name in (one.recipient, one.medium) if name in sources]
    if one.nested_in is None and any(other in OUTLETS for other in others):
        return HopKind.OTHER_OUTLET
    medium = sources.get(one.medium or "")
    return HopKind.CITES_DOCUMENT if medium is not None and medium.kind in PAPERS else None


def _is_credit(reading: Reading, one: Attribution, clause: Clause | None) -> bool:
    """Whether an outlet is only credited: "as the Herald reports", "..., the Herald reports"."""
    if clause is None or one.rule not in _CREDITS:
        return False
    view = reading.view
    first = view.text[max(0, one.cue[0].start - len("as ")) : one.cue[0].start].lower()
    before = view.text[: one.source_spans[0].start].rstrip().lower() if one.source_spans else ""
    if before.endswith((" as", "\nas", ",as")) or first.strip() == "as" or before == "as":
        return True
    printed = one.cue[0].of(view.text).lower()
    return printed.startswith("as ") or view.tag[clause.anchor] == "VBZ"


def _own_work(reading: Reading, clause: Clause | None) -> HopKind | None:
    """Return what the outlet did itself: it counted, it saw."""
    if clause is None:
        return None
    lemma = reading.view.lemma[clause.anchor]
    if reading.words.has("observing-verb", lemma):
        return HopKind.OWN_OBSERVATION
    return HopKind.OWN_INFERENCE if reading.words.has("inferring-verb", lemma) else None


def _is_translated(reading: Reading, clause: Clause) -> bool:
    """Whether the clause says that it was said in another language, or was interpreted."""
    view, words = reading.view, reading.words
    for preposition, noun in phrases(view, clause.tokens):
        lower, word = view.lower[noun], view.lower[preposition]
        if word in {"through", "via"} and words.has("interpreter-noun", view.lemma[noun]):
            return True
        if word != "in" or view.head[preposition] != clause.anchor:
            continue
        if words.has("language", lower) and view.kid(noun, "det") is None:
            return True
        if view.label[noun] == "LANGUAGE" and lower != "english":
            return True
    return False
