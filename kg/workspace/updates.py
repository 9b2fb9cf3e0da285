"""SPARQL updates as text: what may not stand in them, and the dataset that a request gives them.

The protocol lets a client say which graphs the WHERE of an update sees (`using-graph-uri`). The
engine takes no such argument, so the clause is written into the update, which takes its tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import UsageError

_TOKEN = re.compile(
    r"""
      (?P<space> [\x20\t\r\n]+ | \#[^\n\r]* )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string> "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<name> (?:[^\W\d_][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])* )
    | (?P<other> [?$]\w+ | @[A-Za-z]+(?:-\w+)* | \d[\w.]* )
    | (?P<word> [^\W\d]\w* )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_NAMES_A_GRAPH = frozenset(
    {"GRAPH", "WITH", "INTO", "TO", "NAMED", "USING", "ADD", "MOVE", "COPY", "SILENT"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of an update, with where it stands and how deep in braces."""

    kind: str
    text: str
    start: int
    end: int
    depth: int

    @property
    def word(self) -> str:
        """Return a keyword in capitals; nothing for what is none."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens that are no space; a closing brace is as deep as its opening one."""
    depth = 0
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "space":
            continue
        depth -= match[0] == "}"
        yield Token(kind, match[0], match.start(), match.end(), depth)
        depth += match[0] == "{"


def graphs_named(text: str) -> Iterator[str]:
    """Yield the IRIs, written in full, that an update names as graphs."""
    before: Token | None = None
    for token in tokens(text):
        if token.kind == "iri" and before is not None and before.word in _NAMES_A_GRAPH:
            yield token.text[1:-1]
        before = token


def with_dataset(text: str, default: tuple[str, ...], named: tuple[str, ...]) -> str:
    """Return an update whose every WHERE sees the graphs that the request names.

    Raises `UsageError` where the update itself says which (SPARQL 1.1 Protocol, 2.2.3).
    """
    if not (default or named):
        return text
    clause = "".join(f"USING <{one}> " for one in default)
    clause += "".join(f"USING NAMED <{one}> " for one in named)
    pieces, at = [], 0
    for place, instead in _edits(text, clause):
        pieces += [text[at:place], instead]
        at = place
    return "".join([*pieces, text[at:]])


def _edits(text: str, clause: str) -> Iterator[tuple[int, str]]:
    """Yield what has to be written where."""
    before: Token | None = None
    for token in tokens(text):
        if token.text == "\\":
            raise UsageError(
                "an update with a dataset of the request has escapes outside its strings",
                todo="write the letters themselves",
            )
        if token.depth == 0 and token.word in {"USING", "WITH"}:
            raise UsageError(
                f"the update says {token.word}, and the request names graphs, too",
                todo="leave out one of them",
            )
        if token.depth == 0 and token.word == "WHERE":
            if before is not None and before.word == "DELETE":
                yield token.start, f"{_block(text, token)} {clause}"
            else:
                yield token.start, clause
        before = token


def _block(text: str, where: Token) -> str:
    """Return the braces behind a WHERE: what `DELETE WHERE` deletes is what it looks for."""
    inside = [one for one in tokens(text) if one.start >= where.end and one.depth == 0]
    opening = next((one for one in inside if one.text == "{"), None)
    closing = next((one for one in inside if one.text == "}"), None)
    if opening is None or closing is None:
        raise UsageError("an update has a WHERE without its braces", todo="mend it there")
    return text[opening.start : closing.end]
