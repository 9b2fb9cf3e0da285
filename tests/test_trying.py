"""Try it, and taking an article in over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date as Date  # noqa: N812 - a type name
from html import unescape
from pathlib import Path
from time import monotonic, sleep

import pytest
from starlette.testclient import TestClient

from kg.errors import LimitReached
from kg.intake.given import Given
from kg.readers import Refused, read
from kg.sandbox import Busy
from kg.web.apart import Bounds, read_apart
from kg.web.site import Site
from kg.web.taking import Desk
from tests.web_site import BASE, TOKEN, client, site

TEXT = (
    "Lock keeper retires\n\nA senior official said the lock is leaking. Ana Brook, the lock's "
    "engineer, said the gate is sound.\n\nThe canal trust declined to comment.\n"
)
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path / "store", token=TOKEN) as one:
        yield one


@pytest.fixture
def web(made: Site) -> TestClient:
    return client(made)


def is_empty(made: Site) -> bool:
    return made.reader.articles() == ()


def test_a_text_is_analysed_and_not_stored(web: TestClient, made: Site) -> None:
    assert web.get("/try").status_code == 200
    page = web.post("/try", data={"text": TEXT, "outlet": "The Canal Post"})
    assert page.status_code == 200
    assert "2 attributed statements. Nothing was stored." in page.text
    assert "Ana Brook" in page.text
    assert "The Canal Post" in page.text
    assert is_empty(made)


def test_a_file_is_read_by_its_kind(web: TestClient) -> None:
    html = f"<html><body><article><h1>Lock</h1><p>{TEXT}</p></article></body></html>"
    for name, body in (("lock.html", html), ("lock.md", f"# Lock\n\n{TEXT}"), ("lock.txt", TEXT)):
        page = web.post("/try", files={"file": (name, body.encode())})
        assert page.status_code == 200, name
        assert "Ana Brook" in page.text


def test_the_record_can_be_had_as_json(web: TestClient) -> None:
    answer = web.post("/try", data={"text": TEXT, "as": "record"})
    told = json.loads(answer.text)
    assert answer.headers["content-type"] == "application/json"
    assert len(told["attributions"]) == 2
    again = web.post("/try", files={"file": ("record.json", answer.content)})
    assert "2 attributed statements" in again.text


@pytest.mark.parametrize(
    ("data", "file", "status", "told"),
    [
        ({"text": "  "}, None, 422, "paste a text"),
        ({"text": TEXT, "date": "yesterday"}, None, 422, "is no date"),
        ({"text": TEXT}, ("lock.txt", b"Ana said it rains."), 400, "give one of them"),
        ({}, ("lock.exe", b"MZ"), 400, "cannot be read"),
        ({}, ("lock", b"Ana said it rains."), 400, "cannot be read"),
        ({}, ("lock.txt", b"\xff\xfe\x00"), 422, "UTF-8"),
        ({}, ("lock.txt", b"one\x00two"), 422, "NUL"),
        ({}, ("lock.json", b"{"), 422, "JSON"),
        ({}, ("two.jsonl", b'{"text": "Ana left."}\n{"text": "Bo left."}\n'), 422, "holds 2"),
        ({"text": "x" * 1_000_001}, None, 422, "1,000,000 at most"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    web: TestClient, data: dict[str, str], file: tuple[str, bytes] | None, status: int, told: str
) -> None:
    page = web.post("/try", data=data, files={"file": file} if file else None)
    assert page.status_code == status
    assert told in page.text
    assert 'role="alert"' in page.text
    assert data.get("text", "").strip()[:200] in unescape(page.text)


DEEP = b"[" * 400_000
"""Markdown that takes its reader many seconds."""


def test_a_file_that_takes_too_long_to_read_is_stopped(tmp_path: Path) -> None:
    with site(tmp_path / "store") as one:
        web = client(replace(one, server=replace(one.server, seconds=3)))
        begun = monotonic()
        page = web.post("/try", files={"file": ("deep.md", DEEP)})
        assert monotonic() - begun < 8
        assert page.status_code == 503
        assert "Retry-After" in page.headers
        assert "takes longer than 3 seconds" in page.text
        page = web.post("/try", files={"file": ("lock.md", f"# Lock\n\n{TEXT}".encode())})
        assert page.status_code == 200


def test_what_is_read_apart_is_what_is_read(tmp_path: Path) -> None:
    given = Given(outlet="The Canal Post", date=Date(2026, 11, 24))
    html = f"<html><body><article><h1>Lock</h1><p>{TEXT}</p></article></body></html>"
    for name, body in (("lock.html", html), ("lock.md", f"# Lock\n\n{TEXT}"), ("none.md", "")):
        path = tmp_path / name
        path.write_text(body)
        here, there = list(read(path, given)), read_apart(path, given, Bounds())
        assert len(here) == len(there) == 1
        if isinstance(here[0], Refused):
            assert isinstance(there[0], Refused)
            assert (there[0].error.what, there[0].error.todo) == (
                here[0].error.what, here[0].error.todo
            )  # fmt: skip
        else:
            assert there == here


def test_a_file_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_bytes(b"*a " * 300_000 + b"x")
    with pytest.raises(LimitReached, match="more than 200 MiB"):
        read_apart(path, Given(), Bounds(seconds=60, memory_bytes=200 * 2**20))


def test_a_text_in_another_language_is_not_analysed(web: TestClient) -> None:
    text = "Der Minister sagte am Montag, die Brücke werde im Herbst wieder geöffnet. " * 4
    page = web.post("/try", data={"text": text})
    assert "not English" in page.text


def test_another_sites_form_is_refused(web: TestClient) -> None:
    crossed = {"Origin": "https://evil.example"}
    assert web.post("/try", data={"text": TEXT}, headers=crossed).status_code == 403


def test_an_article_is_stored_with_the_token(web: TestClient, made: Site) -> None:
    kind = {"Content-Type": "text/plain"}
    path = "/api/articles?outlet=The+Canal+Post&id=lock"
    first = web.post(path, content=TEXT, headers=BEARER | kind)
    assert first.status_code == 201, first.text
    told = first.json()
    assert (told["change"], told["statements"]) == ("added", 2)
    assert told["article"].startswith(BASE)
    assert web.get(told["page"]).status_code == 200
    again = web.post(path, content=TEXT, headers=BEARER | kind)
    assert (again.status_code, again.json()["change"]) == (200, "unchanged")
    assert [one.identifier for one in made.reader.articles()] == ["lock"]


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, TEXT, 401),
        ({"Authorization": "Bearer wrong"}, TEXT, 401),
        (BEARER | {"Origin": "https://evil.example"}, TEXT, 403),
        (BEARER | {"Content-Type": "image/png"}, TEXT, 415),
        (BEARER | {"Content-Type": "application/json"}, "{", 422),
        (BEARER, "", 422),
    ],
)
def test_what_may_not_be_stored(
    web: TestClient, made: Site, headers: dict[str, str], body: str, status: int
) -> None:
    answer = web.post(
        "/api/articles", content=body, headers={"Content-Type": "text/plain"} | headers
    )
    assert answer.status_code == status
    assert is_empty(made)


def test_too_many_at_once_are_sent_away() -> None:
    """One has its turn, four wait; the sixth is told to come again."""
    one = Desk()

    def wait() -> bool:
        with one.turn():
            return True

    with ThreadPoolExecutor(4) as threads:
        with one.turn():
            waiting = [threads.submit(wait) for _ in range(4)]
            sleep(0.5)  # until all of them stand in the queue
            with pytest.raises(Busy), one.turn():
                pass
        assert all(each.result(60) for each in waiting)
