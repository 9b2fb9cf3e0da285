"""The command line, as a user types it: outputs, errors in one line, exit statuses."""

from __future__ import annotations

import csv
import io
import json
import pkgutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from kg.cli import commands
from kg.cli.main import status
from kg.exports import exporters
from kg.model import Article, Attribution, Extraction, Span
from kg.queries import stored
from kg.settings import DEFAULT_BASE
from kg.store import opening, writing
from kg.telling.words import shortened

COMMANDS = sorted(info.name.removesuffix("_") for info in pkgutil.iter_modules(commands.__path__))
TEXT = (
    "A senior official said the dam is leaking. Ana Brook, the dam's engineer, said the wall is "
    "sound.\n\nThe water board declined to comment to the Star on Monday.\n"
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command in an empty folder with one article in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")

    def command(*arguments: str) -> tuple[int, str, str]:
        result = status(list(arguments))
        captured = capsys.readouterr()
        return result, captured.out, captured.err

    return command


@pytest.fixture
def filled(run: Run) -> Run:
    done = run("ingest", "dam.txt", "--id", "dam", "--outlet", "The Star", "--date", "2026-03-04")
    assert done[0] == 0
    return run


def test_every_command_explains_itself(run: Run) -> None:
    assert len(COMMANDS) == 15
    for name in COMMANDS:
        code, out, _ = run(name, "--help")
        assert code == 0
        assert len(out.splitlines()) > 5
        assert all(len(line) <= 80 for line in out.splitlines()), name


def test_without_a_command_it_lists_them(run: Run) -> None:
    out = "".join(run("--help")[1:])
    assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (["fly"], 2, "No such command 'fly'"),
        (["ask", "--frmat", "json"], 2, "--frmat"),
        (["ask"], 2, "needs the NAME"),
        (["ask", "what"], 2, "no question 'what'"),
        (["ask", "rests-on-anonymous"], 2, "no store at onrecord-store"),
        (["ingest"], 2, "needs a PATH"),
        (["ingest", "nothing.txt"], 2, "nothing.txt cannot be read (No such file"),
        (["ingest", "dam.txt", "--date", "soon"], 3, "'soon' is no date"),
        (["ingest", "dam.txt", "--extractor", "oracle"], 2, "no extractor 'oracle'"),
        (["ingest", "dam.txt", "--base", "ftp://x/"], 2, "no base for IRIs"),
        (["ingest", "dam.txt", "dam.txt", "--id", "x"], 2, "--id is for one file"),
        (["show"], 2, "no store"),
        (["remove", "dam"], 2, "no store"),
        (["export"], 2, "no store"),
        (["sparql", "ASK {}"], 2, "no store"),
        (["test"], 2, "./onrecord test"),
        (["show", "\udcff"], 2, "not UTF-8"),
        (["ingest", "dam.txt", "--store", "dam.txt"], 2, "is no folder"),
        (["ingest", "dam.txt", "--date", "2026-03-04 or so"], 3, "is no date"),
    ],
)
def test_what_is_wrong_is_one_line(run: Run, arguments: list[str], code: int, what: str) -> None:
    got, out, err = run(*arguments)
    assert got == code
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert what in err


def test_the_same_text_under_two_names_is_told(filled: Run) -> None:
    code, out, err = filled("ingest", "dam.txt", "--id", "dam-again")
    assert (code, out.startswith("added: dam-again")) == (0, True)
    assert "the same text is stored as 'dam'" in err
    assert "the same text" not in filled("ingest", "dam.txt", "--id", "dam-again")[2]


def test_an_answer_to_read_says_which_article(filled: Run) -> None:
    out = filled("ask", "rests-on-anonymous")[1]
    assert out.startswith("article")
    assert "dam: A senior official said" in out
    assert "https://" not in out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“all of it,”", "all of it"),
        ("that “part of it” is", "that ‘part of it’ is"),
        ('"one," he said, "two"', "‘one,’ he said, ‘two’"),
        ("it “goes on", "it ‘goes on’"),
        ("“First.” … “Second.”", "‘First.’ … ‘Second.’"),
    ],
)
def test_quotation_marks_inside_are_single_and_closed(text: str, shown: str) -> None:
    assert shortened(text, 0) == shown


