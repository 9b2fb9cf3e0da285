"""One file per way an input can be wrong: its exit status, its line of error, nothing stored."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.cli.main import status
from kg.errors import UsageError
from kg.store import reading

CASES = Path(__file__).parent / "cases" / "malformed"
EXPECTED: dict[str, dict[str, str | int]] = json.loads((CASES / "expected.json").read_text("utf-8"))
GOOD_LINES = {"bad-line.jsonl": {"a", "c"}, "duplicate-id.jsonl": {"a"}}


def stored(store: Path) -> set[str | None]:
    try:
        with reading(store) as reader:
            return {one.identifier for one in reader.articles()}
    except UsageError:
        return set()


def test_every_case_is_expected_and_every_expectation_has_a_case() -> None:
    files = {path.name for path in CASES.iterdir()} - {"expected.json", "meta.meta.json"}
    assert files == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_it_is_refused_in_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(CASES, tmp_path / "in")
    monkeypatch.chdir(tmp_path / "in")
    want = EXPECTED[name]
    assert status(["ingest", name, "--store", str(tmp_path / "store")]) == want["exit"]
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert errors[0].startswith(f"error: {want['error']}")
    assert str(want.get("says", "")) in errors[0]
    assert "Traceback" not in errors[0]
    assert stored(tmp_path / "store") == GOOD_LINES.get(name, set())


def test_an_article_twice_in_a_batch_is_refused_wherever_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"url": "https://star.example/1", "text": text} for text in ("A a.", "B b.", "B b.")]
    for number, row in enumerate(rows):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    store = str(tmp_path / "store")
    paths = [str(tmp_path / f"{number}.jsonl") for number in range(3)]
    assert status(["ingest", *paths, "--store", store]) == 4
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error")]
    assert len(errors) == 2
    assert all("https://star.example/1 stood already at" in line for line in errors)
    assert status(["check", *paths]) == 4


def test_a_record_of_five_megabytes_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {
        "recordVersion": "1",
        "origin": "human",
        "maker": {"name": "h"},
        "article": {"text": "Ann said it rains. " * 270_000},
    }
    (tmp_path / "long.jsonl").write_text(json.dumps(found), encoding="utf-8")
    store = str(tmp_path / "store")
    assert status(["ingest", str(tmp_path / "long.jsonl"), "--store", store]) == 3
    assert "1,000,000 at most" in capsys.readouterr().err


def test_a_text_of_five_megabytes_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Ann said it rains. " * 270_000, encoding="utf-8")
    assert status(["ingest", str(path), "--store", str(tmp_path / "store")]) == 3
    assert "5,130,000 characters, 1,000,000 at most" in capsys.readouterr().err
    assert stored(tmp_path / "store") == set()


def test_a_text_that_is_not_english_is_stored_and_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rathaus.txt"
    path.write_text(
        "Die Bürgermeisterin sagte am Dienstag, die Brücke sei sicher. „Wir haben sie im Herbst "
        "geprüft“, erklärte sie vor dem Rathaus. Der Stadtrat will im April darüber beraten.\n",
        encoding="utf-8",
    )
    store = ["--store", str(tmp_path / "store")]
    assert status(["ingest", str(path), "--id", "rathaus", *store]) == 0
    assert "not English (de) — stored, not analysed" in capsys.readouterr().err
    assert status(["show", "rathaus", *store]) == 0
    assert "not English" in capsys.readouterr().out


def test_control_characters_in_names_are_made_visible(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a\x1b[31m.txt"
    path.write_text("", encoding="utf-8")
    assert status(["ingest", str(path), "--store", str(tmp_path / "store")]) == 3
    assert "\x1b" not in capsys.readouterr().err
