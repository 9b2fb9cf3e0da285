"""The review page and its API: with the token, each change at once, undone as simply."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.cli.main import status
from kg.evaluation.reading import gold
from kg.store import reading
from kg.web.site import Site
from tests.web_site import BASE, TOKEN, client, fill, site

TEXT = (
    "A senior official said the lock is leaking. Ana Brook, the lock's engineer, said the gate "
    "is sound.\n\nThe canal trust declined to comment.\n"
)
BEARER = {"Authorization": f"Bearer {TOKEN}"}
HOSTILE = "<script>alert(1)</script>"


@dataclass(frozen=True)
class Desk:
    """A served store with one article."""

    made: Site
    web: TestClient
    article: str
    version: str

    @property
    def api(self) -> str:
        """Return where its reviews are posted."""
        return f"/api/articles/{self.article}/reviews"

    def post(self, body: object, **headers: str) -> Any:  # noqa: ANN401 - httpx's answer
        """Send a review."""
        return self.web.post(self.api, json=body, headers=BEARER | headers)

    def said(self, **more: object) -> dict[str, object]:
        """Return a review's body."""
        return {"version": self.version, "reviewer": "Kim", **more}

    def statements(self) -> dict[str, str]:
        """Return the ids of the statements by their words."""
        record = self.web.get(f"/doc/article/{self.article}.json").json()
        return {one["words"]: one["id"].removeprefix("#") for one in record["attributions"]}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "lock.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.with_name("lock.meta.json").write_text('{"id": "lock"}', encoding="utf-8")
    fill(tmp_path / "store", [path])
    with site(tmp_path / "store", token=TOKEN) as made:
        (one,) = made.reader.articles()
        *_, article, version = one.version.split("/")
        yield Desk(made, client(made), article, version)


LEAK, GATE = "the lock is leaking", "the gate is sound"


def test_a_review_is_seen_at_once_and_undone(desk: Desk) -> None:
    before = desk.statements()
    told = desk.post(desk.said(statement=before[LEAK], verdict="rejected"))
    assert told.status_code == 201, told.text
    assert told.json()["statement"] == f"{BASE}article/{desk.article}/{desk.version}#{before[LEAK]}"
    assert set(desk.statements()) == {GATE}
    page = desk.web.get(f"/review/{desk.article}")
    assert "rejected by Kim" in page.text
    assert desk.post(desk.said(undo=told.json()["number"])).status_code == 201
    assert desk.statements() == before
    listed = desk.web.get(desk.api).json()["reviews"]
    assert [one.get("verdict", "undone") for one in listed] == ["rejected", "undone"]
    assert listed[0]["stands"] is False


def test_a_refused_review_changes_nothing_and_the_next_is_taken(desk: Desk) -> None:
    name = desk.statements()[LEAK]
    named = {"speaker": "new", "name": "Ana Brook"}
    for _ in range(2):
        refused = desk.post(desk.said(statement=name, verdict="corrected", becomes=named))
        assert refused.status_code == 422
        assert "does not name who speaks" in refused.json()["detail"]
        assert desk.post(desk.said(statement=name, verdict="accepted")).status_code == 201
    assert {one["verdict"] for one in desk.web.get(desk.api).json()["reviews"]} == {"accepted"}


