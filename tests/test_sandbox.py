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

from kg.errors import LimitReached, UsageError
from kg.sandbox import Limits, run
from kg.sandbox.guard import keywords, refuse_outside
from tests.test_store import made, put

QUICK = Limits(seconds=3, memory_bytes=1024**3, rows=5)


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("sandbox") / "store"
    put(store, *(made(name=str(number)) for number in range(20)))
    return store / "quads"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://localhost:1/> { ?s ?p ?o } }",
        r"SELECT * WHERE { \u0053ERVICE <http://localhost:1/> { ?s ?p ?o } }",
        r"SELECT * WHERE { SERV\U00000049CE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * FROM <http://localhost:1/g> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://localhost:1/g> WHERE { ?s ?p ?o }",
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


def test_it_answers(quads: Path) -> None:
    table = run(quads, "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?t }", QUICK).table
    assert table is not None
    # An article: publication, work, version, activity, publisher, source, statement and
    # attribution.
    assert table.rows[0][0] == 20 * 8
    assert run(quads, "ASK { ?s ?p ?o }", QUICK).truth is True
    assert b"<http" in (run(quads, "CONSTRUCT WHERE { ?s ?p ?o }", QUICK).graph or b"")


def test_a_long_answer_says_that_it_is_cut(quads: Path) -> None:
    for query in ("SELECT * WHERE { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        answer = run(quads, query, QUICK)
        rows = answer.table.rows if answer.table else (answer.graph or b"").splitlines()
        assert (len(rows), answer.cut_short) == (5, True)


def test_a_syntax_error_says_where(quads: Path) -> None:
    with pytest.raises(UsageError, match=r"error at 1:17\)"):
        run(quads, "SELECT * { ?s ?p", QUICK)


HOSTILE = {
    "cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "cross sort": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "braces": "SELECT * " + "{" * 30_000 + "}" * 30_000,
    "parentheses": "SELECT * { FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }",
    "or chain": "SELECT * { ?s ?p ?o FILTER(" + " || ".join(["?o = 1"] * 20_000) + ") }",
    "negations": "SELECT * { ?s ?p ?o FILTER(" + "!" * 30_000 + "true) }",
    "many patterns": "SELECT * { " + " ".join(f"?a{n} ?p{n} ?a{n + 1} ." for n in range(700)) + "}",
    "string doubling": "SELECT ?x30 { VALUES ?x0 { 'aaaaaaaaaaaaaaaa' } "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(30))
    + "}",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_query_ends_and_the_store_still_answers(name: str, quads: Path) -> None:
    began = time.monotonic()
    with contextlib.suppress(LimitReached, UsageError):
        run(quads, HOSTILE[name], QUICK)
    assert time.monotonic() - began < QUICK.seconds + 4
    assert run(quads, "ASK { ?s ?p ?o }", QUICK).truth is True


def test_stopped_queries_say_so(quads: Path) -> None:
    for name in ("cross join", "cross sort"):
        with pytest.raises(LimitReached):
            run(quads, HOSTILE[name], QUICK)


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
ALONE = """
import json, sys
from kg.sandbox import child
if sys.argv[2] == "alone" and not child.leave_network():
    sys.exit(77)
print(json.dumps(child.answer({"quads": sys.argv[1], "sparql": sys.stdin.read(), "rows": 5})))
"""


def behind_the_guard(quads: Path, query: str, network: str) -> int:
    """Ask the child's own function, with no guard before it."""
    return subprocess.run(
        [sys.executable, "-c", ALONE, str(quads), network],
        input=query.encode(),
        stdout=subprocess.DEVNULL,
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


@pytest.mark.parametrize("query", FETCHING)
def test_the_guard_stands_before_the_child(query: str, quads: Path) -> None:
    with pytest.raises(UsageError, match="switched off"):
        run(quads, query.format(port=1), QUICK)
