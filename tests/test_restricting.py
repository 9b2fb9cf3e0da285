"""A question about one article reads that article's graphs only, and says the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.intake.given import Given
from kg.model import Origin
from kg.pipeline import Pipeline
from kg.queries import bind, graphs_for, load, stored
from kg.readers import read
from kg.sandbox import GraphFormat, Pool, Query, ResultFormat
from kg.store import Publication, Reader, Stored, reading, triples, writing
from kg.web.views.asking import ask, bound, raw
from tests.test_queries import BASE, NAMES, case
from tests.web_records import record, written
from tests.web_site import BASE as WEB_BASE
from tests.web_site import fill, now, site

EXAMPLES = sorted(
    path
    for folder in ("", "newsroom")
    for path in (Path(__file__).parent.parent / "examples" / folder).iterdir()
    if path.suffix in {".txt", ".html", ".jsonl"}
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store of every example, two with a second version, and the case of each question."""
    folder = tmp_path_factory.mktemp("restricted") / "store"
    pipeline = Pipeline(extractor=EXTRACTOR, base=BASE)
    with writing(folder, BASE, lambda: datetime(2026, 1, 1, tzinfo=UTC)) as writer:
        for path in EXAMPLES:
            for outcome in pipeline.ingest(read(path, Given()), writer):
                assert not outcome.error
        for name in NAMES:
            one = case(name, "answers")
            writer.put(
                Publication(
                    article=one.article, version=one.version, quads=one.quads, origin=Origin.HUMAN
                )
            )
    return folder


@pytest.fixture(scope="module")
def reader(store: Path) -> Iterator[Reader]:
    with reading(store) as one:
        yield one


@pytest.fixture(scope="module")
def pool(store: Path) -> Iterator[Pool]:
    with Pool(store / "quads", workers=1) as one:
        yield one


@pytest.fixture(scope="module")
def articles(reader: Reader) -> tuple[Stored, ...]:
    return reader.articles()


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_are_those_of_the_whole_store(
    name: str, reader: Reader, pool: Pool, articles: tuple[Stored, ...]
) -> None:
    query, rows = load(name), 0
    every = {one.article for one in articles}
    whole = pool.ask(Query(sparql=bind(query, {}), results=ResultFormat.TABLE)).table()
    with_rows = {str(row["article"]) for row in whole.objects() if "article" in row} or every
    for one in articles:
        values = {"article": one.article}
        sparql, graphs = bind(query, values), graphs_for(query, values, reader)
        assert graphs
        found = pool.ask(
            Query(sparql=sparql, results=ResultFormat.TABLE, default_graphs=graphs)
        ).table()
        if one.article in with_rows:
            assert found == pool.ask(Query(sparql=sparql, results=ResultFormat.TABLE)).table()
        else:
            assert not found.rows
        rows += len(found.rows)
    assert rows or not whole.rows


def test_a_question_about_no_article_reads_everything(reader: Reader) -> None:
    for query in stored().values():
        assert graphs_for(query, {"outlet": "The Harbour Star"}, reader) == ()
    query = load("chain")
    assert graphs_for(query, {"article": f"{BASE}article/{'0' * 32}"}, reader) == ()


def test_the_graph_of_an_answer_is_that_of_the_whole_store(tmp_path: Path) -> None:
    fill(tmp_path / "store", written(tmp_path / "records", record("one"), record("two")))
    with site(tmp_path / "store") as made:
        (first, _) = made.reader.articles()
        one = bound(load("chain"), {"article": first.article}, made.reader)
        graph = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        found = raw(made, one, GraphFormat.N_TRIPLES, lambda _: graph)
        expected = {
            (str(line.subject).strip("<>"), line.predicate.value)
            for line in made.reader.quads((first,))
        }
        assert {(row[0], row[1]) for row in triples(found.body).rows} == expected


def test_an_article_that_changes_meanwhile_is_never_answered_with_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    two = record("one"), record("one", rosa="Ada Poe")
    files = [written(tmp_path / f"{number}", each) for number, each in enumerate(two)]
    fill(store, files[0])
    ended, pipeline = threading.Event(), Pipeline(extractor=EXTRACTOR, base=WEB_BASE)

    def change() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            with writing(store, WEB_BASE, now, room=False) as writer:
                given = read(files[number % 2][0], Given())
                assert all(not one.error for one in pipeline.ingest(given, writer, again=True))

    with site(store) as made:
        digest = made.reader.articles()[0].article.rpartition("/")[2]
        thread = threading.Thread(target=change)
        thread.start()
        try:
            seen = [
                len(ask(made, bound(load("chain"), {"article": digest}, made.reader)).table.rows)
                for _ in range(60)
            ]
        finally:
            ended.set()
            thread.join()
        assert len(made.snapshots.refresh().versions(f"{WEB_BASE}article/{digest}")) == 2
    assert min(seen) == max(seen) > 0