def test_a_busy_store_is_status_5_and_a_damaged_one_6(filled: Run, tmp_path: Path) -> None:
    store = tmp_path / "onrecord-store"
    with writing(store, DEFAULT_BASE, lambda: datetime(2026, 1, 1, tzinfo=UTC)):
        code, _, err = filled("ingest", "dam.txt")
    assert (code, "is being written by process" in err) == (5, True)
    (store / "journal.jsonl").write_text("?\n", encoding="utf-8")
    for command in (["ingest", "dam.txt"], ["check"], ["remove", "dam"]):
        assert filled(*command)[0] == 6, command


def test_a_full_disk_is_status_7(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "ROOM", 2**62)
    assert filled("ingest", "dam.txt")[0] == 7
    assert filled("show", "dam")[0] == 0
    assert filled("remove", "dam")[0] == 0


def test_a_bug_is_status_70(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kg.cli.batch.gather", broken)
    code, _, err = run("check", "dam.txt")
    assert (code, "Traceback" in err) == (70, True)
    assert err.splitlines()[-1].startswith("error: internal error")


def test_an_extractor_that_gives_no_record_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wild:
        name, version = "learned", "0"

        def extract(self, article: Article) -> Extraction:
            beyond = Span(5, len(article.text) + 9)
            return Extraction(attributions=(Attribution(id="a", source="?", content=(beyond,)),))

    monkeypatch.setattr("kg.extraction.learned.EXTRACTOR", Wild())
    code, _, err = run("ingest", "dam.txt")
    assert (code, "dam.txt:1: attribution a names '?'" in err) == (3, True)


def test_ingest_twice_says_unchanged(filled: Run) -> None:
    code, out, _ = filled("ingest", "dam.txt", "--id", "dam", "--outlet", "The Star")
    assert (code, out.split(":")[0]) == (0, "unchanged")


def test_answers_are_json_and_nothing_else(filled: Run) -> None:
    code, out, err = filled("ask", "rests-only-on-anonymous", "--format", "json")
    (row,) = json.loads(out)
    assert (code, err) == (0, "")
    assert list(row) == [one.name for one in stored()["rests-only-on-anonymous"].columns]
    assert row["text"] == "the dam is leaking" == TEXT[row["start"] : row["end"]]
    assert json.loads(row["spans"]) == [[row["start"], row["end"]]]
    assert row["source"].casefold().endswith("senior official")


def test_an_empty_answer_is_an_empty_array(filled: Run) -> None:
    assert json.loads(filled("ask", "rests-on-decliner", "--format", "json")[1]) == []
    assert filled("ask", "rests-on-decliner")[1] == "no rows\n"


def test_answers_are_csv(filled: Run) -> None:
    rows = list(
        csv.DictReader(io.StringIO(filled("ask", "requests-for-comment", "--format", "csv")[1]))
    )
    assert [(row["outcome"], row["when"]) for row in rows] == [("declined", "2026-03-02")]


def test_a_parameter_names_an_article_as_a_user_would(filled: Run) -> None:
    for value, count in (("dam", 1), ("https://x.example/", None)):
        code, out, err = filled(
            "ask", "rests-on-anonymous", "--param", f"article={value}", "--format", "json"
        )
        if count is None:
            assert code == 2
            assert "no article" in err
        else:
            assert len(json.loads(out)) == count
    assert filled("ask", "rests-on-anonymous", "--param", "article")[0] == 2
    assert filled("ask", "rests-on-anonymous", "--param", "colour=red")[0] == 2


def test_the_list_of_questions(run: Run) -> None:
    assert all(name in run("ask", "--list")[1] for name in stored())
    assert {row["name"] for row in json.loads(run("ask", "--list", "--format", "json")[1])} == set(
        stored()
    )


def test_nothing_printed_is_wider_than_the_terminal(filled: Run) -> None:
    for arguments in (["show", "dam"], ["show"], ["ask", "rests-on-anonymous"], ["run", "dam.txt"]):
        out = filled(*arguments)[1]
        assert out
        assert max(map(len, out.splitlines())) <= 80, arguments


def test_show_tells_who_and_what_it_rests_on(filled: Run) -> None:
    out = filled("show", "dam")[1]
    for words in (
        "“the dam is leaking”",
        "rests only on anonymous sources",
        "Ana Brook",
        "declined",
    ):
        assert words in out
    assert "https://w3id.org" not in out


def test_extract_prints_a_record_that_ingest_takes(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("extract", "dam.txt", "--id", "dam")
    found = json.loads(out)
    assert (code, found["recordVersion"]) == (0, "2")
    found["origin"] = "human"
    found["attributions"] = found["attributions"][:1]
    (tmp_path / "dam.json").write_text(json.dumps(found), encoding="utf-8")
    assert run("ingest", "dam.txt", "--id", "dam")[0] == 0
    assert run("ingest", "dam.json")[1].startswith("replaced: dam (1 statement)")
    again = run("ingest", "dam.txt", "--id", "dam", "--again")
    assert again[1].startswith("kept the record made by a person: dam")


def test_extract_for_scoring_is_a_line_an_article(run: Run, tmp_path: Path) -> None:
    rows = [{"id": name, "text": TEXT} for name in ("one", "two")]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "two.jsonl").write_text(lines, encoding="utf-8")
    found = [
        json.loads(line)
        for line in run("extract", "two.jsonl", "--format", "jsonl")[1].splitlines()
    ]
    assert [one["id"] for one in found] == ["one", "two"]
    first = found[0]["attributions"][0]
    assert set(first) >= {"source", "cue", "content"}
    assert TEXT[slice(*first["content"][0])] == "the dam is leaking"


def test_extract_of_several_is_an_array_that_ingest_takes(run: Run, tmp_path: Path) -> None:
    rows = [{"id": name, "text": TEXT} for name in ("one", "two")]
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "two.json").write_text(run("extract", "two.jsonl")[1], encoding="utf-8")
    code, out, _ = run("ingest", "two.json", "--outlet", "The Star")
    assert (code, out.count("added: ")) == (0, 2)
    assert "The Star" in run("show", "two")[1]


