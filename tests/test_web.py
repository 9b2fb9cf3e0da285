"""What every request passes, and what the server says of itself."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, VOID, Graph, URIRef
from starlette.testclient import TestClient

from kg.errors import UsageError
from kg.exports import exporters
from kg.settings import ServerSettings, Settings
from kg.store import reading
from kg.vocab import ONR
from kg.web.app import resources
from kg.web.negotiation import best
from kg.web.security import host_of, names_of
from tests.web_site import BASE, client, fill, site

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "store"
    fill(folder, sorted(EXAMPLES.glob("*.txt")))
    return folder


@pytest.fixture(scope="module")
def web(store: Path) -> Iterator[TestClient]:
    with site(store) as made:
        yield client(made)


@pytest.fixture(scope="module")
def article(store: Path) -> str:
    with reading(store) as reader:
        return reader.articles()[0].article


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle", "text/turtle"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
        ("text/*;q=0.2, text/turtle;q=0.9", "text/turtle"),
        ("text/html;q=0, */*", "text/turtle"),
        ("text/turtle; charset=utf-8; q=0.7, text/html;q=0.1", "text/turtle"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("nonsense", None),
    ],
)
def test_the_format_that_is_liked_best(accept: str | None, wanted: str | None) -> None:
    assert best(accept, ("text/html", "text/turtle", "application/ld+json")) == wanted


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Localhost:8000", "localhost"),
        ("[::1]:8000", "[::1]"),
        ("[::1]", "[::1]"),
        ("data.test.", "data.test"),
        ("evil.example:80", "evil.example"),
    ],
)
def test_the_name_in_a_host_header(value: str, name: str) -> None:
    assert host_of(value) == name


def test_an_address_of_every_interface_is_no_name(tmp_path: Path) -> None:
    made = Settings(store=tmp_path, base=BASE)
    server = ServerSettings(host="0.0.0.0", hosts=frozenset({"news.test"}))  # noqa: S104
    assert names_of(made, server) == {"127.0.0.1", "localhost", "[::1]", "data.test", "news.test"}


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(UsageError, match="the token has 6 letters"):
        ServerSettings(token="secret")  # noqa: S106 - it is refused


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example"])
def test_a_foreign_name_is_refused(web: TestClient, host: str) -> None:
    assert web.get("/", headers={"Host": host}).status_code == 421


def test_every_answer_protects_its_reader(web: TestClient) -> None:
    for path in ("/", "/nowhere", "/healthz", "/static/onrecord.css"):
        headers = web.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_what_the_client_has_is_not_sent_again(web: TestClient) -> None:
    first = web.get("/ns")
    again = web.get("/ns", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    other = web.get("/ns", headers={"If-None-Match": '"else"'})
    assert other.status_code == 200


def test_long_answers_are_packed_for_who_can_unpack(web: TestClient) -> None:
    assert web.get("/ns").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in web.get("/ns", headers={"Accept-Encoding": "identity"}).headers


def test_an_error_is_a_page_for_a_reader_and_json_for_a_program(web: TestClient) -> None:
    page = web.get("/nowhere", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "<h1>Not Found</h1>" in page.text
    told = web.get("/article/0/0", headers={"Accept": "application/json"})
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["detail"] == "no such article is stored"
    assert web.delete("/healthz").status_code == 405


def test_what_programs_read_other_sites_may_read(web: TestClient) -> None:
    assert web.get("/healthz").headers["access-control-allow-origin"] == "*"
    asked = web.options("/openapi.json", headers={"Origin": "https://elsewhere.example"})
    assert asked.headers["access-control-allow-methods"] == "GET"
    assert "access-control-allow-origin" not in web.get("/").headers


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/turtle", ".ttl"),
        ("application/trig", ".trig"),
        ("application/n-quads", ".nq"),
        ("application/n-triples", ".nt"),
        ("application/rdf+xml", ".rdf"),
        ("application/ld+json", ".jsonld"),
        ("application/json", ".json"),
    ],
)
def test_an_iri_leads_to_its_graph(web: TestClient, article: str, accept: str, ending: str) -> None:
    path = article.removeprefix("https://data.test")
    answer = web.get(path, headers={"Accept": accept}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["vary"].lower() == "accept"
    assert answer.headers["location"].endswith(ending)
    found = web.get(answer.headers["location"])
    assert found.headers["content-type"].startswith(accept)
    assert article in found.text


def test_an_iri_leads_a_reader_to_a_page(web: TestClient, article: str) -> None:
    digest = article.rpartition("/")[2]
    answer = web.get(f"/article/{digest}", headers={"Accept": "text/html"}, follow_redirects=False)
    assert answer.headers["location"] == f"/articles/{digest}"
    assert web.get(f"/article/{digest}", headers={"Accept": "image/png"}).status_code == 406
    assert web.get(f"/article/{'0' * 32}").status_code == 404


def test_every_iri_below_the_base_leads_somewhere(web: TestClient, store: Path) -> None:
    with reading(store) as reader:
        quads = list(reader.quads())
    subjects = {str(getattr(quad.subject, "value", "")) for quad in quads}
    documents = {one.partition("#")[0] for one in subjects if one.startswith(BASE)}
    assert len(documents) == 4  # an article and its version, twice
    for one in documents:
        path = one.removeprefix("https://data.test")
        assert web.get(path, headers={"Accept": "text/turtle"}).status_code == 200


def test_documents_hold_what_the_store_holds(web: TestClient, article: str, store: Path) -> None:
    digest = article.rpartition("/")[2]
    with reading(store) as reader:
        found = reader.find(article)
        whole = exporters()["nquads"].dump(reader.quads((found,)))
    assert web.get(f"/doc/article/{digest}.nq").content == whole
    assert str(ONR.text).encode() not in web.get(f"/doc/article/{digest}.nq?text=no").content
    assert web.get(f"/doc/article/{digest}.exe").status_code == 404
    with reading(store) as reader:
        every = exporters()["nquads"].dump(reader.quads())
    assert sorted(web.get("/dump.nq").content.splitlines()) == sorted(every.splitlines())


def test_the_counts_are_those_of_the_store(web: TestClient, store: Path) -> None:
    answer = web.get("/.well-known/void", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
    with reading(store) as reader:
        triples = {quad.triple for quad in reader.quads()}
    assert int(str(graph.value(dataset, VOID.triples))) == len(triples)
    by_class = {
        graph.value(part, VOID["class"]): int(str(graph.value(part, VOID.entities)))
        for part in graph.objects(dataset, VOID.classPartition)
    }
    statements = {one.subject for one in triples if str(one.object) == f"<{ONR.Statement}>"}
    assert by_class[URIRef(ONR.Statement)] == len(statements) > 10


@pytest.mark.parametrize("path", ["/scheme/hedge", "/scheme/hedge/distancing", "/shape/Place"])
def test_a_term_leads_to_the_vocabulary(web: TestClient, path: str) -> None:
    page = web.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "<h1>Vocabulary</h1>" in page.text
    graph = web.get(path, headers={"Accept": "text/turtle"})
    assert (URIRef(f"https://w3id.org/onrecord{path}"), None, None) in Graph().parse(
        data=graph.text, format="turtle"
    )
    assert web.get("/scheme/hedge/no-such").status_code == 404


def test_the_description_names_every_path_for_programs(web: TestClient) -> None:
    told = web.get("/openapi.json").json()
    wanted = {one.path.replace(":path", "") for one in resources() if one.api or one.writes}
    assert set(told["paths"]) == wanted
    for path in told["paths"].values():
        for operation in path.values():
            assert operation["summary"]
            assert {"200", "503"} <= set(operation["responses"])


def test_health_and_metrics(web: TestClient) -> None:
    told = web.get("/healthz").json()
    assert (told["status"], told["articles"]) == ("ok", 2)
    counted = web.get("/metrics").text
    assert 'onrecord_requests_total{method="GET",route="/healthz",status="200"}' in counted
    assert 'onrecord_queries_workers{pool="own"} 1' in counted


def test_the_log_has_nobodys_words(web: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="onrecord.access"):
        web.get("/article/whispered?q=whispered")
    told = json.loads(caplog.records[-1].message)
    assert (told["route"], told["status"]) == ("/article/{article}", 404)
    assert "whispered" not in caplog.text


def test_an_empty_store_is_told(tmp_path: Path) -> None:
    with site(tmp_path / "store") as made:
        page = client(made).get("/")
    assert page.status_code == 200
    assert "onrecord ingest" in page.text


def test_a_snapshot_follows_the_store(tmp_path: Path) -> None:
    texts = sorted(EXAMPLES.glob("*.txt"))
    with site(tmp_path / "store") as made:
        web = client(made)
        assert web.get("/healthz").json()["articles"] == 0
        fill(tmp_path / "store", texts[:1])
        assert web.get("/healthz").json()["articles"] == 1
