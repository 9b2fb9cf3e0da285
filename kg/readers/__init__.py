"""Readers: from a file to articles, or to records that were made elsewhere.

A module of this folder that offers a `READER` is one. What cannot be read comes back as
the error it would be, with its place, so that one bad line does not lose the others. What
can be read only in part comes with notes on the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from kg import ids, record
from kg.errors import InputRefused, OnRecordError, Place, UsageError
from kg.intake.given import Given
from kg.intake.outside import building
from kg.intake.outside.counting import Reading, fitting
from kg.intake.outside.findings import Claim, Findings
from kg.intake.structure import structured
from kg.model import Article, Record
from kg.plugins import discover


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that was read, where it stood, and what of it a record has no place for."""

    place: Place
    found: Article | Record
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that could not be taken, and why; the error knows its place."""

    error: OnRecordError


@runtime_checkable
class Reader(Protocol):
    """Reads the files that end in one of `suffixes`; `given` is what the user said of them."""

    suffixes: tuple[str, ...]

    def read(self, path: Path, name: str, given: Given) -> Iterator[Incoming | Refused]:
        """Yield what the file holds, in order; `name` is the file as the user called it."""
        ...


@runtime_checkable
class TakesText(Protocol):
    """A reader whose files may have their text in another one beside them."""

    def text_of(self, path: Path) -> Path | None:
        """Return the file that holds the text of this one, if there is such a one."""
        ...


def readers() -> dict[str, Reader]:
    """Return the reader of each suffix."""
    offered = discover(sys.modules[__name__], "READER", Reader, lambda one: one.suffixes[0])
    return {suffix: one for one in offered.values() for suffix in one.suffixes}


def find(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that the paths mean: a folder stands for the readable files in it.

    What another of them takes its text from is no article of its own.
    """
    known = readers()
    try:
        return _without_texts([one for path in paths for one in _files(path, known)], known)
    except OSError as error:
        raise UsageError(
            f"{error.filename} cannot be read ({error.strerror})",
            todo="look at its name and rights",
        ) from None


def _files(path: Path, known: dict[str, Reader]) -> list[Path]:
    if path.is_dir():
        inside = sorted(one for one in path.rglob("*") if _readable(one, known))
        if not inside:
            raise UsageError(f"{path} holds no file to read", todo=_known(known))
        return inside
    path.stat()
    return [path]


def _without_texts(files: list[Path], known: dict[str, Reader]) -> tuple[Path, ...]:
    texts = {one.resolve() for one in files if one.suffix.casefold() == ".txt"}
    for path in files if texts else []:
        reader: object = known.get(path.suffix.casefold())
        if isinstance(reader, TakesText) and (text := reader.text_of(path)) is not None:
            texts.discard(text.resolve())
    return tuple(one for one in files if one.suffix.casefold() != ".txt" or one.resolve() in texts)


def read(path: Path, given: Given) -> Iterator[Incoming | Refused]:
    """Yield what a file holds, chosen by its suffix."""
    known = readers()
    reader = known.get(path.suffix.casefold())
    if reader is None:
        error = InputRefused(
            f"{path.suffix or 'a file without suffix'} cannot be read", todo=_known(known)
        )
        yield Refused(error.at(Place(str(path))))
        return
    yield from reader.read(path, str(path), given)


def record_from(
    found: Findings, choices: Callable[[Sequence[Claim]], Iterable[Reading]], given: Given
) -> tuple[Record, tuple[str, ...]]:
    """Return the record of what another tool found, and what of it is not kept.

    `choices` are the ways in which the tool may have counted.
    """
    claims = tuple(found.claims())
    reading = fitting(choices(claims), claims, found.tool)
    document, notes = building.document(found, reading)
    made = record.parse(document)
    return replace(made, article=structured(given, reading.ours)), notes


def once(incoming: Iterable[Incoming | Refused]) -> Iterator[Incoming | Refused]:
    """Refuse an article that came before with another text: one of the two would be lost."""
    seen: dict[str, tuple[str, Place]] = {}
    for one in incoming:
        if isinstance(one, Refused):
            yield one
            continue
        article = article_of(one.found)
        digest = ids.digest(article.text)
        first, place = seen.setdefault(ids.article_iri(article, ""), (digest, one.place))
        yield one if first == digest else Refused(_twice(article, place).at(one.place))


def _twice(article: Article, place: Place) -> OnRecordError:
    name = f"the id {article.identifier!r}" if article.identifier else f"the URL {article.url}"
    return InputRefused(
        f"{name} stood already at {place} with another text", todo="give each article its own"
    )


def article_of(found: Article | Record) -> Article:
    """Return the article of what was read."""
    return found if isinstance(found, Article) else found.article


def _readable(path: Path, known: dict[str, Reader]) -> bool:
    hidden = path.name.startswith(".") or path.name.endswith((".meta.json", ".expected.json"))
    hidden = hidden or path.stem.casefold() == "readme"  # tells of the folder
    return path.is_file() and not hidden and path.suffix.casefold() in known


def _known(known: dict[str, Reader]) -> str:
    return "give files that end in " + ", ".join(sorted(known))
