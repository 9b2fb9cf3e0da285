"""What `check` finds in files, or in a store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg import mapping
from kg.checking import Checker, Severity
from kg.cli import batch
from kg.cli.progress import progress
from kg.errors import SOME_REFUSED, InputRefused
from kg.intake.given import Given
from kg.pipeline import Pipeline
from kg.readers import Incoming, Refused
from kg.store import reading
from kg.table import Table
from kg.telling.findings import Found
from kg.telling.lines import many
from kg.telling.places import told

_COLUMNS = ("severity", "file", "place", "message", "shape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The findings, how many articles they came from, how many were refused."""

    found: tuple[Found, ...]
    articles: int
    refused: int = 0

    @property
    def table(self) -> Table:
        """Return a row a finding."""
        return Table(_COLUMNS, tuple(_row(one) for one in self.found))

    @property
    def summary(self) -> str:
        """Return the counts in a line."""
        counts = [many(self._count(kind), kind.value) for kind in Severity if self._count(kind)]
        found = ", ".join(counts) or "nothing found"
        return f"{many(self.articles, 'article')} checked: {found}"

    def status(self, fail_on: str) -> int:
        """Return the exit status: what could not be read counts before what was found."""
        if self.refused:
            return SOME_REFUSED if self.articles else InputRefused.exit_status
        bad = {
            "violation": self._count(Severity.VIOLATION),
            "warning": self._count(Severity.VIOLATION) + self._count(Severity.WARNING),
            "never": 0,
        }
        return 1 if bad[fail_on] else 0

    def _count(self, kind: Severity) -> int:
        return sum(one.finding.severity is kind for one in self.found)


def of_files(paths: tuple[Path, ...], said: Given, pipeline: Pipeline) -> Checked:
    """Check what files hold."""
    incoming = batch.gather(paths, said)
    found: list[Found] = []
    refused = 0
    for one in progress(incoming, len(incoming), "checking"):
        if isinstance(one, Refused):
            batch.tell(one.error)
            refused += 1
        else:
            prepared = pipeline.prepare(one.found)
            found += told(prepared.findings, prepared.record, str(one.place))
    return Checked(found=tuple(found), articles=_read(incoming), refused=refused)


def of_store(store: Path) -> Checked:
    """Check every current version of a store, and that it holds all it acknowledged."""
    checker = Checker()
    found: list[Found] = []
    with reading(store) as reader:
        reader.verify()
        stored = reader.articles()
        for one in progress(stored, len(stored), "checking"):
            dataset = reader.dataset(one.version)
            made = mapping.to_record(dataset, one.version)
            name = one.identifier or one.url or one.article
            found += told(checker.check(dataset), made, name)
    return Checked(found=tuple(found), articles=len(stored))


def _row(one: Found) -> tuple[str, ...]:
    finding = one.finding
    return (finding.severity.value, one.file, one.place, finding.message, finding.shape)


def _read(incoming: list[Incoming | Refused]) -> int:
    return sum(isinstance(one, Incoming) for one in incoming)
