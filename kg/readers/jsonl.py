"""`.jsonl`: a JSON object a line, each an article or a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg import record
from kg.errors import InputRefused, Place
from kg.intake.given import Given, from_object
from kg.intake.outside.tools import tools, writer_of
from kg.intake.strict import decode, load_json, placed, read_bytes
from kg.intake.structure import sections_of, structured
from kg.model import Article, Record
from kg.readers import Incoming, Refused, record_from


class JsonLines:
    """Reads articles `{"id", "text", "title", "outlet", "author", "date", "url", "sections"}`."""

    suffixes = (".jsonl", ".ndjson")

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield what each line holds; other keys of an article are passed over."""
        try:
            lines = read_bytes(path).removeprefix(b"\xef\xbb\xbf").split(b"\n")
        except InputRefused as error:
            yield Refused(placed(error, name))
            return
        if not any(line.strip() for line in lines):
            yield Refused(InputRefused("there is no text in it", place=Place(name)))
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _line(line, Place(name, number), given)


def _line(line: bytes, place: Place, given: Given) -> Incoming | Refused:
    try:
        return Incoming(place, *taken(load_json(decode(line)), given))
    except InputRefused as error:
        return Refused(placed(error, place.file, place.line))


def item(value: object, given: Given) -> Article | Record:
    """Return the article or record that a JSON value is."""
    return taken(value, given)[0]


def taken(value: object, given: Given) -> tuple[Article | Record, tuple[str, ...]]:
    """Return what a JSON value is, and what of another tool's output a record does not keep."""
    if record.looks_like(value):
        made = record.parse(value)
        return replace(made, article=given.completing(made.article)), ()
    tool = writer_of(value)
    if tool is None:
        return _article(value, given), ()
    text = tool.text(value)
    if text is None:
        raise InputRefused(f"is {tool.name}'s, and has no text", todo='add it as "text"')
    said = tool.given(value).filled_from(given)
    return record_from(tool.findings(value), partial(tool.readings, text, text), said)


def _article(value: object, given: Given) -> Article:
    if not isinstance(value, dict):
        raise InputRefused("is no JSON object", todo='write {"id": …, "text": …}')
    text = value.get("text")
    if not isinstance(text, str):
        marks = "; ".join(f"{one.name} ({one.mark})" for one in tools().values())
        raise InputRefused(
            f'has no "text", no "recordVersion", and nothing of another tool: {marks}',
            todo='write {"id": …, "text": "the article\'s words"}',
        )
    article = structured(from_object(value).filled_from(given), text)
    return replace(article, sections=sections_of(value, text) or article.sections)


READER = JsonLines()
