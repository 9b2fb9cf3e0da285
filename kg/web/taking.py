"""An article that comes with a request: a text, a file or a record, read as a file would be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

from kg.errors import InputRefused, UsageError
from kg.intake.given import Given
from kg.model import Article, Record
from kg.pipeline import Pipeline, Prepared
from kg.readers import Incoming, Refused, read, readers
from kg.sandbox import Busy
from kg.settings import ServerSettings
from kg.web import apart

SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/ld+json": ".json",
}
"""What a body may be, and the file that it is read as."""

_PATIENCE_SECONDS = 20.0
_WAITING = 4


class Desk:
    """Analyses one article at a time; a few may wait, more are sent away."""

    def __init__(self) -> None:
        self._queue = BoundedSemaphore(_WAITING + 1)
        self._turn = BoundedSemaphore(1)

    def prepare(self, pipeline: Pipeline, found: Article | Record) -> Prepared:
        """Return the record as a checked graph; nothing is stored."""
        with self.turn():
            return pipeline.prepare(found)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and hold it; raise `Busy` where too many wait, or it takes too long."""
        if not self._queue.acquire(blocking=False):
            raise _busy()
        try:
            if not self._turn.acquire(timeout=_PATIENCE_SECONDS):
                raise _busy()
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._queue.release()


def _busy() -> Busy:
    return Busy("others are having texts analysed", todo="try again", retry_seconds=5)


def article_in(body: bytes, suffix: str, given: Given, server: ServerSettings) -> Incoming:
    """Return the one article that a body holds, read as a file with that suffix.

    Markup may take as much as a query may.

    Raises `UsageError` for a kind that cannot be read, `InputRefused` for what is no article,
    or more than one, and `LimitReached` for markup that takes too much to be read.
    """
    if suffix not in readers():
        raise UsageError(
            f"files that end in {suffix or 'nothing'} cannot be read",
            todo=f"give one that ends in {', '.join(sorted(readers()))}",
        )
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / f"article{suffix}"
        path.write_bytes(body)
        if suffix in apart.SUFFIXES:
            bounds = apart.Bounds(seconds=server.seconds, memory_bytes=server.memory_bytes)
            found = apart.read_apart(path, given, bounds)
        else:
            found = list(read(path, given))
    refused = next((one for one in found if isinstance(one, Refused)), None)
    if refused is not None:
        raise InputRefused(refused.error.what, todo=refused.error.todo)
    articles = [one for one in found if isinstance(one, Incoming)]
    if len(articles) != 1:
        raise InputRefused(
            f"it holds {len(articles)} articles", todo="give one, or use `onrecord ingest`"
        )
    return articles[0]
