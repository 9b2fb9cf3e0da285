"""The example articles: every situation has its place, and what is read is what was labelled."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg import model
from kg.vocab import scheme_name
from tests.measures import newsroom

FOLDER = newsroom.folder()
LISTS = Path(__file__).parent / "cases" / "newsroom"
PAGE = Path(__file__).parent.parent / "docs" / "reference" / "situations.md"
NAMES = newsroom.names()
NOWHERE = {
    "correction-kind/silent-edit": "nothing in one text shows it",
}
"""Values that no single article can hold, and why."""

NOT_IN_ARTICLES = {"anonymity", "origin", "review-verdict"}
"""Schemes of what is computed, of records, and of what people say of them."""

LISTED = {
    "r": "requests",
    "t": "stances",
    "u": "unattributed",
    "o": "own_observation",
    "c": "corrections",
    "s": "sections",
}
"""The lists of the labels whose parts go by a letter and a number; attributions have an id."""

HELD_AS = {
    "anonymity-reason": ("a", "reason"),
    "attribution-type": ("a", "type"),
    "certainty": ("a", "certainty"),
    "channel": ("a", "channels"),
    "content-kind": ("a", "content_kind"),
    "correction-kind": ("c", "kind"),
    "denial-scope": ("t", "scope"),
    "hedge": ("a", "hedge"),
    "hop-kind": ("a", "hop_kind"),
    "identification": ("a", "identification"),
    "knowledge-basis": ("a", "knowledge_basis"),
    "polarity": ("a", "polarity"),
    "quote-form": ("a", "form"),
    "record-status": ("a", "record_status"),
    "response-kind": ("r", "outcome"),
    "section-kind": ("s", "kind"),
    "source-kind": ("a", "kind"),
    "stance-basis": ("t", "basis"),
    "stance-kind": ("t", "kind"),
}
"""Of which parts a scheme tells, and under which key their labels hold its value."""

PASSAGES = {"passage-kind/unattributed": "u", "passage-kind/own-observation": "o"}
"""Kinds of passages; a label of one is its sentence, and its list says what kind it is."""


@cache
def situations() -> dict[str, list[list[str]]]:
    """Return where each situation stands: article and part."""
    return dict(json.loads((LISTS / "situations.json").read_text(encoding="utf-8")))


@cache
def known_failures() -> dict[newsroom.Expectation, str]:
    """Return the expectations that the rules do not meet, each with the reason."""
    listed: Any = json.loads((LISTS / "known-failures.json").read_text(encoding="utf-8"))
    return {
        newsroom.Expectation(article, part, key): reason
        for article, parts in listed.items()
        for part, keys in parts.items()
        for key, reason in keys.items()
    }


@cache
def known_further_failures() -> tuple[newsroom.Expectation, ...]:
    """Return the further labels that are not met; they are listed by article, label and reason."""
    listed: Any = json.loads((LISTS / "known-failures-further.json").read_text(encoding="utf-8"))
    return tuple(
        newsroom.Expectation(article, part, row["label"])
        for article, rows in listed.items()
        for row in rows
        for part in row["parts"]
    )


def values() -> set[str]:
    """Return every controlled value, as `scheme/value`."""
    schemes = [one for one in vars(model).values() if isinstance(one, type)]
    return {
        f"{scheme_name(one)}/{value.value}"
        for one in schemes
        if issubclass(one, StrEnum)
        for value in one
    }


def test_there_are_enough_articles_of_a_newspaper_s_length() -> None:
    assert len(NAMES) >= 16
    texts = {name: newsroom.reading(name).record.article.text for name in NAMES}
    assert {name for name, text in texts.items() if not 300 <= len(text.split()) <= 900} == set()
    suffixes = Counter(path.suffix for path in FOLDER.iterdir())
    assert suffixes[".html"] >= 5
    assert suffixes[".txt"] >= 5
    outlets = {newsroom.reading(name).record.article.outlet for name in NAMES}
    assert len(outlets) >= 6
    assert None not in outlets


def test_every_controlled_value_has_its_place() -> None:
    wanted = {one for one in values() if one.split("/")[0] not in NOT_IN_ARTICLES}
    assert wanted - set(situations()) == set(NOWHERE)


def test_every_rule_of_newsrooms_and_every_trap_has_its_place() -> None:
    kinds = Counter(one.split("/")[0] for one in situations())
    assert kinds["rule"] >= 16
    assert kinds["case"] >= 6
    assert {one for one in situations() if "/" not in one} == set()


@pytest.mark.parametrize("situation", sorted(situations()))
def test_a_situation_stands_where_the_table_says(situation: str) -> None:
    assert situations()[situation]
    for name, part in situations()[situation]:
        assert name in NAMES
        assert part in parts(name), (name, part)


@cache
def parts(name: str) -> set[str]:
    """Return what the parts of an article's labels are called."""
    labels = newsroom.reading(name).labels
    found = {one["id"] for one in labels["attributions"]}
    for letter, key in LISTED.items():
        found |= {f"{letter}{number}" for number in range(1, len(labels.get(key, [])) + 1)}
    return found | {"article"}


