"""The annotated articles, parsed as the extractor parses them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spacy.about import __version__ as spacy_version
from spacy.tokens import Doc, DocBin

from kg.extraction.rules.extractor import parse
from kg.extraction.rules.text.parsing import MODEL

TRAIN = Path("corpora", "polnear", "train.jsonl")
"""Where the train split lies in the outside material."""

Offsets = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution that annotators marked: where its cue and its content stand."""

    cue: Offsets
    content: Offsets


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with what annotators marked in it; `unusable` is what they set aside."""

    outlet: str
    text: str
    marked: tuple[Marked, ...]
    unusable: Offsets


def annotated(material: Path, limit: int | None = None) -> Iterator[Annotated]:
    """Yield the articles of the train split, or some, spread over it and so over outlets."""
    lines = (material / TRAIN).read_text(encoding="utf-8").splitlines()
    apart = 1 if limit is None else max(1, len(lines) // limit)
    for line in lines[::apart][:limit]:
        yield _annotated(json.loads(line))


def _annotated(article: dict[str, Any]) -> Annotated:
    return Annotated(
        outlet=article["outlet"],
        text=article["text"],
        marked=tuple(
            Marked(_offsets(one["cue"]), _offsets(one["content"]))
            for one in article["attributions"]
        ),
        unusable=_offsets(article.get("discard", [])),
    )


def _offsets(pairs: list[list[int]]) -> Offsets:
    return tuple((start, end) for start, end in pairs)


class Parses:
    """Parses articles; keeps what it parsed in a folder, where it is given one.

    A kept parse is found again by the text, the parser's model and spaCy's version. Whoever
    changes how `kg.extraction.rules` parses must empty the folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._vocabulary = parse("").vocab
        self._parser = f"{MODEL} {version(MODEL)} spaCy {spacy_version}"

    def of(self, text: str) -> Doc:
        """Return the parse of a text."""
        if self._folder is None:
            return parse(text)
        name = hashlib.sha256(f"{self._parser}\n{text}".encode()).hexdigest()
        kept = self._folder / f"{name}.spacy"
        if kept.exists():
            return next(DocBin().from_disk(kept).get_docs(self._vocabulary))
        doc = parse(text)
        self._folder.mkdir(parents=True, exist_ok=True)
        DocBin(docs=[doc]).to_disk(kept)
        return doc
