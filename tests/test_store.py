"""The store on disk: versions, people's records, the one writer, damage."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph
import pytest

from kg import ids, mapping, record, sourcing
from kg.errors import NoSpace, StoreBusy, StoreDamaged, UsageError
from kg.model import (
    Article,
    Attribution,
    Extraction,
    Identification,
    Maker,
    Origin,
    Passage,
    PassageKind,
    Record,
    Source,
    Span,
)
from kg.store import Change, Publication, opening, reading, writing
from kg.store import journal as journals

BASE = "https://data.test/"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def made(
    text: str = "Ann said it rains.", *, origin: Origin = Origin.AUTOMATIC, name: str = "rain"
) -> Record:
    source = Source(id="s", identification=Identification.NAMED, name="Ann", mentions=(Span(0, 3),))
    said = Attribution(id="a", source="s", content=(Span(9, 17),), cue=(Span(4, 8),))
    return record.canonical(
        Record(
            article=Article(text=text, identifier=name, outlet="The Star"),
            extraction=Extraction(sources=(source,), attributions=(said,)),
            origin=origin,
            maker=Maker(name="test"),
        )
    )


def publication(one: Record) -> Publication:
    minter = ids.Minter.of(one.article, BASE)
    dataset = mapping.to_dataset(one, sourcing.derive(one), BASE)
    return Publication(
        article=minter.article,
        version=minter.version,
        quads=mapping.quads(dataset),
        origin=one.origin,
    )


def put(folder: Path, *records: Record, again: bool = False, now: datetime = NOW) -> list[Change]:
    with writing(folder, BASE, lambda: now) as writer:
        return [writer.put(publication(one), again=again) for one in records]


def export(folder: Path) -> bytes:
    with reading(folder) as reader:
        return b"\n".join(sorted(str(quad).encode() for quad in reader.quads()))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def test_a_second_ingest_changes_no_byte_whatever_the_time(store: Path) -> None:
    assert put(store, made()) == [Change.ADDED]
    before = export(store)
    assert put(store, made(), now=NOW + timedelta(days=9)) == [Change.UNCHANGED]
    assert export(store) == before


def test_what_goes_in_comes_out(store: Path) -> None:
    put(store, made())
    wanted = publication(made())
    with reading(store) as reader:
        assert reader.version_quads(wanted.version) == wanted.quads
        assert mapping.to_record(reader.dataset(wanted.version), wanted.version) == made()


def test_another_text_is_a_version_that_supersedes(store: Path) -> None:
    assert put(store, made(), made("Ann said it pours.")) == [Change.ADDED, Change.SUPERSEDED]
    new = publication(made("Ann said it pours."))
    with reading(store) as reader:
        assert [one.version for one in reader.articles()] == [new.version]
        step = reader.select("SELECT ?a ?b WHERE { ?a <http://purl.org/nanopub/x/supersedes> ?b }")
    assert step.rows == ((new.version, publication(made()).version),)


def test_an_old_text_again_changes_nothing(store: Path) -> None:
    put(store, made(), made("Ann said it pours."))
    before = export(store)
    assert put(store, made()) == [Change.OLDER]
    assert export(store) == before


def current(store: Path) -> list[str]:
    with reading(store) as reader:
        return [one.version for one in reader.articles()]


def test_an_old_text_is_made_current_on_purpose_only(store: Path) -> None:
    old, new = made(), made("Ann said it pours.")
    put(store, old, new, old)
    assert current(store) == [publication(new).version]
    assert put(store, old, again=True) == [Change.CURRENT]
    assert current(store) == [publication(old).version]
    put(store, new, again=True)
    assert put(store, made(origin=Origin.HUMAN)) == [Change.REPLACED]
    assert current(store) == [publication(old).version]


def test_a_persons_record_replaces_and_is_never_replaced(store: Path) -> None:
    human = made(origin=Origin.HUMAN)
    assert put(store, made(), human) == [Change.ADDED, Change.REPLACED]
    assert put(store, made(), again=True) == [Change.KEPT_HUMAN]
    with reading(store) as reader:
        version = publication(human).version
        assert mapping.to_record(reader.dataset(version), version).origin is Origin.HUMAN


def test_again_replaces_whole(store: Path) -> None:
    empty = replace(made(), extraction=Extraction())
    assert put(store, made(), record.canonical(empty), again=True)[1] is Change.REPLACED
    with reading(store) as reader:
        version = publication(made()).version
        assert reader.version_quads(version) == publication(record.canonical(empty)).quads


def test_removing_leaves_nothing_of_it_and_all_of_the_others(store: Path) -> None:
    put(store, made(name="other"))
    before = export(store)
    put(store, made(), made("Ann said it pours."))
    with writing(store, BASE, lambda: NOW) as writer:
        assert writer.remove(publication(made()).article) == 2
    assert export(store) == before


def test_an_article_is_found_by_id_and_by_digest(store: Path) -> None:
    put(store, made(), made(name="other"))
    article = publication(made()).article
    with reading(store) as reader:
        for name in ("rain", article, article.rpartition("/")[2][:6]):
            assert reader.find(name).article == article
        with pytest.raises(UsageError, match="no article 'hail'"):
            reader.find("hail")


def test_a_second_writer_is_told_who_writes(store: Path) -> None:
    put(store, made())
    with writing(store, BASE, lambda: NOW), pytest.raises(StoreBusy, match=str(os.getpid())):
        put(store, made())
    assert put(store, made()) == [Change.UNCHANGED]


def test_readers_are_not_disturbed_by_a_writer(store: Path) -> None:
    put(store, made())
    read: list[int] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            with reading(store) as reader:
                read.append(len(reader.articles()))

    thread = threading.Thread(target=look)
    thread.start()
    with writing(store, BASE, lambda: NOW) as writer:
        for number in range(40):
            writer.put(publication(made(name=str(number))))
            writer.commit()
    stop.set()
    thread.join()
    assert read == sorted(read)
    assert read[0] >= 1


def test_the_base_cannot_change_under_a_store(store: Path) -> None:
    put(store, made())
    with (
        pytest.raises(UsageError, match=r"https://data\.test/"),
        writing(store, "https://b/", lambda: NOW),
    ):
        pass


def test_no_store_and_a_foreign_folder_are_named(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no store at"), reading(store):
        pass
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="other things"):
        put(tmp_path, made())
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_lost_log_is_noticed(store: Path) -> None:
    put(store, made())
    for path in (store / "quads").glob("*.log"):
        path.write_bytes(b"")
    for path in (store / "quads").glob("*.sst"):
        path.unlink()
    with pytest.raises(StoreDamaged):
        put(store, made(name="other"))


def test_a_database_that_began_anew_is_noticed(store: Path) -> None:
    put(store, made())
    shutil.rmtree(store / "quads")
    with pytest.raises(StoreDamaged, match="lost or changed 1"):
        put(store, made(name="other"))


def test_a_changed_quad_is_noticed_by_verify(store: Path) -> None:
    put(store, made())
    with reading(store) as reader:
        assert reader.verify() == 1
    database = pyoxigraph.Store(str(store / "quads"))
    quad = next(iter(database.quads_for_pattern(None, None, pyoxigraph.Literal("Ann"), None)))
    database.remove(quad)
    database.flush()
    del database
    with reading(store) as reader, pytest.raises(StoreDamaged, match="lost or changed"):
        reader.verify()


def test_a_journal_that_is_gone_or_garbled_is_noticed(store: Path) -> None:
    put(store, made())
    (store / "journal.jsonl").write_text("{nonsense}\n", encoding="utf-8")
    with pytest.raises(StoreDamaged, match=r"journal\.jsonl:1"):
        put(store, made(name="other"))
    (store / "journal.jsonl").unlink()
    with reading(store) as reader, pytest.raises(StoreDamaged, match="is gone"):
        reader.verify()


def read_all(store: Path) -> int:
    with reading(store) as reader:
        return sum(1 for _ in reader.quads())


def test_flipped_bytes_are_damage_and_nothing_else(store: Path) -> None:
    put(store, *(made(name=str(number)) for number in range(30)))
    assert read_all(store) > 1000
    for path in (store / "quads").glob("*.sst"):
        data = bytearray(path.read_bytes())
        for place in range(40, len(data) // 2, 97):
            data[place] ^= 0xFF
        path.write_bytes(data)
    with pytest.raises(StoreDamaged):
        read_all(store)


@pytest.mark.parametrize("damage", ["CURRENT", "MANIFEST"])
def test_a_damaged_database_is_an_error_of_ours(store: Path, damage: str) -> None:
    put(store, made())
    for path in (store / "quads").glob(f"{damage}*"):
        path.write_bytes(b"\x00garbage\n")
    with pytest.raises(StoreDamaged, match="backup"), reading(store) as reader:
        reader.articles()


def test_a_torn_journal_line_is_cut_off(store: Path) -> None:
    put(store, made())
    with (store / "journal.jsonl").open("ab") as file:
        file.write(b'{"op": "pu')
    assert len(journals.live(store / "journal.jsonl")) == 1
    put(store, made(name="other"))
    assert len(journals.live(store / "journal.jsonl")) == 2


def test_a_full_disk_is_refused_before_anything_is_written(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, made())
    before = export(store)
    monkeypatch.setattr(opening, "ROOM", 2**62)
    with pytest.raises(NoSpace, match="MiB free"):
        put(store, made(name="other"))
    assert export(store) == before


KILLED = """
    import os, sys
    from pathlib import Path
    sys.path.insert(0, {root!r})
    from tests.test_store import made, publication, BASE, NOW
    from kg.store import writing
    with writing(Path(sys.argv[1]), BASE, lambda: NOW) as writer:
        {body}