def test_a_correction_by_offsets(desk: Desk) -> None:
    start = TEXT.index("the lock's engineer")
    becomes = {
        "sourceSpans": [[TEXT.index("Ana"), start + len("the lock's engineer")]],
        "kind": "expert",
    }
    told = desk.post(
        desk.said(statement=desk.statements()[GATE], verdict="corrected", becomes=becomes)
    )
    assert told.status_code == 201, told.text
    record = desk.web.get(f"/doc/article/{desk.article}.json").json()
    (one,) = (each for each in record["attributions"] if each["words"] == GATE)
    assert one["sourceSpans"] == becomes["sourceSpans"]
    assert one["rule"] == "review"
    assert [each["kind"] for each in record["sources"] if each.get("name") == "Ana Brook"] == [
        "expert"
    ]


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ([], 422, "no JSON object"),
        ({"version": "0" * 32}, 409, "has changed"),
        ({"version": None}, 409, "say which version"),
        ({"more": 1}, 422, "no key 'more'"),
        ({"reviewer": " "}, 422, "nobody is named"),
        ({"reviewer": "x" * 81}, 422, "nobody is named"),
        ({"reviewer": "Kim\nLee"}, 422, "nobody is named"),
        ({"verdict": "true"}, 422, "verdict is none"),
        ({"verdict": "corrected"}, 422, "what it becomes"),
        ({"becomes": {"kind": "person"}}, 422, "what it becomes"),
        ({"verdict": "corrected", "becomes": {"colour": "red"}}, 422, "has no 'colour'"),
        ({"verdict": "corrected", "becomes": {"kind": "robot"}}, 422, "robot"),
        ({"verdict": "corrected", "becomes": {"content": [[3, 1]]}}, 422, "smaller to a larger"),
        ({"verdict": "corrected", "becomes": {"content": "all"}}, 422, "list of pairs"),
        ({"verdict": "corrected", "becomes": {"content": [[0, 99999]]}}, 422, "text's end"),
        ({"statement": "s1-2"}, 422, "has no statement"),
        ({"undo": 7}, 422, "no review 7"),
        ({"undo": True}, 422, "no number"),
    ],
)
def test_what_is_wrong_is_told(desk: Desk, body: object, status: int, told: str) -> None:
    right = desk.said(statement=desk.statements()[LEAK], verdict="accepted")
    answer = desk.post({**right, **body} if isinstance(body, dict) else body)
    assert answer.status_code == status, answer.text
    assert told in answer.json()["detail"]
    assert desk.web.get(desk.api).json()["reviews"] == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        (BEARER | {"Origin": "https://evil.example"}, 403),
        (BEARER | {"Sec-Fetch-Site": "cross-site"}, 403),
        (BEARER | {"Content-Type": "text/plain"}, 415),
    ],
)
def test_who_may_not_review(desk: Desk, headers: dict[str, str], status: int) -> None:
    body = json.dumps(desk.said(statement=desk.statements()[LEAK], verdict="rejected"))
    kind = {"Content-Type": "application/json"}
    assert desk.web.post(desk.api, content=body, headers=kind | headers).status_code == status
    assert desk.web.get(desk.api).json()["reviews"] == []


def test_there_is_nothing_to_review_where_nothing_is(desk: Desk) -> None:
    for path in ("/review/", "/api/articles/"):
        tail = "/reviews" if "api" in path else ""
        assert desk.web.get(f"{path}{'0' * 32}{tail}").status_code == 404
    assert desk.web.get(f"/doc/reviews/{desk.article}.xlsx").status_code == 404


def test_without_a_token_the_page_says_so(tmp_path: Path) -> None:
    path = tmp_path / "lock.txt"
    path.write_text(TEXT, encoding="utf-8")
    fill(tmp_path / "store", [path])
    with site(tmp_path / "store") as made:
        article = made.reader.articles()[0].article.rpartition("/")[2]
        page = client(made).get(f"/review/{article}")
    assert "started without a token" in page.text
    assert "reviewing.js" not in page.text
    assert GATE in page.text


def test_names_are_text(desk: Desk) -> None:
    name = desk.statements()[LEAK]
    body = desk.said(statement=name, verdict="accepted") | {"reviewer": HOSTILE}
    assert desk.post(body).status_code == 201
    for path in (f"/review/{desk.article}", f"/articles/{desk.article}"):
        page = desk.web.get(path).text
        assert HOSTILE not in page
        assert "&lt;script&gt;" in page


