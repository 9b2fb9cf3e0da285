"""What people said of stored statements: an append-only file beside the store, synced to disk.

Nothing in it is ever erased but by `remove`; taking a review back is another line. The first
review of a version also keeps the record that it was said of, so that undoing restores it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kg import record as documents
from kg.errors import StoreDamaged
from kg.ids import bytes_digest
from kg.model import (
    PUBLISHER,
    Attribution,
    Extraction,
    Identification,
    QuoteForm,
    Record,
    SourceKind,
    Span,
)
from kg.model.reviews import Becomes, Review, Reviewed, Undoing, Verdict
from kg.model.spans import Spans
from kg.store.journal import cut_torn_line
from kg.store.opening import Folder, told

_SPANS = ("content", "cue", "source_spans")
_ENUMS = {
    "quote_form": QuoteForm,
    "identification": Identification,
    "kind": SourceKind,
}


class ReviewLog:
    """The reviews of one store; only the one writer may add to it."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self.path: Path = folder.path / "reviews.jsonl"

    def stamp(self) -> tuple[int, int]:
        """Return what changes with every review."""
        with told(self._folder.path):
            if not self.path.exists():
                return (0, 0)
            about = self.path.stat()
        return (about.st_mtime_ns, about.st_size)

    def of(self, version: str) -> Reviewed:
        """Return everything said of a version."""
        found = Reviewed()
        for line in self._lines():
            if line["version"] == version:
                found = _taken(found, line)
        return found

    def versions(self) -> tuple[str, ...]:
        """Return every version that anything was said of, in the order it was first."""
        return tuple(dict.fromkeys(str(line["version"]) for line in self._lines()))

    def next_number(self) -> int:
        """Return the number of the next review."""
        return 1 + max((_number(line) for line in self._lines()), default=0)

    def keep(self, version: str, original: Record) -> None:
        """Keep the record that reviews of a version are of; a later one takes its place."""
        self._append({"op": "original", "version": version, "record": _document(original)})

    def add(self, review: Review, record: Record) -> None:
        """Keep a review of a statement of `record`; it is on the disk when this returns."""
        sources = () if review.source is None else (review.source,)
        one = _alone(review.attribution)
        alone = replace(record, extraction=Extraction(sources=sources, attributions=(one,)))
        self._append(
            {
                "op": "review",
                "number": review.number,
                "article": review.article,
                "version": review.version,
                "verdict": review.verdict.value,
                "reviewer": review.reviewer,
                "at": review.at.isoformat(timespec="seconds"),
                "statement": _document(alone),
                "becomes": _becomes(review.becomes),
            }
        )

    def undo(self, undoing: Undoing, version: str) -> None:
        """Keep that a review is taken back."""
        self._append(
            {
                "op": "undo",
                "number": undoing.number,
                "undoes": undoing.undoes,
                "version": version,
                "reviewer": undoing.reviewer,
                "at": undoing.at.isoformat(timespec="seconds"),
            }
        )

    def remove(self, article: str) -> None:
        """Forget all that was said of an article."""
        with told(self._folder.path):
            if not self.path.exists():
                return
            lines = self.path.read_bytes().splitlines(keepends=True)
            kept = [one for one in lines if not _is_of(one, article)]
            if len(kept) == len(lines):
                return
            part = self.path.with_suffix(".part")
            with part.open("wb") as file:
                file.writelines(kept)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)

    def _append(self, line: dict[str, object]) -> None:
        text = json.dumps(line, ensure_ascii=False)
        whole = f"{json.dumps(bytes_digest(text.encode())[:16])}\t{text}\n"
        with told(self._folder.path), self.path.open("ab+") as file:
            cut_torn_line(file.fileno())
            file.write(whole.encode())
            file.flush()
            os.fsync(file.fileno())

    def _lines(self) -> Iterator[dict[str, object]]:
        with told(self._folder.path):
            raw = self.path.read_bytes() if self.path.exists() else b""
        for number, line in enumerate(raw.splitlines(keepends=True), start=1):
            if line.endswith(b"\n"):
                yield _parsed(line, f"{self.path}:{number}")


