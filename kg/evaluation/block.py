"""Replacing a marked block of a Markdown document."""

from __future__ import annotations

import re

from kg.errors import UsageError

END = "<!-- end -->"
_NAME = re.compile(r"[\w.+-]+")


def opening(name: str) -> str:
    """Return the mark that opens a block."""
    return f"<!-- evaluate: {name} -->"


def replaced(document: str, name: str, inside: str) -> str:
    """Return the document with what stands between the marks of that block replaced.

    Raises `UsageError` where the document does not have the block once, and closed.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name of a block", todo="use letters, digits, . + - _")
    before, mark, rest = document.partition(opening(name))
    old, end, after = rest.partition(END)
    if not mark:
        raise UsageError(
            f"the document has no block {name!r}", todo=f"write {opening(name)} and {END} into it"
        )
    if not end or "<!-- evaluate:" in old:
        raise UsageError(f"the block {name!r} is not closed", todo=f"write {END} behind it")
    if opening(name) in after:
        raise UsageError(f"the document has the block {name!r} twice", todo="rename one of them")
    return f"{before}{mark}\n\n{inside.strip()}\n\n{end}{after}"
