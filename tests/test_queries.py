"""Every stored query: its case answers, stays silent where it should, and engines agree."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import Dataset
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Literal

from kg import ids, mapping, record, sourcing
from kg.errors import UsageError
from kg.model import Extraction, Origin, SourceKind
from kg.queries import bind, load, stored
from kg.queries.binding import slots
from kg.store import Publication, Reader, reading, writing
from kg.store.reading import lines
from kg.table import Value, value_of
from kg.vocab import ONR, PREFIXES

BASE = "https://data.test/"
CASES = Path(__file__).parent / "cases" / "queries"
NAMES = sorted(stored())
HOSTILE = ['" } DROP ALL #', "' OR 1=1", "\\", "\n", '"""', "} UNION {?s ?p ?o} {", "\u2028", "<x>"]


@dataclass(frozen=True)
class Case:
    """One version of one article as a store takes it."""

    article: str
    version: str
    quads: bytes

    def renamed(self, number: int) -> Case:
        """Return the same under the IRI of another article."""
        article = f"{self.article[:-1]}{number}"
        old, new = self.article.encode(), article.encode()
        return Case(
            article,
            self.version.replace(self.article, article),
            b"".join(sorted(self.quads.replace(old, new).splitlines(keepends=True))),
        )


def case(name: str, part: str) -> Case:
    """Return a case: a record, or quads where no sound record can show it."""
    trig = CASES / name / f"{part}.trig"
    return case_of_quads(trig) if trig.exists() else case_of_record(CASES / name / f"{part}.json")


def case_of_record(path: Path, *, emptied: bool = False) -> Case:
    one = record.parse(json.loads(path.read_text(encoding="utf-8")))
    if emptied:
        article = replace(one.article, text=f"{one.article.text} More.", sections=())
        one = replace(one, article=article, extraction=Extraction())
    minter = ids.Minter.of(one.article, BASE)
    dataset = mapping.to_dataset(one, sourcing.derive(one), BASE)
    return Case(minter.article, minter.version, mapping.quads(dataset))


def case_of_quads(path: Path) -> Case:
    quads = list(pyoxigraph.parse(path.read_bytes(), format=RdfFormat.TRIG))
    (current,) = [one for one in quads if one.predicate.value == str(ONR.currentVersion)]
    return Case(
        current.subject.value, current.object.value, lines(one for one in quads if one != current)
    )


def expected(name: str) -> list[dict[str, Value]]:
    rows: list[dict[str, Value]] = json.loads(
        (CASES / name / "expected.json").read_text(encoding="utf-8")
    )
    return rows


def dataset_of(*cases: Case) -> Dataset:
    """Return what the store would hold, for the other engine."""
    union = Dataset(default_union=True)
    for one in cases:
        union.parse(data=one.quads, format="nquads")
        history = ids.history_graph(one.article)
        union.parse(
            data=f"<{one.article}> <{ONR.currentVersion}> <{one.version}> <{history}> .",
            format="nquads",
        )
    return union


@contextmanager
def store_of(folder: Path, *cases: Case) -> Iterator[Reader]:
    """Make a store of the cases, one after the other, and read it."""
    with writing(folder, BASE, lambda: datetime(2026, 1, 1, tzinfo=UTC)) as writer:
        for one in cases:
            writer.put(
                Publication(
                    article=one.article,
                    version=one.version,
                    quads=one.quads,
                    origin=Origin.HUMAN,
                )
            )
    with reading(folder) as reader:
        yield reader


def from_rdflib(sparql: str, dataset: Dataset) -> list[tuple[Value, ...]]:
    found = dataset.query(sparql)
    return [tuple(plain(row.get(name)) for name in found.vars or ()) for row in found.bindings]


def plain(cell: object) -> Value:
    if isinstance(cell, Literal):
        return value_of(str(cell), str(cell.datatype or ""))
    return None if cell is None else str(cell)


def test_every_query_has_a_case_and_every_case_a_query() -> None:
    assert {path.name for path in CASES.iterdir()} == set(NAMES)
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_answers_its_case(name: str, tmp_path: Path) -> None:
    with store_of(tmp_path / "s", case(name, "answers")) as reader:
        table = reader.select(load(name).sparql)
    assert table.columns == tuple(one.name for one in load(name).columns)
    wanted = expected(name)
    found = [
        {key: row[key] for key in want} for want, row in zip(wanted, table.objects(), strict=True)
    ]
    assert found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_stays_silent(name: str, tmp_path: Path) -> None:
    found = case(name, "silent")
    with store_of(tmp_path / "s", found) as reader:
        assert reader.select(load(name).sparql).rows == ()
    assert from_rdflib(load(name).sparql, dataset_of(found)) == []


@pytest.mark.parametrize("name", NAMES)
def test_engines_agree(name: str, tmp_path: Path) -> None:
    both = case(name, "answers"), case(name, "silent")
    with store_of(tmp_path / "s", *both) as reader:
        table = reader.select(load(name).sparql)
    assert Counter(table.rows) == Counter(from_rdflib(load(name).sparql, dataset_of(*both)))
    assert table.rows


