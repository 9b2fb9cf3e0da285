"""From a text to its tokens: in time in proportion to its length, whatever is in it.

The parser's tokenizer takes time with the square of the length of a stretch without blanks,
and the rules with that of a sentence. So both are cut where they are far longer than prose has
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_SENTENCE = 400
"""Tokens of what is read as one sentence."""

_LONGEST_STRETCH = 400
_PAST_ALL_WORDS = re.compile(rf"\S{{{_LONGEST_STRETCH}}}")
_ENDS = frozenset(".!?…")


def tokens_of(parser: Language, text: str) -> Doc:
    """Return the tokens of a text; a stretch without blanks beyond any word is cut."""
    if _PAST_ALL_WORDS.search(text) is None:
        return parser.make_doc(text)
    docs = [parser.make_doc(piece) for piece in _pieces(text)]
    return type(docs[0]).from_docs(docs, ensure_whitespace=False)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for found in _PAST_ALL_WORDS.finditer(text):
        yield text[start : found.end()]
        start = found.end()
    if start < len(text):
        yield text[start:]


def with_bounds(doc: Doc) -> Doc:
    """Return the tokens with the bounds that no sentence crosses.

    They are the ends of paragraphs, and of stretches without a full stop that no sentence is
    as long as.
    """
    begun = 0
    for token in doc[1:]:
        before = doc[token.i - 1].text
        if before in _ENDS:
            begun = token.i
        apart = "\n" in before and not token.is_space
        if apart or token.i - begun >= LONGEST_SENTENCE:
            token.is_sent_start = True
            begun = token.i
    return doc
