"""Words that are looked for, by the program and by the stored queries alike."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from rdflib import Graph

from kg.queries import bind, load
from kg.telling.sought import Sought, inside
from kg.web.views.searching import terms

TEXTS = (
    "The dam broke",
    "A damaged wall",
    "DAM, they say",
    "the dam’s wall",
    "Adam said so",
    "it cost $5 (about)",
    "a sum of $50",
    "Ärger am Kai",
    "the [old] quay",
)
FOUND = {
    "dam": ("The dam broke", "DAM, they say", "the dam’s wall"),
    "dam*": ("The dam broke", "A damaged wall", "DAM, they say", "the dam’s wall"),
    "Dam broke": ("The dam broke",),
    "dam bro": (),
    "$5": ("it cost $5 (about)",),
    "$5*": ("it cost $5 (about)", "a sum of $50"),
    "$5 (about)": ("it cost $5 (about)",),
    "ärger": ("Ärger am Kai",),
    "är*": ("Ärger am Kai",),
    "[old]": ("the [old] quay",),
    "d.m": (),
}


@pytest.mark.parametrize("typed", FOUND)
def test_words_are_whole_but_for_a_star(typed: str) -> None:
    assert tuple(one for one in TEXTS if Sought(typed).inside(one)) == FOUND[typed]


@pytest.mark.parametrize("typed", FOUND)
@pytest.mark.parametrize("name", ["statements-with-words", "articles-with-words", "named-sources"])
def test_the_stored_queries_look_for_the_same(name: str, typed: str) -> None:
    bound = bind(load(name), {"words": typed})
    (line,) = re.findall(r"^ +FILTER\(CONTAINS.*$", bound, re.MULTILINE)
    (variable,) = set(re.findall(r"\?(\w+)", line.replace(typed, "")))
    values = " ".join(f'"{one}"' for one in TEXTS)
    sparql = f"SELECT ?{variable} WHERE {{ VALUES ?{variable} {{ {values} }} {line} }}"
    found = pyoxigraph.Store().query(sparql)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    ours = [one[0] for one in found]
    assert [one.value for one in ours if isinstance(one, pyoxigraph.Literal)] == [*FOUND[typed]]
    theirs = [str(row[variable]) for row in Graph().query(sparql).bindings]
    assert theirs == [*FOUND[typed]]


def test_all_must_be_there_and_a_star_alone_is_nothing() -> None:
    assert inside(["dam", "broke"])("The dam broke")
    assert not inside(["dam", "brok"])("The dam broke")
    assert terms("* dam* “water line”") == ("dam*", "water line")
