"""A real site for tests: a store made from files, the workers, no server around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock

from starlette.testclient import TestClient

from kg.extraction.rules import EXTRACTOR
from kg.intake.given import Given
from kg.pipeline import Pipeline
from kg.readers import read
from kg.sandbox import Limits, Pool
from kg.settings import ServerSettings, Settings
from kg.store import Folder, Snapshots, begin, writing
from kg.web.app import application
from kg.web.site import Site
from kg.workspace.workspace import Workspace

BASE = "https://data.test/kg/"
TOKEN = "a-token-for-tests-that-is-long"  # noqa: S105 - of a store that lives as long as the test


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def fill(store: Path, paths: Sequence[Path]) -> None:
    """Ingest files by the rules."""
    pipeline = Pipeline(extractor=EXTRACTOR, base=BASE)
    with writing(store, BASE, now, room=False) as writer:
        for path in paths:
            for outcome in pipeline.ingest(read(path, Given()), writer):
                if outcome.error:
                    raise outcome.error


@contextmanager
def site(store: Path, *, token: str | None = None, workers: int = 1) -> Iterator[Site]:
    """Give the site of a store, empty where it holds nothing yet."""
    begin(store, BASE, now)
    folder = Folder(store)
    limits = Limits(seconds=20.0)
    space = Workspace(store / "workspace", base=BASE, limits=limits, now=now)
    with (
        Pool(folder.quads, limits=limits, workers=workers) as pool,
        Pool(folder.quads, limits=limits, workers=workers) as questions,
        closing(space),
    ):
        yield Site(
            settings=Settings(store=store, base=BASE),
            server=ServerSettings(token=token),
            snapshots=Snapshots(folder),
            pool=pool,
            questions=questions,
            workspace=space,
            pipeline=cache(lambda: Pipeline(extractor=EXTRACTOR, base=BASE)),
            now=now,
            door=Lock(),
        )


def client(made: Site) -> TestClient:
    """Return a client of the site's application."""
    return TestClient(application(made), base_url="http://localhost", raise_server_exceptions=False)
