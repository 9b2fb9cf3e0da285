"""What people said of stored statements: an append-only file beside the store, synced to disk.

Nothing in it is ever erased but by `remove`; taking a review back is another line. The first
review of a version also keeps the record that it was said of, so that undoing restores it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

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
    ReviewVerdict,
    Source,
    SourceKind,
    Span,
)
from kg.model.reviews import Becomes, Review, Reviewed, Undoing
from kg.model.spans import Spans
from kg.store import durable
from kg.store.opening import Folder, told

Line: TypeAlias = dict[str, Any]

_BASE = "https://w3id.org/onrecord/data/"
"""The records in the file name their parts by fragments only, so any base does."""
_SPANS = {"content": "content", "cue": "cue", "sourceSpans": "source_spans"}
_ENUMS = {
    "quoteForm": ("quote_form", QuoteForm),
    "identification": ("identification", Identification),
    "kind": ("kind", SourceKind),
}
_WORDS = ("speaker", "name")
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class _Known:
    """The file's lines by version, as it was at a stamp."""

    stamp: tuple[int, int]
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    made: dict[str, Reviewed] = field(default_factory=dict)
    last: int = 0


class ReviewLog:
    """The reviews of one store; only the one writer may add to it."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self.path: Path = folder.path / "reviews.jsonl"
        self._known = _Known((-1, -1))

    def stamp(self) -> tuple[int, int]:
        """Return what changes with every review."""
        with told(self._folder.path):
            if not self.path.exists():
                return (0, 0)
            about = self.path.stat()
        return (about.st_mtime_ns, about.st_size)

    def of(self, version: str) -> Reviewed:
        """Return everything said of a version."""
        known = self._read()
        if version not in known.made:
            found = Reviewed()
            for line in known.lines.get(version, ()):
                found = _taken(found, line)
            known.made[version] = found
        return known.made[version]

    def versions(self, article: str = "") -> tuple[str, ...]:
        """Return every version that anything was said of, or those of one article."""
        return tuple(
            one for one in self._read().lines if not article or one.rpartition("/")[0] == article
        )

    def of_article(self, article: str) -> dict[str, Reviewed]:
        """Return everything said of each version of an article."""
        return {version: self.of(version) for version in self.versions(article)}

    def next_number(self) -> int:
        """Return the number of the next review."""
        return 1 + self._read().last

    def keep(self, version: str, original: Record) -> None:
        """Keep the record that reviews of a version are of; a later one takes its place."""
        self._append({"op": "original", "version": version, "record": _document(original)})

    def add(self, review: Review) -> None:
        """Keep a review of a version whose record is kept; it is on the disk when this returns."""
        self._append(
            {
                "op": "review",
                "number": review.number,
                "article": review.article,
                "version": review.version,
                "verdict": review.verdict.value,
                "reviewer": review.reviewer,
                "at": review.at.isoformat(timespec="seconds"),
                "statement": self._statement(review),
                "becomes": becomes_json(review.becomes),
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
            kept = [one for one in lines if one.endswith(b"\n") and not _is_of(one, article)]
            if len(kept) == len(lines):
                return
            durable.replace(self.path, kept)

    def _statement(self, review: Review) -> Line:
        """Return the part of a record document that a review is of, without the article."""
        original = self.of(review.version).original
        if original is None:
            raise ValueError(f"{review.version} has no record that could be reviewed")
        sources = {one.id: one for one in (review.source, review.speaker) if one is not None}
        one = _alone(review.attribution, [*sources])
        told_of = Extraction(sources=tuple(map(_bodiless, sources.values())), attributions=(one,))
        document = _document(replace(original, extraction=told_of))
        return {part: document[part] for part in ("sources", "attributions")}

    def _append(self, line: Line) -> None:
        text = json.dumps(line, ensure_ascii=False)
        whole = f"{json.dumps(bytes_digest(text.encode())[:_DIGITS])}\t{text}\n"
        with told(self._folder.path):
            durable.append(self.path, whole.encode())

    def _read(self) -> _Known:
        """Return the file's lines, read again only where it changed."""
        stamp = self.stamp()
        if self._known.stamp != stamp:
            lines: dict[str, tuple[Line, ...]] = {}
            last = 0
            for line in self._lines():
                version = str(line["version"])
                lines[version] = (*lines.get(version, ()), line)
                last = max(last, int(line.get("number", 0)))
            self._known = _Known(stamp, lines, {}, last)
        return self._known

    def _lines(self) -> Iterator[Line]:
        with told(self._folder.path):
            raw = self.path.read_bytes() if self.path.exists() else b""
        for number, line in enumerate(raw.splitlines(keepends=True), start=1):
            if line.endswith(b"\n"):
                yield _parsed(line, f"{self.path}:{number}")


