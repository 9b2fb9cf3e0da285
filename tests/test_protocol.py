"""The SPARQL 1.1 Protocol as served: W3C's tests, formats, errors, and queries that would hurt."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from starlette.testclient import TestClient

from kg.sandbox import Limits, Pool
from kg.web.site import Site
from tests import w3c, web_site
from tests.listening import Answered, Server, listening
from tests.web_site import TOKEN

MATERIAL = os.environ.get("ONRECORD_MATERIAL")
SUITES = Path(MATERIAL or "") / "suites" / "w3c-sparql11"
outside = pytest.mark.skipif(not MATERIAL, reason="ONRECORD_MATERIAL is not set")
EXAMPLE = Path(__file__).parents[1] / "examples" / "bridge-survey.txt"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = tmp_path_factory.mktemp("protocol") / "store"
    web_site.fill(store, [EXAMPLE])
    with web_site.site(store, token=TOKEN, workers=2) as made:
        yield made


@pytest.fixture(scope="module")
def server(site: Site) -> Iterator[Server]:
    with listening(site) as found:
        yield found


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    return web_site.client(site)


def with_token(headers: dict[str, str]) -> dict[str, str]:
    return headers | {"Authorization": f"Bearer {TOKEN}"}


# W3C


def is_update(one: w3c.Exchange) -> bool:
    return b"update=" in (one.body or b"") or "sparql-update" in one.headers.get("content-type", "")


def to_the_workspace(server: Server, one: w3c.Exchange) -> Answered:
    """Send a request of the suite to the address for queries, or to that for updates."""
    update = is_update(one) or "update" in one.path or (one.body or b"").startswith(b"CLEAR")
    address = "/workspace/update" if update else "/workspace/sparql"
    path = one.path.replace("/sparql/", address, 1)
    return server.ask(one.method, path, with_token(one.headers), one.body)


def protocol_cases() -> list[w3c.Case]:
    return w3c.cases(SUITES / "protocol" / "manifest.ttl", w3c.MF.ProtocolTest)


@outside
def test_w3c_protocol(server: Server) -> None:
    found = protocol_cases()
    failed = []
    for case in found:
        reset(server)
        for graph, path in case.data:
            where = f"/data?graph={quote(graph, safe='')}"
            kind = {"Content-Type": "application/n-triples"}
            answer = server.ask("PUT", where, with_token(kind), path.read_bytes())
            assert answer.status == 201, answer
        if faults := w3c.faults(case, lambda one: to_the_workspace(server, one)):
            failed.append(faults)
    print(f"SPARQL Protocol: {len(found) - len(failed)} of {len(found)}")
    assert failed == []
    assert len(found) == 34


@outside
def test_w3c_protocol_on_the_articles(server: Server) -> None:
    """The read-only endpoint passes what needs no data and no update, and refuses updates."""

    def send(one: w3c.Exchange) -> Answered:
        path = one.path.replace("/sparql/", "/sparql", 1)
        return server.ask(one.method, path, one.headers, one.body)

    fitting = [
        case
        for case in protocol_cases()
        if not case.data
        and (case.name.startswith("bad") or not any(map(is_update, case.exchanges)))
    ]
    assert len(fitting) == 21
    assert [fault for case in fitting for fault in w3c.faults(case, send)] == []


def reset(server: Server) -> None:
    headers = with_token({"Content-Type": "application/sparql-update"})
    assert server.ask("POST", "/workspace/update", headers, b"DROP ALL").status == 204


@outside
@pytest.mark.parametrize("path", ["/sparql", "/workspace/sparql"])
def test_w3c_service_description(server: Server, path: str) -> None:
    """The suite's three tests are sentences: returns RDF, has the endpoint, fits the schema."""
    named = Graph().parse(SUITES / "service-description" / "manifest.ttl")
    tests = set(named.subjects(RDF.type, w3c.MF.ServiceDescriptionTest))
    assert {str(one).rpartition("#")[2] for one in tests} == {
        "returns-rdf",
        "has-endpoint-triple",
        "conforms-to-schema",
    }
    answer = server.ask("GET", path)
    assert answer.status == 200
    graph = Graph().parse(data=answer.body, format=answer.headers["content-type"].split(";")[0])
    (service,) = graph.subjects(SD.endpoint, URIRef(server.address + path))
    assert (service, RDF.type, SD.Service) in graph
    assert_fits_schema(graph)
    print(f"Service Description of {path}: 3 of 3")


