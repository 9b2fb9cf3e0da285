"""The journal, as those read it who keep up with a store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kg.store import journal
from kg.store.journal import Entry

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_what_came_since_is_told_in_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    first, second = (Entry.put("a", version, "0", NOW) for version in ("a/1", "a/2"))
    journal.append(path, [first])
    size = path.stat().st_size
    journal.append(path, [second])
    end = path.stat().st_size
    assert journal.since(path, 0, end) == ((first, second), end)
    assert journal.since(path, size, end) == ((second,), end)
    assert journal.since(path, size, end - 1) == ((), size)
    assert journal.since(path, end, end) == ((), end)
