"""Questions, search and console as pages, and the questions' rows for programs."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from kg.cli.asking import ask
from kg.errors import UsageError
from kg.queries import as_graph, bind, first_found, load, stored
from kg.sandbox import Limits, Pool
from kg.store import reading
from kg.web.views.searching import terms
from tests.web_records import record, written
from tests.web_site import client, fill, site

NAMES = sorted(stored())
COUNTING = [name for name in NAMES if stored()[name].chart]
STAR, GAZETTE = "The Harbour Star", "The Harbour Gazette"
HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    records = (
        record("one"),
        record("two", outlet=GAZETTE, date="2026-02-03", title="Locks", rosa="=Ada"),
        record("three", outlet=HOSTILE, date="2026-02-04", title=HOSTILE, rosa=HOSTILE),
    )
    fill(folder / "store", written(folder / "records", *records))
    return folder / "store"


@pytest.fixture(scope="module")
def web(store: Path) -> Iterator[TestClient]:
    with site(store) as made:
        yield client(made)


def page(web: TestClient, path: str, status: int = 200) -> str:
    answer = web.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script>alert" not in answer.text
    return answer.text


def link(text: str, words: str) -> str:
    """Return where the link with these words leads."""
    for href, shown in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', text, re.DOTALL):
        if html.unescape(shown) == words:
            return html.unescape(href)
    raise AssertionError(words)


def rows_of(store: Path, name: str) -> list[dict[str, object]]:
    with reading(store) as reader:
        return [dict(row) for row in reader.select(load(name).sparql).objects()]


def test_the_library_has_every_question_in_its_words(web: TestClient) -> None:
    text = page(web, "/questions")
    for name, one in stored().items():
        assert link(text, one.question) == f"/questions/{name}"


@pytest.mark.parametrize("name", NAMES)
def test_every_question_answers_as_the_store_does(name: str, web: TestClient, store: Path) -> None:
    rows = rows_of(store, name)
    text = page(web, f"/questions/{name}")
    assert f"{len(rows):,} row" in text
    assert stored()[name].question in html.unescape(text)
    for parameter in stored()[name].parameters:
        assert f'name="{parameter.name}"' in text
    assert web.get(f"/questions/{name}.json").json() == rows


@pytest.mark.parametrize("name", NAMES)
def test_a_row_of_triples_for_every_row_of_nodes(name: str, web: TestClient, store: Path) -> None:
    answer = web.get(f"/questions/{name}.nt")
    if not {"article", "id"} <= {one.name for one in stored()[name].columns}:
        assert answer.status_code == 400
        assert "no nodes" in answer.json()["detail"]
        return
    assert answer.status_code == 200
    subjects = {str(one.subject) for one in parse(answer.content, format=RdfFormat.N_TRIPLES)}
    for row in rows_of(store, name):
        assert any(f"#{row['id']}>" in one for one in subjects)
    assert bool(subjects) == bool(rows_of(store, name))


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("json", "application/json"),
        ("srj", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv; charset=utf-8"),
        ("tsv", "text/tab-separated-values; charset=utf-8"),
        ("ttl", "text/turtle; charset=utf-8"),
        ("jsonld", "application/ld+json"),
    ],
)
def test_the_ending_and_the_header_ask_for_the_same(
    suffix: str, media_type: str, web: TestClient
) -> None:
    path = "/questions/rests-on-anonymous"
    by_name = web.get(f"{path}.{suffix}")
    by_header = web.get(path, headers={"Accept": media_type.partition(";")[0]})
    assert by_name.status_code == by_header.status_code == 200
    assert by_name.headers["content-type"] == by_header.headers["content-type"] == media_type
    assert by_name.content == by_header.content
    assert by_header.headers["vary"].startswith("Accept")
    assert by_header.headers["access-control-allow-origin"] == "*"


def test_the_formats_hold_the_same_rows(web: TestClient) -> None:
    path = "/questions/rests-on-anonymous"
    ids = [row["id"] for row in web.get(f"{path}.json").json()]
    assert len(ids) == 3
    bindings = web.get(f"{path}.srj").json()["results"]["bindings"]
    assert [one["id"]["value"] for one in bindings] == ids
    assert [one["id"] for one in csv.DictReader(io.StringIO(web.get(f"{path}.csv").text))] == ids
    tree = etree.fromstring(web.get(f"{path}.xml").content)
    assert tree.xpath("//*[local-name()='binding'][@name='id']/*/text()") == ids
    assert len(web.get(f"{path}.tsv").text.splitlines()) == 1 + len(ids)


def test_only_the_report_keeps_cells_from_being_formulas(web: TestClient) -> None:
    path = "/questions/statements-by-name"
    for ending, wanted in (("csv", "=Ada"), ("report.csv", "'=Ada")):
        answer = web.get(f"{path}.{ending}", params={"name": "=Ada"})
        (row,) = csv.DictReader(io.StringIO(answer.text))
        assert row["source"] == wanted
        assert ("content-disposition" in answer.headers) == (ending == "report.csv")


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("artcle=one", 400, "artcle"),
        ("since=yesterday", 400, "since"),
        ("article=nowhere", 400, "article"),
        ("since=2026-01-01&since=2026-01-02", 400, "twice"),
        ("page=0", 400, "page"),
        ("page=²", 400, "page"),
    ],
)
def test_what_is_wrong_is_named(query: str, status: int, named: str, web: TestClient) -> None:
    answer = web.get(f"/questions/stances.json?{query}")
    assert answer.status_code == status
    assert named in answer.json()["detail"]
    assert named in page(web, f"/questions/stances?{query}", status)


def test_what_is_not_there(web: TestClient) -> None:
    assert web.get("/questions/rests-on-nothing").status_code == 404
    assert web.get("/questions/stances.pdf").status_code == 404
    assert web.get("/questions/stances", headers={"Accept": "image/png"}).status_code == 406


def test_parameters_narrow(web: TestClient) -> None:
    path = "/questions/rests-on-anonymous.json"
    for values, count in (
        ({"outlet": GAZETTE}, 1),
        ({"article": "two"}, 1),
        ({"since": "2026-02-01"}, 2),
        ({"outlet": "", "since": ""}, 3),
        ({"outlet": HOSTILE}, 1),
        ({"outlet": '" } DROP ALL #'}, 0),
    ):
        assert len(web.get(path, params=values).json()) == count, values


def test_rows_lead_to_the_words(web: TestClient) -> None:
    (row,) = web.get("/questions/rests-on-anonymous.json?article=two").json()
    text = page(web, "/questions/rests-on-anonymous?article=two")
    claim = link(text, "the pier is shut")
    assert claim == f"/articles/{row['article'].rpartition('/')[2]}/claims/{row['id']}"
    assert "the pier is shut" in page(web, claim)
    assert "anonymous-described" not in re.sub(r"<form.*?</form>", "", text, flags=re.DOTALL)


def test_a_link_says_when_the_store_has_changed(tmp_path: Path) -> None:
    records = written(tmp_path / "records", record("one"), record("two"))
    fill(tmp_path / "store", records[:1])
    with site(tmp_path / "store") as made:
        web = client(made)
        kept = link(page(web, "/questions/stances?article=one"), "with the state of the store")
        assert "article=one" in kept
        assert "since this link was made" not in page(web, kept)
        fill(tmp_path / "store", records[1:])
        assert "since this link was made" in page(web, kept)


def test_the_command_asks_the_same(web: TestClient, store: Path) -> None:
    name = "$(rm) 'x' & \"y\""
    text = page(web, f"/questions/statements-by-name?since=2026-01-01&name={HOSTILE}")
    for params in ({"name": name}, {"name": "=Ada", "article": "two"}):
        answer = web.get(
            "/questions/statements-by-name", params=params, headers={"Accept": "text/html"}
        )
        text = answer.text
        found = re.search(r"<dt>As command</dt><dd><code>(.*?)</code>", text)
        assert found
        words = shlex.split(html.unescape(found[1]))
        assert words[:3] == ["onrecord", "ask", "statements-by-name"]
        pairs = tuple(words[4::2])
        assert dict(pair.split("=", 1) for pair in pairs) == params
        rows = ask("statements-by-name", pairs, store, "json").objects()
        assert rows == web.get("/questions/statements-by-name.json", params=params).json()


def test_the_console_opens_the_query_and_it_runs(web: TestClient) -> None:
    text = page(web, "/questions/rests-on-anonymous?article=two")
    console = link(text, "Open in the console")
    (query,) = parse_qs(urlsplit(console).query)["query"]
    assert "VALUES ?article { <" in query
    assert query.strip() in html.unescape(page(web, console))
    answer = web.get("/sparql", params={"query": query, "format": "json"})
    assert len(answer.json()["results"]["bindings"]) == 1


@pytest.mark.parametrize("name", COUNTING)
def test_a_chart_draws_all_that_is_counted(name: str, web: TestClient, store: Path) -> None:
    query, rows = stored()[name], rows_of(store, name)
    assert query.chart
    figure = re.search(
        r'<figure class="chart">(.*?)</figure>', page(web, f"/questions/{name}"), re.DOTALL
    )
    assert figure
    totals = re.findall(r'<td class="number">([\d,]+)</td></tr>', figure[1])
    count = query.chart.count
    assert sum(int(one.replace(",", "")) for one in totals) == sum(int(str(r[count])) for r in rows)
    for told, total in zip(
        re.findall(r'aria-label="([^"]*\d[^"]*)"', figure[1]), totals, strict=True
    ):
        parts = [int(one.replace(",", "")) for one in re.findall(r"(?:^|, )([\d,]+) ", told)]
        assert sum(parts) == int(total.replace(",", ""))


def test_an_answer_cut_short_is_never_a_plain_200(store: Path) -> None:
    with site(store) as made, Pool(store / "quads", limits=Limits(rows=2), workers=1) as pool:
        web = client(replace(made, pool=pool, questions=pool))
        for path in (
            "/questions/rests-on-anonymous.json",
            "/questions/rests-on-anonymous.csv",
            "/questions/rests-on-anonymous.report.csv",
            "/console?run=1&query=SELECT * { ?s ?p ?o }",
        ):
            answer = web.get(path)
            assert (answer.status_code, "x-cut-short" in answer.headers) == (206, True), path
        assert "more rows than one answer may have" in page(
            web, "/questions/rests-on-anonymous", 206
        )


def test_a_query_that_is_stopped_says_so(store: Path) -> None:
    with site(store) as made, Pool(store / "quads", limits=Limits(seconds=0.0001)) as pool:
        web = client(replace(made, pool=pool, questions=pool))
        for path in ("/questions/chain", "/console?run=1"):
            answer = web.get(path, headers={"Accept": "text/html"})
            assert answer.status_code == 503, path
            assert answer.headers["retry-after"]
            assert 'role="alert"' in answer.text


def test_rows_come_in_pages(tmp_path: Path) -> None:
    many = (record(f"n{number:03}") for number in range(60))
    fill(tmp_path / "store", written(tmp_path / "records", *many))
    with site(tmp_path / "store") as made:
        web = client(made)
        first = page(web, "/questions/statements-by-name?name=Tim+Fay")
        assert "120 rows" in first
        assert "here 1 to 100" in first
        second = page(web, link(first, "Rows after"))
        assert "here 101 to 120" in second
        assert "Rows before" in second
        assert "Rows after" not in second
        assert "is empty" in page(web, "/questions/statements-by-name?page=9")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ferry  fire", ("ferry", "fire")),
        ('"the pier" shut', ("the pier", "shut")),
        ("“the  pier”", ("the pier",)),
        ('an "open mark', ("an", "open", "mark")),
        ("a a", ("a",)),
        (' "" ', ()),
        (" ".join(map(str, range(50))), tuple(map(str, range(12)))),
    ],
)
def test_what_is_typed_becomes_terms(typed: str, found: tuple[str, ...]) -> None:
    assert terms(typed) == found


def test_the_search_finds_each_kind_of_thing(web: TestClient) -> None:
    text = page(web, "/search?q=pier")
    assert text.count("“the pier is shut”") == 3
    assert "/claims/" in link(text, "“the pier is shut”")
    assert "Statements (3)" in text
    assert "No statement has" in page(web, "/search?q=tim+fay+zzz")
    assert link(page(web, "/search?q=fay"), "Tim Fay") == "/sources?name=Tim+Fay"
    assert link(page(web, "/search?q=gazette"), GAZETTE) == "/outlets/The%20Harbour%20Gazette"
    assert link(page(web, "/search?q=locks"), "Locks").startswith("/articles/")
    assert "Statements (3)" in page(web, "/search?q=SHUT+pier")
    assert "No statement has" in page(web, '/search?q="shut pier"')


def test_the_search_shows_the_words_that_attribute(tmp_path: Path) -> None:
    story = tmp_path / "denial.txt"
    story.write_text("Ana Brook denied that she hid the glacier.\n", encoding="utf-8")
    fill(tmp_path / "store", [story])
    with site(tmp_path / "store") as made:
        web = client(made)
        assert "Ana Brook: “denied”" in page(web, "/search?q=glacier")
        assert "“denied”" in page(web, "/sources?name=Ana+Brook")


def test_the_search_says_that_there_are_more(tmp_path: Path) -> None:
    many = (record(f"n{number}", date=f"2026-01-{number % 28 + 1:02}") for number in range(60))
    fill(tmp_path / "store", written(tmp_path / "records", *many))
    with site(tmp_path / "store") as made:
        text = page(client(made), "/search?q=pier")
    assert "Statements (50 of more)" in text
    days = re.findall(r"\b2026-01-\d\d\b", body_of(text))
    assert len(days) == 50
    assert days == sorted(days, reverse=True)
    assert days[0] == "2026-01-28"


def body_of(text: str) -> str:
    """Return the list of statements of a search."""
    return text.partition('<ul class="hits">')[2].partition("</ul>")[0]


def test_the_search_says_when_there_is_nothing(web: TestClient) -> None:
    assert "Type words" in page(web, "/search")
    assert "Type words" in page(web, "/search?q=%20%22%22")
    assert "Nothing was found anywhere" in page(web, "/search?q=zzzzzz")


def test_no_description_of_an_anonymous_source_is_searched(web: TestClient) -> None:
    text = page(web, "/search?q=aides")
    assert "Nothing was found anywhere" in text


def test_the_console_runs_without_a_script(web: TestClient) -> None:
    text = page(web, "/console?run=1&query=SELECT ?name { ?s <https://schema.org/name> ?name }")
    assert "Tim Fay" in text
    assert "<p>yes</p>" in page(web, "/console?run=1&query=ASK { ?s ?p ?o }")
    assert "triples</p>" in page(web, "/console?run=1&query=CONSTRUCT WHERE { ?s ?p ?o }")
    assert 'role="alert"' in page(web, "/console?run=1&query=SELEC", 400)
    service = "SELECT * { SERVICE <http://elsewhere.test/> { ?s ?p ?o } }"
    assert 'role="alert"' in page(web, f"/console?run=1&query={service}", 400)


def test_the_console_offers_every_question_and_our_terms(web: TestClient) -> None:
    text = page(web, "/console")
    data = re.search(r'id="console-data">(.*?)</script>', text, re.DOTALL)
    assert data
    told = json.loads(data[1])
    assert "https://w3id.org/onrecord/ns#Statement" in told["classes"]
    assert "https://w3id.org/onrecord/ns#relays" in told["properties"]
    assert told["prefixes"]["onr"] == "https://w3id.org/onrecord/ns#"
    for name in NAMES:
        assert f'href="/console?example={name}"' in text
    assert "VALUES ?backing" in page(web, "/console?example=supported-by-content-not-given")
    assert "</script><b>" not in page(web, "/console?query=</script><b>")


def test_several_values_must_all_hold() -> None:
    bound = bind(load("statements-with-words"), {"words": ["pier", "shut"]})
    assert bound.count("CONTAINS(LCASE(?text), LCASE(") == 2
    with pytest.raises(UsageError):
        as_graph(load("sourcing-counts"), load("sourcing-counts").sparql)
    assert first_found(bound, 7).endswith("}\nLIMIT 7\n")
