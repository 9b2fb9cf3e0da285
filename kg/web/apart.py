"""Reading a page or a Markdown text that somebody sent, in a process that can be stopped.

Both can be written so that their parser takes minutes, or all the memory there is. The process
says what it read, or why it did not, as one JSON document.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date as Date  # noqa: N812 - a type name
from pathlib import Path
from typing import Any

from kg.errors import InputRefused, LimitReached, OnRecordError, Place
from kg.intake.given import Given
from kg.model import Article, Section, SectionKind, Span
from kg.readers import Incoming, Refused
from kg.sandbox.once import once
from kg.sandbox.starting import START_SECONDS
from kg.sandbox.worker import EndedError, OverdueError

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown"})
"""What is read so: the parsers of the other kinds take no longer than a file is long."""
_EXAMPLE = "<html><body><article><h1>A lock</h1><p>It is open.</p></article></body></html>\n"
"""Markdown as well as HTML."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the reading of one file may use."""

    seconds: float = 10.0
    memory_bytes: int = 1024**3


def read_apart(path: Path, given: Given, bounds: Bounds) -> list[Incoming | Refused]:
    """Return what a file holds, as `kg.readers.read` does; a folder of its own is the file's.

    Raises `LimitReached` where the reading had to be stopped.
    """
    order = {"path": str(path), "given": {**asdict(given), "date": _day(given.date)}}
    example = path.with_name(f"example{path.suffix}")
    example.write_text(_EXAMPLE, encoding="utf-8")
    sent = json.dumps(order | asdict(bounds)).encode()
    try:
        said = once(
            "kg.web.apart_child", sent, bounds.seconds,
            arguments=(str(example),), ready_seconds=START_SECONDS,
        )  # fmt: skip
    except TimeoutError:
        raise LimitReached(
            "the file was not read: too much else goes on", todo="try again"
        ) from None
    except OverdueError:
        raise _stopped(f"longer than {bounds.seconds:g} seconds") from None
    except EndedError as ended:
        if ended.status > 0:
            what = f"the process that reads ended with status {ended.status}"
            raise OnRecordError(what) from None
        memory = bounds.memory_bytes // 2**20
        raise _stopped(f"more than {memory} MiB, or is nested too deeply") from None
    return [_found(one) for one in json.loads(said)]


def _stopped(what: str) -> LimitReached:
    return LimitReached(
        f"the file was not read: it takes {what}", todo="give its text alone, without the markup"
    )


def told(one: Incoming | Refused) -> Json:
    """Return what was read as JSON."""
    if isinstance(one, Refused):
        return {"refused": one.error.what, "todo": one.error.todo}
    article = one.found
    if not isinstance(article, Article):
        raise TypeError("a page or a Markdown text holds an article, no record")
    sections = [(part.kind, part.span.start, part.span.end) for part in article.sections]
    plain = asdict(article) | {"date": _day(article.date), "sections": sections}
    return {"article": plain, "file": one.place.file, "notes": one.notes}


def _found(said: Json) -> Incoming | Refused:
    if "refused" in said:
        return Refused(InputRefused(said["refused"], todo=said["todo"]))
    plain = said["article"]
    sections = (
        Section(Span(start, end), SectionKind(kind)) for kind, start, end in plain["sections"]
    )
    parts = {"date": date_of(plain["date"]), "sections": tuple(sections)}
    return Incoming(Place(said["file"]), Article(**plain | parts), tuple(said["notes"]))


def date_of(text: str | None) -> Date | None:
    """Return the day of a text as this module writes it."""
    return Date.fromisoformat(text) if text else None


def _day(day: Date | None) -> str | None:
    return day.isoformat() if day else None
