"""What comes from outside is text on every page: it runs nothing, and adds nothing to a page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from tests.browser.conftest import Open
from tests.browser.hostile import written
from tests.browser.markup import faults, pairs, shows, words
from tests.browser.pages import PAGES, Known, crawled, known_of, page_of
from tests.browser.payloads import PAYLOADS, UNSTORABLE
from tests.browser.serving import Served, served
from tests.web_site import fill

pytestmark = pytest.mark.slow

ASKED = (
    "/?q={}",
    "/?outlet={}",
    "/search?q={}",
    "/sources?name={}",
    "/outlets/{}",
    "/questions/statements-with-words?words={}",
    "/questions/chain?article={}",
    "/questions/{}",
    "/compare?a={}&b={}",
    "/console?query={}",
    "/articles/{}",
    "/scheme/{}",
    "/{}",
)
"""Where a query string or a path takes words from whoever made the link."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a store that holds nothing but payloads."""
    folder = tmp_path_factory.mktemp("hostile")
    fill(folder / "store", written(PAYLOADS, folder))
    with served(folder / "store") as running:
        yield running


@pytest.fixture(scope="module")
def pages(hostile: Served) -> dict[str, bytes]:
    """Return of each page that the hostile store's pages lead to as many as there are payloads."""
    return crawled(hostile, len(PAYLOADS))


@pytest.fixture(scope="module")
def hostile_known(hostile: Served) -> Known:
    """Return what there is to open in the hostile store."""
    return known_of(hostile)


@pytest.fixture(scope="module")
def harmless(newsroom: Served) -> set[tuple[str, str]]:
    """Return the elements and attributes that our pages have where nobody means harm."""
    found: set[tuple[str, str]] = set()
    for page in crawled(newsroom, 20).values():
        found |= pairs(page)
    assert ("h1", "") in found
    return found


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 80


def test_markup_is_found_where_it_is() -> None:
    page = "<!doctype html><html><body><h1>{}</h1></body></html>"
    seen = [
        payload
        for payload in PAYLOADS
        if faults(page.format(payload).encode("utf-8", "replace"), {("html", ""), ("h1", "")})
        != faults(page.format("x").encode(), {("html", ""), ("h1", "")})
    ]
    assert len(seen) > 60


def test_no_payload_adds_to_a_page(pages: dict[str, bytes], harmless: set[tuple[str, str]]) -> None:
    assert len(pages) > 4 * len(PAYLOADS)
    found = {address: faults(page, harmless) for address, page in pages.items()}
    assert {address: told[:3] for address, told in found.items() if told} == {}


def test_every_payload_is_read_as_text(pages: dict[str, bytes]) -> None:
    articles = [
        words(page)
        for address, page in pages.items()
        if page_of(address) == "/articles/{article}" and "?" not in address
    ]
    outlets = words(pages["/outlets"])
    assert len(articles) == len(PAYLOADS)
    assert [one for one in PAYLOADS if not any(shows(text, one) for text in articles)] == []
    assert [one for one in PAYLOADS if not shows(outlets, one)] == []


@pytest.mark.parametrize("address", ASKED)
def test_what_a_link_asks_is_text(
    address: str, newsroom: Served, harmless: set[tuple[str, str]]
) -> None:
    found = {}
    with httpx.Client(base_url=newsroom.origin, timeout=30) as client:
        for payload in (*PAYLOADS, *UNSTORABLE):
            asked = address.replace("{}", quote(payload[:6000], safe=""))
            answer = client.get(asked, headers={"Accept": "text/html"})
            told = faults(answer.content, harmless) if answer.content else []
            assert answer.status_code < 500, (payload, answer.status_code)
            assert "set-cookie" not in answer.headers
            found[payload] = told
    assert {payload: told[:3] for payload, told in found.items() if told} == {}


def test_articles_and_claims_run_nothing(
    hostile: Served, pages: dict[str, bytes], open_page: Open
) -> None:
    watch = open_page(hostile)
    articles = [at for at in pages if page_of(at) == "/articles/{article}" and "?" not in at]
    claims = [at for at in pages if page_of(at) == "/articles/{article}/claims/{claim}"]
    assert len(articles) == len(PAYLOADS) <= len(claims)
    for address in (*articles, *claims[::10]):
        watch.show(address)
        watch.page.mouse.move(300, 400)
        watch.assert_quiet()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_hostile_store_runs_nothing(
    page: str, hostile: Served, hostile_known: Known, open_page: Open
) -> None:
    watch = open_page(hostile)
    watch.open(hostile_known.address(page))
    watch.photograph(f"hostile {page}")
    watch.page.keyboard.press("Tab")
    watch.page.mouse.move(300, 400)
    watch.assert_quiet()


@pytest.mark.parametrize("address", ASKED)
def test_what_a_link_asks_runs_nothing(address: str, newsroom: Served, open_page: Open) -> None:
    watch = open_page(newsroom)
    for payload in PAYLOADS[::10]:
        watch.show(address.replace("{}", quote(payload, safe="")))
        watch.assert_quiet()
