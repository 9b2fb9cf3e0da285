"""The word pieces of a pre-trained encoder, or, for a new one, of the articles to learn from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.extraction.learned.pieces import Pieces, plain
from kg.extraction.learned.words import Words

_MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_MOST = 20_000
_OFTEN = 2
"""How often a word must stand for a piece of its own; what is rarer is spelt."""


def pieces_of(vocabulary: Iterable[str]) -> Pieces:
    """Return what cuts words into pieces of a vocabulary."""
    return Pieces({piece: number for number, piece in enumerate(vocabulary)})


def vocabulary_of(base: Path) -> tuple[str, ...]:
    """Return the vocabulary of an encoder's folder.

    Raises UsageError where the folder has none, or one that our pieces do not fit.
    """
    settings = _object(base / "tokenizer_config.json")
    if settings.get("do_lower_case") is False:
        raise UsageError(
            f"the encoder in {base} tells capitals apart", todo="name one made with small letters"
        )
    if (base / "vocab.txt").is_file():
        text = (base / "vocab.txt").read_text(encoding="utf-8")
        found = text.removesuffix("\n").split("\n")
    else:
        model = _object(base / "tokenizer.json").get("model", {})
        if model.get("type") != "WordPiece":
            raise UsageError(
                f"{base} has no vocabulary of WordPiece",
                todo="name the folder of a BERT-like encoder",
            )
        numbers: dict[str, int] = model["vocab"]
        found = sorted(numbers, key=numbers.__getitem__)
    try:
        pieces_of(found)
    except KeyError as error:
        raise UsageError(f"the vocabulary in {base} has no {error}") from None
    return tuple(found)


def vocabulary_made(texts: Iterable[Words]) -> tuple[str, ...]:
    """Return a vocabulary of the words that stand often in some texts, and of every letter."""
    counted = Counter(plain(text.word(place)) for text in texts for place in range(len(text)))
    letters = sorted({letter for word in counted for letter in word})
    often = [word for word, count in counted.items() if count >= _OFTEN and len(word) > 1]
    often.sort(key=lambda word: (-counted[word], word))
    return (*_MARKS, *letters, *(f"##{letter}" for letter in letters), *often[:_MOST])


def _object(path: Path) -> dict[str, Any]:
    """Return the object of a JSON file; an empty one where there is no such file."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(f"{path} is no JSON ({error})") from None
    return found if isinstance(found, dict) else {}