def _alone(one: Attribution) -> Attribution:
    """Return a statement without what names other parts of its record."""
    return replace(one, nested_in=None, infers_from=(), against=(), recipient=None, medium=None)


def _parsed(line: bytes, where: str) -> dict[str, object]:
    digest, _, text = line.rstrip(b"\n").partition(b"\t")
    if json.dumps(bytes_digest(text)[:16]).encode() != digest:
        raise StoreDamaged(
            f"{where} is not what was written there",
            todo="restore the file from a backup, or remove that line",
        )
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError(f"{where} is no object")
    return found


def _is_of(line: bytes, article: str) -> bool:
    version = json.loads(line.partition(b"\t")[2])["version"]
    return bool(version.rpartition("/")[0] == article)


def _number(line: dict[str, object]) -> int:
    number = line.get("number", 0)
    return number if isinstance(number, int) else 0


def _document(record: Record) -> dict[str, object]:
    return documents.to_json(record, "https://w3id.org/onrecord/data/")


def _becomes(found: Becomes) -> dict[str, object]:
    told_of: dict[str, object] = {}
    for name in _SPANS:
        spans: Spans | None = getattr(found, name)
        if spans is not None:
            told_of[name] = [[one.start, one.end] for one in spans]
    for name in (*_ENUMS, "name"):
        value = getattr(found, name)
        if value is not None:
            told_of[name] = str(value)
    return told_of


def becomes_of(line: dict[str, object]) -> Becomes:
    """Return a correction from its JSON: lists of offsets, notations, a name.

    Raises `ValueError` or `TypeError` where it is none.
    """
    unknown = set(line) - {*_SPANS, *_ENUMS, "name"}
    if unknown:
        raise ValueError(f"a correction has no {min(unknown)!r}")
    values: dict[str, Any] = {name: _spans(line[name]) for name in _SPANS if name in line}
    values |= {name: kind(str(line[name])) for name, kind in _ENUMS.items() if name in line}
    if "name" in line:
        values["name"] = str(line["name"]).strip() or None
    return replace(Becomes(), **values)


def _spans(value: object) -> Spans:
    if not isinstance(value, list):
        raise TypeError("spans are a list of pairs")
    found = []
    for one in value:
        match one:
            case [int(start), int(end)]:
                found.append(Span(start, end))
            case _:
                raise ValueError("a span is a pair of offsets")
    return tuple(sorted(found))


def _taken(found: Reviewed, line: dict[str, object]) -> Reviewed:
    match line["op"]:
        case "original":
            return replace(found, original=documents.parse(line["record"]))
        case "undo":
            return replace(found, undoings=(*found.undoings, _undoing(line)))
        case _:
            return replace(found, reviews=(*found.reviews, _review(line)))


def _undoing(line: dict[str, object]) -> Undoing:
    return Undoing(
        number=_number(line),
        undoes=int(str(line["undoes"])),
        reviewer=str(line["reviewer"]),
        at=datetime.fromisoformat(str(line["at"])),
    )


def _review(line: dict[str, object]) -> Review:
    statement = documents.parse(line["statement"]).extraction
    (attribution,) = statement.attributions
    by_id = {one.id: one for one in statement.sources}
    becomes = line["becomes"]
    if not isinstance(becomes, dict):
        raise TypeError("a correction is an object")
    return Review(
        number=_number(line),
        article=str(line["article"]),
        version=str(line["version"]),
        verdict=Verdict(str(line["verdict"])),
        attribution=attribution,
        source=None if attribution.source == PUBLISHER else by_id[attribution.source],
        becomes=becomes_of(becomes),
        reviewer=str(line["reviewer"]),
        at=datetime.fromisoformat(str(line["at"])),
    )