@pytest.mark.parametrize("name", NAMES)
def test_only_the_current_version_answers(name: str, tmp_path: Path) -> None:
    old = case(name, "answers")
    empty = case_of_record(CASES / name / "silent.json", emptied=True)
    newer = f"{old.article}/{empty.version.rpartition('/')[2]}"
    quads = empty.quads.replace(empty.version.encode(), newer.encode())
    new = Case(old.article, newer, quads.replace(empty.article.encode(), old.article.encode()))
    with store_of(tmp_path / "a", old) as reader:
        assert reader.select(load(name).sparql).rows
    with store_of(tmp_path / "b", old, new) as reader:
        assert reader.select(load(name).sparql).rows == ()


def order_of(name: str) -> list[tuple[str, bool]]:
    """Return the columns that a question sorts by, and whether downwards."""
    (clause,) = re.findall(r"^ORDER BY (.*)$", load(name).sparql, re.MULTILINE)
    terms = re.findall(r"(DESC\()?\?(\w+)\)?", clause)
    return [(column, bool(down)) for down, column in terms]


def sort_key(row: dict[str, Value], column: str) -> tuple[int, float, str]:
    """Return what SPARQL orders by: what is unbound first, numbers as such, text by code point."""
    value = row[column]
    if value is None:
        return (0, 0.0, "")
    return (1, float(value), "") if isinstance(value, (int, float)) else (1, 0.0, value)


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_sorted_and_no_two_alike(name: str, tmp_path: Path) -> None:
    found = [case(name, "answers").renamed(number) for number in (2, 1, 3)]
    with store_of(tmp_path / "s", *found) as reader:
        rows = reader.select(load(name).sparql).objects()
    order = order_of(name)
    assert (
        {"article", "start"} <= {one for one, _ in order}
        or "article" not in rows[0]
        or ("start" not in rows[0])
    )
    wanted = list(rows)
    for column, down in reversed(order):
        wanted.sort(key=partial(sort_key, column=column), reverse=down)
    assert rows == wanted
    keys = [tuple(row[column] for column, _ in order) for row in rows]
    assert len(set(keys)) == len(keys), "rows that the order does not tell apart"


def test_what_the_questions_share_is_the_same_in_each() -> None:
    pattern = re.compile(r"^ +(?:#\? (?:article|outlet|since):|\?article).*", re.MULTILINE)
    shared = [pattern.findall(load(name).sparql) for name in NAMES]
    assert len(shared[0]) == 4
    assert all(lines == shared[0] for lines in shared)


@pytest.mark.parametrize("name", NAMES)
def test_parameters_narrow_on_both_engines(name: str, tmp_path: Path) -> None:
    query, found = load(name), case(name, "answers")
    article, count, other = found.article, len(expected(name)), dataset_of(found)
    with store_of(tmp_path / "s", found) as reader:
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
            assert len(reader.select(sparql).rows) == rows, values
            assert len(from_rdflib(sparql, other)) == rows, values


OWN = [
    ("chain", {"statement": "s23-86.9"}, 3),
    ("chain", {"statement": "s0-1"}, 0),
    ("statements-with-words", {"words": "LOCK is"}, 2),
    ("statements-with-words", {"words": "is lock"}, 0),
    ("statements-with-words", {"speaker": "aides"}, 0),  # anonymous: not by description
    ("statements-with-words", {"speaker": "officials"}, 1),
    ("statements-with-words", {"speaker": "dunn", "words": "wall"}, 1),
    ("articles-with-words", {"words": "DREDG*"}, 1),
    ("articles-with-words", {"words": "lock"}, 0),
    ("named-sources", {"words": "lind"}, 1),
    ("named-sources", {"words": "aides"}, 0),
    ("statements-by-name", {"name": "Tim Fay"}, 2),
    ("statements-by-name", {"name": "tim fay"}, 0),
    ("statements-by-name", {"name": "Two aides"}, 0),
]


def test_every_own_parameter_is_tried() -> None:
    common = {"article", "outlet", "since"}
    assert {(name, one) for name, values, _ in OWN for one in values} == {
        (name, one.name)
        for name in NAMES
        for one in load(name).parameters
        if one.name not in common
    }


@pytest.mark.parametrize(("name", "values", "rows"), OWN)
def test_own_parameters_narrow(
    name: str, values: dict[str, str], rows: int, tmp_path: Path
) -> None:
    sparql, found = bind(load(name), values), case(name, "answers")
    with store_of(tmp_path / "s", found) as reader:
        assert len(reader.select(sparql).rows) == rows
    assert len(from_rdflib(sparql, dataset_of(found))) == rows


def test_a_person_is_what_the_model_calls_one() -> None:
    listed = re.findall(r"source-kind:([\w-]+)", load("named-person-origin").sparql)
    assert sorted(listed) == sorted(one.value for one in SourceKind if one.personal)


def test_what_counts_as_anonymous_is_the_same_in_each() -> None:
    bare, one_of = "anonymous-bare", "anonymous-described"
    for name in set(NAMES) - {"anonymous-bare"}:
        sparql = load(name).sparql
        terms = set(re.findall(r"identification:([a-z-]+)", sparql))
        if {bare, one_of} & terms:
            assert {bare, one_of, "pseudonymous"} <= terms, name


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_value_stays_a_value(payload: str, tmp_path: Path) -> None:
    sparql, found = (
        bind(load("rests-on-anonymous"), {"outlet": payload}),
        case("rests-on-anonymous", "answers"),
    )
    with store_of(tmp_path / "s", found) as reader:
        assert reader.select(sparql).rows == ()
    assert from_rdflib(sparql, dataset_of(found)) == []


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