def test_the_articles_page_says_who_reviewed_what(desk: Desk) -> None:
    page = f"/articles/{desk.article}"
    assert "reviewed:" not in desk.web.get(page).text
    number = desk.post(desk.said(statement=desk.statements()[GATE], verdict="accepted")).json()[
        "number"
    ]
    assert desk.web.get(page).text.count("reviewed: accepted by Kim") == 1
    desk.post(desk.said(undo=number))
    assert "reviewed:" not in desk.web.get(page).text


def test_a_new_text_says_that_nobody_reviewed_it(desk: Desk) -> None:
    desk.post(desk.said(statement=desk.statements()[GATE], verdict="accepted"))
    later = TEXT.replace("leaking", "leaking badly")
    stored = desk.web.post(
        "/api/articles?id=lock", content=later, headers=BEARER | {"Content-Type": "text/plain"}
    )
    assert stored.status_code == 200, stored.text
    for path in (f"/review/{desk.article}", f"/articles/{desk.article}"):
        assert "The text has changed since it was reviewed" in desk.web.get(path).text
    refused = desk.post(desk.said(statement="s1-2", verdict="accepted"))
    assert refused.status_code == 409


def test_reviews_hold_for_what_is_taken_in_over_http(desk: Desk) -> None:
    desk.post(desk.said(statement=desk.statements()[LEAK], verdict="rejected"))
    again = desk.web.post(
        "/api/articles?again=yes&id=lock",
        content=TEXT, headers=BEARER | {"Content-Type": "text/plain"},
    )  # fmt: skip
    assert again.status_code == 200, again.text
    assert set(desk.statements()) == {GATE}


def test_reviews_hold_for_what_is_sent_as_a_graph(desk: Desk) -> None:
    graph = f"/data?graph={BASE}article/{desk.article}/{desk.version}"
    kind = {"Content-Type": "application/trig"}
    sent = desk.web.get(graph, headers={"Accept": "application/trig"}).content
    desk.post(desk.said(statement=desk.statements()[LEAK], verdict="rejected"))
    answer = desk.web.put(graph, content=sent, headers=BEARER | kind)
    assert answer.status_code == 204, answer.text
    assert set(desk.statements()) == {GATE}


def test_reviews_are_a_graph_and_gold(
    desk: Desk, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    names = desk.statements()
    first = desk.post(desk.said(statement=names[LEAK], verdict="rejected")).json()["number"]
    desk.post(desk.said(statement=names[GATE], verdict="corrected", becomes={"kind": "expert"}))
    turtle = desk.web.get(f"/doc/reviews/{desk.article}.ttl")
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert "onr:Review" in turtle.text
    store = str(desk.made.settings.store)
    assert status(["--store", store, "export", "--reviews", "--format", "nquads"]) == 0
    quads = capsysbinary.readouterr().out.decode()
    assert quads.count("<https://w3id.org/onrecord/ns#Review>") == 2
    assert f"<{BASE}article/{desk.article}#reviews> ." in quads
    assert status(["--store", store, "export", "--reviews", "--format", "gold"]) == 0
    line = capsysbinary.readouterr().out
    (told,) = map(json.loads, line.splitlines())
    assert [one["review"] for one in told["attributions"]] == ["corrected"]
    assert (len(told["rejected"]), told["unreviewed"], told["annotator"]) == (1, 0, "Kim")
    path = tmp_path / "gold.jsonl"
    path.write_bytes(line)
    (marked,) = gold(path)
    assert [one.content[0].of(marked.article.text) for one in marked.marks] == [GATE]
    desk.post(desk.said(undo=first))
    assert status(["--store", store, "export", "--reviews", "--format", "gold"]) == 0
    (told,) = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert (len(told["attributions"]), told["rejected"], told["unreviewed"]) == (2, [], 1)


def test_the_store_is_whole_after_reviews(desk: Desk) -> None:
    names = desk.statements()
    desk.post(desk.said(statement=names[LEAK], verdict="rejected"))
    desk.post(desk.said(statement=names[GATE], verdict="accepted"))
    with reading(desk.made.settings.store) as reader:
        assert reader.verify() == 1
