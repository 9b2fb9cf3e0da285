"""A store that an earlier version filled: `check` says so where the shapes of today find faults."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.cli.main import status
from kg.model import Origin
from kg.resources import shapes_digest
from kg.settings import DEFAULT_BASE
from kg.store import Folder, Publication, checked_earlier, reading, writing
from tests import web_site

TEXT = "A senior official said the dam is leaking. Ana Brook said the wall is sound.\n"
HINT = "this store was made by an earlier version of onrecord"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store in which an anonymous source has a name, which nothing of today stores."""
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")
    store = tmp_path / "store"
    assert ingested(store) == 0
    with reading(store) as reader:
        (one,) = reader.articles()
        lines = reader.version_quads(one.version).decode()
    found = re.search(r"^(<\S+>) \S+ <\S+/anonymous-described> (<\S+>) \.$", lines, re.MULTILINE)
    assert found
    named = f'{found[1]} <https://schema.org/name> "Zoe Blake" {found[2]} .\n'
    with writing(store, DEFAULT_BASE, now) as writer:
        writer.put(
            Publication(
                article=one.article,
                version=one.version,
                quads=(lines + named).encode(),
                origin=Origin.AUTOMATIC,
            ),
            again=True,
        )
    return store


def ingested(store: Path) -> int:
    paths = [str(store.parent / "dam.txt"), "--id", "dam", "--store", str(store)]
    return status(["ingest", "--again", *paths, "--extractor", "rules"])


def checked(store: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    return status(["check", "--store", str(store)]), capsys.readouterr().err


def change(store: Path, **about: object) -> None:
    path = store / "store.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | about), encoding="utf-8")


def test_violations_under_the_shapes_of_today_are_no_matter_of_age(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, err = checked(store, capsys)
    assert code == 1
    assert HINT not in err


@pytest.mark.parametrize("shapes", [None, {"sha256": "0" * 64, "since": "2026-01-01T00:00:00Z"}])
def test_an_earlier_store_is_told_first_and_cured_by_ingesting_again(
    store: Path, capsys: pytest.CaptureFixture[str], shapes: object
) -> None:
    change(store, shapes=shapes)
    code, err = checked(store, capsys)
    assert code == 1
    assert err.startswith(f"onrecord: {HINT}")
    assert "1 article with violations was sound by those; `onrecord ingest --again PATH`" in err
    assert ingested(store) == 0
    code, err = checked(store, capsys)
    assert code == 0
    assert HINT not in err


def test_what_was_put_in_before_the_shapes_changed_is_earlier(store: Path) -> None:
    assert checked_earlier(Folder(store)) == set()
    later = (now() + timedelta(seconds=5)).isoformat(timespec="seconds")
    change(store, shapes={"sha256": shapes_digest(), "since": later})
    assert len(checked_earlier(Folder(store))) == 1


def test_a_store_keeps_since_when_and_its_base(store: Path) -> None:
    change(store, shapes={"sha256": shapes_digest(), "since": "2026-01-01T00:00:00+00:00"})
    assert ingested(store) == 0
    about = json.loads((store / "store.json").read_text())
    assert about["shapes"]["since"] == "2026-01-01T00:00:00+00:00"
    assert Folder(store).base() == DEFAULT_BASE


def test_the_page_says_so_too(store: Path) -> None:
    change(store, base=web_site.BASE)  # what the site asks for; the articles do not mind
    change(store, shapes=None)
    with web_site.site(store) as made:
        text = web_site.client(made).get("/checks").text
    assert "1 article with violations passed those" in text