LINKS = {
    SD.endpoint: (SD.Service, None),
    SD.feature: (SD.Service, None),
    SD.supportedLanguage: (SD.Service, None),
    SD.resultFormat: (SD.Service, None),
    SD.defaultDataset: (SD.Service, SD.Dataset),
    SD.defaultGraph: (SD.Dataset, SD.Graph),
    SD.namedGraph: (SD.Dataset, SD.NamedGraph),
    SD.graph: (SD.NamedGraph, SD.Graph),
    SD.name: (SD.NamedGraph, None),
}
INSTANCES = {
    SD.feature: {
        SD.DereferencesURIs,
        SD.UnionDefaultGraph,
        SD.RequiresDataset,
        SD.EmptyGraphs,
        SD.BasicFederatedQuery,
    },
    SD.supportedLanguage: {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update},
}


def assert_fits_schema(graph: Graph) -> None:
    """Hold every triple against the domains and ranges of the vocabulary."""
    for subject, predicate, value in graph:
        if not str(predicate).startswith(str(SD)):
            continue
        domain, kind = LINKS[URIRef(str(predicate))]
        assert (subject, RDF.type, domain) in graph, (subject, predicate)
        assert kind is None or (value, RDF.type, kind) in graph, (predicate, value)
        known = INSTANCES.get(URIRef(str(predicate)))
        assert known is None or value in known
        assert not isinstance(value, Literal)


def test_description_names_the_graphs(client: TestClient, site: Site) -> None:
    answer = client.get("/sparql", headers={"Accept": "application/n-triples"})
    graph = Graph().parse(data=answer.text, format="nt")
    names = {str(one) for one in graph.objects(None, SD.name)}
    stored = {quad.graph_name.value for quad in site.reader.quads(superseded=True)}  # type: ignore[union-attr]
    assert names == stored


