"""Reading gold and predictions: JSON lines with offsets, or records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from kg import record
from kg.errors import InputRefused, Place, UsageError
from kg.evaluation.marks import Flag, Mark, Marked, Role, mark_of
from kg.intake.given import Given
from kg.intake.strict import decode, load_json, placed, read_bytes
from kg.model import Record, Span, Spans
from kg.readers.jsonl import item

T = TypeVar("T")
_FORM = 'write {"source": [[start, end], …], "cue": […], "content": […]}'
_STATED = frozenset({Flag.ANONYMOUS, Flag.DECLINED})


def gold(path: Path) -> tuple[Marked, ...]:
    """Return the articles of a gold file, each of them once.

    A line is `{"id", "text", "outlet", "attributions": [{"source", "cue", "content"}]}`,
    or a record of one article.
    """
    found = _lines(path, _marked)
    seen: dict[str, Place] = {}
    for place, one in found:
        if one.id in seen:
            raise InputRefused(
                f"the id {one.id!r} stood already at {seen[one.id]}",
                todo="give each article once; versions of several annotators go with --humans",
                place=place,
            )
        seen[one.id] = place
    return tuple(one for _, one in found)


def versions(path: Path) -> tuple[Marked, ...]:
    """Return the versions that several annotators made of the same articles."""
    found = _lines(path, _marked)
    seen: dict[tuple[str, str | None], Place] = {}
    for place, one in found:
        key = (one.id, one.annotator)
        if key in seen:
            by = f"annotator {one.annotator!r}" if one.annotator else "no annotator"
            raise InputRefused(
                f"{one.id!r} by {by} stood already at {seen[key]}",
                todo='tell the versions apart by "annotator"',
                place=place,
            )
        seen[key] = place
    return tuple(one for _, one in found)


def predictions(path: Path, gold_of: Mapping[str, Marked]) -> dict[str, tuple[Mark, ...]]:
    """Return the marks of a predictions file by article; an article that it lacks has none."""

    def one_line(value: object) -> tuple[str, tuple[Mark, ...]]:
        name = _named(value)
        if name not in gold_of:
            raise InputRefused(
                f"there is no article {name!r} in the gold file", todo="predict for its articles"
            )
        return name, _all_marks(value, gold_of[name].article.text)

    found: dict[str, tuple[Mark, ...]] = {}
    for place, (name, marks) in _lines(path, one_line):
        if name in found:
            raise InputRefused(
                f"the id {name!r} stood already", todo="give each article once", place=place
            )
        found[name] = marks
    return found


def _lines(path: Path, read: Callable[[object], T]) -> list[tuple[Place, T]]:
    """Return what each line holds, with its place."""
    try:
        lines = read_bytes(path).removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except InputRefused as error:
        raise UsageError(f"{path} {error.what}", todo=error.todo) from None
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append((Place(str(path), number), read(load_json(decode(line)))))
            except InputRefused as error:
                raise placed(error, str(path), number) from None
    if not found:
        raise InputRefused("there is no article in it", place=Place(str(path)))
    return found


def _named(value: object) -> str:
    """Return the article's id."""
    if record.looks_like(value):
        found = record.parse(value).article.identifier
    else:
        found = value.get("id") if isinstance(value, dict) else None
    if not isinstance(found, str) or not found:
        raise InputRefused('has no "id"', todo="give each article its own")
    return found


def _marked(value: object) -> Marked:
    name, found = _named(value), item(value, Given())
    if isinstance(found, Record):
        article = found.article
        return Marked(
            id=name,
            article=article,
            marks=tuple(mark_of(one) for one in found.extraction.attributions),
            outlet=article.outlet,
            annotator=found.maker.name,
        )
    return Marked(
        id=name,
        article=found,
        marks=_all_marks(value, found.text),
        outlet=found.outlet,
        discard=_spans(_part(value, "discard"), "discard", found.text),
        annotator=_annotator(value),
    )


def _annotator(value: object) -> str | None:
    found = _part(value, "annotator")
    if found is not None and not isinstance(found, str):
        raise InputRefused("annotator is not text", todo="write it in quotes")
    return found


def _part(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _all_marks(value: object, text: str) -> tuple[Mark, ...]:
    if record.looks_like(value):
        return tuple(mark_of(one) for one in record.parse(value).extraction.attributions)
    found = _part(value, "attributions")
    if not isinstance(found, list):
        raise InputRefused('has no array "attributions"', todo="write [] where there are none")
    return tuple(_mark(one, f"attribution {n}", text) for n, one in enumerate(found, start=1))


def _mark(value: object, where: str, text: str) -> Mark:
    if not isinstance(value, dict):
        raise InputRefused(f"{where} is no object", todo=_FORM)
    parts = {role: _spans(value.get(role), f"{role} of {where}", text) for role in Role}
    return Mark(
        source=parts[Role.SOURCE],
        cue=parts[Role.CUE],
        content=parts[Role.CONTENT],
        flags=frozenset(flag for flag in _STATED if value.get(flag)),
        nested=bool(value.get("nested")),
        confidence=_confidence(value.get("confidence"), where),
    )


def _confidence(value: object, where: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InputRefused(f"the confidence of {where} is no number from 0 to 1")
    return float(value)


def _spans(value: object, where: str, text: str) -> Spans:
    """Return the places, in the order given; none where nothing is given."""
    if value is not None and not isinstance(value, list):
        raise InputRefused(f"the {where} is no array", todo=_FORM)
    return tuple(_span(one, where, text) for one in value or ())


def _span(value: object, where: str, text: str) -> Span:
    match value:
        case [int(start), int(end)] if not isinstance(start, bool) and not isinstance(end, bool):
            if 0 <= start < end <= len(text):
                return Span(start, end)
            raise InputRefused(
                f"the {where}: [{start}, {end}] is no stretch of the text, which ends at "
                f"{len(text)}",
                todo="count Unicode code points, the end behind the last one",
            )
    raise InputRefused(f"the {where} holds what is no [start, end]", todo=_FORM)
