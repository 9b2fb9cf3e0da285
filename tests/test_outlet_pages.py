"""Outlets, sources and who passes on whose words: figures that add up, and nobody given away."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.queries import bind, load
from kg.store import Folder, Snapshots, reading, writing
from kg.telling import measured
from kg.web.site import Site
from kg.web.views import overview as counting
from kg.web.views.charts import Part, bars, share
from kg.web.views.kinds import kind_called
from kg.web.views.naming import named
from kg.web.views.overview import Counted, Overview
from kg.web.views.relays import drawing, edges
from tests.web_records import record, span, written
from tests.web_site import BASE, client, fill, now, site

STAR, GAZETTE, ODD = "The Harbour Star", "The Harbour Gazette", 'A/B & "C" <i>?#%'
HOSTILE = "<script>alert(1)</script>\"'&"
MEASUREMENTS = Path(__file__).parent.parent / "docs" / "measurements.md"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outlets")
    records = (
        record("one"),
        record("two", date="2026-02-03", title="Locks"),
        record("three", outlet=GAZETTE, date="2026-02-04"),
        record("four", outlet=ODD, title=HOSTILE, rosa=HOSTILE),
    )
    fill(folder / "store", written(folder / "records", *records))
    return folder / "store"


@pytest.fixture(scope="module")
def made(store: Path) -> Iterator[Site]:
    with site(store) as one:
        yield one


@pytest.fixture(scope="module")
def web(made: Site) -> TestClient:
    return client(made)


def page(web: TestClient, path: str, status: int = 200) -> str:
    answer = web.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status, answer.text
    assert "<script>alert" not in answer.text
    return answer.text


def called(words: str) -> str:
    """Return the id of the source that is first mentioned by these words."""
    return "src{}-{}".format(*span(words))


def links(text: str) -> dict[str, str]:
    """Return where each link leads, by its words."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', text, re.DOTALL)
    return {html.unescape(words): html.unescape(href) for href, words in found}


def body(text: str) -> str:
    """Return a page without head, header and footer."""
    return text.partition('<main id="main">')[2].partition("</main>")[0]


def test_counts_are_those_of_the_stored_questions(made: Site, store: Path) -> None:
    whole = Counted().overview(made.snapshots)
    assert whole.whole
    assert whole.articles == 4
    with reading(store) as reader:
        for outlet in (STAR, GAZETTE, ODD):
            lines = counting.of_outlet(whole, outlet)
            narrowed = {"outlet": outlet}
            kinds: Counter[str] = Counter()
            for row in reader.select(bind(load("sourcing-counts"), narrowed)).objects():
                kinds[kind_called(str(row["identification"]))] += int(str(row["count"]))
            assert counting.total(one.kinds for one in lines) == kinds
            asked = reader.select(bind(load("response-counts"), narrowed)).objects()
            assert sum(one.outcomes.total() for one in lines) == sum(
                int(str(r["count"])) for r in asked
            )
            names = Counter[str]()
            for one in lines:
                names.update(one.names)
            told = reader.select(bind(load("named-sources"), narrowed)).objects()
            assert names == {str(row["source"]): row["statements"] for row in told}
            passed = reader.select(bind(load("relays"), narrowed)).objects()
            assert {
                (e.relay.teller, e.relay.publisher, e.relay.source, e.count) for e in edges(lines)
            } == {
                (row["teller"], row["role"] == "publisher", row["source"], row["statements"])
                for row in passed
            }