def test_description_is_for_programs_and_the_console_for_browsers(client: TestClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.get("/sparql", headers=browser, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    refused = client.get("/sparql", headers={"Accept": "image/png"})
    assert refused.status_code == 406


# Formats

SELECT = 'SELECT ("a,b" AS ?x) (1 AS ?y) {}'
ASK = "ASK {}"
CONSTRUCT = "CONSTRUCT { <http://e.test/s> <http://e.test/p> 'é' } {}"


def rows_of(media_type: str, body: bytes) -> list[list[str]]:
    text = body.decode()
    if media_type.endswith("json"):
        found: dict[str, Any] = json.loads(text)
        names = found["head"]["vars"]
        return [[row[name]["value"] for name in names] for row in found["results"]["bindings"]]
    if media_type.endswith("xml"):
        space = "{http://www.w3.org/2005/sparql-results#}"
        tree = ET.fromstring(text)  # noqa: S314 - our own answer
        return [
            ["".join(cell.itertext()).strip() for cell in row.iter(f"{space}binding")]
            for row in tree.iter(f"{space}result")
        ]
    if media_type == "text/csv":
        return list(csv.reader(io.StringIO(text)))[1:]
    return [[cell.strip('"') for cell in line.split("\t")] for line in text.splitlines()[1:]]


@pytest.mark.parametrize(
    "accept",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
        "application/json",
    ],
)
def test_rows_in_every_format(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == accept
    assert rows_of(accept, answer.content) == [["a,b", "1"]]
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    "accept",
    [
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
        "application/trig",
        "application/n-quads",
    ],
)
def test_graphs_in_every_format(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == accept
    read = pyoxigraph.parse(answer.content, format=RdfFormat.from_media_type(accept))
    assert [str(one.object) for one in read] == ['"é"']


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("*/*", SELECT, "application/sparql-results+json"),
        ("*/*", CONSTRUCT, "text/turtle"),
        ("text/csv;q=0.2, text/*;q=0.1, application/sparql-results+xml;q=0.9", SELECT,
         "application/sparql-results+xml"),
        ("application/rdf+xml;q=0.5, application/n-triples;q=0.51", CONSTRUCT,
         "application/n-triples"),
        ("application/sparql-results+json;q=0, */*;q=0.1", SELECT,
         "application/sparql-results+xml"),
        ("text/turtle, application/sparql-results+json", ASK, "application/sparql-results+json"),
    ],
)  # fmt: skip
def test_quality_decides(client: TestClient, accept: str, query: str, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == media_type


@pytest.mark.parametrize(
    ("accept", "query"),
    [("image/png", SELECT), ("text/turtle", SELECT), ("text/csv", CONSTRUCT)],
)
def test_a_format_that_there_is_not(client: TestClient, accept: str, query: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert answer.json()["status"] == 406


@pytest.mark.parametrize(
    ("name", "query", "media_type"),
    [
        ("json", SELECT, "application/sparql-results+json"),
        ("json", CONSTRUCT, "application/ld+json"),
        ("xml", SELECT, "application/sparql-results+xml"),
        ("csv", SELECT, "text/csv"),
        ("ttl", CONSTRUCT, "text/turtle"),
        ("application/sparql-results+json", SELECT, "application/sparql-results+json"),
        ("application/sparql-results json", SELECT, "application/sparql-results+json"),
    ],
)
@pytest.mark.parametrize("parameter", ["format", "output"])
def test_a_format_by_name(
    client: TestClient, parameter: str, name: str, query: str, media_type: str
) -> None:
    answer = client.get(
        "/sparql", params={"query": query, parameter: name}, headers={"Accept": "text/plain"}
    )
    assert answer.headers["content-type"].split(";")[0] == media_type


# Asking


def test_the_union_is_the_default_graph_and_a_dataset_replaces_it(client: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    names = client.get("/sparql", params={"query": "SELECT ?g { GRAPH ?g {} }", "format": "csv"})
    graph = names.text.splitlines()[1]

    def of(**more: str) -> int:
        answer = client.get("/sparql", params={"query": count, "format": "csv"} | more)
        return int(answer.text.splitlines()[1])

    one = of(**{"default-graph-uri": graph})
    assert 0 < one < of()
    assert of(**{"named-graph-uri": graph}) == 0
    inside = count.replace("{", f"FROM <{graph}> {{", 1)
    assert (
        int(client.get("/sparql", params={"query": inside, "format": "csv"}).text.splitlines()[1])
        == one
    )


def test_a_mistake_is_told_with_its_line_and_column(client: TestClient) -> None:
    for query, place in [
        ("SELECT * { ?s ?p ?o", "error at 1:20"),
        ("SELECT *\n{ ?s ?p ?o .\n  ?s ?? ?o }", "error at 3:"),
    ]:
        answer = client.get("/sparql", params={"query": query})
        assert answer.status_code == 400
        assert place in answer.json()["detail"], answer.text
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"query=ASK%20%7B%7D&update=CLEAR%20ALL", FORM["Content-Type"], 400),
        (b"update=CLEAR%20ALL", FORM["Content-Type"], 400),
        (b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM["Content-Type"], 400),
        (b"", FORM["Content-Type"], 400),
        (b"CLEAR ALL", "application/sparql-query", 400),
        (b"ASK {}", "application/sparql-update", 415),
        (b"ASK {}", "text/plain", 415),
        (b"ASK {} # \xff", "application/sparql-query", 400),
        ("ASK {}".encode("utf-16"), "application/sparql-query; charset=UTF-16", 415),
        (b"ASK { SERVICE <http://other.test/> {} }", "application/sparql-query", 400),
        (b"ASK {}", "application/sparql-query; charset=utf-8", 200),
    ],
)
def test_bodies(client: TestClient, body: bytes, kind: str, status: int) -> None:
    answer = client.post("/sparql", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert status == 200 or answer.json()["detail"]


def test_a_form_may_be_long(client: TestClient) -> None:
    words = " ".join(f"'{number:06}'" for number in range(200))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {words} }} }}"
    answer = client.post(
        "/sparql", content=urlencode({"query": query, "format": "csv"}), headers=FORM
    )
    assert answer.text.splitlines() == ["n", "200"]


