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
from kg.store import checked_earlier, reading
from kg.table import Table
from kg.telling.findings import Found
from kg.telling.lines import many
from kg.telling.places import told
from kg.telling.words import handle

_COLUMNS = ("severity", "file", "place", "message", "shape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The findings, the articles that were checked, how many were refused."""

    found: tuple[Found, ...]
    articles: tuple[str, ...]
    """What the findings call them."""
    refused: int = 0
    earlier: int = 0
    """Articles of a store with violations that were stored under other shapes."""

    @property
    def table(self) -> Table:
        """Return a row a finding."""
        return Table(_COLUMNS, tuple(_row(one) for one in self.found))

    @property
    def summary(self) -> str:
        """Return the counts in a line."""
        counts = [many(self._count(kind), kind.value) for kind in Severity if self._count(kind)]
        found = ", ".join(counts) or "nothing found"
        return f"{many(len(self.articles), 'article')} checked: {found}"

    @property
    def hint(self) -> str:
        """Return what is to be known before the violations are read; mostly nothing."""
        if not self.earlier:
            return ""
        which = many(self.earlier, "article")
        return (
            "this store was made by an earlier version of onrecord, which checked by other shapes:"
            f" {which} with violations {'was' if self.earlier == 1 else 'were'} sound by those;"
            " `onrecord ingest --again PATH` reads them anew"
        )

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
    names: list[str] = []
    bad: set[str] = set()
    with reading(store) as reader:
        reader.verify()
        stored = reader.articles()
        for one in progress(stored, len(stored), "checking"):
            dataset = reader.dataset(one.version)
            made = mapping.to_record(dataset, one.version)
            name = one.identifier or one.url or handle(made.article)
            findings = checker.check(dataset)
            found += told(findings, made, name)
            names.append(name)
            if any(each.severity is Severity.VIOLATION for each in findings):
                bad.add(one.version)
        earlier = bad & checked_earlier(reader.folder) if bad else set[str]()
    return Checked(found=tuple(found), articles=tuple(names), earlier=len(earlier))


def _row(one: Found) -> tuple[str, ...]:
    finding = one.finding
    return (finding.severity.value, one.file, one.place, finding.message, finding.shape)


def _read(incoming: list[Incoming | Refused]) -> tuple[str, ...]:
    return tuple(str(one.place) for one in incoming if isinstance(one, Incoming))
