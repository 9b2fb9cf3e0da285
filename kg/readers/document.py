"""`.json`, `.jsonld`: a record or article as a JSON object, an array of them, or a tool's findings.

Citron, Gender Gap Tracker and CoreNLP are known by the shape of what they write. Its text is in
it or in the `.txt` of the same name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kg.errors import InputRefused, Place
from kg.intake.given import Given
from kg.intake.outside.beside import beside, text_beside, text_file
from kg.intake.outside.counting import one_line_end
from kg.intake.outside.tools import Tool, writer_of
from kg.intake.strict import json_line, load_json, placed, read_text
from kg.readers import Incoming, Refused, record_from
from kg.readers.jsonl import taken


class JsonDocument:
    """Reads a file that holds one JSON object, or an array of them."""

    suffixes = (".json", ".jsonld")

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield the records and articles."""
        text = ""
        try:
            text = read_text(path)
            value = load_json(text)
        except InputRefused as error:
            yield Refused(placed(_emptied(error, text), name, json_line(text)))
            return
        tool = writer_of(value)
        if tool is not None:
            yield _found(value, tool, path, name, given)
            return
        many = isinstance(value, list)
        for number, one in enumerate(value if isinstance(value, list) else [value], start=1):
            yield _one(one, Place(name), given, f"item {number}: " if many else "")

    def text_of(self, path: Path) -> Path | None:
        """Return the `.txt` beside another tool's output."""
        text = text_file(path)
        try:
            return text if text.exists() and writer_of(load_json(read_text(path))) else None
        except InputRefused:  # told where it is read
            return None


def _emptied(error: InputRefused, text: str) -> InputRefused:
    """Return a plainer error where there is nothing at all."""
    if text.strip():
        return error
    return InputRefused("there is no text in it", todo="give a record or an article")


def _one(value: object, place: Place, given: Given, which: str) -> Incoming | Refused:
    try:
        return Incoming(place, *taken(value, given))
    except InputRefused as error:
        return Refused(InputRefused(which + error.what, todo=error.todo, place=place))


def _found(value: object, tool: Tool, path: Path, name: str, given: Given) -> Incoming | Refused:
    try:
        lies = beside(path, name)
        own, raw = tool.text(value), text_beside(path, name)
        text = _text(own, raw, tool, path)
        said = tool.given(value).filled_from(given).filled_from(lies.given)
        choices = partial(tool.readings, raw if own is None and raw else text, text)
        return Incoming(Place(name), *record_from(lies.signed(tool.findings(value)), choices, said))
    except InputRefused as error:
        return Refused(placed(error, name))


def _text(own: str | None, raw: str | None, tool: Tool, path: Path) -> str:
    """Return the article's text: the output's own, else the one beside it."""
    file = text_file(path).name
    lies = None if raw is None else one_line_end(raw.removeprefix("\ufeff"))
    if own is None and lies is None:
        raise InputRefused(
            f"is {tool.name}'s, and has no text", todo=f"put the text beside it, as {file}"
        )
    if None not in (own, lies) and one_line_end(own or "") != lies:
        raise InputRefused(f"has a text of its own, and {file} another", todo="keep one of them")
    return own if own is not None else lies or ""


READER = JsonDocument()
