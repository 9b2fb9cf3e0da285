"""Readers: from a file to articles, or to records that were made elsewhere.

A module of this folder that offers a `READER` is one. What cannot be read comes back as
the error it would be, with its place, so that one bad line does not lose the others.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from kg import ids
from kg.errors import InputRefused, OnRecordError, Place, UsageError
from kg.intake.given import Given
from kg.model import Article, Record
from kg.plugins import discover


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that was read, and where it stood."""

    place: Place
    found: Article | Record


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


def readers() -> dict[str, Reader]:
    """Return the reader of each suffix."""
    offered = discover(sys.modules[__name__], "READER", Reader, lambda one: one.suffixes[0])
    return {suffix: one for one in offered.values() for suffix in one.suffixes}


def find(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that the paths mean: a folder stands for the readable files in it."""
    known = readers()
    try:
        return tuple(one for path in paths for one in _files(path, known))
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