def labelled(name: str, part: str) -> newsroom.Json:
    """Return the label of one part of an article that is no passage."""
    labels = newsroom.reading(name).labels
    if part[0] in LISTED:
        label: newsroom.Json = labels[LISTED[part[0]]][int(part[1:]) - 1]
        return label
    return {one["id"]: dict(one) for one in labels["attributions"]}[part]


@pytest.mark.parametrize("situation", sorted(values() & set(situations())))
def test_a_value_is_what_its_parts_were_labelled_with(situation: str) -> None:
    scheme, value = situation.split("/")
    for name, part in situations()[situation]:
        if situation in PASSAGES:
            assert part[0] == PASSAGES[situation], (name, part)
            continue
        letter, key = HELD_AS[scheme]
        assert part[0] == letter, (name, part)
        held = labelled(name, part).get(key)
        assert value in (held if isinstance(held, list) else [held]), (name, part)


def test_every_situation_is_a_value_or_a_rule_or_a_case() -> None:
    others = {one.split("/")[0] for one in set(situations()) - values()}
    assert others == {"rule", "case"}


def test_the_table_to_read_says_the_same() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = [line.split("|")[1:4] for line in page.splitlines() if line.startswith("| `")]
    told = {row[0].strip(" `"): row[1].strip() for row in rows}
    assert told == {
        one: ", ".join(f"{name} {part}" for name, part in places)
        for one, places in situations().items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_was_labelled_is_found(name: str) -> None:
    failures = {
        one.expectation: one
        for one in newsroom.results(name)
        if not one.met and one.expectation.key in newsroom.CORE
    }
    known = {one for one in known_failures() if one.article == name}
    unexpected = [failures[one] for one in sorted(set(failures) - known)]
    assert unexpected == []
    assert sorted(known - set(failures)) == [], "these are met now: take them off the list"


@pytest.mark.parametrize("name", NAMES)
def test_further_labels_are_met_or_listed(name: str) -> None:
    failures = Counter(
        one.expectation
        for one in newsroom.results(name)
        if not one.met and one.expectation.key not in newsroom.CORE
    )
    known = Counter(one for one in known_further_failures() if one.article == name)
    assert sorted((failures - known).elements()) == []
    assert sorted((known - failures).elements()) == [], "these are met now: take them off the list"


def test_known_failures_are_of_articles_that_are_there() -> None:
    listed = {one.article for one in (*known_failures(), *known_further_failures())}
    assert listed <= set(NAMES)


def test_further_failures_have_reasons() -> None:
    listed: Any = json.loads((LISTS / "known-failures-further.json").read_text(encoding="utf-8"))
    rows = [row for rows in listed.values() for row in rows]
    assert rows
    assert all(row["parts"] and len(row["reason"]) >= len("cue: rare") for row in rows)


def test_known_failures_are_few_and_have_reasons() -> None:
    core = [
        one for name in NAMES for one in newsroom.results(name)
        if one.expectation.key in newsroom.CORE
    ]  # fmt: skip
    assert len(known_failures()) <= len(core) / 10
    assert all(len(reason) >= len("cue: rare") for reason in known_failures().values())


def test_little_is_found_that_nobody_labelled() -> None:
    labelled = sum(len(newsroom.reading(name).labels["attributions"]) for name in NAMES)
    assert sum(len(newsroom.strays(name)) for name in NAMES) <= labelled / 10


def test_every_article_has_all_its_files() -> None:
    stems = Counter(path.name.split(".")[0] for path in FOLDER.glob("[0-9]*"))
    assert stems == Counter(dict.fromkeys(NAMES, 3)), "article, meta.json, expected.json"
    for path in FOLDER.glob("*.expected.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["attributions"]
