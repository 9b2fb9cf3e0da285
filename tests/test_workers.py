"""Warm workers' lives: fresh data, replaced ones, and what hostile queries do to them."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import LimitReached, OnRecordError, StoreDamaged, UsageError
from kg.sandbox import Busy, Limits, Pool, Query, ResultFormat
from kg.sandbox.replies import answer_of, stopped
from kg.sandbox.worker import Reply
from tests.hostile_queries import GOOD, KINDS, UNSEEN
from tests.test_store import made, put

LIMITS = Limits(seconds=2, memory_bytes=1024**3, rows=100)
HOSTILE = Query(sparql=UNSEEN["star"])


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("crowd") / "store"
    put(store, *(made(name=str(number)) for number in range(20)))
    return store / "quads"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    put(tmp_path / "store", made(name="first"))
    return tmp_path / "store"


def articles(pool: Pool) -> int:
    answer = pool.ask(
        Query(
            sparql="SELECT DISTINCT ?a { GRAPH ?g { ?a <https://schema.org/identifier> ?id } }",
            results=ResultFormat.TABLE,
        )
    )
    return len(answer.table().rows)


def test_a_query_sees_what_was_committed_before_it(store: Path) -> None:
    with Pool(store / "quads", limits=LIMITS, workers=2, patience=20) as pool:
        assert articles(pool) == 1
        for number in range(2, 8):
            put(store, made(name=str(number)))
            assert articles(pool) == number


JOIN = "SELECT * { ?s ?p ?o OPTIONAL { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?o"
"""Over files that are not there the engine gathers errors for this until its memory is full."""


def test_files_that_a_writer_has_merged_are_not_missed(tmp_path: Path) -> None:
    """A database opens sixteen files at once, and others when a query needs them."""
    quads, names = tmp_path / "quads", [NamedNode(f"http://x/{number}") for number in range(12)]
    writer = pyoxigraph.Store(str(quads))
    for name in names:
        long = (Literal(f"{number} " + "x" * 100) for number in range(300))
        writer.extend(Quad(name, NamedNode("http://x/in"), one, name) for one in long)
        writer.flush()
    before = set(quads.glob("*.sst"))
    assert len(before) > 16
    stamps = ["before"]
    limits = replace(LIMITS, rows=10_000)
    with Pool(quads, limits=limits, workers=1, patience=20, stamp=lambda: stamps[-1]) as pool:
        assert pool.ask(Query(sparql="ASK {}")).truth
        for name in names[1:]:
            writer.remove_graph(name)
        writer.flush()
        writer.optimize()
        assert before - set(quads.glob("*.sst"))
        assert pool.ask(Query(sparql=JOIN)).count == 300 * len(names)
        stamps.append("after")
        assert pool.ask(Query(sparql=JOIN)).count == 300
    assert not any((tmp_path / ".held").iterdir())


def test_damage_is_told_and_mended_data_is_read(store: Path) -> None:
    with Pool(store / "quads", limits=LIMITS, workers=1, patience=20) as pool:
        (store / "quads").rename(store / "away")
        with pytest.raises(StoreDamaged):
            articles(pool)
        (store / "away").rename(store / "quads")
        assert articles(pool) == 1
        assert pool.health().failed == 1


def pids(pool: Pool) -> set[int]:
    return {worker._process.pid for worker in pool._all}  # noqa: SLF001 - to kill them


def test_a_worker_that_something_else_kills_is_replaced(store: Path) -> None:
    with Pool(store / "quads", limits=LIMITS, workers=2, patience=20) as pool:
        articles(pool)
        for _ in range(3):
            for pid in pids(pool):
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
            assert articles(pool) == 1


def test_nobody_waits_longer_than_patience(quads: Path) -> None:
    with Pool(quads, limits=LIMITS, workers=1, patience=0.3, waiting=1) as pool:
        wait_until_idle(pool, 1)
        killed: list[BaseException] = []

        def ask() -> None:
            try:
                pool.ask(HOSTILE)
            except LimitReached as error:
                killed.append(error)

        thread = threading.Thread(target=ask)
        thread.start()
        wait_until_idle(pool, 0)
        began = time.monotonic()
        with pytest.raises(Busy) as told:
            pool.ask(Query(sparql="ASK {}"))
        assert 0.2 < time.monotonic() - began < 1
        assert told.value.retry_seconds >= 1
        thread.join()
        assert len(killed) == 1
        wait_until_idle(pool, 1)
        assert pool.ask(Query(sparql="ASK {}")).truth is True
        assert pool.health().busy == 1


LONG = KINDS["cross join"]
SECONDS = 8


def test_a_short_query_finds_a_worker_while_long_ones_wait(quads: Path) -> None:
    """Three ask long queries again and again; two workers would never be free otherwise."""
    ends, ended = threading.Event(), Counter[str]()

    def ask(pool: Pool) -> None:
        while not ends.is_set():
            try:
                pool.ask(Query(sparql=LONG))
            except (LimitReached, Busy) as error:
                ended[type(error).__name__] += 1

    with Pool(quads, limits=replace(LIMITS, seconds=SECONDS), workers=2, patience=20) as pool:
        threads = [threading.Thread(target=ask, args=(pool,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(2)
        for _ in range(4):
            began = time.monotonic()
            assert pool.ask(Query(sparql=GOOD)).count == 50
            assert time.monotonic() - began < SECONDS
        ends.set()
        for thread in threads:
            thread.join()
    assert ended["LimitReached"]  # one may go on to its end
    assert ended["Busy"]  # another made room


def test_a_long_query_goes_on_where_nobody_waits(quads: Path) -> None:
    with Pool(quads, limits=LIMITS, workers=2, patience=20) as pool:
        threads = [
            threading.Thread(target=is_stopped, args=(pool, Query(sparql=LONG))) for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (pool.health().busy, pool.health().stopped) == (0, 2)


def is_stopped(pool: Pool, query: Query) -> None:
    """Ask what goes on until its limit."""
    with pytest.raises(LimitReached):
        pool.ask(query)


def test_who_asked_first_is_answered_first(quads: Path) -> None:
    order: list[int] = []
    with Pool(quads, limits=LIMITS, workers=1, patience=20) as pool:
        wait_until_idle(pool, 1)
        holding = threading.Thread(target=is_stopped, args=(pool, HOSTILE))
        holding.start()
        wait_until_idle(pool, 0)

        def ask(number: int) -> None:
            assert pool.ask(Query(sparql="ASK {}")).truth
            order.append(number)

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
            time.sleep(0.05)
        for thread in (holding, *threads):
            thread.join()
    assert order == sorted(order)
    assert len(order) == len(threads)


def test_a_long_query_leaves_the_processor_to_others(quads: Path) -> None:
    with Pool(quads, limits=replace(LIMITS, seconds=4), workers=1, patience=20) as pool:
        wait_until_idle(pool, 1)
        (worker,) = pids(pool)
        thread = threading.Thread(target=is_stopped, args=(pool, HOSTILE))
        thread.start()
        until, ours = time.monotonic() + 3.5, os.getpriority(os.PRIO_PROCESS, 0)
        while os.getpriority(os.PRIO_PROCESS, worker) <= ours:
            assert time.monotonic() < until
            time.sleep(0.05)
        thread.join()
        wait_until_idle(pool, 1)
        (another,) = pids(pool)
        assert os.getpriority(os.PRIO_PROCESS, another) == ours


def wait_until_idle(pool: Pool, count: int) -> None:
    until = time.monotonic() + 20
    while pool.health().idle != count:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_time_of_one_query_is_no_other_ones(quads: Path) -> None:
    busy = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c a ?d }"
    with Pool(quads, limits=LIMITS, workers=1, patience=20) as pool:
        wait_until_idle(pool, 1)
        (worker,) = pids(pool)
        while processor_seconds(worker) < LIMITS.seconds + 2:
            pool.ask(Query(sparql=busy))
        assert pids(pool) == {worker}
        assert pool.health().replaced == 0


def processor_seconds(pid: int) -> float:
    """Return the time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_closed_pool_leaves_no_process(quads: Path) -> None:
    pool = Pool(quads, limits=LIMITS, workers=3, patience=20)
    wait_until_idle(pool, 3)
    left = pids(pool)
    pool.close()
    for pid in left:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    with pytest.raises(Busy):
        pool.ask(Query(sparql="ASK {}"))


