"""Clients that people have: rdflib's stores, SPARQLWrapper, and curl."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.vocab import ONR_NAMESPACE
from kg.web.site import Site
from tests import web_site
from tests.listening import Server, listening
from tests.test_graph_store import made, written
from tests.web_site import TOKEN

COUNT = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{ONR_NAMESPACE}Statement> }}"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
TRIPLE = (URIRef("https://e.test/s"), URIRef("https://e.test/p"), Literal("é\n'"))
NOTES = URIRef("https://notes.test/mine")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with web_site.site(tmp_path_factory.mktemp("clients") / "store", token=TOKEN) as found:
        yield found


@pytest.fixture(scope="module")
def server(site: Site) -> Iterator[Server]:
    with listening(site) as found:
        version, quads = made("harbour-1")
        kind = BEARER | {"Content-Type": "application/trig"}
        stored = found.ask("PUT", f"/data?graph={version}", kind, written(quads))
        assert stored.status == 201
        yield found


def curl(*arguments: str, sent: str = "") -> str:
    line = ["curl", "--silent", "--show-error", *arguments]
    return subprocess.run(line, input=sent, capture_output=True, text=True, check=True).stdout


# rdflib


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rdflib_asks(server: Server, method: str, form: str) -> None:
    store = SPARQLStore(f"{server.address}/sparql", returnFormat=form, method=method)
    rows = list(Graph(store).query(COUNT))
    assert [str(row[0]) for row in rows] == ["1"]  # type: ignore[index]


def test_rdflib_reads_a_graph(server: Server) -> None:
    version = made("harbour-1")[0]
    store = SPARQLStore(f"{server.address}/sparql")
    whole = Graph(store)
    inside = Graph(store, identifier=URIRef(f"{version}#assertion"))
    predicate = URIRef(f"{ONR_NAMESPACE}source")
    assert len(list(whole.triples((None, predicate, None)))) == 1
    assert len(list(inside.triples((None, predicate, None)))) == 1
    described = whole.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 5")
    assert described.graph is not None
    assert len(described.graph) == 5


def test_rdflib_writes_to_the_workspace(server: Server) -> None:
    store = SPARQLUpdateStore(
        f"{server.address}/workspace/sparql",
        f"{server.address}/workspace/update",
        headers=BEARER,
        context_aware=True,
    )
    graph = Graph(store, identifier=NOTES)
    graph.add(TRIPLE)
    assert set(graph) == {TRIPLE}
    graph.update("INSERT DATA { <https://e.test/s> <https://e.test/q> 1 }")
    assert len(graph) == 2
    graph.remove((None, None, None))
    assert len(graph) == 0


# SPARQLWrapper


@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize("by_post", [False, True])
def test_wrapper_asks(server: Server, form: str, by_post: bool) -> None:  # noqa: FBT001 - a case
    wrapper = SPARQLWrapper(f"{server.address}/sparql", returnFormat=form)
    wrapper.setQuery(COUNT)
    if by_post:
        wrapper.setMethod(POST)
    found: Any = wrapper.query().convert()
    if form == JSON:
        assert found["results"]["bindings"][0]["n"]["value"] == "1"
    elif form == XML:
        assert [one.firstChild.data for one in found.getElementsByTagName("literal")] == ["1"]
    else:
        assert found.decode().split()[1] == "1"


def test_wrapper_constructs_and_is_told_of_mistakes(server: Server) -> None:
    wrapper = SPARQLWrapper(f"{server.address}/sparql", returnFormat=TURTLE)
    wrapper.setQuery("CONSTRUCT { <https://e.test/s> <https://e.test/p> 1 } {}")
    turtle: Any = wrapper.query().convert()
    assert len(Graph().parse(data=turtle, format="turtle")) == 1
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery("SELECT * {")
    with pytest.raises(QueryBadFormed, match="error at 1:"):
        wrapper.query()


def test_wrapper_updates_the_workspace(server: Server) -> None:
    wrapper = SPARQLWrapper(f"{server.address}/workspace/sparql",
                            f"{server.address}/workspace/update", returnFormat=JSON)  # fmt: skip
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    wrapper.setMethod(POST)
    wrapper.setQuery("INSERT DATA { GRAPH <https://notes.test/w> { <x:s> <x:p> 1 } }")
    assert wrapper.query().response.status == 204
    wrapper.setQuery("ASK { GRAPH <https://notes.test/w> { <x:s> <x:p> 1 } }")
    found: Any = wrapper.query().convert()
    assert found["boolean"] is True


# curl, as README shows it


def test_curl_asks(server: Server) -> None:
    at = server.address
    found = curl("--data-urlencode", f"query={COUNT}", "-H", "Accept: text/csv", f"{at}/sparql")
    assert found.split() == ["n", "1"]
    got = curl("-G", "--data-urlencode", f"query={COUNT}", "-d", "format=json", f"{at}/sparql")
    assert json.loads(got)["results"]["bindings"][0]["n"]["value"] == "1"


def test_curl_keeps_notes(server: Server) -> None:
    at, token = server.address, f"Authorization: Bearer {TOKEN}"
    status = ("-o", "/dev/null", "-w", "%{http_code}")
    text = "<https://e.test/s> <https://e.test/p> 'a note' ."
    put = (
        "-X", "PUT", "-H", token, "-H", "Content-Type: text/turtle", "--data-binary", text,
        f"{at}/workspace/data/notes",
    )  # fmt: skip
    assert curl(*status, *put) == "201"
    assert "a note" in curl("-H", "Accept: text/turtle", f"{at}/workspace/data/notes")
    update = "DELETE WHERE { GRAPH ?g { ?s ?p 'a note' } }"
    changed = curl(
        *status, "-H", token, "--data-urlencode", f"update={update}", f"{at}/workspace/update"
    )
    assert changed == "204"
    assert curl(*status, f"{at}/workspace/data/notes") == "404"


def test_curl_moves_an_article(server: Server) -> None:
    """What one site gives, another takes: all graphs of a version, as TriG."""
    at, version = server.address, made("harbour-1")[0]
    get = ("-G", "--data-urlencode", f"graph={version}", "-H", "Accept: application/trig")
    trig = curl(*get, f"{at}/data")
    status = curl(
        "-o", "/dev/null", "-w", "%{http_code}", "-X", "PUT",
        "-H", f"Authorization: Bearer {TOKEN}",
        "-H", "Content-Type: application/trig", "--data-binary", "@-", f"{at}/data?graph={version}",
        sent=trig,
    )  # fmt: skip
    assert status == "204"
