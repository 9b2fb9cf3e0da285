"""What sources and their grounds are called, where a person reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.cli.main import status
from kg.model import Identification, KnowledgeBasis, SourceKind
from kg.telling.words import basis, source_kind, work_called
from tests.web_site import client, fill, site

TEXT = (
    "The dam above Lowmere is cracked, according to a leaked survey.\n\n"
    "A poll found that half of the town would leave.\n\n"
    "A senior official said the wall had been damaged since January.\n\n"
    "It was alleged that the keys were lost.\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "lowmere.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_works_without_a_name_are_called_what_they_are() -> None:
    unstated, group = Identification.UNSTATED, Identification.COLLECTIVE_UNNAMED
    assert work_called(unstated, SourceKind.DOCUMENT) == "a document"
    assert work_called(group, SourceKind.DATASET) == "a poll or other figures"
    assert not work_called(Identification.NAMED, SourceKind.DOCUMENT)
    assert not work_called(Identification.UNRESOLVED, SourceKind.DOCUMENT)
    assert not work_called(unstated, SourceKind.PERSON)


def test_kinds_and_grounds_have_words_of_their_own() -> None:
    assert len({source_kind(one) for one in SourceKind}) == len(SourceKind)
    assert len({basis(one) for one in KnowledgeBasis}) == len(KnowledgeBasis)
    for one in (*map(source_kind, SourceKind), *map(basis, KnowledgeBasis)):
        assert "-" not in one.replace("social-media", "").replace("non-governmental", "")
    assert basis(KnowledgeBasis.WITNESSED) == "knows it by: having seen or heard it"


def test_pages_call_a_document_a_document(story: Path, tmp_path: Path) -> None:
    fill(tmp_path / "store", [story])
    with site(tmp_path / "store") as made:
        web = client(made)
        article = made.reader.articles()[0].article.rpartition("/")[2]
        page = web.get(f"/articles/{article}").text
        found = web.get("/search?q=cracked").text
        answer = web.get("/questions/statements-with-words?words=cracked").text
        counts = web.get("/questions/source-kind-counts").text
        review = web.get(f"/review/{article}").text
        whole = web.get("/search?q=dam").text
    for one in (page, found, answer, review):
        assert ">a leaked document</span>" in one
    assert "not stated who" in page  # whoever alleged it
    assert "not stated who" not in found
    assert "not stated who" not in answer
    assert re.search(r"<td>leaked document</td><td><span [^>]*>without a name</span>", counts)
    assert "attributed by “according to”" in review
    assert "Statements (1)" in whole  # and not what is damaged


def test_a_review_page_without_a_token_says_one_thing(story: Path, tmp_path: Path) -> None:
    fill(tmp_path / "store", [story])
    for token, told in ((None, "started without a token"), ("t" * 30, "needs JavaScript")):
        with site(tmp_path / "store", token=token) as made:
            article = made.reader.articles()[0].article.rpartition("/")[2]
            page = client(made).get(f"/review/{article}").text
        assert page.count('class="notice"') == 1
        assert told in page


def test_report_counts_them_apart(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["run", str(story), "--extractor", "rules"]) == 0
    assert "2 from documents or figures" in " ".join(capsys.readouterr().out.split())


def test_what_cannot_be_read_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "token"
    assert status(["serve", "--token-file", str(missing)]) == 2
    assert f"error: {missing} cannot be read (No such file or directory)" in capsys.readouterr().err
    missing.write_bytes(b"\xff")
    assert status(["serve", "--token-file", str(missing)]) == 2
    assert "cannot be read (it is not UTF-8 text)" in capsys.readouterr().err
    missing.write_text("x")
    assert status(["serve", "--token-file", str(missing)]) == 2
    assert "the token has 1 letter, 20 are the least" in capsys.readouterr().err
