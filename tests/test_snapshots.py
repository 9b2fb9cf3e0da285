"""Snapshots that are read for long: their files stay, and go with whoever holds them."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreDamaged
from kg.snapshot import Held
from kg.store import Folder, Snapshots
from tests.browser.serving import served
from tests.test_store import made, put

_MANY = 20
HOLDER = """
import sys
from pathlib import Path
from kg.snapshot import Held
held = Held(Path(sys.argv[1]))
print(len(held.database), flush=True)
sys.stdin.read()
"""


def filled(quads: Path) -> pyoxigraph.Store:
    """Return a database of more files than it opens at once."""
    writer = pyoxigraph.Store(str(quads))
    for number in range(_MANY):
        name = NamedNode(f"http://x/{number}")
        long = (Literal(f"{count} " + "x" * 100) for count in range(300))
        writer.extend(Quad(name, NamedNode("http://x/in"), one, name) for one in long)
        writer.flush()
    return writer


def test_what_is_held_is_read_whole_after_its_files_went(tmp_path: Path) -> None:
    quads = tmp_path / "quads"
    writer = filled(quads)
    held, before = Held(quads), set(quads.glob("*.sst"))
    writer.clear()
    writer.flush()
    writer.optimize()
    assert before - set(quads.glob("*.sst"))
    assert len(held.database) == 300 * _MANY
    assert len(Held(quads).database) == 0
    held.let_go()
    gc.collect()
    assert not any((tmp_path / ".held").iterdir())


def test_a_snapshot_lasts_as_long_as_its_reader(tmp_path: Path) -> None:
    put(tmp_path / "store", made(name="first"))
    snapshots = Snapshots(Folder(tmp_path / "store"))
    old, home = snapshots.current(), tmp_path / "store" / ".held"
    put(tmp_path / "store", made(name="second"))
    new = snapshots.current()
    assert (len(old.articles()), len(new.articles())) == (1, 2)
    assert len(list(home.iterdir())) == 2
    del old
    gc.collect()
    assert len(list(home.iterdir())) == 1
    assert len(new.articles()) == 2


def test_what_a_killed_process_held_is_removed_and_nobody_elses(tmp_path: Path) -> None:
    quads, home = tmp_path / "quads", tmp_path / ".held"
    filled(quads)
    command = [sys.executable, "-c", HOLDER, str(quads)]
    holders = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)
    ]
    for one in holders:
        assert one.stdout is not None
        assert int(one.stdout.readline()) == 300 * _MANY
    killed, alive = holders
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    held = Held(quads)
    assert len(list(home.iterdir())) == 2
    assert len(held.database) == 300 * _MANY
    alive.communicate()
    assert len(list(home.iterdir())) == 1


def test_a_folder_that_nobody_may_write_to_is_read_all_the_same(tmp_path: Path) -> None:
    quads = tmp_path / "quads"
    filled(quads)
    (tmp_path / ".held").write_text("no folder", encoding="utf-8")
    assert len(Held(quads).database) == 300 * _MANY


def test_damage_is_told_by_the_files_own_names(tmp_path: Path) -> None:
    put(tmp_path / "store", made(name="first"))
    folder = Folder(tmp_path / "store")
    for path in folder.quads.glob("MANIFEST-*"):
        path.write_bytes(b"damaged")
    with pytest.raises(StoreDamaged) as told:
        Snapshots(folder).current()
    assert ".held" not in str(told.value)
    assert not any((folder.path / ".held").iterdir())


def test_a_server_that_is_told_to_end_gives_its_files_back(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, made(name="first"))
    with served(store, Folder(store).base()) as one:
        assert "first" in httpx.get(one.origin).text
        assert any((store / ".held").iterdir())
    assert not any((store / ".held").iterdir())
