"""Whoever has no right to write does not: every route that changes something, every wrong way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from starlette.testclient import TestClient

from kg.web.app import resources
from kg.web.resource import Resource
from kg.web.site import Site
from tests import web_site
from tests.test_graph_store import THEIRS, TRIG, at, made, written
from tests.web_site import TOKEN

WRITING = tuple(one for one in resources() if one.writes)
READING = tuple(one for one in resources() if not one.writes)
BEARER = {"Authorization": f"Bearer {TOKEN}"}
FORM = "application/x-www-form-urlencoded"
OTHER = "https://elsewhere.test"
WRONG = {
    "without a token": ({}, 401),
    "with a wrong token": ({"Authorization": f"Bearer {TOKEN[:-1]}x"}, 401),
    "with a longer token": ({"Authorization": f"Bearer {TOKEN}x"}, 401),
    "with an empty token": ({"Authorization": "Bearer "}, 401),
    "with letters beyond ASCII": ({"Authorization": "Bearer \xfc" + TOKEN}, 401),
    "by another scheme": ({"Authorization": f"Basic {TOKEN}"}, 401),
    "by a cookie": ({"Cookie": f"token={TOKEN}; Authorization=Bearer {TOKEN}"}, 401),
    "from another site": (BEARER | {"Origin": OTHER}, 403),
    "from nowhere": (BEARER | {"Origin": "null"}, 403),
    "across sites": (BEARER | {"Sec-Fetch-Site": "cross-site"}, 403),
    "from a sibling site": (BEARER | {"Sec-Fetch-Site": "same-site"}, 403),
    "for another host": (BEARER | {"Host": "elsewhere.test"}, 421),
    "for a host that begins like ours": (BEARER | {"Host": "localhost.elsewhere.test"}, 421),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with web_site.site(tmp_path_factory.mktemp("writes") / "store", token=TOKEN) as found:
        client = web_site.client(found)
        version, quads = made("harbour-1")
        put = client.put(at(version), content=written(quads), headers=TRIG | BEARER)
        assert put.status_code == 201
        put = client.put(
            at(THEIRS), content=b"<x:s> <x:p> 1 .", headers={"Content-Type": "text/turtle"} | BEARER
        )
        assert put.status_code == 201
        yield found


def digest(site: Site) -> str:
    """Return a digest of all quads, of the workspace, and of every log beside them."""
    site.snapshots.refresh()
    text = pyoxigraph.serialize(site.reader.quads(superseded=True), format=RdfFormat.N_QUADS)
    found = sha256(b"".join(sorted((text or b"").splitlines(keepends=True))))
    for path in sorted(Path(site.settings.store).rglob("*.jsonl")):
        found.update(str(path).encode() + path.read_bytes())
    return found.hexdigest()


def path_of(one: Resource) -> str:
    """Return an address of a resource, with something in each variable part."""
    article = made("harbour-1")[0].removeprefix(web_site.BASE + "article/").partition("/")[0]
    path = re.sub(r"\{article(:\w+)?\}", article, one.path)
    return re.sub(r"\{\w+(:\w+)?\}", "x", path)


def send(client: TestClient, one: Resource, headers: dict[str, str]) -> int:
    kind = {"Content-Type": one.takes[0]} if one.takes else {}
    where = f"{path_of(one)}?{urlencode({'graph': THEIRS})}"
    sent = {key.encode(): value.encode("latin-1") for key, value in (kind | headers).items()}
    answer = client.request(one.method, where, content=b"update=CLEAR+ALL", headers=sent)
    return answer.status_code


def test_there_is_something_to_write() -> None:
    written_to = {(one.method, one.path) for one in WRITING}
    assert {("PUT", "/data"), ("POST", "/workspace/update"), ("DELETE", "/data")} <= written_to


def test_nothing_but_a_writing_resource_changes_anything() -> None:
    assert {one.method for one in READING} <= {"GET", "POST"}


@pytest.mark.parametrize("way", WRONG)
@pytest.mark.parametrize("one", WRITING, ids=lambda one: f"{one.method} {one.path}")
def test_refused(site: Site, one: Resource, way: str) -> None:
    headers, status = WRONG[way]
    before = digest(site)
    assert send(web_site.client(site), one, headers) == status
    assert digest(site) == before


@pytest.mark.parametrize("one", WRITING, ids=lambda one: f"{one.method} {one.path}")
def test_without_a_token_configured_nobody_writes(site: Site, one: Resource) -> None:
    client = web_site.client(replace(site, server=replace(site.server, token=None)))
    before = digest(site)
    assert send(client, one, BEARER) == 403
    assert send(client, one, {}) == 403
    assert digest(site) == before


@pytest.mark.parametrize("one", WRITING, ids=lambda one: f"{one.method} {one.path}")
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "text/plain"])
def test_a_form_of_another_site_changes_nothing(site: Site, one: Resource, kind: str) -> None:
    """What a page elsewhere can send without asking first: a form, with the user's cookies."""
    before = digest(site)
    sent = {"Content-Type": kind, "Origin": OTHER, "Cookie": f"token={TOKEN}"}
    body = b"--x\r\nContent-Disposition: form-data; name=update\r\n\r\nCLEAR ALL\r\n--x--\r\n"
    answer = web_site.client(site).request("POST", path_of(one), content=body, headers=sent)
    assert answer.status_code in {403, 405, 415}
    assert digest(site) == before


@pytest.mark.parametrize("one", WRITING, ids=lambda one: f"{one.method} {one.path}")
def test_no_browser_is_told_that_another_site_may_write(site: Site, one: Resource) -> None:
    asked = {
        "Origin": OTHER,
        "Access-Control-Request-Method": one.method,
        "Access-Control-Request-Headers": "authorization",
    }
    answer = web_site.client(site).options(path_of(one), headers=asked)
    allowed = answer.headers.get("access-control-allow-methods", "").split(", ")
    reads = {two.method for two in READING if two.path == one.path and two.api}
    assert one.method not in allowed or one.method in reads
    assert "authorization" not in answer.headers.get("access-control-allow-headers", "").lower()


def test_reading_never_writes(site: Site) -> None:
    client, before = web_site.client(site), digest(site)
    for path in ("/sparql", "/workspace/sparql", "/workspace/update", "/data"):
        for name in ("update", "query"):
            answer = client.get(path, params={name: "DROP ALL"}, headers=BEARER)
            assert answer.status_code in {400, 405}
    assert digest(site) == before


def test_with_the_token_it_is_done(site: Site) -> None:
    client, before = web_site.client(site), digest(site)
    own = BEARER | {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    answer = client.post("/workspace/update", data={"update": "CLEAR ALL"}, headers=own)
    assert answer.status_code == 204
    assert digest(site) != before
