"""A real Chromium before a real server; skipped where there is no Chromium, but not in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.pages import Known, known_of
from tests.browser.serving import CHECKOUT, Served, served
from tests.browser.watching import NOTING, Watch
from tests.web_site import fill

FLAGS = (
    "--no-sandbox",  # CI is root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
NEWSROOM = CHECKOUT / "examples" / "newsroom"

Open = Callable[..., Watch]
"""Opens a watched page of a server: `open_page(served, **how)`, with Playwright's options."""


def articles() -> list[Path]:
    """Return the files of the newsroom's articles."""
    return [
        path
        for path in sorted(NEWSROOM.iterdir())
        if path.suffix in {".txt", ".html", ".md"} and path.name[0].isdigit()
    ]


def _second_version(folder: Path) -> Path:
    """Return a file with another text of an article that has come out before."""
    first = next(path for path in articles() if path.suffix == ".txt")
    meta = f"{first.stem}.meta.json"
    shutil.copy(first.parent / meta, folder / meta)
    text = first.read_text(encoding="utf-8").rstrip()
    later = folder / first.name
    later.write_text(f"{text}\n\nA clerk said the file would stay open.\n", encoding="utf-8")
    return later


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the example newsroom."""
    folder = tmp_path_factory.mktemp("newsroom")
    store = folder / "store"
    fill(store, articles())
    fill(store, [_second_version(folder)])
    with served(store) as running:
        yield running


@pytest.fixture(scope="session")
def known(newsroom: Served) -> Known:
    """Return what there is to open in the newsroom."""
    return known_of(newsroom)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium; Playwright would fetch one of its own, which we never let it do."""
    executable = shutil.which("chromium")
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail("there is no chromium on PATH: apt-get install -y chromium")
        pytest.skip("there is no chromium on PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Give what opens watched pages, each in a profile of its own, and closes them."""
    contexts: list[BrowserContext] = []

    def opened(server: Served, **how: object) -> Watch:
        options: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, **how}
        context = chromium.new_context(**options)
        context.set_default_timeout(15_000)
        context.add_init_script(NOTING)
        contexts.append(context)
        scripts = bool(options.get("java_script_enabled", True))
        return Watch(context.new_page(), server.origin, scripts)

    yield opened
    for context in contexts:
        context.close()
