"""The record document: what is written is read back, and what is wrong is named."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from rdflib import Dataset

from kg import mapping, record, sourcing
from kg.errors import InputRefused, StoreDamaged
from kg.ids import Minter, span_of
from kg.model import Article, Record, Span
from kg.record.schema import dumps, schema
from kg.resources import ontology_file
from tests.records import SCHEMA, documents, keys, records

BASE = "https://data.test/"
VALIDATOR = Draft202012Validator(schema())
TEXT = "Mayor Ann Ort said it rains. Ort told the Star that “it pours”."


def document() -> dict[str, Any]:
    return {
        "recordVersion": "1",
        "origin": "human",
        "maker": {"name": "hand"},
        "article": {"text": TEXT, "identifier": "rain", "date": "2026-01-02"},
        "sources": [
            {"id": "ort", "identification": "named", "name": "Ann Ort", "mentions": [[6, 13]]},
            {"id": "star", "identification": "named", "name": "the Star", "mentions": [[38, 46]]},
        ],
        "attributions": [
            {"id": "one", "source": "ort", "content": [[19, 27]], "cue": [[14, 18]]},
            {
                "id": "two",
                "source": "ort",
                "content": [[52, 62]],
                "cue": [[33, 37]],
                "recipient": "star",
            },
        ],
        "requests": [],
    }


def test_a_thousand_records_that_use_every_field_come_back_the_same() -> None:
    used: Counter[str] = Counter()

    @settings(max_examples=1000, derandomize=True, deadline=None)
    @given(documents())
    def comes_back(document: dict[str, Any]) -> None:
        VALIDATOR.validate(document)
        used.update(["documents", *keys(document)])
        made = record.parse(document)
        written = json.loads(record.dumps(made, BASE))
        VALIDATOR.validate(written)
        assert record.parse(written) == made
        dataset = mapping.to_dataset(made, sourcing.derive(made), BASE)
        assert mapping.to_record(dataset, Minter.of(made.article, BASE).version) == made

    comes_back()
    assert used["documents"] >= 1000
    assert every_key() - set(used) == set()


def every_key() -> set[str]:
    """Return the keys of the schema that a document may choose to have."""
    parts: Any = SCHEMA["$defs"]
    top: Any = SCHEMA["properties"]
    found = set(top) - {"@context", "id", "type"}
    for key, one in top.items():
        name = re.search(r"#/\$defs/(\w+Part)", json.dumps(one))
        if name:
            found |= {f"{key}.{inner}" for inner in parts[name[1]]["properties"]}
    found |= {f"article.sections.{key}" for key in parts["SectionPart"]["properties"]}
    return {key for key in found if key.rpartition(".")[2] not in {"words", "versionOf"}}


def test_the_published_schema_is_that_of_the_form() -> None:
    published = ontology_file("record.schema.json").read_text(encoding="utf-8")
    assert published == dumps(), "run: python -m kg.record.schema > ontology/record.schema.json"
    Draft202012Validator.check_schema(schema())
    assert str(schema()["$id"]).split("/")[-2] == record.VERSION


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "robot"},
        {"recordVersion": "3"},
        {"sorces": []},
        {"maker": {"name": "a/b"}},
        {"attributions": [{"id": "a", "source": "x", "content": []}]},
        {"attributions": [{"id": "a", "source": "x", "content": [[1]]}]},
        {"attributions": [{"id": "a", "source": "x", "content": [[1, 2]], "hedge": "shy"}]},
    ],
)
def test_the_schema_refuses_what_the_form_refuses(change: dict[str, Any]) -> None:
    wrong = document() | change
    assert VALIDATOR.is_valid(document())
    assert not VALIDATOR.is_valid(wrong)
    with pytest.raises(InputRefused):
        record.parse(wrong)


@given(records())
def test_graph_has_no_blank_node_and_the_same_bytes_twice(made: Record) -> None:
    data = mapping.quads(mapping.to_dataset(made, sourcing.derive(made), BASE))
    assert data == mapping.quads(mapping.to_dataset(made, sourcing.derive(made), BASE))
    assert not any(
        line.startswith(b"_:") or b" _:" in line.split(b'"')[0] for line in data.splitlines()
    )


def test_ids_follow_from_spans_whatever_they_were_called() -> None:
    one = record.parse(document())
    renamed = json.loads(json.dumps(document()).replace('"ort"', '"x"').replace('"two"', '"y"'))
    assert record.parse(renamed) == one
    assert [each.id for each in one.extraction.attributions] == ["s19-27.14", "s52-62.33"]
    assert [each.id for each in one.extraction.sources] == ["src6-13", "src38-46"]


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    def change(found: dict[str, Any]) -> None:
        place: Any = found
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


def grown(**parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {**document(), **parts}


def test_a_record_beyond_all_measure_is_refused() -> None:
    said = {"source": "ort", "content": [[19, 27]]}
    deep = [{"id": str(n), **said, **({"nestedIn": str(n - 1)} if n else {})} for n in range(60)]
    many = [{"id": str(n), **said} for n in range(5_001)]
    for attributions, what in ((deep, "more than 50 deep"), (many, "5,001 attributions")):
        with pytest.raises(InputRefused, match=what):
            record.parse(grown(attributions=attributions))
    wide = grown(
        attributions=[{"id": str(n), "source": "ort", "content": [[0, 9_000]]} for n in range(600)]
    )
    wide["article"] = {"text": "word " * 2_000}
    with pytest.raises(InputRefused, match="cover 5,4"):
        record.parse(wide)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (put("attributions", 0, "content", value=[[19, 99]]), "offset 99 lies behind"),
        (put("attributions", 0, "content", value=[[27, 19]]), "smaller to a larger"),
        (put("attributions", 0, "content", value=[[19, 27], [20, 28]]), "overlap"),
        (put("attributions", 0, "content", value=[]), "attributions.0.content"),
        (put("attributions", 0, "content", value=[[19]]), "attributions.0.content"),
        (put("attributions", 0, "words", value="it snows"), "not those at its spans"),
        (put("attributions", 0, "source", value="nobody"), "names 'nobody'"),
        (put("attributions", 0, "nestedIn", value="three"), "names 'three'"),
        (put("attributions", 1, "id", value="one"), "two attributions are called 'one'"),
        (put("attributions", 0, "cueSpan", value=[]), "attributions.0.cueSpan: is no key"),
        (put("sources", 0, "identification", value="famous"), "famous"),
        (put("sources", 0, "mentions", value=[[True, 3]]), "sources.0.mentions"),
        (put("article", "sha256", value="00"), "digest"),
        (put("article", "length", value=3), "has 63 characters"),
        (put("article", "date", value="2026-13-01"), "article.date"),
        (put("recordVersion", value="3"), "recordVersion"),
        (
            put(
                "passages",
                value=[
                    {"id": "p", "kind": "unattributed", "span": [0, 28]},
                    {"id": "q", "kind": "own-observation", "span": [0, 28]},
                ],
            ),
            "passage q is both",
        ),
        (put("origin", value="oracle"), "origin"),
        (put("maker", value={}), "maker.name"),
    ],
)
def test_what_is_wrong_is_named(change: Callable[[dict[str, Any]], None], what: str) -> None:
    found = document()
    change(found)
    with pytest.raises(InputRefused, match=what):
        record.parse(found)


@pytest.mark.parametrize("name", ["#char=9,4", "#char=4,4", "#char=4", "#line=4,9", "#char=4,9x"])
def test_an_iri_that_names_no_place_is_none(name: str) -> None:
    assert span_of(f"{BASE}article/1/a{name}") is None


def test_an_iri_of_a_place_names_it() -> None:
    assert span_of(Minter.of(Article(text=TEXT), BASE).mention(Span(3, 8))) == Span(3, 8)


def test_a_graph_with_a_place_that_is_none_is_damaged() -> None:
    made = record.parse(document())
    version = Minter.of(made.article, BASE).version
    dataset = mapping.to_dataset(made, sourcing.derive(made), BASE)
    turned = Dataset()
    turned.parse(
        data=mapping.quads(dataset).replace(b"#char=19,27", b"#char=27,19"), format="nquads"
    )
    assert mapping.to_record(dataset, version) == made
    with pytest.raises(StoreDamaged):
        mapping.to_record(turned, version)
