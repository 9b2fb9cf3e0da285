"""The pages there are: what the router offers, and an address of each that the site links to."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin

import httpx
from lxml import html

from kg import mapping
from kg.store import Reader, Stored, reading
from kg.web.app import resources
from tests.browser.serving import Served

SENT_ON = frozenset(
    {
        "/article/{article}",
        "/article/{article}/{version}",
        "/scheme/{scheme}",
        "/scheme/{scheme}/{concept}",
        "/shape/{shape}",
        "/sparql",
    }
)
"""Give HTML by sending on to one of the pages."""

PAGES: tuple[str, ...] = tuple(
    sorted(
        {
            one.path
            for one in resources()
            if one.method == "GET" and "text/html" in one.gives and one.path not in SENT_ON
        }
    )
)
"""Every page, by its path in the router."""

STATES: dict[str, int] = {
    "/nowhere": 404,
    "/search?q=pier": 200,
    "/search?q=nothing+has+these+words": 200,
    "/compare?a={article}&b={other}": 200,
    "/articles/{article}?show=anonymous": 200,
    "/questions/source-kind-counts": 200,
    "/questions/chain?article=nothing-has-this-name": 400,
    "/checks?article={article}": 200,
    "/ns#scheme/identification": 200,
    "/console?query=ASK+%7B+%3Fs+%3Fp+%3Fo+%7D&run=1": 200,
}
"""Pages that look otherwise by what is asked of them, with their status."""

PLAIN = tuple(page for page in PAGES if "{" not in page)

_EACH = 3
"""How many of a page are looked at, to find one of each."""


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to open in a store: for each page of the router an address."""

    article: str
    other: str
    addresses: dict[str, str]
    broken: dict[str, int]
    """What pages link to and cannot be had, with the status."""

    def address(self, page: str) -> str:
        """Return the address of a page: its own, filled in, or one that another page links to."""
        if page in self.addresses:
            return self.addresses[page]
        return page.format(article=self.article, other=self.other)


def known_of(server: Served) -> Known:
    """Return what a server has, by following its links from its richest article and its start."""
    with reading(server.store) as reader:
        by_size = sorted(reader.articles(), key=lambda one: -_size(reader, one))
    names = [one.article.rpartition("/")[2] for one in by_size]
    first = f"/articles/{names[0]}"
    found: dict[str, str] = {}
    broken: dict[str, int] = {}
    with _client(server) as client:
        for address, answer in _crawl(client, (first, *PLAIN), each=_EACH):
            if answer.status_code == HTTPStatus.OK:
                found.setdefault(page_of(address), address)
            else:
                broken[address] = answer.status_code
    return Known(names[0], names[1], found, broken)


def _size(reader: Reader, stored: Stored) -> int:
    record = mapping.to_record(reader.dataset(stored.version), stored.version)
    return len(record.extraction.attributions)


def _pattern(page: str) -> re.Pattern[str]:
    """Return what an address of a page looks like, without its query string."""
    parts = re.split(r"\{(\w+)(?::(\w+))?\}", page)
    said = re.escape(parts[0])
    for _, kind, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        said += (".+" if kind == "path" else "[^/?]+") + re.escape(text)
    return re.compile(said)


def crawled(server: Served, each: int) -> dict[str, bytes]:
    """Return the HTML of the pages that a server's pages lead to, by address, some of each page."""
    with _client(server) as client:
        return {address: answer.content for address, answer in _crawl(client, PLAIN, each)}


def _client(server: Served) -> httpx.Client:
    return httpx.Client(
        base_url=server.origin,
        follow_redirects=True,
        timeout=30,
        headers={"Accept": "text/html"},
        limits=httpx.Limits(max_keepalive_connections=0),  # an error may end the connection
    )


def _crawl(
    client: httpx.Client, starts: Iterable[str], each: int
) -> Iterator[tuple[str, httpx.Response]]:
    """Yield some of each page with their addresses, those first that fewest links lead to."""
    waiting, seen, counts = deque(starts), set(starts), Counter[tuple[str, bool]]()
    while waiting:
        address = waiting.popleft()
        page = page_of(address), "?" in address
        if not page[0] or counts[page] == each:
            continue
        answer = client.get(address)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        yield address, answer
        counts[page] += 1
        for link in html.fromstring(answer.content).iter("a"):
            target = urldefrag(urljoin(address, link.get("href", ""))).url
            if target.startswith("/") and target not in seen:
                seen.add(target)
                waiting.append(target)


def page_of(address: str) -> str:
    """Return which page of the router an address is of; none where it is no page."""
    path = address.partition("?")[0]
    fitting = (page for page in PAGES if _pattern(page).fullmatch(path))
    return min(fitting, key=_variable, default="")


def _variable(page: str) -> tuple[bool, bool, int]:
    """Order pages as the router tries them: the plain ones first, those that take slashes last."""
    return ":path" in page, "{" in page, page.count("{")
