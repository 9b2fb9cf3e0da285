"""What is written beside weights: the curve, the card of their data, a draft of their own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import kg
from kg.training.gold import Labelled
from kg.training.plan import Plan

UNSTATED = "not stated"
_LIBRARIES = ("torch", "transformers", "onnx", "onnxscript", "onnxruntime", "numpy")


@dataclass(frozen=True, slots=True)
class File:
    """A file, by what it holds."""

    name: str
    sha256: str
    size: int

    @classmethod
    def of(cls, path: Path) -> File:
        """Return the file at a path."""
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(path.name, found, path.stat().st_size)


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file and how much stands in it."""

    file: File
    articles: int
    versions: int
    words: int
    attributions: int

    @classmethod
    def of(cls, path: Path, articles: Sequence[Labelled]) -> Gold:
        """Return what a file holds that was read."""
        return cls(
            File.of(path),
            len({one.words.text for one in articles}),
            len(articles),
            sum(len(one.words) for one in articles),
            sum(len(one.attributions) for one in articles),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the cards tell of a run."""

    gold: Sequence[Gold]
    dev: Gold | None
    base: Sequence[File]
    """The files of the pre-trained encoder; none where the encoder began untrained."""
    shape: str
    """What the network is, in some words."""
    plan: Plan
    licence: str = UNSTATED


def libraries() -> Mapping[str, str]:
    """Return the versions of this program and of what a training stands on, where installed."""
    found = {"onrecord": kg.__version__}
    for name in _LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def data_card(facts: Facts) -> str:
    """Return the data card, in Markdown."""
    files = [*facts.gold, *([facts.dev] if facts.dev else [])]
    use = ["training"] * len(facts.gold) + ["measuring only"]
    head = ("file", "use", "articles", "versions", "words", "attributions", "SHA-256")
    rows = [
        (
            one.file.name,
            use[place],
            *(f"{count:,}" for count in (one.articles, one.versions, one.words, one.attributions)),
            one.file.sha256,
        )
        for place, one in enumerate(files)
    ]
    return "\n".join(
        (
            "# Data card",
            "",
            "What a tagger of `onrecord train` was made from. A version is what one annotator",
            "marked in one article. The weights' files hold no article's text; a new encoder's",
            "hold a list of the words that stand often in them.",
            "",
            _table(head, rows),
            f"Licence of the data: {facts.licence}",
            "",
            "## The encoder",
            "",
            _encoder(facts),
            "## The plan",
            "",
            _table(("setting", "value"), asdict(facts.plan).items()),
            "## The libraries",
            "",
            _table(("library", "version"), libraries().items()),
        )
    )


def model_card(
    facts: Facts,
    curve: Sequence[Mapping[str, Any]],
    weights: tuple[File, Mapping[str, float]] | None,
) -> str:
    """Return a draft of the model card, in Markdown."""
    columns = list(curve[0]) if curve else ["step"]
    told = [] if weights is None else _weights(*weights)
    return "\n".join(
        (
            "# Model card (draft)",
            "",
            "To be completed by whoever publishes these weights: who made them, under which",
            "licence, and what they were seen to get wrong.",
            "",
            "- **What it does:** finds in English news articles who is said to have said what:",
            "  source, cue and content of attributions, as places in the text.",
            f"- **What it is:** {facts.shape}.",
            "- **What it was made from:** see `data.md`.",
            "- **What it does not do:** it never says what is true. Other languages, other kinds",
            "  of text and attributions inside attributions were not taught.",
            "",
            *told,
            "## The curve",
            "",
            "F1 on the articles for measuring, after each epoch." if facts.dev else "Not measured.",
            "",
            _table(columns, ([_plain(point[name]) for name in columns] for point in curve)),
        )
    )


def curve_lines(curve: Iterable[Mapping[str, Any]]) -> str:
    """Return the points of a curve, one JSON object a line."""
    return "".join(json.dumps(point) + "\n" for point in curve)


def _weights(file: File, figures: Mapping[str, float]) -> list[str]:
    rows = [("file", file.name), ("bytes", f"{file.size:,}"), ("SHA-256", file.sha256)]
    rows += [(f"F1 of {name}", _plain(value)) for name, value in figures.items()]
    return ["## The weights", "", _table(("", ""), rows)]


def _encoder(facts: Facts) -> str:
    if not facts.base:
        return f"Untrained at the beginning: {facts.shape}.\n"
    rows = [(one.name, f"{one.size:,}", one.sha256) for one in facts.base]
    return _table(("file", "bytes", "SHA-256"), rows)


def _table(head: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _plain(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)
