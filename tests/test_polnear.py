"""Extraction on news articles that people annotated; the texts stand outside this repository."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.main import status

FLOOR = 60.0
"""Content+source F1 on the dev split below which something has broken."""


@pytest.mark.slow
def test_dev_split(material: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = material / "corpora" / "polnear" / "dev.jsonl"
    assert status(["extract", "--format", "jsonl", "--outermost", str(gold)]) == 0
    predicted, result = tmp_path / "predicted.jsonl", tmp_path / "result.json"
    predicted.write_text(capsys.readouterr().out, encoding="utf-8")
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
