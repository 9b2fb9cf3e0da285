"""Ad-hoc queries: what leaves the store is refused, what takes too much is stopped."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import LimitReached, StoreDamaged, UsageError
from kg.queries import stored
from kg.sandbox import Answer, GraphFormat, Limits, Query, ResultFormat, run
from kg.sandbox.guard import keywords, names_dataset, refuse_outside, tokens
from kg.sandbox.size import refuse_large, refuse_long
from tests.hostile_queries import KINDS
from tests.test_store import made, put

QUICK = Limits(seconds=3, memory_bytes=1024**3, rows=5)


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("sandbox") / "store"
    put(store, *(made(name=str(number)) for number in range(20)))
    return store / "quads"


def asked(quads: Path, sparql: str) -> Answer:
    query = Query(sparql=sparql, results=ResultFormat.TABLE, graph=GraphFormat.N_TRIPLES)
    return run(quads, query, QUICK)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://localhost:1/> { ?s ?p ?o } }",
        r"SELECT * WHERE { \u0053ERVICE <http://localhost:1/> { ?s ?p ?o } }",
        r"SELECT * WHERE { SERV\U00000049CE <http://localhost:1/> { ?s ?p ?o } }",
        "LOAD <http://localhost:1/>",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "PREFIX : <http://localhost:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?a ?p ?b FILTER(?a<?b)SERVICE#>\n<http://localhost:1/> { ?s ?p ?o } }",
        'SELECT * { ?a ?p ?b FILTER(?a<?b)#>"""\n SERVICE <http://localhost:1/> {} #"""\n}',
        "SELECT * { ?a ?p ?b FILTER(?a<?b)#>'\n SERVICE <http://localhost:1/> {} }",
        'SELECT * { ?s ?p "x"SERVICE <http://localhost:1/> { ?s ?p ?o } }',
        "SELECT * { <http://x/#a> ?p ?o SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { {}SERVICESILENT<http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1e5SERVICE<http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1.5SERVICE<http://localhost:1/> { ?s ?p ?o } }",
        "PREFIX : <http://localhost:1/> SELECT * { ?s ?p :.SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://localhost:1/> SELECT * { ?s ?p :a.SERVICE:x { ?s ?p ?o } }",
        "DROP ALL",
        "# SELECT\nCLEAR ALL",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <b>",
        "",
    ],
)
def test_what_leaves_or_changes_the_store_is_refused(query: str) -> None:
    with pytest.raises(UsageError):
        refuse_outside(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * WHERE { ?s ?p "SERVICE FROM LOAD" }',
        "SELECT ?from ?service WHERE { ?from ?p ?service }",
        "PREFIX s: <http://x/> SELECT * WHERE { ?s s:service s:from } # FROM here",
        "SELECT * WHERE { ?s ?p '''LOAD\n'SERVICE' ''' }",
        "SELECT * WHERE { <http://x/SERVICE> ?p ?o FILTER(?o < 3) }",
        'ASK { ?s ?p "x"@en-from }',
    ],
)
def test_words_that_only_look_like_it_are_not(query: str) -> None:
    refuse_outside(query)


def test_a_comparison_is_not_the_start_of_an_iri() -> None:
    assert "SERVICE" in keywords(
        "SELECT * { FILTER(?a < 1) SERVICE <http://x/> {} FILTER(2 > ?b) }"
    )


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://x/g> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://x/g> { ?s ?p ?o }",
        "SELECT*FROMNAMED<http://x/g>{ ?s ?p ?o }",
        "ASKFROM<http://x/g>{ ?s ?p ?o }",
        "CONSTRUCTFROM<http://x/g>WHERE{ ?s ?p ?o }",
        "PREFIX : <http://x/> SELECT * FROM :g { ?s ?p ?o }",
        "DESCRIBE <http://x/#a> # which\nFROM\n<http://x/g>",
        "PREFIX from: <http://x/> ASK FROM from:g { ?s ?p ?o }",
    ],
)
def test_a_query_that_names_its_graphs_is_known(query: str) -> None:
    assert names_dataset(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?from { ?from ?p 'FROM <http://x/g>' }",
        "PREFIX from: <http://x/> SELECT * { ?s from:p ?o }",
        "PREFIX x: <http://x/> SELECT * { ?s x:from x:version.from }",
        "SELECT * { <http://x/FROM> ?p ?o } # FROM <http://x/g>",
    ],
)
def test_a_query_that_only_looks_so_names_none(query: str) -> None:
    assert not names_dataset(query)


SENSIBLE = [
    "SELECT * { " + " ".join(f"?s <http://x/p{n}> ?o{n} ." for n in range(60)) + "}",
    "SELECT * { VALUES ?x { " + " ".join(f"<http://x/{n}>" for n in range(2000)) + "} ?s ?p ?x }",
    "SELECT * { VALUES ?x { " + "1.5 " * 5000 + "} ?s ?p ?x }",
    "SELECT * { VALUES ?x { " + "'1'^^<a:b> " * 3000 + "} ?s ?p ?x }",
    "SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join(map(str, range(5000))) + ")) }",
    "SELECT * { ?s ?p ?o FILTER(" + " || ".join(f"?o = {n}" for n in range(300)) + ") }",
    "SELECT * { ?s " + "/".join(["<http://x/p>"] * 20) + " ?o }",
    "SELECT * " + "{ SELECT * " * 20 + "{ ?s ?p ?o }" + "}" * 20,
]


