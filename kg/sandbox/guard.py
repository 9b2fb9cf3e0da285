"""Refusing queries that reach outside the store: SERVICE, FROM, and every kind of update.

Works on the query's tokens after its code point escapes are undone (SPARQL 1.1, 19.2),
since an engine reads an escaped SERVICE too. Strings, IRIs, comments, variables and prefixed
names are skipped, so a person may well search for the word "service".
"""

from __future__ import annotations

import re

from kg.errors import UsageError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LAST_CODE_POINT = 0x10FFFF
_TOKEN = re.compile(
    r"""
    (?P<skip> \#[^\n\r]*
      | "{3}(?:(?:"|"")?(?:[^"\\]|\\.))*"{3} | '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | <[^<>"{}|^`\\\x00-\x20]*>
      | [?$]\w+ | @\w+(?:-\w+)*
      | [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_READS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_REFUSED = {
    "SERVICE": "SERVICE asks another server",
    "FROM": "FROM names data outside the store's own graphs",
    "LOAD": "LOAD fetches a document",
    **{
        word: f"{word} changes the store"
        for word in ("INSERT", "DELETE", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
    },
}


def refuse_outside(sparql: str) -> None:
    """Raise `UsageError` unless the query only reads the store."""
    words = keywords(sparql)
    for word in words:
        if word in _REFUSED:
            raise UsageError(
                f"{_REFUSED[word]}, and that is switched off here",
                todo="ask the store's own graphs by SELECT, ASK, CONSTRUCT or DESCRIBE",
            )
    if not _READS & set(words):
        raise UsageError("this is no query", todo="begin with SELECT, ASK, CONSTRUCT or DESCRIBE")


def keywords(sparql: str) -> list[str]:
    """Return the bare words of a query in upper case, in order."""
    found = _TOKEN.finditer(_ESCAPE.sub(_unescape, sparql))
    return [token["word"].upper() for token in found if token["word"]]


def _unescape(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= _LAST_CODE_POINT else match[0]
