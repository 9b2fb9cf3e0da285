"""What the shapes found, for other tools: a module a format, each with its `REPORT`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kg.checking import Finding
from kg.plugins import discover


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding with the article it was found in."""

    finding: Finding
    file: str
    """The file's name, or what the stored article is called."""
    place: str
    """What it is about, as a reader finds it: `a12-30 (line 3 of the text)`."""
    line: int = 1
    """Of the article's text, counted from 1."""
    words: str = ""
    """What stands there, on one line."""

    @property
    def what(self) -> str:
        """Return what is wrong: the first sentence of the shape's message."""
        return sentences(self.finding.message)[0]

    @property
    def remedy(self) -> str:
        """Return what to do about it: the sentences behind the first."""
        return sentences(self.finding.message)[1]


def sentences(message: str) -> tuple[str, str]:
    """Return a shape's message as its first sentence and the rest."""
    first, mark, rest = message.partition(". ")
    return (f"{first}.", rest) if mark else (message, "")


@runtime_checkable
class Report(Protocol):
    """One format for tools that show findings."""

    name: str
    media_type: str
    extension: str

    def dump(self, found: Iterable[Found], checked: Sequence[str]) -> bytes:
        """Return the findings; `checked` are the articles by what `Found.file` calls them."""
        ...


def reports() -> dict[str, Report]:
    """Return the formats there are, by name."""
    return discover(sys.modules[__name__], "REPORT", Report, lambda one: one.name)