@pytest.mark.parametrize("query", SENSIBLE)
def test_a_large_query_that_makes_sense_is_taken(query: str, quads: Path) -> None:
    asked(quads, query)


def test_every_stored_question_is_far_from_the_limits() -> None:
    for question in stored().values():
        refuse_long(question.sparql * 8)
        refuse_large(tokens(question.sparql * 4))


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("braces", "brackets in brackets"),
        ("parentheses", "brackets in brackets"),
        ("negations", "operators"),
        ("sums", "operators"),
        ("alternatives", "operators"),
        ("many patterns", "triple patterns"),
        ("long path", "steps"),
    ],
)
def test_what_crashes_the_engine_is_refused_by_name(kind: str, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        refuse_large(tokens(KINDS[kind]))


def test_a_text_beyond_all_measure_is_not_looked_at(quads: Path) -> None:
    with pytest.raises(UsageError, match="characters"):
        asked(quads, "SELECT * {" + " " * 70_000 + "}")


@pytest.mark.parametrize(
    "text", ['"""a' * 16_000, "<a" * 32_000, "#" * 64_000, "'\\" * 20_000, "a:b." * 16_000]
)
def test_a_text_that_takes_long_to_look_at_is_stopped_too(text: str, quads: Path) -> None:
    began = time.monotonic()
    with contextlib.suppress(LimitReached, UsageError):
        asked(quads, text)
    assert time.monotonic() - began < QUICK.seconds + 3


def test_it_answers(quads: Path) -> None:
    table = asked(quads, "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?t }").table()
    # An article: publication, work, version, activity, publisher, source, statement and
    # attribution.
    assert table.rows[0][0] == 20 * 8
    assert asked(quads, "ASK { ?s ?p ?o }").truth is True
    assert b"<http" in asked(quads, "CONSTRUCT WHERE { ?s ?p ?o }").body


def test_a_long_answer_says_that_it_is_cut(quads: Path) -> None:
    for query in ("SELECT * WHERE { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        answer = asked(quads, query)
        rows = answer.body.splitlines() if "CONSTRUCT" in query else answer.table().rows
        assert (len(rows), answer.count, answer.cut_short) == (5, 5, True)


def test_a_syntax_error_says_where(quads: Path) -> None:
    with pytest.raises(UsageError, match=r"error at 1:17\)"):
        asked(quads, "SELECT * { ?s ?p")


def test_a_folder_without_a_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged):
        asked(tmp_path / "none", "ASK {}")


def test_stopped_queries_say_so(quads: Path) -> None:
    with pytest.raises(LimitReached):
        asked(quads, KINDS["cross join"])


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Yield a port that is listened on, and what was heard there."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, _ = server.accept()
                    with connection:
                        heard.append(connection.recv(100))

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], heard
        stop.set()
        thread.join()


FETCHING = [
    "SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
]
NAMING = [
    "SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <http://127.0.0.1:{port}/> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * {{ GRAPH <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "DESCRIBE <http://127.0.0.1:{port}/>",
]
ALONE = """
import sys
from pathlib import Path
from kg.sandbox import child
from kg.sandbox.confining import leave_network
if sys.argv[2] == "alone" and not leave_network():
    sys.exit(77)
memory = child.Memory(2**31)
view = child.View(Path(sys.argv[1]), union=True, prefixes={}, memory=memory)
order = {"sparql": sys.stdin.read(), "stamp": "", "default_graphs": [], "named_graphs": []}
print(len(list(view.ask(order))))
"""


def behind_the_guard(quads: Path, query: str, network: str) -> int:
    """Ask the child's own function, with no guard before it."""
    return subprocess.run(
        [sys.executable, "-c", ALONE, str(quads), network],
        input=query.encode(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode


@pytest.mark.parametrize("query", FETCHING)
def test_the_child_reaches_no_server(
    query: str, quads: Path, listener: tuple[int, list[bytes]]
) -> None:
    port, heard = listener
    if behind_the_guard(quads, query.format(port=port), "alone") == 77:
        pytest.skip("this system allows no network namespace: the guard stands alone")
    time.sleep(0.5)
    assert heard == []
    behind_the_guard(quads, query.format(port=port), "open")
    time.sleep(0.5)
    assert heard  # so the silence above was the namespace's doing


@pytest.mark.parametrize("query", NAMING)
def test_a_graph_that_is_named_is_not_fetched(
    query: str, quads: Path, listener: tuple[int, list[bytes]]
) -> None:
    port, heard = listener
    assert behind_the_guard(quads, query.format(port=port), "open") == 0
    time.sleep(0.5)
    assert heard == []


@pytest.mark.parametrize("query", FETCHING)
def test_the_guard_stands_before_the_engine(query: str, quads: Path) -> None:
    with pytest.raises(UsageError, match="switched off"):
        asked(quads, query.format(port=1))
