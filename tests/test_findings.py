"""Findings in the formats of other tools."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from kg.checking import Finding, Severity
from kg.cli.main import status
from kg.telling.findings import Found, reports, sentences

BAD = Found(
    finding=Finding(Severity.VIOLATION, "a3-9", "It is unsound. Mend it.", "Attribution-source"),
    file="pier story.txt",
    place="a3-9 (line 2 of the text)",
    line=2,
)
ODD = Found(
    finding=Finding(Severity.WARNING, "s3-9", "It is odd\x01. Look.", "Statement-odd"),
    file="pier story.txt",
    place="s3-9 (line 2 of the text)",
    line=2,
)


NAMES = ("quay.txt", "pier story.txt", "quay.txt")


def test_a_message_is_what_is_wrong_and_what_to_do() -> None:
    assert sentences("It is unsound. Mend it. Soon.") == ("It is unsound.", "Mend it. Soon.")
    assert sentences("It is unsound.") == ("It is unsound.", "")


def test_sarif_names_rule_place_and_line() -> None:
    log = json.loads(reports()["sarif"].dump([BAD, ODD], NAMES))
    (one,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = one["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["Attribution-source", "Statement-odd"]
    assert rules[0]["help"]["text"] == "Mend it."
    levels = {result["ruleId"]: result["level"] for result in one["results"]}
    assert levels == {"Attribution-source": "error", "Statement-odd": "warning"}
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "pier%20story.txt"
        assert place["region"]["startLine"] == 2


def test_junit_fails_where_a_violation_is() -> None:
    root = etree.fromstring(reports()["junit"].dump([ODD, BAD], NAMES))
    assert (root.get("tests"), root.get("failures")) == ("4", "1")
    first, *clean = root.findall("testsuite")
    assert (first.get("name"), first.get("failures")) == ("pier story.txt", "1")
    (failed,) = first.findall("testcase/failure")
    assert failed.get("message") == "It is unsound. Mend it."
    (said,) = first.findall("testcase/system-out")
    assert said.text == "warning: It is odd. Look."
    assert [one.get("name") for one in clean] == ["quay.txt", "quay.txt"]
    for suite in clean:
        (passed,) = suite.findall("testcase")
        told_of = [passed.get(name) for name in ("classname", "name", "file")]
        assert told_of == ["onrecord.check", "nothing found", "quay.txt"]


@pytest.mark.parametrize("name", ["sarif", "junit"])
def test_nothing_found_is_a_report_too(name: str) -> None:
    text = reports()[name].dump([], ("a.txt", "b.txt")).decode()
    assert "Attribution" not in text
    assert text.strip()


def test_check_prints_them(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A senior official said the bridge is unsafe.\n", encoding="utf-8")
    assert status(["check", str(story), "--extractor", "rules", "--format", "sarif"]) == 0
    (one,) = json.loads(capsysbinary.readouterr().out)["runs"]
    assert one["properties"]["articlesChecked"] == 1
    assert {result["level"] for result in one["results"]} == {"warning"}
