"""From what a tool found to a record document, the one door by which records come in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.errors import InputRefused
from kg.intake.outside.counting import Reading
from kg.intake.outside.findings import (
    MAX_STATEMENTS,
    Claim,
    Findings,
    Speaker,
    Statement,
    counted,
)
from kg.intake.outside.forms import Quotations
from kg.intake.outside.nesting import Placed, nesting
from kg.model import Identification, Span, Spans

MAX_PIECES = 10_000
"""Stretches of content in one text: a long article has some hundreds."""

_LONGEST = 300
"""Characters of a name or description in a record."""

_MOST_MENTIONS = 1_000


def document(found: Findings, reading: Reading) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return the record document, and what of the tool's findings is not in it."""
    _check_size(found.statements)
    builder = _Builder(found, reading)
    maker = {"name": found.maker or found.tool} | (
        {"version": found.version} if found.version else {}
    )
    made: dict[str, object] = {
        "recordVersion": "2",
        "origin": found.origin.value,
        "maker": maker,
        "article": {"text": reading.ours},
        "sources": [builder.source(key, one) for key, one in found.speakers.items()],
        "attributions": builder.attributions(),
    }
    return made, (*found.notes, *builder.notes())


def _check_size(statements: Sequence[Statement]) -> None:
    pieces = sum(len(one.content) for one in statements)
    for count, most, what in (
        (len(statements), MAX_STATEMENTS, "statements"),
        (pieces, MAX_PIECES, "stretches of content"),
    ):
        if count > most:
            raise InputRefused(
                f"there are {count:,} {what}, {most:,} at most are taken",
                todo="is it one article?",
            )


class _Builder:
    """Puts the tool's stretches where they stand in our text."""

    def __init__(self, found: Findings, reading: Reading) -> None:
        self._found, self._reading = found, reading
        self._quotations = Quotations(reading.ours)
        self._unplaced = self._long = self._mentions = 0

    def notes(self) -> list[str]:
        """Return what could not be kept."""
        told = [
            (self._unplaced, "name that is not in the text", "names that are not in the text"),
            (self._long, "description of more than 300 characters", None),
            (self._mentions, "mention beyond the thousandth of a source", None),
        ]
        lost = [f"not kept: {counted(*one)}" for one in told if one[0]]
        return [*([self._reading.note] if self._reading.note else []), *lost]

    def source(self, key: str, one: Speaker) -> dict[str, object]:
        places = sorted(set(self._spans(one.mentions)))
        self._mentions += max(0, len(places) - _MOST_MENTIONS)
        called = self._called(one, places)
        named = one.named and called is not None
        made: dict[str, object] = {"id": key, "kind": one.kind.value}
        if called is not None:
            made["name" if named else "description"] = called
        made["mentions"] = _pairs(places[:_MOST_MENTIONS])
        made["identification"] = _identification(one, named=named).value
        return made

    def _called(self, one: Speaker, places: Sequence[Span]) -> str | None:
        """Return the words for a speaker as they are printed."""
        place = self._reading.spans(one.called)[0] if isinstance(one.called, Claim) else None
        if isinstance(one.called, str):
            place = self._printed(one.called)
            self._unplaced += place is None
        if place is None and (places and not one.named):
            place = places[0]
        words = "" if place is None else " ".join(place.of(self._reading.ours).split())
        self._long += len(words) > _LONGEST
        return words if 0 < len(words) <= _LONGEST else None

    def _printed(self, name: str) -> Span | None:
        """Return where a name stands that a tool gives without its marks and accents."""
        words = re.findall(r"\w+", name)
        if not words:
            return None
        pattern = r"\b" + r"\W{1,3}".join(map(re.escape, words)) + r"\b"
        found = re.search(pattern, self._reading.text)
        return self._reading.ours_at(*found.span()) if found else None

    def attributions(self) -> list[dict[str, object]]:
        statements = self._found.statements
        contents = [self._spans(one.content) for one in statements]
        placed = [
            Placed(content, (*content, *self._spans(one.cue), *self._spans(one.source)))
            for one, content in zip(statements, contents, strict=True)
        ]
        outer = nesting(placed)
        return [
            self._attribution(one, content, None if around is None else statements[around].where)
            for one, content, around in zip(statements, contents, outer, strict=True)
        ]

    def _attribution(self, one: Statement, content: Spans, outer: str | None) -> dict[str, object]:
        form = one.form or self._quotations.form_of(content)
        made: dict[str, object] = {
            "id": one.where,
            "source": one.speaker,
            "sourceSpans": _pairs(self._spans(one.source)),
            "cue": _pairs(self._spans(one.cue)),
            "content": _pairs(content),
            "quoteForm": form.value,
        }
        return made if outer is None else made | {"nestedIn": outer}

    def _spans(self, claims: Sequence[Claim]) -> Spans:
        """Return where claims stand that were compared with the text before."""
        return tuple(sorted(span for one in claims for span in self._reading.spans(one)))


def _identification(one: Speaker, *, named: bool) -> Identification:
    if one.unstated:
        return Identification.UNSTATED
    return Identification.NAMED if named else Identification.UNRESOLVED


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[one.start, one.end] for one in spans]
