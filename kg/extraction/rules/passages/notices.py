"""Notices by which an outlet mends its own article: corrections, updates, retractions.

They open with a label ("Correction:"), or the article speaks of itself: "An earlier version
of this article said", "This story has been updated". A time of the last update is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extraction.rules.reading.told import Told, all_told, tokens_in
from kg.extraction.rules.requests.requests import day_of
from kg.extraction.rules.stances.targets import stems_of
from kg.model import Correction, CorrectionKind, Extraction, SectionKind, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_LABELS: Final = (
    ("clarification", CorrectionKind.CLARIFICATION),
    ("editor", CorrectionKind.EDITORS_NOTE),
    ("note to readers", CorrectionKind.EDITORS_NOTE),
    ("update", CorrectionKind.UPDATE),
    ("retraction", CorrectionKind.RETRACTION),
    ("withdrawal", CorrectionKind.WITHDRAWAL),
    ("correction", CorrectionKind.CORRECTION),
)
_ARTICLE = r"(?:article|story|report|piece|post|headline|column)"
_ITSELF = rf"(?:this {_ARTICLE}|the (?:article|story|headline|column))"
_LABELLED: Final = re.compile(
    r"\W{0,12}(?P<label>[A-Za-z’' ]{6,32}?)(?P<day>,? \(?[A-Z0-9][\w., ]{4,20}\)?)?"
    r"\s{0,3}[:–—]\s+(?=\S)"
)
_WORDINGS: Final[tuple[tuple[re.Pattern[str], CorrectionKind | None], ...]] = (
    (
        re.compile(
            rf"\b(?:an|the) (?:earlier|previous|original) version of (?:this|the|our) {_ARTICLE}\b",
            re.IGNORECASE,
        ),
        None,
    ),
    (
        re.compile(rf"\b{_ITSELF} (?:has been|was|had been) (?P<done>\w+ed)\b", re.IGNORECASE),
        None,
    ),
    (
        re.compile(
            r"\b(?:this|that|the) (?:report|article|story|claim) is (?:hereby )?withdrawn\b",
            re.IGNORECASE,
        ),
        CorrectionKind.WITHDRAWAL,
    ),
    (
        re.compile(r"\bretract(?:s|ed|ing) (?:this|the|that) (?:article|story)\b", re.IGNORECASE),
        CorrectionKind.RETRACTION,
    ),
    (
        re.compile(r"\b(?-i:[A-Z])\w+ retracts the (?:statement|claim|report)\b", re.IGNORECASE),
        CorrectionKind.RETRACTION,
    ),
)
_DONE: Final = {
    "correct": CorrectionKind.CORRECTION,
    "clarif": CorrectionKind.CLARIFICATION,
    "updat": CorrectionKind.UPDATE,
    "retract": CorrectionKind.RETRACTION,
    "withdr": CorrectionKind.WITHDRAWAL,
    "amend": CorrectionKind.CORRECTION,
    "edit": CorrectionKind.CORRECTION,
    "revis": CorrectionKind.CORRECTION,
}
_CLEARED: Final = re.compile(r"\s+(?:in order )?to (?:make (?:it )?clear|clarify)", re.IGNORECASE)
_LEAST_WORDS = 4
_LEAST_UNDER_LABEL = 6
_ALIKE = 3
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class _Notice:
    kind: CorrectionKind
    span: Span


def with_notices(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with the notices of the article."""
    notices = tuple(_notices(reading))
    told = all_told(reading, found) if notices else ()
    made = tuple(
        Correction(
            id=f"c{number}",
            kind=notice.kind,
            spans=(notice.span,),
            when=day_of(notice.span.of(reading.view.text), reading.article.date),
            corrects=_corrected(reading, notice, told),
            rule="notice",
        )
        for number, notice in enumerate(notices, len(found.corrections) + 1)
    )
    return replace(found, corrections=(*found.corrections, *made))


