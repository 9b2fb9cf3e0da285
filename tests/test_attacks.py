"""What hostile clients try: each is refused, and neither the log nor the answer tells too much."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.cli.logs import Wordless
from kg.errors import NoSpace, StoreBusy, StoreDamaged, StoreRefused, UsageError
from kg.web.problems import outward, status_of
from kg.web.security import host_of
from tests.web_site import TOKEN, client, site

BEARER = ("Authorization", f"Bearer {TOKEN}")
UPDATE = ("Content-Type", "application/sparql-update")
INSERT = b"INSERT DATA { <x:s> <x:p> 1 }"
OWN = "http://localhost"
SECRET = "the words of an article"  # noqa: S105 - no password


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with site(tmp_path_factory.mktemp("attacks") / "store", token=TOKEN) as made:
        yield client(made)


@pytest.mark.parametrize(
    "more",
    [
        [("Origin", "http://[")],
        [("Origin", "")],
        [("Origin", OWN), ("Origin", "https://elsewhere.test")],
        [("Sec-Fetch-Site", "Cross-Site")],
        [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "cross-site")],
    ],
)
def test_another_site_does_not_pass_as_ours(web: TestClient, more: list[tuple[str, str]]) -> None:
    told = [BEARER, UPDATE, *more]
    assert web.post("/workspace/update", content=INSERT, headers=told).status_code == 403
    own = [BEARER, UPDATE, ("Origin", OWN), ("Sec-Fetch-Site", "same-origin")]
    assert web.post("/workspace/update", content=INSERT, headers=own).status_code == 204


def test_a_port_has_plain_digits() -> None:
    assert host_of("localhost:\u00b2") == "localhost:\u00b2"


@pytest.mark.parametrize("name", ["Accept", "Content-Type"])
def test_a_header_that_would_take_long_to_read_is_refused(web: TestClient, name: str) -> None:
    long = {name: "text/html" + " " * 4096 + "!"}
    assert web.get("/ns", headers=long).status_code == 431
    assert web.get("/ns", headers={"Cookie": "a" * 8000}).status_code == 200


def test_a_body_that_only_asks_is_short(web: TestClient) -> None:
    query = b"ASK {} #" + b"x" * 2**20
    kind = {"Content-Type": "application/sparql-query"}
    assert web.post("/sparql", content=query, headers=kind).status_code == 413
    assert web.post("/sparql", content=b"ASK {}", headers=kind).status_code == 200


@pytest.mark.parametrize("kind", [StoreBusy, StoreDamaged, NoSpace])
def test_no_answer_tells_where_the_store_lies(tmp_path: Path, kind: type[StoreBusy]) -> None:
    error = kind(f"{tmp_path}/quads cannot be read", todo=f"look into {tmp_path}")
    assert str(tmp_path) not in " ".join(outward(error))
    refused = StoreRefused(f"{tmp_path} may not be written or read", todo="name another")
    assert str(tmp_path) not in " ".join(outward(refused))
    assert status_of(refused) == 500
    assert outward(UsageError("no such day", todo="give one")) == ("no such day", "give one")


def record(name: str, words: str, *, raised: bool = False) -> logging.LogRecord:
    about = None
    if raised:
        try:
            float(words)
        except ValueError:
            about = sys.exc_info()
    return logging.LogRecord(name, logging.WARNING, __file__, 1, words, (), about)


def test_the_log_has_the_place_of_a_defect_and_no_words() -> None:
    made = record("uvicorn.error", SECRET, raised=True)
    made.msg = "Exception in ASGI application"
    told = Wordless().format(made)
    assert SECRET not in told
    assert "ValueError" in told
    assert "test_attacks.py" in told


def test_what_a_library_warns_of_is_not_quoted() -> None:
    told = Wordless().format(record("rdflib.term", SECRET))
    assert SECRET not in told
    assert "rdflib.term" in told
    assert Wordless().format(record("onrecord.access", "a line")) == "a line"
