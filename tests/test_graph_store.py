"""The Graph Store Protocol as served: W3C's tests, articles as graphs, and the workspace."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph
import pytest
from hypothesis import given, settings
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat
from starlette.testclient import TestClient

from kg import mapping, record, sourcing
from kg.extraction.rules import EXTRACTOR
from kg.ids import Minter
from kg.model import Record
from kg.pipeline import Pipeline
from kg.sandbox import Limits
from kg.store import quads_of
from kg.vocab import ONR_NAMESPACE
from kg.web.arriving import arrived
from kg.web.site import Site
from kg.workspace import journal
from kg.workspace.workspace import Workspace
from tests import records, w3c, web_site
from tests.listening import Answered, Server, listening
from tests.web_site import BASE, TOKEN

MATERIAL = os.environ.get("ONRECORD_MATERIAL")
SUITES = Path(MATERIAL or "") / "suites" / "w3c-sparql11" / "graph-store-protocol"
outside = pytest.mark.skipif(not MATERIAL, reason="ONRECORD_MATERIAL is not set")
BEARER = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {"Content-Type": "text/turtle"}
TRIG = {"Content-Type": "application/trig"}
FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
DATASETS = ("application/trig", "application/n-quads", "application/ld+json")
THEIRS = "https://notes.test/mine"
PIPELINE = Pipeline(extractor=EXTRACTOR, base=BASE)
PLAIN = b"<https://e.test/s> <https://e.test/p> 'note' ."


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with web_site.site(tmp_path / "store", token=TOKEN) as made:
        yield made


@pytest.fixture
def client(site: Site) -> TestClient:
    made = web_site.client(site)
    made.headers.update(BEARER)
    return made


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    with listening(site) as found:
        yield found


def at(graph: str) -> str:
    return f"/data?graph={quote(graph, safe='')}"


# W3C


def gsp_cases(name: str) -> list[w3c.Case]:
    return w3c.cases(SUITES / f"manifest-{name}.ttl", w3c.MF.GraphStoreProtocolTest)


@outside
@pytest.mark.parametrize(
    ("manifest", "prefix", "count"),
    [("indirect", "/data", 9), ("direct", "/workspace/data", 5)],
)
def test_w3c_graph_store(server: Server, manifest: str, prefix: str, count: int) -> None:
    def send(one: w3c.Exchange) -> Answered:
        path = one.path.replace("/gsp", prefix, 1)
        return server.ask(one.method, path, one.headers | BEARER, one.body)

    found = gsp_cases(manifest)
    failed = []
    for case in found:
        update = BEARER | {"Content-Type": "application/sparql-update"}
        assert server.ask("POST", "/workspace/update", update, b"DROP ALL").status == 204
        if faults := w3c.faults(case, send):
            failed.append(faults)
    print(f"Graph Store Protocol, {manifest}: {len(found) - len(failed)} of {len(found)}")
    assert failed == []
    assert len(found) == count


# Articles

TEXT = "An aide said the pier is shut. The mayor declined to comment."


def document(identifier: str, **more: object) -> dict[str, Any]:
    aide = {
        "id": "aide",
        "identification": "anonymous-described",
        "description": "An aide",
        "mentions": [[0, 7]],
    }
    said = {
        "id": "a",
        "source": "aide",
        "sourceSpans": [[0, 7]],
        "cue": [[8, 12]],
        "content": [[13, 29]],
    }
    article = {"identifier": identifier, "outlet": "The Harbour Star", "text": TEXT}
    return {
        "recordVersion": "2",
        "origin": "human",
        "maker": {"name": "a standards editor"},
        "article": article,
        "sources": [aide],
        "attributions": [said],
    } | more


def graphs_of(found: Record) -> tuple[str, list[Quad]]:
    dataset = mapping.to_dataset(found, sourcing.derive(found), BASE)
    version = Minter.of(found.article, BASE).version
    return version, list(quads_of(mapping.quads(dataset)))


def made(identifier: str, **more: object) -> tuple[str, list[Quad]]:
    return graphs_of(record.parse(document(identifier, **more)))


def written(quads: list[Quad], media_type: str = "application/trig") -> bytes:
    form = FORMATS[media_type]
    if media_type in DATASETS:
        return pyoxigraph.serialize(quads, format=form) or b""
    return pyoxigraph.serialize({one.triple for one in quads}, format=form) or b""


def digest(site: Site) -> str:
    site.snapshots.refresh()
    text = pyoxigraph.serialize(site.reader.quads(superseded=True), format=RdfFormat.N_QUADS)
    return sha256(b"".join(sorted((text or b"").splitlines(keepends=True)))).hexdigest()


@pytest.mark.parametrize("media_type", DATASETS)
def test_a_record_comes_in_whole_and_goes_out_the_same(
    client: TestClient, site: Site, media_type: str
) -> None:
    version, quads = made("harbour-1")
    kind = {"Content-Type": media_type}
    assert client.get(at(version)).status_code == 404
    answer = client.put(at(version), content=written(quads, media_type), headers=kind)
    assert answer.status_code == 201, answer.text
    assert site.reader.verify() == 1
    got = client.get(at(version), headers={"Accept": media_type})
    assert set(pyoxigraph.parse(got.content, format=FORMATS[media_type])) == set(quads)
    again = client.put(at(version), content=got.content, headers=kind)
    assert again.status_code == 204
    assert client.delete(at(version)).status_code == 204
    assert client.get(at(version)).status_code == 404
    assert site.reader.articles() == ()


def test_each_graph_of_a_version_is_read_by_its_name(client: TestClient) -> None:
    version, quads = made("harbour-1")
    client.put(at(version), content=written(quads), headers=TRIG)
    for part in ("head", "assertion", "provenance", "pubinfo", "facts"):
        graph = NamedNode(f"{version}#{part}")
        got = client.get(at(graph.value), headers={"Accept": "application/n-triples"})
        assert got.status_code == 200
        triples = {one.triple for one in pyoxigraph.parse(got.content, format=RdfFormat.N_TRIPLES)}
        assert triples == {one.triple for one in quads if one.graph_name == graph}
    article = version.rpartition("/")[0]
    history = client.get(at(f"{article}#history"), headers={"Accept": "application/n-triples"})
    assert "currentVersion" in history.text
    assert client.get(at(f"{version}#nothing")).status_code == 404
    assert client.get(at(article)).status_code == 404


def test_a_record_is_replaced_as_a_whole(client: TestClient) -> None:
    version, quads = made("harbour-1")
    client.put(at(version), content=written(quads), headers=TRIG)
    changed = document("harbour-1")
    changed["attributions"][0]["certainty"] = "possible"
    same, other = graphs_of(record.parse(changed))
    assert (same, other) != (version, quads)
    assert client.post(at(version), content=written(other), headers=TRIG).status_code == 409
    assert client.put(at(version), content=written(other), headers=TRIG).status_code == 204
    got = client.get(at(version), headers={"Accept": "application/n-quads"})
    assert set(pyoxigraph.parse(got.content, format=RdfFormat.N_QUADS)) == set(other)
    by_program = graphs_of(record.parse(document("harbour-1", origin="automatic")))[1]
    kept = client.put(at(version), content=written(by_program), headers=TRIG)
    assert kept.status_code == 409
    assert "person" in kept.json()["detail"]


def test_what_follows_is_computed_anew(client: TestClient) -> None:
    version, quads = made("harbour-1")
    facts = NamedNode(f"{version}#facts")
    lies = [
        Quad(NamedNode(f"{version}#s13-29.8"), NamedNode(f"{ONR_NAMESPACE}hops"), Literal(7), facts)
    ]
    sent = [one for one in quads if one.graph_name != facts] + lies
    assert client.put(at(version), content=written(sent), headers=TRIG).status_code == 201
    got = client.get(at(version), headers={"Accept": "application/n-quads"})
    assert set(pyoxigraph.parse(got.content, format=RdfFormat.N_QUADS)) == set(quads)


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize("where", ["ontology", "another article", "report", "default"])
def test_nothing_comes_into_another_graph(
    client: TestClient, site: Site, media_type: str, where: str
) -> None:
    other, others = made("harbour-2")
    client.put(at(other), content=written(others), headers=TRIG)
    version, quads = made("harbour-1")
    graphs: dict[str, NamedNode | DefaultGraph] = {
        "ontology": NamedNode(ONR_NAMESPACE.rstrip("#")),
        "another article": NamedNode(f"{other}#assertion"),
        "report": NamedNode(f"{BASE}reports/1"),
        "default": DefaultGraph(),
    }
    graph = graphs[where]
    before, kept = digest(site), client.get("/data?default&format=nt").content
    lie = Quad(NamedNode(f"{other}#s13-29.8"), NamedNode("https://e.test/p"), Literal("x"), graph)
    kind = {"Content-Type": media_type}
    hidden = client.put(at(version), content=written([*quads, lie], media_type), headers=kind)
    assert hidden.status_code == (403 if media_type in DATASETS else 415), hidden.text
    if isinstance(graph, NamedNode):
        for method in ("PUT", "POST", "DELETE"):
            body = None if method == "DELETE" else written([lie], media_type)
            openly = client.request(method, at(graph.value), content=body, headers=kind)
            assert openly.status_code == 403, openly.text
    assert digest(site) == before
    assert client.get("/data?default&format=nt").content == kept


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ("a triple more", 422),
        ("a blank node", 422),
        ("no provenance", 422),
        ("nothing", 422),
        ("an unknown kind", 422),
        ("another version", 409),
        ("an anonymous source with a name", 422),
    ],
)
def test_what_is_no_record_stays_out(
    client: TestClient, site: Site, change: str, status: int
) -> None:
    version, quads = made("harbour-1")
    wanted = version
    assertion = NamedNode(f"{version}#assertion")
    aide = NamedNode(f"{version}#src0-7")
    scheme = "https://w3id.org/onrecord/scheme"
    if change == "a triple more":
        quads.append(Quad(aide, NamedNode("https://e.test/p"), Literal("x"), assertion))
    elif change == "a blank node":
        quads.append(
            Quad(aide, NamedNode("https://e.test/p"), pyoxigraph.BlankNode("b"), assertion)
        )
    elif change == "no provenance":
        quads = [one for one in quads if "#provenance" not in str(one.graph_name)]
    elif change == "nothing":
        quads = []
    elif change == "an unknown kind":
        known = NamedNode(f"{scheme}/identification/anonymous-described")
        quads = [
            Quad(one.subject, one.predicate, NamedNode(f"{scheme}/x/y"), one.graph_name)
            if one.object == known
            else one
            for one in quads
        ]
    elif change == "another version":
        wanted = version[:-1] + ("0" if version[-1] != "0" else "1")
        moved = written(quads, "application/n-quads").decode().replace(version, wanted)
        quads = list(quads_of(moved.encode()))
    else:
        name = NamedNode("https://schema.org/name")
        quads.append(Quad(aide, name, Literal("Tom Poe"), assertion))
    before = digest(site)
    answer = client.put(at(wanted), content=written(quads), headers=TRIG)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]
    assert digest(site) == before


def test_findings_of_the_check_come_back(client: TestClient, site: Site) -> None:
    circle = document("harbour-3")
    circle["attributions"][0]["nestedIn"] = "b"
    second = circle["attributions"][0] | {"id": "b", "nestedIn": "a", "content": [[13, 28]]}
    circle["attributions"].append(second)
    before = digest(site)
    version, quads = graphs_of(record.parse(circle))
    answer = client.put(at(version), content=written(quads), headers=TRIG)
    assert answer.status_code == 422, answer.text
    assert answer.json()["findings"]
    assert digest(site) == before


@settings(max_examples=25, deadline=None)
@given(found=records.records())
def test_any_record_is_what_its_graphs_say(found: Record) -> None:
    version, quads = graphs_of(found)
    lines = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""
    assert arrived(lines, version, PIPELINE).record == found


def test_articles_go_whole(client: TestClient, site: Site) -> None:
    version, quads = made("harbour-1")
    client.put(at(version), content=written(quads), headers=TRIG)
    longer = document("harbour-1")
    longer["article"]["text"] += " It reopens in May."
    newer, more = graphs_of(record.parse(longer))
    assert client.put(at(newer), content=written(more), headers=TRIG).status_code == 201
    article = version.rpartition("/")[0]
    assert client.delete(at(version)).status_code == 409
    assert client.delete(at(f"{version}#assertion")).status_code == 403
    assert client.delete(at(article)).status_code == 204
    assert client.delete(at(article)).status_code == 404
    assert site.reader.articles() == ()
    assert digest(site) == sha256(b"").hexdigest()


# The workspace


@pytest.mark.parametrize("media_type", FORMATS)
def test_a_graph_of_theirs_in_every_format(client: TestClient, media_type: str) -> None:
    quad = Quad(NamedNode("https://e.test/s"), NamedNode("https://e.test/p"), Literal("é"))
    kind = {"Content-Type": media_type}
    put = client.put(at(THEIRS), content=written([quad], media_type), headers=kind)
    assert put.status_code == 201
    got = client.get(at(THEIRS), headers={"Accept": media_type})
    assert got.headers["content-type"].split(";")[0] == media_type
    read = pyoxigraph.parse(got.content, format=FORMATS[media_type])
    assert [one.object for one in read] == [Literal("é")]
    head = client.head(at(THEIRS), headers={"Accept": media_type})
    assert (head.status_code, head.content) == (200, b"")
    assert client.get(at(THEIRS), headers={"Accept": "image/png"}).status_code == 406


def test_articles_and_workspace_do_not_see_each_other(client: TestClient) -> None:
    version, quads = made("harbour-1")
    client.put(at(version), content=written(quads), headers=TRIG)
    client.put(at(THEIRS), content=PLAIN, headers=TURTLE)
    for path, graph, there in [
        ("/sparql", THEIRS, False),
        ("/sparql", f"{version}#assertion", True),
        ("/workspace/sparql", THEIRS, True),
        ("/workspace/sparql", f"{version}#assertion", False),
    ]:
        query = f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        answer = client.get(path, params={"query": query, "format": "json"})
        assert answer.json()["boolean"] is there, (path, graph)


@pytest.mark.parametrize(
    "case",
    [
        ("PUT", "/data", TURTLE, PLAIN, 400),
        ("PUT", f"/data?default&graph={THEIRS}", TURTLE, PLAIN, 400),
        ("PUT", f"/data?graph={THEIRS}&graph={THEIRS}2", TURTLE, PLAIN, 400),
        ("PUT", "/data?graph=mine", TURTLE, PLAIN, 400),
        ("PUT", "/data?graph=https://e.test/a%20b", TURTLE, PLAIN, 400),
        ("PUT", f"/data?graph={THEIRS}", TURTLE, b"<s> <p> .", 422),
        ("PUT", f"/data?graph={THEIRS}", TURTLE, b"\xff", 422),
        ("PUT", f"/data?graph={THEIRS}", {"Content-Type": "text/plain"}, PLAIN, 415),
        ("PUT", f"/data?graph={THEIRS}", {}, PLAIN, 415),
        ("PUT", f"/data?graph={THEIRS}", {"Content-Type": "text/turtle; charset=utf-16"}, b"", 415),
        ("PUT", f"/data?graph={THEIRS}", TRIG, b"<x:g> { <x:s> <x:p> <x:o> }", 422),
        ("PATCH", f"/data?graph={THEIRS}", TURTLE, PLAIN, 405),
        ("DELETE", f"/data?graph={THEIRS}", {}, None, 404),
        ("GET", f"/data?graph={THEIRS}", {}, None, 404),
        ("GET", "/data?default", {}, None, 200),
        ("GET", "/data", {}, None, 400),
    ],
)
def test_statuses(
    client: TestClient, case: tuple[str, str, dict[str, str], bytes | None, int]
) -> None:
    method, where, kind, body, status = case
    answer = client.request(method, where, content=body, headers=kind)
    assert answer.status_code == status, answer.text


LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE rdf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://e.test/">
<rdf:Description rdf:about="https://e.test/s"><e:p>&d;</e:p></rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("media_type", "body", "status"),
    [
        ("application/rdf+xml", LAUGHS, 422),
        ("application/rdf+xml", LAUGHS.decode().encode("utf-16"), 422),
        ("application/rdf+xml", LAUGHS.replace(b"DOCTYPE", b"DoCtYpE"), 422),
        ("text/turtle", b"<x:s> <x:p> " + b"<<( <x:s> <x:p> " * 20000, (422, 503)),
        (
            "text/turtle",
            b"<x:s> <x:p> " + b"<<( <x:a> <x:b> " * 9 + b"1" + b" )>>" * 9 + b" .",
            422,
        ),
        ("text/turtle", b"<x:s> <x:p> " + b"(" * 20_000 + b")" * 20_000 + b" .", (201, 503)),
        ("application/ld+json", b'{"@context": "https://schema.org/", "name": "x"}', 422),
        ("application/ld+json", b'{"a":' * 50_000 + b"1" + b"}" * 50_000, (422, 503)),
        ("application/n-quads", b"<x:s> <x:p> <x:o> <x:g> .", 422),
    ],
)
def test_hostile_documents_are_refused(
    client: TestClient, media_type: str, body: bytes, status: int | tuple[int, ...]
) -> None:
    pid = os.getpid()
    answer = client.put(at(THEIRS), content=body, headers={"Content-Type": media_type})
    assert answer.status_code in (status if isinstance(status, tuple) else (status,)), answer.text
    assert os.getpid() == pid
    assert client.put(at(THEIRS + "2"), content=PLAIN, headers=TURTLE).status_code == 201


def test_blank_nodes_of_two_documents_are_two(client: TestClient) -> None:
    for letter in "ab":
        body = f"_:x <https://e.test/p> '{letter}' .".encode()
        client.post(at(THEIRS), content=body, headers=TURTLE)
    query = f"SELECT DISTINCT ?s {{ GRAPH <{THEIRS}> {{ ?s ?p ?o }} }}"
    found = client.get("/workspace/sparql", params={"query": query, "format": "json"}).json()
    assert len(found["results"]["bindings"]) == 2


def test_a_body_has_a_measure(site: Site) -> None:
    small = replace(site, server=replace(site.server, body_bytes=100))
    client = web_site.client(small)
    answer = client.put(at(THEIRS), content=b"#" * 101, headers=TURTLE | BEARER)
    assert answer.status_code == 413


def update(client: TestClient, text: str, **params: str) -> int:
    kind = {"Content-Type": "application/sparql-update"}
    return client.post("/workspace/update", content=text, headers=kind, params=params).status_code


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{BASE}article/x#assertion> {{ <x:s> <x:p> 1 }} }}",
        f"CLEAR GRAPH <{ONR_NAMESPACE}>",
        f"WITH <{BASE}a> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"PREFIX b: <{BASE}> INSERT DATA {{ GRAPH b:hidden {{ <x:s> <x:p> 1 }} }}",
        f"INSERT {{ GRAPH ?g {{ <x:s> <x:p> 1 }} }} WHERE {{ BIND(IRI('{BASE}a') AS ?g) }}",
        f"COPY DEFAULT TO <{BASE}a>",
        f"INSERT {{ <x:s> <x:p> ?o }} WHERE {{ GRAPH <{BASE}a> {{ ?s ?p ?o }} }}",
    ],
)
def test_updates_that_name_our_graphs_are_refused(client: TestClient, text: str) -> None:
    update(client, "INSERT DATA { <x:s> <x:p> 0 }")
    before = client.get("/data?default&format=nt").text
    assert update(client, text) == 403
    assert client.get("/data?default&format=nt").text == before


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <x:g>",
        "L\\u004FAD <http://127.0.0.1:9/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT DATA { <x:s> <x:p> }",
        "SELECT * {}",
    ],
)
def test_updates_that_are_none_or_reach_outside(client: TestClient, text: str) -> None:
    assert update(client, text) == 400


def test_statements_about_our_graphs_are_welcome(client: TestClient) -> None:
    text = f"INSERT DATA {{ GRAPH <{THEIRS}> {{ <{BASE}article/x> <x:p> 'GRAPH <{BASE}>' }} }}"
    assert update(client, text) == 204
    own = f"INSERT DATA {{ GRAPH <{BASE}workspace/data/mine> {{ <x:s> <x:p> 1 }} }}"
    assert update(client, own) == 204
    assert client.get("/workspace/data/mine").status_code == 200


def test_the_dataset_of_a_request_holds_for_every_step(client: TestClient) -> None:
    update(client, "INSERT DATA { GRAPH <x:a> { <x:s> <x:p> 1 } GRAPH <x:b> { <x:s> <x:p> 2 } }")
    steps = (
        "PREFIX where: <x:> # WHERE {\n"
        "INSERT { GRAPH where:out { ?s ?p ?o } } where { ?s ?p ?o FILTER(?o<5) } ;"
        "DELETE WHERE { GRAPH <x:b> { ?s ?p 2 } } ;"
    )
    assert update(client, steps, **{"using-graph-uri": "x:a"}) == 204
    assert client.get("/data?graph=x:out&format=nt").text.count("\n") == 1
    assert client.get("/data?graph=x:b").status_code == 200  # GRAPH sees nothing there
    assert update(client, steps, **{"using-named-graph-uri": "x:b"}) == 204
    assert client.get("/data?graph=x:b").status_code == 404
    for own in ("WITH <x:a> DELETE { ?s ?p ?o } WHERE {}", "INSERT {} USING <x:a> WHERE {}"):
        assert update(client, own, **{"using-graph-uri": "x:a"}) == 400


@pytest.mark.slow
def test_an_update_is_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    limits = Limits(seconds=2.0, memory_bytes=1024**3)
    with web_site.site(tmp_path / "other", token=TOKEN) as made:
        made.workspace.close()
        space = Workspace(tmp_path / "space", base=BASE, limits=limits, now=web_site.now)
        client = web_site.client(replace(made, workspace=space))
        client.headers.update(BEARER)
        rows = " ".join(f"<x:{number}> <x:p> {number} ." for number in range(300))
        assert update(client, f"INSERT DATA {{ {rows} }}") == 204
        before = client.get("/data?default&format=nt").text
        for text in (
            "INSERT { ?a <x:q> ?d } WHERE { ?a ?x ?b . ?c ?y ?d . ?e ?z ?f . ?g ?v ?h }",
            "INSERT DATA { " + "<<( " * 30000 + " }",
            "INSERT { <x:a> <x:p> ?z } WHERE { BIND('xxxxxxxxxxxxxxxx' AS ?a0) "
            + "".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(40))
            + "BIND(?a40 AS ?z) }",
        ):
            assert update(client, text) in {400, 503}
            assert client.get("/data?default&format=nt").text == before
        assert update(client, "INSERT DATA { <x:more> <x:p> 1 }") == 204
        space.close()


def test_the_workspace_has_a_measure(tmp_path: Path) -> None:
    space = Workspace(
        tmp_path / "space", base=BASE, limits=Limits(), now=web_site.now, most_quads=2
    )
    space.update("INSERT DATA { <x:s> <x:p> 1, 2 }", base=BASE)
    with pytest.raises(Exception, match="2 are the most"):
        space.update("INSERT DATA { <x:s> <x:p> 3 }", base=BASE)
    assert space.sizes() == {None: 2}
    space.close()


# The workspace's journal


def opened(path: Path) -> Workspace:
    return Workspace(path, base=BASE, limits=Limits(), now=web_site.now)


def everything(space: Workspace) -> set[str]:
    return {str(one) for name in space.sizes() for one in space.graph(name)}


@pytest.fixture
def worked_on(tmp_path: Path) -> tuple[Path, set[str]]:
    """Return a workspace that was changed eight times, and what it holds."""
    space = opened(tmp_path / "space")
    space.update("INSERT DATA { GRAPH <x:g> { _:a <x:p> _:b . <x:s> <x:at> 'é\\n' } }", base=BASE)
    space.update("INSERT { GRAPH <x:g> { ?s <x:id> ?u } } WHERE { GRAPH <x:g> { ?s ?p ?o } "
                 "BIND(UUID() AS ?u) }", base=BASE)  # fmt: skip
    space.update("DELETE { GRAPH <x:g> { ?s ?p ?o } } WHERE { GRAPH <x:g> { ?s ?p ?o "
                 "FILTER(isBlank(?o)) } }", base=BASE)  # fmt: skip
    space.update("INSERT DATA { <x:s> <x:p> 1, 2, 3 }", base=BASE)
    space.update("DELETE DATA { <x:s> <x:p> 2 } ; INSERT DATA { <x:s> <x:p> 4 }", base=BASE)
    held = everything(space)
    space.close()
    return tmp_path / "space", held


def test_what_the_database_lost_the_journal_gives_back(
    worked_on: tuple[Path, set[str]],
) -> None:
    path, held = worked_on
    assert len(held) == 6
    for log in (path / "quads").glob("*.log"):
        log.unlink()
    for table in (path / "quads").glob("*.sst"):
        table.unlink()
    space = opened(path)
    assert everything(space) == held
    space.close()
    shutil.rmtree(path / "quads")
    space = opened(path)
    assert everything(space) == held
    space.close()


def test_a_change_that_was_not_applied_is_applied_at_the_next(
    worked_on: tuple[Path, set[str]],
) -> None:
    path, held = worked_on
    space = opened(path)
    last = list(journal.entries(path / "journal.jsonl"))[-1]
    line = "<x:late> <x:p> <x:o> ."
    late = journal.Entry(
        number=last.number + 1, at=last.at, what="update", removed=(), added=(line,),
        quads=last.quads + 1, digest=last.digest,
    )  # fmt: skip
    journal.append(path / "journal.jsonl", late)
    space.update("INSERT DATA { <x:s> <x:p> 9 }", base=BASE)
    assert {"late" in one for one in everything(space) - held} == {True, False}
    space.close()
    found = list(journal.entries(path / "journal.jsonl"))
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_a_torn_line_is_cut_off_and_a_wrong_one_told(worked_on: tuple[Path, set[str]]) -> None:
    path, held = worked_on
    with (path / "journal.jsonl").open("ab") as file:
        file.write(b'{"number": 6, "at"')
    space = opened(path)
    assert everything(space) == held
    space.update("INSERT DATA { <x:s> <x:p> 9 }", base=BASE)
    space.close()
    text = (path / "journal.jsonl").read_text()
    assert json.loads(text.splitlines()[-1])["number"] == 6
    (path / "journal.jsonl").write_text(text.replace('"number": 2', '"number": 7'))
    with pytest.raises(Exception, match="journal"):
        opened(path)


@pytest.mark.slow
def test_killed_while_changing(tmp_path: Path) -> None:
    """What was acknowledged is there after kill -9, and nothing in half."""
    program = (
        "import sys; from pathlib import Path; from tests.test_graph_store import opened, BASE\n"
        "space = opened(Path(sys.argv[1]))\n"
        "for number in range(int(sys.argv[2]), 10**6):\n"
        "    space.update(f'DELETE WHERE {{ <x:s> <x:n> ?n }} ;'\n"
        "      f'INSERT DATA {{ <x:s> <x:n> {number} . _:b <x:had> {number} }}', base=BASE)\n"
        "    print(number, flush=True)\n"
    )
    path, done = tmp_path / "space", 0
    for wait in (1, 3, 4, 6):
        arguments = ["-c", program, str(path), str(done + 1)]
        with subprocess.Popen(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            for _ in range(wait):
                done = int(child.stdout.readline())
            child.kill()
        space = opened(path)
        held = everything(space)
        space.close()
        numbers = {int(one.split('"')[1]) for one in held if "x:n>" in one}
        had = {int(one.split('"')[1]) for one in held if "x:had>" in one}
        assert numbers <= {done, done + 1}
        assert had == set(range(1, max(numbers) + 1))
        done = max(numbers)


def test_the_page_shows_what_there_is(client: TestClient) -> None:
    assert "It is empty." in client.get("/workspace").text
    client.put(at(THEIRS + "<b>"), content=PLAIN, headers=TURTLE)
    client.put(at(THEIRS), content=PLAIN, headers=TURTLE)
    text = client.get("/workspace").text
    assert THEIRS in text
    assert "1 triple in 1 graph" in text
    assert f"replaced {THEIRS}" in text


BULK = "x" * 40_000
"""Some of these make a journal that is worth to be written anew."""


@pytest.fixture
def replaced(tmp_path: Path) -> tuple[Path, set[str]]:
    """Return a workspace whose graph was replaced ten times by a large one, and what it holds."""
    path = tmp_path / "space"
    space = opened(path)
    space.update("INSERT DATA { <x:kept> <x:p> _:b }", base=BASE)
    for number in range(10):
        space.update(
            f"DELETE WHERE {{ <x:s> <x:n> ?n }} ; INSERT DATA {{ <x:s> <x:n> '{number}{BULK}' }}",
            base=BASE,
        )
    held = everything(space)
    space.close()
    return path, held


def test_a_journal_that_is_mostly_superseded_is_written_anew(
    replaced: tuple[Path, set[str]],
) -> None:
    path, held = replaced
    before = (path / "journal.jsonl").stat().st_size
    space = opened(path)
    (whole,) = journal.entries(path / "journal.jsonl")
    assert (whole.number, whole.quads, len(whole.added), whole.removed) == (11, 2, 2, ())
    assert (path / "journal.jsonl").stat().st_size < before / 10
    assert everything(space) == held
    space.update("INSERT DATA { <x:s> <x:p> 9 }", base=BASE)
    assert [one.number for one in space.listed(9)] == [12, 11]
    space.close()
    shutil.rmtree(path / "quads")
    space = opened(path)
    assert everything(space) > held
    assert [one.number for one in journal.entries(path / "journal.jsonl")] == [11, 12]
    space.close()


def test_a_journal_that_tells_of_what_is_there_is_left(tmp_path: Path) -> None:
    space = opened(tmp_path / "space")
    for number in range(10):
        space.update(f"INSERT DATA {{ <x:s> <x:n> '{number}{BULK}' }}", base=BASE)
    space.close()
    before = (tmp_path / "space" / "journal.jsonl").read_bytes()
    opened(tmp_path / "space").close()
    assert (tmp_path / "space" / "journal.jsonl").read_bytes() == before


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.test_graph_store import opened

seen = []

def at(event, arguments):
    if event == "os.kill":
        return
    told = f"{event} {arguments[0]}" if arguments else event
    if "rename" in told and "journal.jsonl.part" in told:
        seen.append("renaming")
    if sys.argv[2] == "writing" and event == "open" and "journal.jsonl.part" in told:
        seen.append("writing")
    if sys.argv[2] == "renamed" and seen and event == "open":
        seen.append("renamed")
    if sys.argv[2] in seen:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(at)
opened(Path(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("where", ["writing", "renaming", "renamed"])
def test_killed_while_the_journal_is_written_anew(
    replaced: tuple[Path, set[str]], where: str
) -> None:
    path, held = replaced
    done = subprocess.run([sys.executable, "-c", _KILLED, str(path), where], check=False)
    assert done.returncode == -signal.SIGKILL
    lines = len(list(journal.entries(path / "journal.jsonl")))
    assert lines == (1 if where == "renamed" else 11)
    space = opened(path)
    assert everything(space) == held
    assert len(list(journal.entries(path / "journal.jsonl"))) == 1
    space.update("INSERT DATA { <x:s> <x:p> 9 }", base=BASE)
    assert len(everything(space)) == len(held) + 1
    space.close()