def _alone(one: Attribution, sources: list[str]) -> Attribution:
    """Return a statement without what names parts that are not kept with it."""
    return replace(
        one,
        nested_in=None,
        infers_from=(),
        against=tuple(name for name in one.against if name in (*sources, PUBLISHER)),
        recipient=None,
        medium=None,
    )


def _bodiless(one: Source) -> Source:
    return replace(one, member_of=None, speaks_for=None)


def _parsed(line: bytes, where: str) -> Line:
    digest, _, text = line.rstrip(b"\n").partition(b"\t")
    if json.dumps(bytes_digest(text)[:_DIGITS]).encode() != digest:
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


def _document(record: Record) -> Line:
    return documents.to_json(record, _BASE)


def becomes_json(found: Becomes) -> dict[str, object]:
    """Return a correction as JSON: lists of offsets, notations, words."""
    told_of: dict[str, object] = {}
    for key, name in _SPANS.items():
        spans: Spans | None = getattr(found, name)
        if spans is not None:
            told_of[key] = [[one.start, one.end] for one in spans]
    for key, name in [
        *((key, name) for key, (name, _) in _ENUMS.items()),
        *zip(_WORDS, _WORDS, strict=True),
    ]:
        value = getattr(found, name)
        if value is not None:
            told_of[key] = str(value)
    return told_of


def becomes_of(line: Mapping[str, object]) -> Becomes:
    """Return a correction from its JSON.

    Raises `ValueError` or `TypeError` where it is none.
    """
    if unknown := set(line) - {*_SPANS, *_ENUMS, *_WORDS}:
        raise ValueError(f"a correction has no {min(unknown)!r}")
    values: dict[str, Any] = {
        name: _spans(line[key]) for key, name in _SPANS.items() if key in line
    }
    for key, (name, kind) in _ENUMS.items():
        if key in line:
            values[name] = kind(str(line[key]))
    for key in _WORDS:
        if key in line:
            values[key] = str(line[key]).strip() or None
    return replace(Becomes(), **values)


def _spans(value: object) -> Spans:
    if not isinstance(value, list):
        raise TypeError("spans are a list of pairs")
    found = []
    for one in value:
        match one:
            case [int(start), int(end)] if not isinstance(start, bool | None):
                found.append(Span(start, end))
            case _:
                raise ValueError("a span is a pair of offsets")
    return tuple(sorted(set(found)))


def _taken(found: Reviewed, line: Line) -> Reviewed:
    match line["op"]:
        case "original":
            return replace(found, original=documents.parse(line["record"]))
        case "undo":
            return replace(found, undoings=(*found.undoings, _undoing(line)))
        case "review":
            return replace(found, reviews=(*found.reviews, _review(line)))
        case other:
            raise StoreDamaged(
                f"the reviews have a line of a kind {other!r} that this program does not know",
                todo="use the version of onrecord that wrote it",
            )


def _plain(name: str) -> str:
    """Return an id as a record has it, of one that a document names as a fragment."""
    return name.removeprefix("#")


def _undoing(line: Line) -> Undoing:
    return Undoing(
        number=int(line["number"]),
        undoes=int(line["undoes"]),
        reviewer=str(line["reviewer"]),
        at=datetime.fromisoformat(str(line["at"])),
    )


def _review(line: Line) -> Review:
    statement = line["statement"]
    sources, (one,) = documents.parse_parts(statement["sources"], statement["attributions"])
    by_id = {_plain(each.id): replace(each, id=_plain(each.id)) for each in sources}
    attribution = replace(
        one, id=_plain(one.id), source=_plain(one.source), against=tuple(map(_plain, one.against))
    )
    becomes = becomes_of(line["becomes"])
    return Review(
        number=int(line["number"]),
        article=str(line["article"]),
        version=str(line["version"]),
        verdict=ReviewVerdict(str(line["verdict"])),
        attribution=attribution,
        source=None if attribution.source == PUBLISHER else by_id[attribution.source],
        becomes=becomes,
        speaker=by_id.get(becomes.speaker or ""),
        reviewer=str(line["reviewer"]),
        at=datetime.fromisoformat(str(line["at"])),
    )
