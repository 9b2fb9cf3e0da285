"""Tools whose JSON is read: a module of this folder that offers a `TOOL` is one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol, runtime_checkable

from kg.intake.given import Given
from kg.intake.outside.counting import Reading
from kg.intake.outside.findings import Claim, Findings
from kg.plugins import discover


@runtime_checkable
class Tool(Protocol):
    """Reads what one tool writes; `mark` is what its output is known by."""

    name: str
    mark: str

    def wrote(self, value: object) -> bool:
        """Return whether a JSON value means to be this tool's output."""
        ...

    def text(self, value: object) -> str | None:
        """Return the article's text, where the output holds it."""
        ...

    def given(self, value: object) -> Given:
        """Return what the output says of the article."""
        ...

    def findings(self, value: object) -> Findings:
        """Return what the tool found, or refuse what is broken."""
        ...

    def readings(self, raw: str, ours: str, claims: Sequence[Claim]) -> Iterator[Reading]:
        """Yield the ways in which the tool may have counted, likeliest first."""
        ...


@cache
def tools() -> dict[str, Tool]:
    """Return the tools by name."""
    return discover(sys.modules[__name__], "TOOL", Tool, lambda one: one.name)


def writer_of(value: object) -> Tool | None:
    """Return the tool that wrote a JSON value, by its shape."""
    return next((one for one in tools().values() if one.wrote(value)), None)
