"""What a pool of warm workers answers: formats, what they cannot hold, datasets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import LimitReached, UsageError
from kg.sandbox import (
    Answer,
    GraphFormat,
    Limits,
    NotAcceptable,
    Pool,
    Query,
    ResultFormat,
)

LIMITS = Limits(seconds=2, memory_bytes=1024**3, rows=100, answer_bytes=200_000)
XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS: list[NamedNode | Literal] = [
    NamedNode("http://x/a?b=1&c=%20"),
    Literal(""),
    Literal("tab\t, line\nreturn\rquote\"back\\slash'<&>,\x7f\x85"),
    Literal("grün 😀", language="de-AT"),
    Literal("1", datatype=NamedNode(XSD + "integer")),
    Literal("-99999999999999999999999", datatype=NamedNode(XSD + "integer")),
    Literal("no number", datatype=NamedNode(XSD + "integer")),
    Literal("1.50", datatype=NamedNode(XSD + "decimal")),
    Literal("1E400", datatype=NamedNode(XSD + "double")),
    Literal("INF", datatype=NamedNode(XSD + "double")),
    Literal("true", datatype=NamedNode(XSD + "boolean")),
    Literal("2026-02-30", datatype=NamedNode(XSD + "date")),
    Literal("P1D", datatype=NamedNode("http://x/type")),
]


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with a value of each kind, and three graphs."""
    folder = tmp_path_factory.mktemp("values") / "quads"
    store = pyoxigraph.Store(str(folder))
    store.extend(
        Quad(NamedNode(f"http://x/{n}"), NamedNode("http://x/value"), term, NamedNode("http://x/v"))
        for n, term in enumerate(TERMS)
    )
    for name in ("one", "two"):
        graph = NamedNode(f"http://x/{name}")
        store.add(Quad(NamedNode("http://x/s"), NamedNode("http://x/in"), Literal(name), graph))
    store.add(Quad(NamedNode("http://x/s"), NamedNode("http://x/in"), Literal("none")))
    store.flush()
    return folder


@pytest.fixture(scope="module")
def pool(values: Path) -> Iterator[Pool]:
    with Pool(values, limits=LIMITS, workers=2, patience=20) as made_pool:
        yield made_pool


VALUES = "SELECT ?s ?value ?none { ?s <http://x/value> ?value }"


@pytest.fixture(scope="module")
def texts(values: Path) -> set[str]:
    """Return what the values are after the engine has taken them: 1.50 is 1.5, 1E400 is INF."""
    found = pyoxigraph.Store.read_only(str(values)).quads_for_pattern(
        None, NamedNode("http://x/value"), None
    )
    return {one.object.value for one in found if not isinstance(one.object, pyoxigraph.Triple)}


def rows(answer: Answer) -> set[tuple[object, ...]]:
    form = pyoxigraph.QueryResultsFormat.from_media_type(answer.format)
    assert form is not None
    found = pyoxigraph.parse_query_results(answer.body, format=form)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return {tuple(row) for row in found}


@pytest.mark.parametrize("form", [ResultFormat.JSON, ResultFormat.XML, ResultFormat.TSV])
def test_every_value_comes_out_as_it_is(pool: Pool, values: Path, form: ResultFormat) -> None:
    answer = pool.ask(Query(sparql=VALUES, results=form))
    direct = pyoxigraph.Store.read_only(str(values)).query(VALUES, use_default_graph_as_union=True)
    assert isinstance(direct, pyoxigraph.QuerySolutions)
    assert rows(answer) == {tuple(row) for row in direct}
    assert (answer.count, answer.cut_short, answer.format) == (len(TERMS), False, form)


def test_other_readers_read_the_formats(pool: Pool, texts: set[str]) -> None:
    body = pool.ask(Query(sparql=VALUES)).body
    assert len(json.loads(body)["results"]["bindings"]) == len(TERMS)
    body = pool.ask(Query(sparql=VALUES, results=ResultFormat.XML)).body
    found = ET.fromstring(body)  # noqa: S314 - our own
    literals = {
        one.text or "" for one in found.iter("{http://www.w3.org/2005/sparql-results#}literal")
    }
    assert literals == texts - {TERMS[0].value}
    body = pool.ask(Query(sparql=VALUES, results=ResultFormat.CSV)).body
    table = list(csv.reader(io.StringIO(body.decode(), newline="")))
    assert table[0] == ["s", "value", "none"]
    assert {row[1] for row in table[1:]} == texts


@pytest.mark.parametrize("form", list(ResultFormat))
def test_a_cut_answer_is_whole_in_its_format_and_says_so(values: Path, form: ResultFormat) -> None:
    with Pool(values, limits=replace(LIMITS, rows=4), workers=1, patience=20) as few:
        answer = few.ask(Query(sparql=VALUES, results=form))
        assert (answer.count, answer.cut_short) == (4, True)
        if form is ResultFormat.TABLE:
            assert len(answer.table().rows) == 4
        elif form is ResultFormat.CSV:
            assert len(list(csv.reader(io.StringIO(answer.body.decode(), newline="")))) == 5
        else:
            assert len(rows(answer)) == 4
        whole = few.ask(Query(sparql=VALUES + " LIMIT 4", results=form))
        assert (whole.count, whole.cut_short) == (4, False)


