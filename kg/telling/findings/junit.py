"""JUnit's XML, which build servers show as tests: a suite an article, a case a finding.

An article without a finding has one case that passed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from kg.checking import Severity
from kg.telling.findings import Found

_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"


class JUnit:
    """Writes violations as failures, and warnings as cases that passed with something to say."""

    name = "junit"
    media_type = "application/xml"
    extension = "xml"

    def dump(self, found: Iterable[Found], checked: Sequence[str]) -> bytes:
        """Return the findings as one element `testsuites`."""
        every = sorted(found, key=lambda one: (one.file, one.finding))
        clean = list((Counter(checked) - Counter({one.file for one in every})).elements())
        root = ET.Element("testsuites", name="On Record", tests=str(len(every) + len(clean)))
        root.set("failures", str(sum(map(_failed, every))))
        for file, inside in groupby(every, key=lambda one: one.file):
            _suite(root, file, list(inside))
        for file in clean:
            _passed(root, _clean(file))
        return f"{_DECLARATION}{ET.tostring(root, encoding='unicode')}\n".encode()


def _failed(one: Found) -> bool:
    return one.finding.severity is Severity.VIOLATION


def _suite(root: ET.Element, file: str, inside: list[Found]) -> None:
    failures = str(sum(map(_failed, inside)))
    suite = ET.SubElement(
        root, "testsuite", name=_clean(file), tests=str(len(inside)), failures=failures
    )
    for one in inside:
        case = ET.SubElement(
            suite,
            "testcase",
            classname=one.finding.shape,
            name=_clean(one.place),
            file=_clean(file),
        )
        kind = "failure" if _failed(one) else "system-out"
        told = ET.SubElement(case, kind)
        if kind == "failure":
            told.set("message", _clean(one.finding.message))
        else:
            told.text = _clean(f"{one.finding.severity}: {one.finding.message}")


def _passed(root: ET.Element, file: str) -> None:
    suite = ET.SubElement(root, "testsuite", name=file, tests="1", failures="0")
    ET.SubElement(suite, "testcase", classname="onrecord.check", name="nothing found", file=file)


def _clean(text: str) -> str:
    """Return text without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")


REPORT = JUnit()