"""
ENDLESS = """for number in range(10_000):
            writer.put(publication(made(name=str(number))))
            writer.commit()
            print(number, flush=True)"""
REMOVED = "writer.remove(publication(made()).article); os._exit(9)"
REPLACED = """from dataclasses import replace
        from kg.model import Maker
        other = publication(replace(made(), maker=Maker(name="other")))
        writer.put(other, again=True); os._exit(9)"""


def child(store: Path, body: str) -> subprocess.Popen[bytes]:
    script = KILLED.format(root=str(Path(__file__).parent.parent), body=body)
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(store)], stdout=subprocess.PIPE
    )


def test_killed_while_writing_nothing_acknowledged_is_lost(store: Path) -> None:
    for kill_after in (1, 3, 7):
        shutil.rmtree(store, ignore_errors=True)
        with child(store, ENDLESS) as process:
            assert process.stdout is not None
            acknowledged = [process.stdout.readline() for _ in range(kill_after)]
            process.send_signal(signal.SIGKILL)
            acknowledged += process.stdout.readlines()
        with reading(store) as reader:
            assert reader.verify() >= kill_after
            for line in filter(None, acknowledged):
                one = publication(made(name=str(int(line))))
                assert reader.version_quads(one.version) == one.quads


@pytest.mark.parametrize("body", [REMOVED, REPLACED])
def test_killed_while_changing_the_store_heals(body: str, store: Path) -> None:
    put(store, made(), made(name="other"))
    with child(store, body) as process:
        assert process.wait() == 9
    assert put(store, made())[0] in (Change.ADDED, Change.UNCHANGED)
    with reading(store) as reader:
        assert reader.verify() == 2


def test_numbers_at_the_edge_of_a_byte_are_no_damage(tmp_path: Path) -> None:
    text = "Ann Bell said it rains. " * 90
    spans = (*(Span(start, 511) for start in range(500, 511)), Span(512, 513), Span(520, 767))
    article = Article(text=text, identifier="edge")
    passages = tuple(
        Passage(id=f"u{number}", kind=PassageKind.UNATTRIBUTED, span=span)
        for number, span in enumerate(spans)
    )
    made = record.canonical(
        Record(article=article, extraction=Extraction(passages=passages), maker=Maker(name="t"))
    )
    minter = ids.Minter.of(article, BASE)
    dataset = mapping.to_dataset(made, sourcing.derive(made), BASE)
    publication = Publication(
        article=minter.article,
        version=minter.version,
        quads=mapping.quads(dataset),
        origin=made.origin,
    )
    with writing(tmp_path / "s", BASE, lambda: datetime(2026, 1, 1, tzinfo=UTC)) as writer:
        writer.put(publication)
    with reading(tmp_path / "s") as reader:
        assert reader.verify() == 1


def test_a_writer_that_is_kept_holds_nothing(store: Path) -> None:
    kept = []
    for name in ("one", "two"):
        with writing(store, BASE, lambda: NOW) as writer:
            writer.put(publication(made(name=name)))
        kept.append(writer)
    with reading(store) as reader:
        assert len(reader.articles()) == 2
    with pytest.raises(AttributeError):
        kept[0].articles()


def test_a_database_that_is_open_elsewhere_is_busy_and_not_damaged(store: Path) -> None:
    put(store, made())
    opened = pyoxigraph.Store(str(store / "quads"))
    with pytest.raises(StoreBusy), writing(store, BASE, lambda: NOW):
        pass
    del opened
    assert put(store, made()) == [Change.UNCHANGED]