def test_a_method_that_there_is_not(client: TestClient) -> None:
    answer = client.put("/sparql", content=b"ASK {}")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_other_sites_may_read_and_the_answer_has_a_tag(client: TestClient) -> None:
    elsewhere = {"Origin": "https://elsewhere.test"}
    asked = client.get("/sparql", params={"query": SELECT}, headers=elsewhere)
    assert asked.headers["access-control-allow-origin"] == "*"
    tag = {"If-None-Match": asked.headers["etag"]}
    assert client.get("/sparql", params={"query": SELECT}, headers=tag).status_code == 304
    before = client.options("/sparql", headers=elsewhere)
    assert "POST" in before.headers["access-control-allow-methods"]


# Limits


@pytest.fixture
def narrow(site: Site) -> Iterator[TestClient]:
    limits = Limits(seconds=2.0, memory_bytes=1024**3, rows=10)
    with Pool(site.settings.store / "quads", limits=limits, workers=1) as pool:
        yield web_site.client(replace(site, pool=pool))


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows_cut_short_are_no_plain_200(narrow: TestClient, name: str) -> None:
    answer = narrow.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }", "format": name})
    assert answer.status_code == 206
    assert answer.headers["x-cut-short"] == "10"
    if name == "json":
        found = answer.json()
        assert found["cutShort"] is True
        assert len(found["results"]["bindings"]) == 10
    whole = narrow.get(
        "/sparql", params={"query": "SELECT ?s { ?s ?p ?o } LIMIT 10", "format": name}
    )
    assert whole.status_code == 200
    assert "x-cut-short" not in whole.headers


def test_triples_cut_short_are_no_plain_200(narrow: TestClient) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    answer = narrow.get("/sparql", params={"query": query, "format": "nt"})
    assert answer.status_code == 206
    assert len(answer.text.splitlines()) == 10


HOSTILE = {
    "braces": "SELECT * " + "{" * 3000 + "}" * 3000,
    "parentheses": "SELECT (" + "(" * 6000 + "1" + ")" * 6000 + " AS ?x) {}",
    "nots": "SELECT * { FILTER(" + "!" * 12000 + "true) }",
    "sums": "SELECT (" + "1+" * 9000 + "1 AS ?x) {}",
    "ors": "SELECT * { FILTER(" + "true||" * 12000 + "true) }",
    "patterns": "SELECT * { " + "".join(f"?a{n} ?b{n} ?a{n + 1} . " for n in range(600)) + "}",
    "path": "SELECT * { ?a " + "/".join(["<http://e.test/p>"] * 600) + " ?b }",
    "cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "sorted cross join": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?a",
    "doubling": "SELECT ?z { BIND('xxxxxxxxxxxxxxxx' AS ?a0) "
    + "".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(40))
    + "BIND(?a40 AS ?z) }",
    "service": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "load": "LOAD <http://127.0.0.1:9/>",
}


@pytest.mark.slow
def test_hostile_queries_hurt_nobody(narrow: TestClient, site: Site) -> None:
    before = os.getpid()
    for name, query in HOSTILE.items():
        answer = narrow.post("/sparql", data={"query": query})
        assert answer.status_code in {400, 503}, (name, answer.status_code)
        if answer.status_code == 503:
            assert int(answer.headers["retry-after"]) > 0
        good = narrow.get("/sparql", params={"query": ASK})
        assert good.status_code == 200, name
    assert os.getpid() == before
    assert site.reader.articles()
