"""What an editor reads of a record: report, show, find and stats, at several widths."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from kg.cli.main import status
from kg.vocab import ONR_NAMESPACE, SCHEME_BASE

LEAD = "The dam is leaking, a senior official said, asking not to be named for fear of dismissal."
SECOND = "“The wall is *sound*,” said Ana Brook, who runs the dam for the water board."
THIRD = "The dam was built in 1931. The water board declined to comment on the leak."
FOURTH = "Correction: an earlier version gave another year."
TEXT = f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{FOURTH}"
WIDTHS = (40, 80, 120)
Run = Callable[..., tuple[int, str, str]]


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def cue(words: str) -> list[int]:
    start, _ = at(words)
    return [start, start + len("said")]


def document(identifier: str = "dam", outlet: str = "The Star") -> dict[str, Any]:
    """Return a record as a standards editor would write it."""
    return {
        "recordVersion": "2",
        "origin": "human",
        "maker": {"name": "a standards editor"},
        "article": {
            "identifier": identifier,
            "title": "Is the dam leaking?",
            "outlet": outlet,
            "date": "2026-03-04",
            "url": "https://star.example/dam",
            "text": TEXT,
            "sections": [
                {"kind": "lead", "span": at(LEAD)},
                {"kind": "paragraph", "span": at(SECOND)},
                {"kind": "paragraph", "span": at(THIRD)},
                {"kind": "paragraph", "span": at(FOURTH)},
            ],
        },
        "sources": [
            {
                "id": "official",
                "identification": "anonymous-described",
                "kind": "official-person",
                "description": "a senior official",
                "mentions": [at("a senior official")],
                "statedMin": 1,
                "statedMax": 1,
                "reason": "fear-of-retaliation",
                "reasonSpans": [at("for fear of dismissal")],
            },
            {
                "id": "brook",
                "identification": "named",
                "kind": "spokesperson",
                "name": "Ana Brook",
                "mentions": [at("Ana Brook")],
                "role": "who runs the dam",
                "speaksFor": "board",
            },
            {
                "id": "board",
                "identification": "named",
                "kind": "government-body",
                "name": "the water board",
                "mentions": [at("the water board")],
            },
        ],
        "attributions": [
            {
                "id": "leak",
                "source": "official",
                "sourceSpans": [at("a senior official")],
                "cue": [cue("said, asking")],
                "content": [at("The dam is leaking")],
                "recordStatus": "not-for-attribution",
                "contentKind": "allegation",
                "against": ["board"],
            },
            {
                "id": "sound",
                "source": "brook",
                "sourceSpans": [at("Ana Brook")],
                "cue": [cue("said Ana")],
                "content": [at("“The wall is *sound*,”")],
                "quoteForm": "direct-quote",
                "channels": ["phone"],
                "when": "2026-03-03",
            },
        ],
        "requests": [
            {
                "id": "ask",
                "party": "board",
                "outcome": "declined",
                "spans": [at("The water board declined to comment on the leak")],
                "about": ["leak"],
            }
        ],
        "stances": [
            {"id": "no", "kind": "denies", "source": "sound", "target": "leak",
             "denialScope": "narrower-proposition", "basis": "added"}
        ],
        "passages": [
            {"id": "u", "kind": "unattributed", "span": at("The dam was built in 1931.")}
        ],
        "corrections": [
            {"id": "c", "kind": "correction", "spans": [at(FOURTH)], "corrects": []}
        ],
    }  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command beside a store of two articles."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_STORE", raising=False)
    for name, outlet in (("dam", "The Star"), ("weir#2", "The Tide")):
        record = json.dumps(document(name, outlet))
        (tmp_path / f"{outlet[4:]}.json").write_text(record, encoding="utf-8")

    def command(*arguments: str, columns: int = 80) -> tuple[int, str, str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        result = status(list(arguments))
        captured = capsys.readouterr()
        return result, captured.out, captured.err

    assert command("ingest", "Star.json", "Tide.json")[0] == 0
    return command


def test_the_report_says_what_an_editor_asks_first(run: Run) -> None:
    code, out, _ = run("run", "Star.json")
    assert code == 0
    flat = " ".join(out.split())
    for words in (
        "Corrected: “Correction: an earlier version gave another year.”",
        "Rests only on anonymous sources: 1 [1] “The dam is leaking”",
        "a senior official (anonymous, described) · fear of retaliation · paragraph 1",
        "Sentences without a source: 1 “The dam was built in 1931.” · paragraph 3",
        "Asked for comment: 1 the water board: declined, asked by The Star: “The water board",
        "Disputed or denied: 1 [1] “The dam is leaking”",
        "↳ Ana Brook — denies (a narrower claim), as we read it: “The wall is *sound*” [2]",
        "onrecord show 'dam#1'",
    ):
        assert words in flat, words
    order = ["Rests only", "Sentences without", "Asked for", "Disputed", "Who speaks"]
    assert sorted(order, key=out.index) == order


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "Star.json"),
        ("show",),
        ("show", "dam"),
        ("show", "dam#1"),
        ("find", "dam"),
        ("stats",),
        ("ask", "--list"),
        ("ask", "stances"),
    ],
    ids=" ".join,
)
def test_it_fits_the_terminal_and_has_no_iri_and_no_class_name(
    arguments: tuple[str, ...], columns: int, run: Run
) -> None:
    code, out, err = run(*arguments, columns=columns)
    assert (code, err if arguments[0] != "run" else "") == (0, "")
    assert max(cell_len(line) for line in out.splitlines()) <= columns
    for hidden in (ONR_NAMESPACE, SCHEME_BASE, "w3id.org", "http://www.", "CommentRequest"):
        assert hidden not in out


def test_a_claim_is_called_by_its_number_or_its_id(run: Run) -> None:
    by_number = run("show", "dam#2")[1]
    start, end = at("“The wall is *sound*,”")
    by_id = run("show", f"dam#s{start}-{end}.{at('said Ana')[0]}")[1]
    assert by_number == by_id
    flat = " ".join(by_number.split())
    for words in (
        "“The wall is *sound*,”",
        "Who said it Ana Brook in the article's words: who runs the dam",
        "speaks for the water board",
        "quoted, by “said” by way of phone said on Tue 3 March 2026",
        f"paragraph 2, characters {start} to {end} of the text",
        f"around it: “{SECOND}”",
        "https://star.example/dam",
        "it denies (a narrower claim), as we read it what a senior official says",
        "human, by a standards editor",
        "Whether it is so is not said here.",
    ):
        assert words in flat, words


def test_a_claim_shows_who_was_asked_and_who_says_otherwise(run: Run) -> None:
    flat = " ".join(run("show", "dam#1")[1].split())
    assert "not named: fear of retaliation (“for fear of dismissal”)" in flat
    assert "speaks against the water board" in flat
    assert "Ana Brook denies (a narrower claim), as we read it: “The wall is *sound*” [2]" in flat
    assert "the water board: declined, asked by The Star" in flat


def test_an_article_whose_id_has_a_number_sign_is_found(run: Run) -> None:
    assert "The Tide" in run("show", "weir#2")[1]
    assert "weir#2#1" in run("show", "weir#2#1")[1]


def test_markdown_is_markdown_and_words_in_it_stay_words(run: Run) -> None:
    code, out, _ = run("show", "dam#2", "--format", "markdown", columns=40)
    assert code == 0
    assert out.startswith("# dam\\#2 — Is the dam leaking?\n\n> ““The wall is \\*sound\\*,””\n")
    assert re.findall(r"(?m)^## (.+)$", out)[:3] == ["Who said it", "How", "Where it stands"]
    whole = run("show", "dam", "--format", "markdown")[1]
    assert whole.count("\n# ") == 1
    assert out.strip() in whole


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("show", "dam#3"), "has no claim '3' — give a number from 1 to 2"),
        (("show", "dam#0"), "has no claim '0'"),
        (("show", "dam#"), "no article 'dam#'"),
        (("show", "flood#1"), "no article 'flood'"),
        (("show", "--format", "markdown"), "name one"),
        (("find",), "Missing argument"),
        (("find", " "), "find needs WORDS"),
        (("find", "dam", "--since", "soon"), "takes a date"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_told(arguments: tuple[str, ...], what: str, run: Run) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert what in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("dam",), 2),
        (("DAM", "leaking"), 2),
        (("the dam is",), 2),
        (("dam the",), 0),
        (("is",), 4),
        (("is", "--source", "brook"), 2),
        (("is", "--source", "senior OFFICIAL"), 0),
        (("is", "--outlet", "The Tide"), 2),
        (("is", "--outlet", "The Tide", "--source", "brook"), 1),
        (("is", "--since", "2026-03-04"), 4),
        (("is", "--since", "2026-03-05"), 0),
        (("water board",), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_find(arguments: tuple[str, ...], count: int, run: Run) -> None:
    code, out, _ = run("find", *arguments, "--format", "json")
    assert code == 0
    assert len(json.loads(out)) == count


def test_what_find_prints_leads_to_the_claim(run: Run) -> None:
    out = run("find", "leaking", "--outlet", "The Star")[1]
    name = out.split("·")[-1].split()[0]
    assert "The dam is leaking" in run("show", name)[1]
    assert out.endswith("1 statement in 1 article\n")
    assert run("find", "glacier")[1] == "0 statements in 0 articles\n"


def test_find_prints_the_words_that_attribute(run: Run, tmp_path: Path) -> None:
    """A denial must not read as if its source had said so."""
    (tmp_path / "denial.txt").write_text("Ana Brook denied that she hid the glacier.\n", "utf-8")
    assert run("ingest", "denial.txt", "--id", "denial")[0] == 0
    assert "Ana Brook: “denied”" in run("find", "glacier")[1]


def test_stats_count_what_is_there(run: Run) -> None:
    rows = json.loads(run("stats", "--format", "json")[1])
    assert [row["outlet"] for row in rows] == ["The Star", "The Tide"]
    assert all((row["articles"], row["claims"], row["named"]) == (1, 2, 1) for row in rows)
    flat = " ".join(run("stats")[1].split())
    assert "2 articles of 2 outlets, Wed 4 March 2026 to Wed 4 March 2026" in flat
    assert "Statements by source: 2 anonymous, described, 2 named" in flat
    assert "Requests for comment: 2 declined" in flat
    assert run("stats", "--store", "other")[0] == 2