def test_outermost_leaves_inner_ones_out(run: Run, tmp_path: Path) -> None:
    text = "The Star reported that a senior official said the dam is leaking.\n"
    (tmp_path / "inner.jsonl").write_text(json.dumps({"id": "i", "text": text}), encoding="utf-8")
    whole = json.loads(run("extract", "inner.jsonl", "--format", "jsonl")[1])
    outer = json.loads(run("extract", "inner.jsonl", "--format", "jsonl", "--outermost")[1])
    assert [one.get("nested", False) for one in whole["attributions"]] == [False, True]
    assert [one.get("nested", False) for one in outer["attributions"]] == [False]


def test_check_fails_on_what_it_is_told_to(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("extract", "dam.txt", "--id", "dam")[1])
    named = [one for one in found["sources"] if one["identification"].startswith("anonymous")]
    named[0]["name"] = "Ana Brook"
    (tmp_path / "bad.json").write_text(json.dumps(found), encoding="utf-8")
    code, out, _ = run("check", "bad.json", "--format", "json")
    assert code == 1
    violations = [row for row in json.loads(out) if row["severity"] == "violation"]
    assert violations[0]["file"] == "bad.json:1"
    assert "Ana Brook" not in json.dumps(violations)
    assert run("check", "bad.json", "--fail-on", "never")[0] == 0
    assert run("check", "dam.txt")[0] == 0
    assert run("check", "dam.txt", "--fail-on", "warning")[0] == 1  # no date, no outlet
    assert run("ingest", "bad.json")[0] == 3


def test_check_without_a_path_checks_the_store(filled: Run) -> None:
    code, out, err = filled("check", "--format", "json")
    assert code == 0
    assert all(row["severity"] == "warning" for row in json.loads(out))
    assert err.startswith("1 article checked: ")


