"""What the documents say is so."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from kg import record
from kg.cli.main import status
from kg.queries import stored
from kg.record.form import (
    ArticlePart,
    AttributionPart,
    CorrectionPart,
    DocumentPart,
    MakerPart,
    PassagePart,
    RequestPart,
    SectionPart,
    SourcePart,
    StancePart,
)
from kg.settings import DEFAULT_BASE, DEFAULT_STORE
from tests.browser.serving import served
from tests.test_cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECORD = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme() -> None:
    rows = re.findall(r"^\| `(\w+)", README, re.MULTILINE)
    assert sorted(rows) == COMMANDS


def test_every_question_is_in_the_changelog() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in changes for name in stored())


def test_every_question_is_documented_in_its_own_words() -> None:
    page = (ROOT / "docs" / "reference" / "questions.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", page, re.MULTILINE))
    assert rows == {name: one.question for name, one in stored().items()}


def test_every_link_leads_somewhere() -> None:
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), (path.name, target)


def test_the_record_in_the_documentation_is_one() -> None:
    example = re.search(r"```json\n(.*?)```", RECORD, re.DOTALL)
    assert example
    made = record.parse(json.loads(example[1]))
    assert len(made.extraction.attributions) == len(made.extraction.requests) == 1


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("document", DocumentPart),
        ("`maker`", MakerPart),
        ("`article`", ArticlePart),
        ("a source", SourcePart),
        ("an attribution", AttributionPart),
        ("a request", RequestPart),
        ("a section", SectionPart),
        ("a stance", StancePart),
        ("a passage", PassagePart),
        ("a correction", CorrectionPart),
    ],
)
def test_every_key_of_a_record_is_documented(row: str, part: type[DocumentPart]) -> None:
    found = re.search(rf"^\| {re.escape(row)} \| (.*?) \| (.*?) \|$", RECORD, re.MULTILINE)
    assert found
    fields = {field.alias or name: field for name, field in part.model_fields.items()}
    assert set(re.findall(r"`(.*?)`", found[1])) == set(fields)
    needed = {name for name, field in fields.items() if field.is_required()}
    if found[2] == "all":
        assert needed == set(fields)
        return
    assert set(re.findall(r"`(.*?)`", found[2])) == needed


def test_the_readmes_own_commands_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_STORE", raising=False)
    shell = "".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL)[1:])
    shell = re.sub(r"\s+#.*", "", shell).replace("\n  ", " ")
    lines = [line for line in shell.splitlines() if line]
    assert len(lines) >= 7
    with ExitStack() as stack:
        origin = ""
        for line in lines:
            words = [one.strip("'\"") for one in re.findall(r"'[^']*'|\"[^\"]*\"|\S+", line)]
            words = [re.sub("^examples/", f"{ROOT}/examples/", one) for one in words]
            if words[0] == "cp":
                shutil.copy(words[1], words[2])
            elif words == ["./onrecord", "serve"]:
                server = served(tmp_path / DEFAULT_STORE, DEFAULT_BASE)
                origin = stack.enter_context(server).origin
            elif words[0] == "curl":
                words = [one.replace("http://localhost:8000", origin) for one in words]
                done = subprocess.run(
                    [*words, "--fail", "--silent"], capture_output=True, check=True
                )
                assert done.stdout.strip(), line
            else:
                assert words[0] == "./onrecord"
                assert status(words[1:]) == 0, line
    assert origin
    assert "error" not in capsys.readouterr().err