ORPHAN = """
import sys, threading, time
from pathlib import Path
from kg.sandbox import Limits, Pool, Query
pool = Pool(Path(sys.argv[1]), limits=Limits(seconds=2), workers=2)
while pool.health().idle != 2:
    time.sleep(0.01)
print(*(worker._process.pid for worker in pool._all), flush=True)
pool.ask(Query(sparql=sys.argv[2]))
"""


def test_workers_do_not_outlive_a_server_that_was_killed(quads: Path) -> None:
    """One is idle then, and one at a query that nobody waits for any more."""
    command = [sys.executable, "-c", ORPHAN, str(quads), UNSEEN["star"]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        left = {int(pid) for pid in server.stdout.readline().split()}
        time.sleep(0.3)
        server.kill()
    assert len(left) == 2
    until = time.monotonic() + 30
    while any(cmdline(pid) for pid in left):
        assert time.monotonic() < until
        time.sleep(0.05)


def cmdline(pid: int) -> bytes:
    """Return how a process was started; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


# Hostile queries, each kind twice; `tests.measures.hostile` asks them oftener


@pytest.fixture(scope="module")
def crowd(quads: Path) -> Iterator[Pool]:
    with Pool(quads, limits=LIMITS, workers=2, patience=20) as made_pool:
        yield made_pool


@pytest.mark.parametrize("kind", sorted(KINDS | UNSEEN))
def test_a_hostile_query_ends_and_good_ones_go_on(crowd: Pool, kind: str) -> None:
    for _ in range(2):
        began = time.monotonic()
        with pytest.raises((LimitReached, UsageError)):
            crowd.ask(Query(sparql=(KINDS | UNSEEN)[kind]))
        assert time.monotonic() - began < LIMITS.seconds + 2
        assert crowd.ask(Query(sparql=GOOD)).count == 50


def test_many_hostile_askers_at_once(crowd: Pool) -> None:
    ended: list[type[Exception]] = []

    def ask(sparql: str) -> None:
        try:
            crowd.ask(Query(sparql=sparql))
        except (LimitReached, UsageError, Busy) as error:
            ended.append(type(error))

    threads = [threading.Thread(target=ask, args=(one,)) for one in (KINDS | UNSEEN).values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ended) == len(threads)
    assert crowd.ask(Query(sparql=GOOD)).count == 50


def test_memory_is_counted_from_where_a_query_begins(quads: Path) -> None:
    """The limit is less than a worker holds by itself; what a good query adds is still less."""
    with Pool(quads, limits=replace(LIMITS, memory_bytes=96 * 1024**2), workers=1) as pool:
        wait_until_idle(pool, 1)
        (worker,) = pids(pool)
        assert pool.ask(Query(sparql=GOOD)).count == 50
        assert address_space(worker) > 96 * 1024**2
        with pytest.raises(LimitReached, match="memory"):
            pool.ask(Query(sparql=KINDS["string doubling"]))
        assert pool.ask(Query(sparql=GOOD)).count == 50


def address_space(pid: int) -> int:
    """Return the bytes that a process has reserved."""
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


@pytest.mark.parametrize(
    ("status", "kind", "what"),
    [
        (-signal.SIGSEGV, LimitReached, "nested too deeply"),
        (-signal.SIGABRT, LimitReached, "memory"),
        (-signal.SIGXCPU, LimitReached, "seconds"),
        (1, OnRecordError, "ended with status 1"),
    ],
)
def test_only_the_system_stops_a_query_over_a_limit(
    status: int, kind: type[OnRecordError], what: str, caplog: pytest.LogCaptureFixture
) -> None:
    error = stopped(status, LIMITS)
    assert type(error) is kind
    assert what in str(error)
    assert str(status) in caplog.text


def test_damage_that_is_met_while_memory_is_short_is_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(LimitReached, match="more memory"):
        answer_of(Reply(said={"memory": "", "retire": True}, body=b""))
    assert not caplog.records
    with pytest.raises(LimitReached, match="more memory"):
        answer_of(Reply(said={"memory": "Corruption: block checksum", "retire": True}, body=b""))
    assert "damaged: Corruption: block checksum" in caplog.text
