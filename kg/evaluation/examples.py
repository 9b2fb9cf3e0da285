"""Mistakes with their words, to be looked at; never written into a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.evaluation.marks import Mark, Role
from kg.evaluation.mistakes import Case, Mistake
from kg.evaluation.rendering import wrapped
from kg.model import words

_MOST = 300
"""Characters of a content that are shown."""


def examples(
    cases: Sequence[Case], texts: Mapping[str, str], most: int, width: int
) -> Iterator[str]:
    """Yield up to `most` mistakes of each kind as text, spread evenly over all of its kind."""
    for kind in Mistake:
        of_kind = [one for one in cases if one.kind is kind]
        for one in _spread(of_kind, most):
            yield _told(one, texts[one.article], width)


def _spread(cases: Sequence[Case], most: int) -> list[Case]:
    shown = min(most, len(cases))
    return [cases[number * len(cases) // shown] for number in range(shown)]


def _told(one: Case, text: str, width: int) -> str:
    lines = wrapped(f"{one.kind} — {one.article}", width)
    for name, mark in (("marked", one.gold), ("found", one.predicted)):
        if mark:
            lines += wrapped(name, width, "  ")
            lines += "".join(wrapped(part, width, "    ") for part in _parts(mark, text))
        else:
            lines += wrapped(f"{name}: nothing", width, "  ")
    return lines


def _parts(mark: Mark, text: str) -> Iterator[str]:
    for role in Role:
        if spans := mark.spans(role):
            places = ", ".join(f"{span.start}–{span.end}" for span in spans)
            yield f"{role} {places}: {_shortened(words(spans, text))}"
        else:
            yield f"{role}: none"


def _shortened(said: str) -> str:
    return said if len(said) <= _MOST else f"{said[: _MOST // 2]} […] {said[-_MOST // 2 :]}"
