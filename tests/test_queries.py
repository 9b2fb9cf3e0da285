"""Every stored query: its case answers, stays silent where it should, and engines agree."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rdflib import Dataset
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Literal

from kg import ids, mapping, record, sourcing
from kg.errors import UsageError
from kg.model import Extraction, Record
from kg.queries import bind, load, stored
from kg.queries.binding import slots
from kg.store import Publication, reading, writing
from kg.table import Table, Value, value_of
from kg.vocab import PREFIXES

BASE = "https://data.test/"
CASES = Path(__file__).parent / "cases" / "queries"
NAMES = sorted(stored())
HOSTILE = ['" } DROP ALL #', "' OR 1=1", "\\", "\n", '"""', "} UNION {?s ?p ?o} {", "\u2028", "<x>"]


def case(name: str, part: str) -> Record:
    return record.parse(json.loads((CASES / name / f"{part}.json").read_text(encoding="utf-8")))


def dataset_of(*records: Record) -> Dataset:
    """Return what the store would hold, for the other engine."""
    union = Dataset(default_union=True)
    for one in records:
        data = mapping.quads(mapping.to_dataset(one, sourcing.derive(one), BASE))
        union.parse(data=data, format="nquads")
        minter = ids.Minter.of(one.article, BASE)
        union.parse(
            data=f"<{minter.article}> <https://w3id.org/onrecord/ns#currentVersion> "
            f"<{minter.version}> <{ids.history_graph(minter.article)}> .",
            format="nquads",
        )
    return union


def from_store(folder: Path, sparql: str, *records: Record) -> Table:
    with writing(folder, BASE, lambda: datetime(2026, 1, 1, tzinfo=UTC)) as writer:
        for one in records:
            minter = ids.Minter.of(one.article, BASE)
            dataset = mapping.to_dataset(one, sourcing.derive(one), BASE)
            writer.put(
                Publication(
                    article=minter.article,
                    version=minter.version,
                    quads=mapping.quads(dataset),
                    origin=one.origin,
                )
            )
    with reading(folder) as reader:
        return reader.select(sparql)


def from_rdflib(sparql: str, *records: Record) -> list[tuple[Value, ...]]:
    found = dataset_of(*records).query(sparql)
    return [tuple(plain(row.get(name)) for name in found.vars or ()) for row in found.bindings]


def plain(cell: object) -> Value:
    if isinstance(cell, Literal):
        return value_of(str(cell), str(cell.datatype or ""))
    return None if cell is None else str(cell)


def test_every_query_has_a_case_and_every_case_a_query() -> None:
    assert {path.name for path in CASES.iterdir()} == set(NAMES)
    assert len(NAMES) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_answers_its_case(name: str, tmp_path: Path) -> None:
    expected = json.loads((CASES / name / "expected.json").read_text(encoding="utf-8"))
    table = from_store(tmp_path / "s", load(name).sparql, case(name, "answers"))
    assert table.columns == tuple(one.name for one in load(name).columns)
    found = [
        {key: row[key] for key in want} for want, row in zip(expected, table.objects(), strict=True)
    ]
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_stays_silent(name: str, tmp_path: Path) -> None:
    assert from_store(tmp_path / "s", load(name).sparql, case(name, "silent")).rows == ()


@pytest.mark.parametrize("name", NAMES)
def test_engines_agree(name: str, tmp_path: Path) -> None:
    both = case(name, "answers"), case(name, "silent")
    table = from_store(tmp_path / "s", load(name).sparql, *both)
    assert Counter(table.rows) == Counter(from_rdflib(load(name).sparql, *both))
    assert table.rows


def changed(found: Record, identifier: str, **more: str) -> Record:
    """Return the record as one of another article, its text with more behind it."""
    text = found.article.text + more.get("more", "")
    return replace(found, article=replace(found.article, identifier=identifier, text=text))


@pytest.mark.parametrize("name", NAMES)
def test_only_the_current_version_answers(name: str, tmp_path: Path) -> None:
    old = case(name, "answers")
    new = replace(
        changed(old, old.article.identifier or "", more=" More."), extraction=Extraction()
    )
    assert from_store(tmp_path / "a", load(name).sparql, old).rows
    assert from_store(tmp_path / "b", load(name).sparql, old, new).rows == ()


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_sorted_by_article_and_start(name: str, tmp_path: Path) -> None:
    found = [changed(case(name, "answers"), str(number)) for number in range(4)]
    rows = from_store(tmp_path / "s", load(name).sparql, *found).objects()
    order = [(str(row["article"]), row["start"]) for row in rows]
    assert len({article for article, _ in order}) == 4
    assert order == sorted(order)


def test_what_the_questions_share_is_the_same_in_each() -> None:
    shared = [
        re.findall(
            r"^ +(?:#\?|\?article).*",
            load(name).sparql,
            re.MULTILINE,
        )
        for name in NAMES
    ]
    assert len(shared[0]) == 4
    assert all(lines == shared[0] for lines in shared)


@pytest.mark.parametrize("name", NAMES)
def test_parameters_narrow_on_both_engines(name: str, tmp_path: Path) -> None:
    query, found = load(name), case(name, "answers")
    article = ids.article_iri(found.article, BASE)
    count = len(json.loads((CASES / name / "expected.json").read_text(encoding="utf-8")))
    for values, rows in (
        ({"article": article}, count),
        ({"article": f"{article}x"}, 0),
        ({"outlet": "The Harbour Star"}, count),
        ({"outlet": "the harbour star"}, 0),
        ({"since": "2026-01-20"}, count),
        ({"since": "2026-01-21"}, 0),
        ({"since": "2026-01-01", "outlet": "The Harbour Star", "article": article}, count),
    ):
        sparql = bind(query, values)
        folder = tmp_path / ids.digest(sparql)[:8]
        assert len(from_store(folder, sparql, found).rows) == rows, values
        assert len(from_rdflib(sparql, found)) == rows, values


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_value_stays_a_value(payload: str, tmp_path: Path) -> None:
    query, found = load("rests-on-anonymous"), case("rests-on-anonymous", "answers")
    assert from_store(tmp_path / "s", bind(query, {"outlet": payload}), found).rows == ()
    assert from_rdflib(bind(query, {"outlet": payload}), found) == []


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"artcle": "x"}, "no parameter"),
        ({"article": "not an iri"}, "an article"),
        ({"article": "http://x/> } #"}, "an article"),
        ({"since": "yesterday"}, "a date"),
    ],
)
def test_a_wrong_value_is_refused(values: dict[str, str], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        bind(load("rests-on-anonymous"), values)


@pytest.mark.parametrize("name", NAMES)
def test_slots_are_the_declared_parameters(name: str) -> None:
    query = load(name)
    assert slots(query) == {one.name for one in query.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_prefixes_are_ours(name: str) -> None:
    declared = dict(prepareQuery(load(name).sparql).prologue.namespace_manager.namespaces())
    for prefix, namespace in declared.items():
        if f"PREFIX {prefix}:" in load(name).sparql and prefix in PREFIXES:
            assert str(namespace) == PREFIXES[prefix]


@pytest.mark.parametrize("name", NAMES)
def test_header_is_complete(name: str) -> None:
    query = load(name)
    assert query.title
    assert query.question.endswith("?")
    assert all(one.description for one in query.parameters)
    assert all(one.description for one in query.columns)


def test_an_unknown_question_says_where_to_look() -> None:
    with pytest.raises(UsageError, match="--list"):
        load("rests-on-nothing")
