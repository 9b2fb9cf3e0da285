"""Which language a text is in: the extractors read English only."""

from __future__ import annotations

import py3langid

ENGLISH = "en"
_ENOUGH = 120
"""Code points below which a guess is worth nothing; such a text is taken to be English."""


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of the text is in."""
    if len(text) < _ENOUGH:
        return ENGLISH
    return str(py3langid.classify(text)[0])
