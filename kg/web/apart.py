"""Reading a page or a Markdown text that somebody sent, in a process that can be stopped.

Both can be written so that their parser takes minutes, or all the memory there is. The process
says what it read, or why it did not, as one JSON document.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import date as Date  # noqa: N812 - a type name
from pathlib import Path
from typing import Any

from kg.errors import InputRefused, LimitReached, OnRecordError, Place
from kg.intake.given import Given
from kg.model import Article, Section, SectionKind, Span
from kg.readers import Incoming, Refused
from kg.sandbox.starting import START_SECONDS
from kg.sandbox.worker import bare_environment

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
    with subprocess.Popen(  # noqa: S603 - the path is ours
        [sys.executable, "-P", "-m", "kg.web.apart_child", str(example)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=bare_environment(),
    ) as child:
        try:
            _wait_until_ready(child)
            sent = json.dumps(order | asdict(bounds)).encode()
            said, _ = child.communicate(sent, bounds.seconds)
        except subprocess.TimeoutExpired:
            raise _stopped(f"longer than {bounds.seconds:g} seconds") from None
        finally:
            child.kill()
    if child.returncode < 0:
        raise _stopped(f"more than {bounds.memory_bytes // 2**20} MiB, or is nested too deeply")
    if child.returncode:
        raise OnRecordError(f"the process that reads ended with status {child.returncode}")
    return [_found(one) for one in json.loads(said)]


def _wait_until_ready(child: subprocess.Popen[bytes]) -> None:
    """Return when it has begun, or ended: what it takes to begin is no file's fault."""
    if child.stdout is None:
        raise TypeError("the process is made with a pipe")
    poll = select.poll()
    poll.register(child.stdout, select.POLLIN)
    if not poll.poll(1000 * START_SECONDS):
        raise LimitReached("the file was not read: too much else goes on", todo="try again")
    child.stdout.read(1)


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