def _notices(reading: Reading) -> Iterator[_Notice]:
    """Yield the notices, paragraph by paragraph; a label alone goes with the paragraph after it."""
    label: CorrectionKind | None = None
    for paragraph in reading.view.quotes.paragraphs:
        words = paragraph.of(reading.view.text)
        alone = _kind_of(reading, words.strip(" \t.:*_#").lower())
        if alone is not None:
            label = alone
            continue
        notice = _labelled(reading, paragraph) or _worded(reading, paragraph, label)
        if notice is None and label is not None and len(words.split()) >= _LEAST_UNDER_LABEL:
            notice = _Notice(label, _trimmed(paragraph, reading.view.text))
        label = None
        if notice is not None:
            yield notice


def _kind_of(reading: Reading, label: str) -> CorrectionKind | None:
    """Return the kind that a label names: "corrections and clarifications" is the first of them."""
    if not reading.words.has("notice-label", label):
        return None
    return next((kind for word, kind in _LABELS if label.startswith(word)), None)


def _labelled(reading: Reading, paragraph: Span) -> _Notice | None:
    text = reading.view.text
    found = _LABELLED.match(text, paragraph.start, paragraph.end)
    kind = None if found is None else _kind_of(reading, found["label"].strip().lower())
    if found is None or kind is None:
        return None
    rest = Span(found.end(), paragraph.end)
    if len(rest.of(text).split()) < _LEAST_WORDS:
        return None
    return _Notice(kind, _trimmed(rest, text))


def _worded(reading: Reading, paragraph: Span, label: CorrectionKind | None) -> _Notice | None:
    """Return the notice that a paragraph is by its wording, from the sentence that says so."""
    text = reading.view.text
    section = reading.article.section_at(paragraph.start)
    if section is not None and section.kind in {SectionKind.BYLINE, SectionKind.HEADLINE}:
        return None
    for pattern, kind in _WORDINGS:
        found = pattern.search(text, paragraph.start, paragraph.end)
        if found is None or reading.view.quotes.at(found.start()) is not None:
            continue
        named = kind or _done(found) or CorrectionKind.CORRECTION
        if "done" in found.groupdict() and _done(found) is None:
            continue
        start = _sentence_start(reading, found.start(), paragraph)
        return _Notice(label or named, _trimmed(Span(start, paragraph.end), text))
    return None


def _done(found: re.Match[str]) -> CorrectionKind | None:
    done = found.groupdict().get("done")
    if done is None:
        return None
    kind = next((kind for stem, kind in _DONE.items() if done.lower().startswith(stem)), None)
    cleared = _CLEARED.match(found.string, found.end()) is not None
    return CorrectionKind.CLARIFICATION if kind is not None and cleared else kind


def _sentence_start(reading: Reading, place: int, paragraph: Span) -> int:
    view = reading.view
    tokens = tokens_in(view, Span(place, paragraph.end))
    if tokens is None:
        return paragraph.start
    return max(paragraph.start, view.start[view.sentence(tokens[0])[0]])


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, span.end - (len(words) - len(words.rstrip())))


def _corrected(reading: Reading, notice: _Notice, told: tuple[Told, ...]) -> tuple[str, ...]:
    """Return the one statement that shares enough of the notice's words to be the one it mends."""
    tokens = tokens_in(reading.view, notice.span)
    if tokens is None or notice.kind is CorrectionKind.UPDATE:
        return ()
    stems = set(stems_of(reading, range(*tokens)))
    alike = [
        one.one.id
        for one in told
        if not any(span.overlaps(notice.span) for span in one.one.content)
        and _is_alike(stems, set(stems_of(reading, one.tokens())))
    ]
    return tuple(alike) if len(alike) == 1 else ()


def _is_alike(notice: set[str], statement: set[str]) -> bool:
    """Whether most of what a statement says is in the notice."""
    common = len(notice & statement)
    return common >= _ALIKE and common >= _MOSTLY * len(statement)
