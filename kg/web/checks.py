"""What the shapes find in stored articles, kept by version: a version's graph does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from kg import ids, mapping
from kg.checking import Checker
from kg.store import Reader, Stored
from kg.telling.findings import Found
from kg.telling.places import told
from kg.telling.words import handle
from kg.web.views.loading import shelf

_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Checked:
    """One article's findings."""

    stored: Stored
    found: tuple[Found, ...]


@dataclass(slots=True)
class Checks:
    """Findings by the digest of a version's quads; the oldest are forgotten beyond a number."""

    checker: Checker = field(default_factory=Checker)
    _kept: OrderedDict[str, tuple[Found, ...]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, reader: Reader, one: Stored) -> tuple[Found, ...]:
        """Return the findings of a stored version."""
        lines = reader.version_quads(one.version)
        key = ids.bytes_digest(lines)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        dataset, read = reader.dataset(one.version), shelf().records.peek(key)
        record = read.record if read else mapping.to_record(dataset, one.version)
        found = tuple(told(self.checker.check(dataset), record, handle(record.article)))
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found

    def some(
        self, reader: Reader, stored: Sequence[Stored], seconds: float
    ) -> tuple[list[Checked], int]:
        """Return the findings of as many articles as the time allows, and how many are left."""
        begun = monotonic()
        done: list[Checked] = []
        for one in stored:
            if done and monotonic() - begun > seconds:
                break
            done.append(Checked(one, self.of(reader, one)))
        return done, len(stored) - len(done)