@pytest.mark.parametrize("form", list(GraphFormat))
def test_graphs_come_in_every_format(pool: Pool, form: GraphFormat, texts: set[str]) -> None:
    sparql = "CONSTRUCT WHERE { ?s <http://x/value> ?value }"
    answer = pool.ask(Query(sparql=sparql, graph=form))
    parser = pyoxigraph.RdfFormat.from_media_type(form)
    assert parser is not None
    found = list(pyoxigraph.parse(answer.body, format=parser))
    assert (answer.count, answer.format) == (len(TERMS), form)
    written = {one.object.value for one in found if not isinstance(one.object, pyoxigraph.Triple)}
    assert written == texts
    few = pool.ask(Query(sparql=sparql + " LIMIT 2", graph=form))
    assert (few.count, few.cut_short) == (2, False)


def test_prefixes_are_ours(pool: Pool) -> None:
    sparql = "CONSTRUCT { ?s <http://www.w3.org/ns/prov#value> 1 } { ?s <http://x/in> ?o }"
    assert b"prov:value" in pool.ask(Query(sparql=sparql)).body


@pytest.mark.parametrize("form", list(ResultFormat))
def test_a_truth_value_has_every_format(pool: Pool, form: ResultFormat) -> None:
    answer = pool.ask(Query(sparql="ASK { FILTER(1 > 2) }", results=form))
    assert answer.truth is False
    assert b"false" in answer.body


@pytest.mark.parametrize("character", [r"\u0000", r"\u000B", r"\uFFFE"])
def test_what_xml_cannot_hold_is_an_error(pool: Pool, character: str) -> None:
    select = f'SELECT ?x {{ BIND("a{character}" AS ?x) }}'
    construct = f'CONSTRUCT {{ <a:b> <a:b> "a{character}" }} {{}}'
    with pytest.raises(UsageError, match="XML"):
        pool.ask(Query(sparql=select, results=ResultFormat.XML))
    with pytest.raises(UsageError, match="XML"):
        pool.ask(Query(sparql=construct, graph=GraphFormat.RDF_XML))
    assert json.loads(pool.ask(Query(sparql=select)).body)


def test_a_property_that_xml_cannot_name_is_an_error(pool: Pool) -> None:
    sparql = "CONSTRUCT { <a:b> <http://x/1> 1 } {}"
    with pytest.raises(UsageError, match="XML"):
        pool.ask(Query(sparql=sparql, graph=GraphFormat.RDF_XML))


def test_a_form_that_the_asker_cannot_take(pool: Pool) -> None:
    with pytest.raises(NotAcceptable):
        pool.ask(Query(sparql="CONSTRUCT WHERE { ?s ?p ?o }", graph=None))
    for sparql in ("ASK {}", "SELECT * {}"):
        with pytest.raises(NotAcceptable):
            pool.ask(Query(sparql=sparql, results=None))


def test_an_answer_of_too_many_bytes_is_refused(pool: Pool) -> None:
    long = "'" + "a" * 50_000 + "'"
    sparql = f"SELECT (CONCAT(?a, ?a, ?a, ?a, ?a) AS ?b) {{ VALUES ?a {{ {long} }} }}"
    for form in ResultFormat:
        with pytest.raises(LimitReached, match="longer than"):
            pool.ask(Query(sparql=sparql, results=form))


# Datasets

DEFAULT = "SELECT ?o { ?s <http://x/in> ?o }"
NAMED = "SELECT ?o { GRAPH ?g { ?s <http://x/in> ?o } }"
ONE, TWO = "http://x/one", "http://x/two"


def seen(pool: Pool, sparql: str, **dataset: tuple[str, ...]) -> set[str]:
    query = Query(sparql=sparql, results=ResultFormat.TABLE, **dataset)  # type: ignore[arg-type]
    return {str(row[0]) for row in pool.ask(query).table().rows}


def test_the_dataset_is_the_union_unless_it_is_named(pool: Pool) -> None:
    assert seen(pool, DEFAULT) == {"one", "two", "none"}
    assert seen(pool, NAMED) == {"one", "two"}
    assert seen(pool, DEFAULT, default_graphs=(ONE,)) == {"one"}
    assert seen(pool, NAMED, default_graphs=(ONE,)) == set()
    assert seen(pool, DEFAULT, named_graphs=(ONE,)) == set()
    assert seen(pool, NAMED, named_graphs=(ONE,)) == {"one"}
    assert seen(pool, DEFAULT, default_graphs=(ONE, TWO)) == {"one", "two"}


def test_from_names_it_and_yields_to_the_protocol(pool: Pool) -> None:
    default = DEFAULT.replace("{", f"FROM <{ONE}> {{", 1)
    named = NAMED.replace("{", f"FROM NAMED <{ONE}> {{", 1)
    assert seen(pool, default) == {"one"}
    assert seen(pool, named) == {"one"}
    assert seen(pool, default, default_graphs=(TWO,)) == {"two"}
    assert seen(pool, named, named_graphs=(TWO,)) == {"two"}
    assert seen(pool, DEFAULT.replace("{", f"FROM NAMED <{ONE}> {{", 1)) == set()


def test_a_name_that_is_no_iri_is_refused(pool: Pool) -> None:
    with pytest.raises(UsageError):
        seen(pool, DEFAULT, default_graphs=("no iri",))


def test_a_plain_dataset_has_its_own_default_graph(values: Path) -> None:
    with Pool(values, limits=LIMITS, workers=1, patience=20, union=False) as plain:
        assert seen(plain, DEFAULT) == {"none"}
