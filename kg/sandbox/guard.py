"""Refusing queries that reach outside the store: SERVICE, LOAD, and every kind of update.

What a `<` means in SPARQL depends on where it stands: the start of an IRI, which may hold a
`#`, or a comparison, after which a `#` starts a comment. Rather than parse, this follows
every reading that could be meant and refuses a query in which any of them has a forbidden
keyword. Code point escapes are undone first (SPARQL 1.1, 19.2), since an engine reads an
escaped SERVICE too. Strings, variables and local names are no keywords, so a person may
well search for the word "service"; nor is a word behind an operator, as they stand in paths.

FROM is no such keyword: the engine takes it to mean graphs of the store, and fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import UsageError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LAST_CODE_POINT = 0x10FFFF
_IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
_TOKEN = re.compile(
    r"""
      \#[^\n\r]*
    | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | [?$]\w+ | @[A-Za-z]+(?:-\w+)* | :[\w%\\-]*
    | (?P<word> (?<![/=&%~+-])[A-Za-z_]\w* )
    | \d+(?:\.\d+)? | \^\^ | \|\| | &&
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_REST_OF_LOCAL_NAME = re.compile(r"(?<=[\w%\\-])(?:\.+[\w%\\:-]+)+")
_DATASET = re.compile(r"(?:ASK|CONSTRUCT)?FROM(?:NAMED)?")
_READS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_GLUED = {"SERVICE"}
_REFUSED = {
    "SERVICE": "SERVICE asks another server",
    "LOAD": "LOAD fetches a document",
    **{
        word: f"{word} changes the store"
        for word in ("INSERT", "DELETE", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
    },
}


def refuse_outside(sparql: str) -> None:
    """Raise `UsageError` unless the query only reads the store."""
    words = keywords(sparql)
    for refused, why in _REFUSED.items():
        # Engines need no space between keywords: SERVICESILENT<…> and 1e5SERVICE<…> are read.
        if refused in words or (refused in _GLUED and any(refused in word for word in words)):
            raise UsageError(
                f"{why}, and that is switched off here",
                todo="ask the store's own graphs by SELECT, ASK, CONSTRUCT or DESCRIBE",
            )
    if not any(word.startswith(tuple(_READS)) for word in words):
        raise UsageError("this is no query", todo="begin with SELECT, ASK, CONSTRUCT or DESCRIBE")


def names_dataset(sparql: str) -> bool:
    """Return whether the query says by FROM which graphs it asks, in the usual reading.

    A name such as `from:x` is none. Nothing leaves the store where this is mistaken.
    """
    before = ""
    for token in tokens(sparql):
        if _DATASET.fullmatch(before.upper()) and not token.startswith(":"):
            return True
        before = token
    return False


def tokens(sparql: str) -> Iterator[str]:
    """Yield the tokens of the usual reading, in which a `<` starts an IRI where it can.

    Blanks are tokens, comments are none. A word is as it was written.
    """
    text, at = _unescaped(sparql), 0
    while at < len(text):
        match = _IRI.match(text, at) or _TOKEN.match(text, at)
        if match is None:
            raise AssertionError("any character is a token")
        at = match.end()
        if match[0].startswith(":") and (rest := _REST_OF_LOCAL_NAME.match(text, at)):
            at = rest.end()
        if not match[0].startswith("#"):
            yield text[match.start() : at]


def keywords(sparql: str) -> set[str]:
    """Return, in upper case, every bare word that some reading of the query has."""
    text = _unescaped(sparql)
    found: set[str] = set()
    reached, ahead = {0}, [0]
    while ahead:
        for end, word in _tokens_at(text, ahead.pop()):
            found.add(word)
            if end not in reached:
                reached.add(end)
                ahead.append(end)
    return found


def _tokens_at(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield where each token that may start here ends, and its word if it is one."""
    if iri := _IRI.match(text, start):
        yield iri.end(), ""
    if token := _TOKEN.match(text, start):
        yield token.end(), (token["word"] or "").upper()


def _unescaped(sparql: str) -> str:
    return _ESCAPE.sub(_unescape, sparql)


def _unescape(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= _LAST_CODE_POINT else match[0]
