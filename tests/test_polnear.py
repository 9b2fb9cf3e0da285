"""Extraction on news articles that people annotated; the texts stand outside this repository."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg import record
from kg.cli.main import status

FLOOR = 65.0
"""Content+source F1 on the dev split below which something has broken."""


@pytest.mark.slow
def test_dev_split(material: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `extract` prints of 84 real articles comes in by the door again, and scores."""
    gold = material / "corpora" / "polnear" / "dev.jsonl"
    assert status(["extract", "--outermost", str(gold)]) == 0
    found = [record.parse(one) for one in json.loads(capsys.readouterr().out)]
    assert len(found) == 84
    predicted, result = tmp_path / "predicted.jsonl", tmp_path / "result.json"
    lines = (json.dumps(record.scorable(one)) + "\n" for one in found)
    predicted.write_text("".join(lines), encoding="utf-8")
    score = material / "corpora" / "score.py"
    subprocess.run(
        [sys.executable, str(score), str(gold), str(predicted), "--json", str(result)],
        check=True,
        capture_output=True,
    )
    figures = json.loads(result.read_text(encoding="utf-8"))
    precision, recall, f1 = figures["attribution"]["content+source"]
    assert min(precision, recall) > 0.5
    assert 100 * f1 >= FLOOR