def test_remove_takes_it_out(filled: Run) -> None:
    assert filled("remove", "dam")[1] == "removed: dam (1 version)\n"
    assert filled("remove", "dam")[0] == 2
    assert "empty" in filled("show")[1]


FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
}
UNION = {"turtle", "ntriples", "rdfxml"}
"""Those that know no named graphs."""


def exported(filled: Run, tmp_path: Path, *arguments: str) -> set[Any]:
    assert filled("export", *arguments, "-o", "out")[0] == 0
    data = (tmp_path / "out").read_bytes()
    return set(parse(data, format=FORMATS[arguments[1]]))


@pytest.mark.parametrize("name", sorted(exporters()))
def test_exports_say_the_same(name: str, filled: Run, tmp_path: Path) -> None:
    assert set(FORMATS) == set(exporters())
    quads = exported(filled, tmp_path, "--format", "nquads")
    got = exported(filled, tmp_path, "--format", name)
    assert {one.triple for one in got} == {one.triple for one in quads}
    assert name in UNION or got == quads
    assert exported(filled, tmp_path, "--format", name, "dam") == got


@pytest.mark.parametrize("name", sorted(exporters()))
def test_exports_without_text_have_no_words_of_it(name: str, filled: Run, tmp_path: Path) -> None:
    got = exported(filled, tmp_path, "--format", name, "--without-text")
    assert got
    everything = (tmp_path / "out").read_text(encoding="utf-8")
    for words in ("the dam is leaking", "the wall is sound", "declined to comment"):
        assert words not in everything


def test_export_to_where_it_cannot_write(filled: Run) -> None:
    code, _, err = filled("export", "-o", "no/such/folder/out.trig")
    assert (code, "cannot be written" in err) == (2, True)


def test_sparql_prints_what_was_asked(filled: Run, tmp_path: Path) -> None:
    query = (
        "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a <https://w3id.org/onrecord/ns#Statement> }"
    )
    assert json.loads(filled("sparql", query, "--format", "json")[1]) == [{"n": 2}]
    (tmp_path / "q.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    assert filled("sparql", "-f", "q.rq")[1] == "true\n"
    assert filled("sparql", "DESCRIBE ?s WHERE { ?s a <https://w3id.org/onrecord/ns#Article> }")[1]
    code, out, err = filled(
        "sparql", "SELECT * WHERE { ?s ?p ?o }", "--rows", "2", "--format", "json"
    )
    assert (code, len(json.loads(out))) == (8, 2)
    assert "only the first 2 are shown" in err
    assert filled("sparql")[0] == 2
    assert filled("sparql", "SELECT * { SERVICE <http://x/> {} }")[0] == 2


def test_the_store_may_be_said_in_three_places(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run("ingest", "dam.txt", "--store", "a")[0] == 0
    assert run("--store", "b", "ingest", "dam.txt")[0] == 0
    monkeypatch.setenv("ONRECORD_STORE", "c")
    assert run("ingest", "dam.txt")[0] == 0
    assert all((tmp_path / name / "store.json").exists() for name in "abc")


def test_no_user_or_path_is_in_the_graph(filled: Run, tmp_path: Path) -> None:
    filled("export", "-o", "out.trig")
    data = (tmp_path / "out.trig").read_text(encoding="utf-8")
    for trace in (str(tmp_path), "dam.txt", "root", Path.home().name, "file:"):
        assert trace not in data


def test_an_export_leaves_out_what_only_an_older_version_says(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text("Rosa Lind said the dam is dry.\n", encoding="utf-8")
    done = filled("ingest", "dam.txt", "--id", "dam", "--outlet", "The Star")
    assert done[0] == 0
    filled("export", "--format", "nquads", "-o", "now.nq")
    filled("export", "--format", "nquads", "--superseded", "-o", "all.nq")
    now, every = ((tmp_path / name).read_text(encoding="utf-8") for name in ("now.nq", "all.nq"))
    assert "Ana Brook" not in now
    assert "Rosa Lind" in now
    assert "Ana Brook" in every