def test_the_counts_follow_the_store(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    first = written(folder, record("one"), record("two"))
    fill(tmp_path / "store", first)
    counted = Counted()
    with site(tmp_path / "store") as made:
        assert _statements(counted.overview(made.snapshots)) == 10
        changed = record("one", rosa="Ada Poe")
        changed["attributions"] = changed["attributions"][:2]
        fill(tmp_path / "store", written(folder, changed))
        whole = counted.overview(made.snapshots)
        assert (_statements(whole), whole.articles) == (7, 2)
        assert {"Ada Poe"} == {name for one in whole.lines for name in one.names} - {
            "Rosa Lind",
            "Tim Fay",
        }
        same_text = record("two")
        same_text["attributions"] = same_text["attributions"][:1]
        fill(tmp_path / "store", written(folder, same_text))
        assert _statements(counted.overview(made.snapshots)) == 3
        with writing(tmp_path / "store", BASE, now, room=False) as writer:
            writer.remove(made.snapshots.refresh().find("two").article)
        whole = counted.overview(made.snapshots)
        assert (_statements(whole), whole.articles) == (2, 1)


def _statements(whole: Overview) -> int:
    return sum(line.kinds.total() for line in whole.lines)


def test_a_large_store_is_counted_bit_by_bit(made: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_SECONDS", -1.0)
    monkeypatch.setattr(counting, "_AT_ONCE", 1)
    web = client(made)
    assert "1 of 4 articles are counted so far" in page(web, "/outlets")
    assert "2 of 4 articles are counted so far" in page(web, "/relays")
    assert "3 of 4 articles are counted so far" in page(web, "/outlets")
    assert "are counted so far" not in page(web, "/outlets")


def test_shares_have_wilson_s_interval() -> None:
    found = share(8, 10)
    assert found
    assert found.told == "80 % (49 to 94)"
    assert (round(found.low, 4), round(found.high, 4)) == (0.4902, 0.9433)
    assert found.thousandths() == (490, 800, 943)
    assert share(0, 0) is None
    none = share(0, 5)
    assert none
    assert (none.low, round(none.high, 4)) == (0.0, 0.4345)


def test_bars_fill_what_they_stand_for() -> None:
    parts = (Part("a", "x", "eggs"), Part("b", "y", "hens"))
    long, short, none = bars(
        {"1": Counter({"a": 3, "b": 6}), "2": Counter({"b": 3}), "3": Counter()}, parts
    )
    assert [(one.start, one.width) for one in long.pieces] == [(0, 333), (333, 667)]
    assert [(one.start, one.width) for one in short.pieces] == [(0, 333)]
    assert (none.pieces, none.told) == ((), "")
    assert long.told == "3 eggs, 6 hens"
    (full,) = bars({"2": Counter({"b": 3})}, parts, shares=True)
    assert full.pieces[0].width == 1000


def test_the_list_of_outlets(web: TestClient) -> None:
    text = page(web, "/outlets")
    found = links(text)
    for outlet in (STAR, GAZETTE, ODD):
        assert outlet in html.unescape(page(web, found[outlet]))
    row = re.search(r"The Harbour Star</a>.*?</tr>", text, re.DOTALL)
    assert row
    numbers = re.findall(r'class="number">([\d,]+)<', row[0])
    assert numbers == ["2", "10", "2"]
    assert "20 % (6 to 51)" in row[0]
    assert "6 named, 2 anonymous, 2 unnamed group" in row[0]


def test_an_outlet_tells_its_months_names_and_what_it_does_not_say(web: TestClient) -> None:
    text = page(web, "/outlets/The%20Harbour%20Star")
    assert "2 articles with 10 statements" in text
    assert re.findall(r'<th scope="row">(\d{4}-\d\d)</th>', text)[:2] == ["2026-01", "2026-02"]
    assert "20 % (4 to 62)" in text
    assert "What these figures do not say" in text
    assert measured.KINDS["anonymous"].precision.told in text
    assert measured.COMMAND in text
    assert "declined" in text
    found = links(text)
    assert found["Tim Fay"] == "/sources?name=Tim+Fay"
    for words in ("CSV", "JSON", "as a question", "Each with its words"):
        assert web.get(found[words]).status_code == 200
    assert page(web, found["Locks"])
    assert "no article of" in page(web, "/outlets/Nobody", 404)


def test_a_name_across_articles(web: TestClient) -> None:
    text = page(web, "/sources?name=Tim+Fay")
    assert "8 statements in 4 articles of 3 outlets" in text
    assert "The same name is no proof of the same person" in text
    assert "4 of 8 whose words are given, 50 %" in text
    days = re.findall(r'<td class="day">(.*?)</td>', text)
    assert days == sorted(days, reverse=True)
    found = links(text)
    assert found["Rosa Lind"] == "/sources?name=Rosa+Lind"
    assert page(web, found["the mud is deep"])
    for words in ("CSV for a spreadsheet", "JSON", "Turtle", "as a question"):
        assert web.get(found[words]).status_code == 200
    assert page(web, f"/sources?name={HOSTILE.replace('&', '%26')}")


def test_one_source_of_one_article(web: TestClient, made: Site) -> None:
    article = made.reader.find("one").article.rpartition("/")[2]
    ids = {
        str(row["source"]): str(row["id"])
        for row in web.get("/questions/anonymous-without-reason.json?article=one").json()
    }
    text = page(web, f"/sources/{article}/{ids['Two aides']}")
    assert "the pier is shut" in text
    assert "how many: 2" in text
    assert "shown in its own article only" in text
    assert page(web, links(text)["“the pier is shut”"])
    assert "no such source" in page(web, f"/sources/{article}/src0-1", 404)
    assert web.get(f"/sources/{'0' * 32}/src0-1").status_code == 404


def test_a_named_source_leads_to_its_name_and_tells_who_passes_it_on(
    web: TestClient, made: Site
) -> None:
    article = made.reader.find("one").article.rpartition("/")[2]
    fay = page(web, f"/sources/{article}/{called('Tim Fay')}")
    assert links(fay)["What is attributed to this name in all articles"] == "/sources?name=Tim+Fay"
    assert "according to Rosa Lind" in fay
    rosa = page(web, f"/sources/{article}/{called('Rosa Lind')}")
    assert "Words of others that come through it" in rosa
    mayor = page(web, f"/sources/{article}/{called('The mayor')}")
    assert "The mayor: declined, asked by The Harbour Star" in mayor


def test_no_anonymous_source_is_told_of_across_articles(web: TestClient) -> None:
    assert page(web, "/sources?name=Two+aides", 404)
    across = ["/sources", "/sources?words=aides", "/outlets", "/relays", "/search?q=pier"]
    across += ["/outlets/The%20Harbour%20Star", "/sources?name=Tim+Fay", "/sources?name=Rosa+Lind"]
    for path in across:
        text = body(page(web, path))
        for href in links(text).values():
            assert not re.match(r"/sources/[0-9a-f]{32}/", href), path
            assert "aides" not in href or "words=aides" in href, path
        if path != "/search?q=pier":  # each statement there stands by itself, as in its article
            assert "Two aides" not in text, path
    assert "aides" not in web.get("/relays.json").text


def test_who_passes_on_whose_words(web: TestClient) -> None:
    text = page(web, "/relays?outlet=The+Harbour+Gazette")
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", text, re.DOTALL)
    assert [html.unescape(re.sub(r"<[^>]*>", "|", row)) for row in rows] == [
        "|Rosa Lind|||a source of the article|||Tim Fay|||1|",
        "|The Harbour Gazette|||the outlet of the article|||Rosa Lind|||1|",
        "|The Harbour Gazette|||the outlet of the article|||Tim Fay|||1|",
    ]
    graph = web.get("/relays.json?outlet=The+Harbour+Gazette").json()
    called = {one["id"]: (one["name"], one["outlet"]) for one in graph["nodes"]}
    assert {(called[e["from"]], called[e["to"]], e["count"]) for e in graph["edges"]} == {
        (("Tim Fay", False), ("Rosa Lind", False), 1),
        (("Rosa Lind", False), (GAZETTE, True), 1),
        (("Tim Fay", False), (GAZETTE, True), 1),
    }
    assert drawing((), frozenset()) == {"nodes": [], "edges": []}


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with site(tmp_path / "store") as made:
        web = client(made)
        assert "The store is empty" in page(web, "/outlets")
        assert "No statement of a named source" in page(web, "/relays")
        assert "No such name" in page(web, "/sources")
        assert "Nothing was found anywhere" in page(web, "/search?q=x")
        assert "Nothing of that kind was found" in page(web, "/questions/sourcing-counts")


def test_articles_are_named_by_headline_or_first_words(store: Path) -> None:
    with reading(store) as reader:
        stored = {one.identifier: one.article for one in reader.articles()}
        found = named(reader, [*stored.values(), f"{BASE}article/{'0' * 32}"])
        assert len(found) == 4
        two = found[stored["two"]]
        assert (two.title, two.outlet, two.published) == ("Locks", STAR, "2026-02-03")
        assert two.href == f"/articles/{two.digest}"
        assert replace(two, identifier=None).handle == two.digest[:8]


def test_the_measured_errors_are_those_of_the_document() -> None:
    text = MEASUREMENTS.read_text(encoding="utf-8")
    _, how, given = measured.COMMAND.partition("-m tests.measures.labels.score ")
    _, _, table = text.partition(f"{how}{given}` |")
    assert how
    assert given
    for name, error in measured.KINDS.items():
        assert _row(name, error) in table
    assert _row("request for comment, with its outcome", measured.REQUESTS) in table
    assert f"found at all: {measured.SOURCES_FOUND} %" in table


def _row(name: str, error: measured.Error) -> str:
    figures = (
        f"{one.percent} ({one.low} to {one.high})" for one in (error.precision, error.recall)
    )
    return f"| {name} | {' | '.join(figures)} |"


def test_the_version_of_a_store_is_its_content(tmp_path: Path) -> None:
    from kg.web.views.asking import store_version  # noqa: PLC0415 - beside what it is of

    fill(tmp_path / "a", written(tmp_path / "records", record("one")))
    before = store_version(Folder(tmp_path / "a"))
    assert before == store_version(Snapshots(Folder(tmp_path / "a")).folder)
    fill(tmp_path / "a", written(tmp_path / "records", record("two")))
    assert store_version(Folder(tmp_path / "a")) != before
    assert store_version(Folder(tmp_path / "none")) == "empty"
