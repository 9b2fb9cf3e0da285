"""SARIF 2.1.0, which code hosts and editors show beside the file.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from urllib.parse import quote

import kg
from kg.checking import Severity
from kg.telling.findings import Found, sentences

_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_SHAPES = "https://w3id.org/onrecord/shape/"


class Sarif:
    """Writes a run with a rule for each shape that found something."""

    name = "sarif"
    media_type = "application/sarif+json"
    extension = "sarif"

    def dump(self, found: Iterable[Found], checked: Sequence[str]) -> bytes:
        """Return the findings as one SARIF run."""
        every = list(found)
        shapes = {one.finding.shape: one.finding.message for one in every}
        rules = sorted(shapes)
        run = {
            "tool": {
                "driver": {
                    "name": "On Record",
                    "version": kg.__version__,
                    "rules": [_rule(name, shapes[name]) for name in rules],
                }
            },
            "columnKind": "unicodeCodePoints",
            "properties": {"articlesChecked": len(checked)},
            "results": [_result(one, rules.index(one.finding.shape)) for one in every],
        }
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        return (json.dumps(log, indent=1, ensure_ascii=False) + "\n").encode()


def _rule(name: str, message: str) -> dict[str, object]:
    what, remedy = sentences(message)
    rule: dict[str, object] = {
        "id": name,
        "shortDescription": {"text": what},
        "helpUri": f"{_SHAPES}{quote(name)}",
    }
    if remedy:
        rule["help"] = {"text": remedy}
    return rule


def _result(one: Found, number: int) -> dict[str, object]:
    return {
        "ruleId": one.finding.shape,
        "ruleIndex": number,
        "level": _LEVELS[one.finding.severity],
        "message": {"text": f"{one.place}: {one.finding.message}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(one.file)},
                    "region": {"startLine": one.line},
                }
            }
        ],
    }


REPORT = Sarif()
