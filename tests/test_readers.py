"""Every reader: what it reads as what, what it refuses, and that it never reaches outside."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812 - a type name
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import ids
from kg.cli.main import status
from kg.errors import InputRefused, OnRecordError
from kg.intake import lines
from kg.intake.given import Given
from kg.intake.pages.decoding import decode
from kg.model import Article, Record, SectionKind, Spans
from kg.readers import Incoming, Refused, article_of, find, read, readers
from kg.record import must_be_sound
from kg.store import reading

CASES = Path(__file__).parent / "cases" / "readers"
SUFFIX = ".expected.json"


def cases(kind: str) -> list[Path]:
    """Return the files that are read; the text that one of them is about is none of its own."""
    return sorted(find(CASES.glob(f"*/{kind}")))


def names(paths: Sequence[Path]) -> list[str]:
    return [f"{path.parent.parent.name}-{path.name}" for path in paths]


GOOD, REFUSED = cases("good"), cases("refused")
PAGES = [path for path in GOOD if path.parent.parent.name == "html"]


def incoming(path: Path, known: Given | None = None) -> list[Incoming]:
    """Return what a file holds, none of which may be refused."""
    found = []
    for one in read(path, known or Given()):
        assert not isinstance(one, Refused), str(one.error)
        found.append(one)
    return found


def articles(path: Path, known: Given | None = None) -> list[Article]:
    found = [one.found for one in incoming(path, known)]
    assert all(isinstance(one, Article) for one in found)
    return [article_of(one) for one in found]


def article(path: Path, known: Given | None = None) -> Article:
    (only,) = articles(path, known)
    return only


def errors(path: Path) -> list[OnRecordError]:
    return [one.error for one in read(path, Given()) if isinstance(one, Refused)]


def parts(found: Article) -> list[list[str]]:
    return [[one.kind.value, one.span.of(found.text)] for one in found.sections]


def shown(one: Incoming) -> dict[str, object]:
    found = article_of(one.found)
    said = {
        "title": found.title,
        "outlet": found.outlet,
        "author": found.author,
        "date": found.date.isoformat() if found.date else None,
        "url": found.url,
        "identifier": found.identifier,
        "language": found.language,
    }
    seen: dict[str, object] = {key: value for key, value in said.items() if value}
    if isinstance(one.found, Record):
        return seen | findings(one.found) | {"notes": list(one.notes)}
    assert one.notes == ()
    return seen | {"sections": parts(found)}


def findings(found: Record) -> dict[str, object]:
    """Return what a record says, in words instead of offsets."""
    text, every = found.article.text, found.extraction
    called = {one.id: one.name or one.description or "" for one in every.sources}

    def said(spans: Spans) -> list[str]:
        return [span.of(text) for span in spans]

    return {
        "maker": " ".join(filter(None, (found.maker.name, found.maker.version))),
        "origin": found.origin.value,
        "sources": [
            [one.identification, one.kind, called[one.id], *said(one.mentions)]
            for one in every.sources
        ],
        "attributions": [
            {
                "source": called[one.source],
                "spans": [said(spans) for spans in (one.source_spans, one.cue, one.content)],
                "form": one.quote_form,
            }
            | ({"in": one.nested_in} if one.nested_in else {})
            for one in every.attributions
        ],
    }


# The cases


def test_every_reader_has_cases_of_both_kinds() -> None:
    for reader in readers().values():
        for some in (GOOD, REFUSED):
            assert [path for path in some if path.suffix in reader.suffixes], reader.suffixes


@pytest.mark.parametrize("path", GOOD, ids=names(GOOD))
def test_a_good_file_is_read_as_expected(path: Path) -> None:
    want = json.loads(path.with_name(path.name + SUFFIX).read_text("utf-8"))
    assert [shown(one) for one in incoming(path)] == want


@pytest.mark.parametrize("path", REFUSED, ids=names(REFUSED))
def test_a_bad_file_is_refused_in_one_line_with_its_place(path: Path) -> None:
    (error,) = errors(path)
    beside = path.with_name(path.name + SUFFIX)
    want = json.loads(beside.read_text("utf-8")) if beside.exists() else {}
    assert isinstance(error, InputRefused)
    file = path.with_name(want.get("file", path.name))
    assert str(error).startswith(f"{file}:{want.get('line', 1)}: ")
    assert want.get("says", "") in error.what
    assert error.todo
    assert "\n" not in str(error)
    assert len(str(error)) < 600


@pytest.mark.parametrize("path", GOOD, ids=names(GOOD))
def test_sections_are_in_order_and_leave_out_only_space(path: Path) -> None:
    for one in (article_of(each.found) for each in incoming(path)):
        spans = [section.span for section in one.sections]
        assert all(a.end <= b.start for a, b in pairwise(spans))
        edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(one.text)]
        gaps = [one.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        assert "".join(gaps).strip() == ""


@pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
def test_a_page_keeps_its_own_words_and_no_others(path: Path) -> None:
    text = article(path).text
    outside = [
        *("Advertisement", "cookies", "privacy", "Share this", "Related", "Recommended", "rights"),
        *(
            "Share on",
            "Most read",
            "Subscribe",
            "Sign up",
            "More stories",
            "Trending",
            "JavaScript",
        ),
    ]
    assert [word for word in outside if word in text] == []
    assert text.count("“") == text.count("”")


def test_what_the_user_gives_stands_before_what_the_page_declares(tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    page.write_bytes((CASES / "html" / "good" / "graph.html").read_bytes())
    beside = {"outlet": "The Beside", "author": "Beside"}
    (tmp_path / "graph.meta.json").write_text(json.dumps(beside), encoding="utf-8")
    known = Given(identifier="own", author="Option", date=Date(2020, 1, 1))
    found = article(page, known)
    assert (found.identifier, found.author, found.outlet) == ("own", "Option", "The Beside")
    assert (found.date, found.title) == (
        Date(2020, 1, 1),
        "Reservoir data withheld, auditors say",
    )
    plain = article(CASES / "html" / "good" / "graph.html")
    assert found.text == plain.text  # what is given changes no word and no offset
    assert ids.article_iri(found, "") == ids.article_iri(Article(text="x", identifier="own"), "")
    assert ids.article_iri(plain, "") == ids.article_iri(Article(text="y", url=plain.url), "")


def test_a_given_title_that_is_not_printed_stays_out_of_the_text(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        (tmp_path / name).write_text("The pool in Low Marsh is shut, he said.\n", encoding="utf-8")
        found = article(tmp_path / name, Given(title="Pool shut"))
        assert found.title == "Pool shut"
        assert parts(found) == [["lead", "The pool in Low Marsh is shut, he said."]]


def test_a_plain_text_is_never_changed() -> None:
    for path in GOOD:
        if path.suffix == ".txt":
            assert article(path).text == path.read_text("utf-8")


def test_a_page_runs_from_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path / "store")]
    page = CASES / "html" / "good" / "graph.html"
    assert status(["run", str(page), "--id", "reservoir", *store]) == 0
    assert "Reservoir data withheld" in capsys.readouterr().out
    with reading(tmp_path / "store") as stored:
        assert {one.identifier for one in stored.articles()} == {"reservoir"}


# Lines


@pytest.mark.parametrize(
    ("line", "author", "day"),
    [
        ("By Anna Bell", "Anna Bell", None),
        ("BY ANNA BELL AND TOM REED", "ANNA BELL AND TOM REED", None),
        ("By Anna Bell, Tom Reed and Jo de Ruy in Ems", "Anna Bell, Tom Reed and Jo de Ruy", None),
        ("By Anna O'Hare-Bell, political editor", "Anna O'Hare-Bell", None),
        ("Words by J. P. Moss", "J. P. Moss", None),
        ("By Anna Bell | 4 March 2026", "Anna Bell", Date(2026, 3, 4)),
        ("4 March 2026", None, Date(2026, 3, 4)),
        ("Published March 4th, 2026 at 9.30 p.m.", None, Date(2026, 3, 4)),
        ("Wed, Mar 4, 2026, 10:30 EST", None, Date(2026, 3, 4)),
        ("Updated 10:30 GMT, 5 March 2026 | Published: 2026-03-04T08:00Z", None, Date(2026, 3, 4)),
        ("Last updated on 5 March 2026", None, None),
    ],
)  # fmt: skip
def test_head_lines_are_read(line: str, author: str | None, day: Date | None) -> None:
    found = lines.head_line(line)
    assert found is not None
    assert (found.author, found.date) == (author, day)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday",
        "By Tuesday Evening",
        "By the river",
        "By Anna Bell.",
        "By then the mayor had left",
        "Bystanders Saw It",
        "On 4 March 2026 the bridge fell",
        "4 March",
        "31 February 2026",
        "March 2026",
        "Price: 1,200",
        "",
        "By " + "Anna " * 60,
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert lines.head_line(line) is None


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("LISBON (Harbour Wire) — The mayor left.", "LISBON (Harbour Wire) —"),
        ("PORT ELLEN, March 4 - “No,” he said.", "PORT ELLEN, March 4 -"),
        ("ST. BRANNOC, Westland, Tuesday — 12 boats sank.", "ST. BRANNOC, Westland, Tuesday —"),
        ("Lisbon (HW) -- The mayor left.", "Lisbon (HW) --"),
        ("SÃO TOMÉ, 4 March 2026 – It rains.", "SÃO TOMÉ, 4 March 2026 –"),
    ],
)
def test_datelines_are_found(paragraph: str, place: str) -> None:
    found = lines.dateline(paragraph)
    assert found is not None
    assert paragraph[: found.end] == place


@pytest.mark.parametrize(
    "paragraph",
    [
        "The mayor — who left — said so.",
        "UPDATE — The mayor left.",
        "BREAKING: Mayor — The town waits.",
        "NATO — an alliance — met.",
        "Bell (the mayor) said — No.",
        "X — Y.",
        "The mayor left.",
    ],
)
def test_other_paragraphs_have_no_dateline(paragraph: str) -> None:
    assert lines.dateline(paragraph) is None


@pytest.mark.parametrize(
    "text",
    [
        "The mayor left.\n\nHe did not come back, and nobody in the town had seen him since.",
        "the mayor left town\n\nHe did not come back, and nobody in the town had seen him since.",
        "The mayor left town",
        "The mayor left,\n\nhe did not come back, and nobody in the town had seen him since.",
        "He left. Nobody knew\n\nHe did not come back, and nobody in the town had seen him since.",
        "The mayor\n\nleft town",
        "- The mayor left\n\n- He did not come back, and nobody in the town had seen him since.",
        "W" * 200 + "\n\nHe did not come back, and nobody in the town had seen him since.",
    ],
)
def test_an_ordinary_beginning_is_no_headline(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = article(tmp_path / "a.txt")
    assert found.title is None
    assert found.sections[0].kind is SectionKind.LEAD
    kinds = {one.kind for one in found.sections}
    assert kinds <= {SectionKind.LEAD, SectionKind.PARAGRAPH}


# Encodings and hostile pages


WORDS = "Der Pegel „stieg“ – café, said the mayor."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (WORDS.encode("utf-8"), "no declaration: UTF-8"),
        (WORDS.encode("cp1252"), "no declaration and no UTF-8: Windows-1252"),
        (b"\xef\xbb\xbf" + WORDS.encode("utf-8"), "a mark"),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "a mark of UTF-16"),
        (b"<meta charset=iso-8859-1>" + WORDS.encode("cp1252"), "Latin-1 is Windows-1252"),
        (b"<!-- charset=koi8-r --><meta charset='utf-8'>" + WORDS.encode("utf-8"), "a comment"),
        (b"<meta charset=utf-7>" + WORDS.encode("utf-8"), "no encoding of pages"),
        (b"<meta charset=x-none>" + WORDS.encode("utf-8"), "unknown"),
        (b"<meta charset=utf-16>" + WORDS.encode("utf-8"), "it cannot be"),
        (
            b'<meta http-equiv=Content-Type content="text/html; charset=mac-roman">'
            + WORDS.encode("mac-roman"),
            "the old way",
        ),
    ],
)
def test_a_page_is_read_in_its_encoding(data: bytes, why: str) -> None:
    assert decode(data).endswith(WORDS), why


def page(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "page.html"
    path.write_text(body, encoding="utf-8")
    return path


PROSE = "<p>The mayor said on Tuesday that the bridge is closed for a week.</p>"


def test_entities_of_a_doctype_mean_nothing(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    own = f'<!ENTITY l0 "ha"><!ENTITY file SYSTEM "{Path(__file__).as_uri()}">'
    body = f"<!DOCTYPE html [{own}{laughs}]><html><body><p>Said the &l9; mayor: &file; no.</p>"
    found = article(page(tmp_path, body))
    assert found.text == "Said the &l9; mayor: &file; no."


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + PROSE,
        "<p>" + "<b>" * 50_000 + "The mayor said so on Tuesday.",
        "<body>" + PROSE * 200_000,
        "<body>" + "<p>a</p>" * 70_000,
        f"<body><p {' '.join(f'a{n}' for n in range(50_000))}>{PROSE}",
        "<script>" * 200_000,
        "<!--" * 300_000,
        "<" * 1_000_000,
    ],
    ids=["deep", "deep inline", "long", "wide", "attributes", "scripts", "comments", "brackets"],
)
def test_a_page_that_is_built_to_hurt_is_refused_soon(tmp_path: Path, body: str) -> None:
    path = page(tmp_path, body)
    begin = time.monotonic()
    (error,) = errors(path)
    assert isinstance(error, InputRefused)
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize(
    "broken",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", }}</script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":{"a":[1]},'
            '"author":[[{"name":[3]}]],"datePublished":7,"publisher":[],"url":"javascript:x"}</script>'
        ),
        f"<div itemscope itemref='{'a ' * 50_000}'><b id=a itemprop=name>x</b></div>",
        '<div itemscope itemtype="http://schema.org/NewsArticle"><a itemprop=url href="http://[">',
        '<link rel="canonical" href="http://[x"><meta property="og:url" content="file:///x">',
        f"<title>{'x' * 500_000}</title>",
    ],
)
def test_broken_metadata_is_passed_over(tmp_path: Path, broken: str) -> None:
    found = article(page(tmp_path, f"<html><head>{broken}</head><body>{PROSE}</body></html>"))
    assert found.text == PROSE.removeprefix("<p>").removesuffix("</p>")
    assert found.url is None
    assert found.date is None


def test_what_is_taken_back_or_hidden_is_no_word_of_the_page(tmp_path: Path) -> None:
    body = (
        "<body><p>The mayor said <s>nothing</s><del>no</del> <span hidden>x</span>so on Tuesday."
        '<script>alert("x")</script></p><p style="display: none">Hidden words, he said here.</p>'
        '<p aria-hidden="true">Nor these words, he said.</p></body>'
    )
    assert article(page(tmp_path, body)).text == "The mayor said so on Tuesday."


def test_first_paragraphs_in_a_teaser_and_short_answers_stay(tmp_path: Path) -> None:
    said = [
        "Two people said the pier is shut.",
        "“No.”",
        "He laughed.",
        "“Yes,” she said.",
        "It is.",
    ]
    inner = "".join(f"<p{' class=teaser' * (not n)}>{one}</p>" for n, one in enumerate(said))
    found = article(page(tmp_path, f"<body><div class=page><h1>Pier shut</h1>{inner}</div></body>"))
    assert found.text == "\n\n".join(["Pier shut", *said])


# Nothing is fetched


def test_no_reader_opens_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a reader asked for the network")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    outside = (
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html><head>'
        '<base href="http://127.0.0.1:9/"><link rel="canonical" href="http://127.0.0.1:9/a">'
        '<meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/">'
        '<link rel="stylesheet" href="s.css"><script src="x.js"></script>'
        '<script type="application/ld+json">{"@context": "http://127.0.0.1:9/c.jsonld",'
        '"@type": "NewsArticle", "headline": "Bridge closed"}</script></head>'
        f'<body><img src="i.png"><iframe src="f"></iframe>{PROSE}</body></html>'
    )
    for path in (*GOOD, *REFUSED, page(tmp_path, outside)):
        assert list(read(path, Given()))


def test_only_a_page_loads_what_reads_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The pool is shut.", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from kg.intake.given import Given;"
        "from kg.readers import read; list(read(Path(sys.argv[1]), Given()));"
        "print(sorted({'lxml', 'trafilatura', 'extruct', 'markdown_it'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.txt")],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "[]\n"


# Whatever the bytes


SEEDS = {path: path.read_bytes() for path in (*GOOD, *REFUSED) if path.name != "deep.html"}
MARKS = (
    *("<", ">", '"', "<div>", "</p>", "<p>", "<q>", "<br>", "&#0;", "&#xd800;", "<!--", "-->"),
    *('<script type="application/ld+json">', '{"@type":"NewsArticle","author":[[1]]', "</script>"),
    *("<svg>", "<table>", "<td>", ' itemprop="headline"', " itemscope", "<head>", "<html>", "\x01"),
    *(
        "<title>",
        "\n\n",
        "---\n",
        "# ",
        "> ",
        "[x](y)",
        "By Anna Bell\n",
        "99 March 2026",
        "PORT - ",
    ),
)


def check(one: Article | Record) -> None:
    found = article_of(one)
    if isinstance(one, Record):
        must_be_sound(one)
    assert found.text.strip()
    found.text.encode("utf-8")
    spans = [one.span for one in found.sections]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert not spans or spans[-1].end <= len(found.text)


@given(data=st.binary(max_size=400), suffix=st.sampled_from(sorted(readers())))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_bytes_crash_a_reader(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    for one in read(path, Given()):
        if isinstance(one, Refused):
            assert isinstance(one.error, OnRecordError)
        else:
            check(one.found)


@given(
    seed=st.sampled_from(sorted(SEEDS)),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(MARKS)), max_size=8
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_damaged_file_crashes_a_reader(
    tmp_path: Path, seed: Path, edits: list[tuple[float, int, str]]
) -> None:
    data = SEEDS[seed]
    for where, cut, put in edits:
        place = int(where * len(data))
        data = data[:place] + put.encode() + data[place + cut :]
    path = tmp_path / f"damaged{seed.suffix}"
    path.write_bytes(data)
    for one in read(path, Given()):
        if not isinstance(one, Refused):
            check(one.found)
