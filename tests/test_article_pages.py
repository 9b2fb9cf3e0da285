"""The pages of articles and claims, of two beside each other, the list, and what it says of itself.

Against real stores, over the application; what a browser makes of them is tests/browser's matter.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg import mapping, record, sourcing
from kg.ids import Minter
from kg.model import Record, Span
from kg.store import Publication, Stored, reading, writing
from kg.telling.claim import Told
from kg.web.pages import environment
from kg.web.routes.articles import ONLY_ANONYMOUS
from kg.web.views import about, quads
from kg.web.views.article import article_view
from kg.web.views.catalogue import PAGE
from kg.web.views.comparing import Said, align, content_words
from kg.web.views.kept import Kept
from kg.web.views.kinds import Kind
from kg.web.views.loading import shelf
from kg.web.views.marking import Mark, Note, Role, pieces
from tests.web_site import BASE, client, now, site

Json: TypeAlias = dict[str, Any]

TEXT = (
    "The Pier Is Shut, Aide Says\n"
    "An aide said the pier is shut because, as Mayor Ada Poe had told the council, “the beams are"
    " rotten.” The aide, who was not allowed to speak, asked not to be named.\n"
    "Tom Reed, who owns the pier, denied that the beams are rotten in winter. The harbour office"
    " declined to comment on Monday. Gulls circled the pier."
)


def at(words: str, text: str = TEXT, nth: int = 0) -> list[int]:
    """Return where words stand in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return [start, start + len(words)]


def story(**article: str) -> Json:
    """Return a record with a claim of every kind that the pages tell apart."""
    return {
        "recordVersion": "2",
        "origin": "human",
        "maker": {"name": "a standards editor"},
        "article": {
            "identifier": "pier",
            "title": "The Pier Is Shut, Aide Says",
            "outlet": "The Harbour Gazette",
            "date": "2026-03-04",
            "url": "https://gazette.example/pier",
            "text": TEXT,
            **article,
        },
        "sources": [
            {"id": "aide", "identification": "anonymous-described", "description": "An aide",
             "mentions": [at("An aide"), at("The aide")], "reason": "not-authorised-to-speak",
             "reasonSpans": [at("who was not allowed to speak")]},
            {"id": "poe", "identification": "named", "kind": "person", "name": "Ada Poe",
             "mentions": [at("Ada Poe")]},
            {"id": "reed", "identification": "named", "kind": "person", "name": "Tom Reed",
             "mentions": [at("Tom Reed")]},
            {"id": "office", "identification": "unstated", "description": "The harbour office",
             "mentions": [at("The harbour office")]},
        ],
        "attributions": [
            {"id": "a", "source": "aide", "sourceSpans": [at("An aide")], "cue": [at("said")],
             "content": [at("the pier is shut because, as Mayor Ada Poe had told the council, “the"
                            " beams are rotten.”")], "confidence": 0.83},
            {"id": "b", "source": "poe", "sourceSpans": [at("Ada Poe")], "cue": [at("had told")],
             "content": [at("“the beams are rotten.”")], "nestedIn": "a", "quoteForm":
             "direct-quote"},
            {"id": "c", "source": "reed", "sourceSpans": [at("Tom Reed")], "cue": [at("denied")],
             "content": [at("the beams are rotten in winter")]},
        ],
        "requests": [
            {"id": "r", "party": "office", "partySpans": [at("The harbour office")],
             "spans": [at("The harbour office declined to comment on Monday")],
             "outcome": "declined"},
        ],
        "stances": [
            {"id": "t", "kind": "denies", "source": "c", "target": "b",
             "denialScope": "tense-shifted", "spans": [at("denied")]},
        ],
        "passages": [
            {"id": "u", "kind": "unattributed", "span": at("Gulls circled the pier.")},
        ],
    }  # fmt: skip


def loop() -> Json:
    """Return a record in which two claims rest on each other."""
    text = "Lind said the quay is safe, as Beck had told. Beck said it was safe, as Lind had told."
    found = story(identifier="quay", title="Quay", text=text)
    for part in ("requests", "stances", "passages"):
        del found[part]
    found["sources"] = [
        {"id": name.lower(), "identification": "named", "name": name, "mentions": [at(name, text)]}
        for name in ("Lind", "Beck")
    ]
    found["attributions"] = [
        {"id": "a", "source": "lind", "content": [at("the quay is safe", text)],
         "infersFrom": ["b"]},
        {"id": "b", "source": "beck", "content": [at("it was safe", text)], "infersFrom": ["a"]},
    ]  # fmt: skip
    return found


def put(store: Path, records: Sequence[Record], *, again: bool = False) -> list[str]:
    """Store records as they are, checked or not; return the ends of the articles' IRIs."""
    stored = []
    with writing(store, BASE, now, room=False) as writer:
        for one in records:
            minter = Minter.of(one.article, BASE)
            dataset = mapping.to_dataset(one, sourcing.derive(one), BASE)
            publication = Publication(
                article=minter.article,
                version=minter.version,
                quads=mapping.quads(dataset),
                origin=one.origin,
            )
            writer.put(publication, again=again)
            stored.append(minter.article.rpartition("/")[2])
    return stored


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, str, str]]:
    """Give a client with the digests of the story and of the loop."""
    store = tmp_path_factory.mktemp("pages") / "store"
    pier, quay = put(store, [record.parse(story()), record.parse(loop())])
    with site(store) as made:
        yield client(made), pier, quay


class Page(HTMLParser):
    """What a page has: ids, links, and whatever a strict policy forbids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.forbidden: list[str] = []
        self.foreign: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for value in [given.get("id")] if value]
        self.links += [value for value in [given.get("href")] if value and tag == "a"]
        self.forbidden += [name for name in given if name == "style" or name.startswith("on")]
        self.forbidden += ["script"] if tag == "script" and not given.get("src") else []
        loaded = given.get("src") or (given.get("href") if tag == "link" else None)
        self.foreign += [loaded] if loaded and not loaded.startswith("/") else []


# Marks over a text


def spans_within(length: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, length - 1), st.integers(1, length)).map(
        lambda pair: Span(pair[0], pair[0] + pair[1])
    )


@given(st.lists(spans_within(40), max_size=12), st.lists(st.integers(0, 60), unique=True))
def test_pieces_are_the_text_with_exactly_the_marks_that_lie_on_it(
    spans: list[Span], places: list[int]
) -> None:
    text = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    blocks = [Span(0, 17), Span(18, 30), Span(33, 60)]
    marks = [Mark(span, Role.CONTENT, Kind.NAMED, str(n)) for n, span in enumerate(spans)]
    notes = {place: [Note(str(place), "", "", "")] for place in places}
    made = list(pieces(text, blocks, marks, notes))
    assert len(made) == len(blocks)
    for block, parts in zip(blocks, made, strict=True):
        assert "".join(one.text for one in parts) == block.of(text)
        start = block.start
        for one in parts:
            span = Span(start, start + len(one.text))
            assert set(one.contents) == {mark for mark in marks if mark.span.overlaps(span)}
            start = span.end
    shown = [note.sign for parts in made for one in parts for note in one.notes]
    assert sorted(shown) == sorted(map(str, places))


def test_what_is_marked_longest_is_outermost() -> None:
    marks = [
        Mark(Span(4, 8), Role.CONTENT, Kind.ANONYMOUS, "inner"),
        Mark(Span(0, 8), Role.CONTENT, Kind.NAMED, "outer"),
        Mark(Span(6, 12), Role.CONTENT, Kind.GROUP, "across"),
    ]
    (made,) = pieces("abcdefghijkl", [Span(0, 12)], marks, {})
    told = [(one.text, [mark.card for mark in one.contents]) for one in made]
    assert told == [
        ("abcd", ["outer"]),
        ("ef", ["outer", "inner"]),
        ("gh", ["outer", "across", "inner"]),
        ("ijkl", ["across"]),
    ]


# The article


def test_article_shows_its_claims_with_their_sourcing(served: tuple[TestClient, str, str]) -> None:
    client, pier, _ = served
    answer = client.get(f"/articles/{pier}")
    assert answer.status_code == 200
    text = answer.text
    assert '<a href="https://gazette.example/pier"' in text
    assert "rests partly on anonymous sources" in text
    assert "not named: not authorised to speak (“who was not allowed to speak”)" in text
    assert "of 100 attributions read like this one, about 83 are right" in text
    assert "Tom Reed denies (now, where the claim is of earlier)" in text
    assert "Gulls circled the pier." in text
    assert "Read by a standards editor, a person" in text
    assert re.search(r"declined</span></h3>", text)


def test_every_sign_leads_to_something_and_no_id_is_there_twice(
    served: tuple[TestClient, str, str],
) -> None:
    client, pier, _ = served
    page = Page(client.get(f"/articles/{pier}").text)
    assert len(page.ids) == len(set(page.ids))
    inside = [one[1:] for one in page.links if one.startswith("#")]
    assert len(inside) > 8
    assert set(inside) <= set(page.ids)


def test_overlapping_claims_are_marked_by_both(served: tuple[TestClient, str, str]) -> None:
    client, pier, _ = served
    text = client.get(f"/articles/{pier}").text
    assert re.search(
        r'<mark class="said anonymous" data-cards="c1 c2"><mark class="said named">'
        r"“the beams are rotten\.”</mark></mark>",
        text,
    )


def test_what_findings_and_other_pages_call_a_claim_is_an_anchor(
    served: tuple[TestClient, str, str],
) -> None:
    client, pier, _ = served
    page = Page(client.get(f"/articles/{pier}").text)
    minter = Minter.of(record.parse(story()).article, BASE)
    with reading(client.app.state.site.settings.store) as reader:  # type: ignore[attr-defined]
        found = mapping.to_record(reader.dataset(minter.version), minter.version).extraction
    for one in found.attributions:
        assert {one.id, "a" + one.id[1:], one.source} <= set(page.ids)
    assert found.requests[0].id in page.ids


def test_source_is_linked_inside_its_article_only(served: tuple[TestClient, str, str]) -> None:
    client, pier, _ = served
    links = Page(client.get(f"/articles/{pier}").text).links
    found = {one for one in links if one.startswith("/sources")}
    assert len(found) == 4
    assert all(one.startswith(f"/sources/{pier}/src") for one in found)
    assert all(client.get(one).status_code == 200 for one in found)


def test_show_takes_kinds_only(served: tuple[TestClient, str, str]) -> None:
    client, pier, _ = served
    for kind in (*Kind, ONLY_ANONYMOUS, "disputed"):
        answer = client.get(f"/articles/{pier}?show={kind}")
        assert f'class="shown show-{kind}"' in answer.text
    assert client.get(f"/articles/{pier}?show=all%22").status_code == 400


@pytest.mark.parametrize("path", ["0" * 32, "nothing", "PIER/" + "0" * 32, "PIER/claims/9"])
def test_what_is_not_there_is_not_found(served: tuple[TestClient, str, str], path: str) -> None:
    client, pier, _ = served
    assert client.get("/articles/" + path.replace("PIER", pier)).status_code == 404


def test_finding_of_the_check_leads_to_its_card(served: tuple[TestClient, str, str]) -> None:
    client, _, quay = served
    text = client.get(f"/articles/{quay}").text
    assert "2 violations" in text
    page = Page(text)
    target = re.search(r'<b>violation</b>: <a href="#([^"]+)">', text)
    assert target
    assert target[1] in page.ids


def test_nobody_waits_for_anothers_check(tmp_path: Path) -> None:
    (quay,) = put(tmp_path / "store", [record.parse({**loop(), "maker": {"name": "a reader"}})])
    with site(tmp_path / "store") as made:
        with shelf().checking:
            meanwhile = client(made).get(f"/articles/{quay}").text
        after = client(made).get(f"/articles/{quay}").text
    assert f'<a href="/checks?article={quay}">Check its provenance</a>' in meanwhile
    assert "2 violations" in after


def test_table_of_claims_has_a_row_for_each(served: tuple[TestClient, str, str]) -> None:
    client, pier, _ = served
    answer = client.get(f"/articles/{pier}/claims.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    header, first, second, _, end = answer.text.split("\n")
    assert header.startswith("number,id,words,source,kind")
    assert "An aide,anonymous" in first
    assert second.startswith("2,s")
    assert not end


def test_older_version_is_kept_apart_and_listed(tmp_path: Path) -> None:
    after = TEXT.replace("in winter", "in autumn")
    newer = story(text=after)
    newer["attributions"][2]["content"] = [at("the beams are rotten in autumn", after)]
    records = [record.parse(story()), record.parse(newer)]
    (pier, _) = put(tmp_path / "store", records)
    older = Minter.of(records[0].article, BASE).version.rpartition("/")[2]
    with site(tmp_path / "store") as made:
        current = client(made).get(f"/articles/{pier}").text
        assert "in autumn" in current
        assert f'<a href="/articles/{pier}/{older}">' in current
        old = client(made).get(f"/articles/{pier}/{older}").text
        assert "in winter" in old
        assert f'href="/articles/{pier}/{older}/claims/1"' in old
        assert client(made).get(f"/articles/{pier}/{older}/claims/3").status_code == 200
        link = re.search(r'href="(/compare[^"]+b=[^"]+)"', current)
        assert link
        both = client(made).get(link[1].replace("&amp;", "&")).text
    assert "In both: 3" in both
    assert "Both are versions of one article." in both


def test_record_that_is_replaced_is_shown_as_it_is_now(tmp_path: Path) -> None:
    (pier,) = put(tmp_path / "store", [record.parse(story())])
    surer = story()
    surer["attributions"][0]["confidence"] = 0.91
    with site(tmp_path / "store") as made:
        assert "about 83 are right" in client(made).get(f"/articles/{pier}").text
        put(tmp_path / "store", [record.parse(surer)], again=True)
        assert "about 91 are right" in client(made).get(f"/articles/{pier}").text


def test_article_that_was_not_analysed_says_so(tmp_path: Path) -> None:
    text = "Die Brücke ist seit gestern gesperrt, und niemand weiß, wann sie wieder öffnet."
    (bridge,) = put(tmp_path / "store", [record.parse(_bare(text) | {"analysed": False})])
    with site(tmp_path / "store") as shown:
        assert "it is stored, and not analysed" in client(shown).get(f"/articles/{bridge}").text


def _bare(text: str) -> Json:
    return {
        "recordVersion": "2",
        "origin": "automatic",
        "maker": {"name": "nothing"},
        "article": {"text": text, "title": text[:20]},
    }


# A claim


def test_claim_says_who_denies_it_and_whether_that_meets_it(
    served: tuple[TestClient, str, str],
) -> None:
    client, pier, _ = served
    text = client.get(f"/articles/{pier}/claims/2").text
    assert "“the beams are rotten.”" in text
    assert re.search(r"<b>Tom Reed</b> denies", text)
    assert "It does not meet the claim: it is about another time." in text
    assert "onrecord show &#39;pier#2&#39;" in text


def test_chain_goes_from_the_article_to_the_origin(served: tuple[TestClient, str, str]) -> None:
    client, pier, _ = served
    text = client.get(f"/articles/{pier}/claims/1").text
    steps = re.findall(r'class="who (\w+)"(?: href="/sources/[^"]+")?>([^<]+)<', text)
    assert steps == [
        ("named", "The Harbour Gazette"),
        ("anonymous", "An aide"),
        ("named", "Ada Poe"),
    ]
    drawn = re.findall(r'<g class="node (\w+)', text)
    assert drawn == ["named", "anonymous", "named"]


def test_loop_is_drawn_as_a_loop(served: tuple[TestClient, str, str]) -> None:
    client, _, quay = served
    text = client.get(f"/articles/{quay}/claims/1").text
    assert text.count('<g class="back">') == 1
    assert "It rests on step 2: a loop." in text


def test_claim_is_found_by_number_and_by_id_and_given_as_markdown(
    served: tuple[TestClient, str, str],
) -> None:
    client, pier, _ = served
    permanent = re.search(
        r'<a href="(/articles/[^"]+)">permalink', client.get(f"/articles/{pier}/claims/2").text
    )
    assert permanent
    assert "claim 2 of 3" in client.get(permanent[1]).text
    file = client.get(f"/articles/{pier}/claims/2.md")
    assert file.headers["content-type"].startswith("text/markdown")
    assert file.text.startswith("# pier\\#2 — The Pier Is Shut, Aide Says\n")


# Two beside each other


def said(words: str, name: str | None = None) -> Said:
    return Said(content_words(words), name)


def test_claims_are_aligned_by_their_words() -> None:
    left = [said("the pier is shut for the winter"), said("the beams are rotten")]
    right = [said("Beams were rotten"), said("pier shut for winter"), said("gulls are loud")]
    pairs = {(i, j): ratio for i, j, ratio in align(left, right)}
    assert pairs == {(0, 1): 1.0, (1, 0): 1.0}


def test_one_named_source_needs_less_likeness_and_no_other_does() -> None:
    words = ("the pier closed after storms", "the pier closed before anybody noticed cracks")
    for names, aligned in ((("poe", "poe"), 1), (("poe", "reed"), 0), ((None, None), 0)):
        pair = [said(one, name) for one, name in zip(words, names, strict=True)]
        assert len(align(pair[:1], pair[1:])) == aligned


def test_description_of_an_anonymous_source_does_not_count(tmp_path: Path) -> None:
    first, second = (
        "An aide said the pier is shut for repairs.",
        "An aide said gulls nest under quay boards.",
    )
    records = []
    for text in (first, second):
        made = story(text=text, identifier=text[-12:], title="Pier")
        for part in ("requests", "stances", "passages"):
            del made[part]
        made["sources"] = [
            {"id": "x", "identification": "anonymous-described", "description": "An aide",
             "mentions": [[0, 7]]}
        ]  # fmt: skip
        made["attributions"] = [
            {"id": "a", "source": "x", "cue": [[8, 12]], "content": [[13, len(text) - 1]]}
        ]
        records.append(record.parse(made))
    a, b = put(tmp_path / "store", records)
    with site(tmp_path / "store") as made_site:
        text = client(made_site).get(f"/compare?a={a}&b={b}").text
    assert "No two claims have like words." in text


def test_compare_offers_what_there_is(served: tuple[TestClient, str, str]) -> None:
    client, pier, quay = served
    text = client.get("/compare").text
    assert len(re.findall(rf'<option value="(?:{pier}|{quay})"', text)) == 4
    assert client.get(f"/compare?a={pier}&b=nothing").status_code == 404


# The list


def test_list_is_narrowed_and_follows_the_store(tmp_path: Path) -> None:
    records = [
        record.parse(
            _bare(f"Report {n} tells of the pier.")
            | {"article": {"text": f"Report {n} tells of the pier.", "title": f"Report {n}",
                           "outlet": f"Outlet {n % 3}", "date": f"2026-01-{n % 28 + 1:02}"}}
        )
        for n in range(PAGE + 5)
    ]  # fmt: skip
    put(tmp_path / "store", records[:-1])
    with site(tmp_path / "store") as made:
        asking = client(made)
        first = asking.get("/").text
        assert len(re.findall(r'<th scope="row">', first)) == PAGE
        assert '<a href="/?page=2" rel="next">' in first
        assert len(re.findall(r'<th scope="row">', asking.get("/?page=2").text)) == 4
        assert asking.get("/?page=3").status_code == 404
        assert asking.get("/?page=0").status_code == 404
        narrowed = asking.get("/?outlet=Outlet+1&words=report+7").text
        found = re.findall(r'<th scope="row"><a [^>]+>(Report \d+)', narrowed)
        fitting = [n for n in range(PAGE + 4) if n % 3 == 1 and "7" in str(n)]
        fitting.sort(key=lambda n: (-(n % 28), f"Report {n}"))
        assert found == [f"Report {n}" for n in fitting]
        assert "None of the" in asking.get("/?words=nothing").text
        put(tmp_path / "store", records[-1:])
        assert f"Report {PAGE + 4}" in asking.get("/").text
        with writing(tmp_path / "store", BASE, now, room=False) as writer:
            gone = Minter.of(records[0].article, BASE).article
            writer.remove(gone)
        assert ">Report 0<" not in asking.get("/?words=report+0").text


def test_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with site(tmp_path / "store") as made:
        text = client(made).get("/").text
    assert "onrecord ingest PATH" in text


# What it says of itself


def test_figures_are_those_that_were_measured(checkout: Path) -> None:
    measured = (checkout / "docs" / "measurements.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"\*\*content and right source\*\* \| ([^|]+) \| ([^|]+) \| ([^\n]+) \|", measured
    )
    told = [
        (str(one.precision), str(one.recall), one.f1.replace(" (", " | ").replace(")", ""))
        for one in about.READINGS
    ]
    assert told == [(one, other, both.replace("*", "")) for one, other, both in rows]
    assert all(one in measured for one in about.COMMANDS)
    assert f"two trained people {about.TWO_PEOPLE} content+source" in measured.replace("\n", " ")
    assert f"the expected error is {about.CONFIDENCE_ERROR} points" in measured.replace("\n", " ")


def test_about_names_every_kind_and_its_figures(served: tuple[TestClient, str, str]) -> None:
    client, _, _ = served
    text = client.get("/about").text
    assert all(f'class="kind {kind.value}"' in text for kind in Kind)
    assert "69.3 (65.7 to 72.4)" in text


# Whatever page


def test_pages_have_nothing_inline_and_load_nothing_foreign(
    served: tuple[TestClient, str, str],
) -> None:
    client, pier, quay = served
    for path in ("/", "/about", "/compare", f"/compare?a={pier}&b={quay}", f"/articles/{pier}",
                 f"/articles/{pier}/claims/1", f"/articles/{quay}/claims/1"):  # fmt: skip
        page = Page(client.get(path).text)
        assert page.forbidden == []
        assert page.foreign == []
        assert len(page.ids) == len(set(page.ids)), path


def test_words_from_outside_are_words(tmp_path: Path) -> None:
    nasty = '"><script>x</script>{{7*7}}'
    made = story(title=nasty, outlet=nasty, url="javascript:alert(1)", identifier=nasty)
    (pier,) = put(tmp_path / "store", [record.parse(made)])
    with site(tmp_path / "store") as shown:
        for path in ("/", f"/articles/{pier}", f"/articles/{pier}/claims/1", f"/compare?a={pier}",
                     f"/compare?a={pier}&b={pier}"):  # fmt: skip
            text = client(shown).get(path).text
            assert "<script>x" not in text
            assert "{{7*7}}" in text
            assert not [one for one in Page(text).links if not one.startswith(("/", "#", "?"))]


# Reading


@pytest.mark.parametrize("letters", ["\x85 \u2028 \u2029", '"quoted" \\n', "\t\r\n", "\x0b\x0c"])
def test_stored_version_is_read_as_it_was_written(tmp_path: Path, letters: str) -> None:
    text = f"An aide said it is so. {letters} And so on."
    made = record.parse(_bare(text))
    put(tmp_path / "store", [made])
    version = Minter.of(made.article, BASE).version
    with reading(tmp_path / "store") as reader:
        lines = reader.version_quads(version)
        assert mapping.to_record(quads.dataset(lines), version) == made


def test_examples_are_read_as_the_other_reader_reads_them(tmp_path: Path) -> None:
    put(tmp_path / "store", [record.parse(story()), record.parse(loop())])
    with reading(tmp_path / "store") as reader:
        for one in reader.articles():
            fast = mapping.to_record(quads.dataset(_lines(reader, one)), one.version)
            assert fast == mapping.to_record(reader.dataset(one.version), one.version)


def _lines(reader: Any, one: Stored) -> bytes:  # noqa: ANN401 - the store's reader
    return bytes(reader.version_quads(one.version))


def test_what_is_kept_is_bounded() -> None:
    kept: Kept[int] = Kept(2)
    for number in range(5):
        kept.put(number, number)
    assert kept.get(4, lambda: -1) == 4
    assert kept.get(0, lambda: -1) == -1
    assert len(kept) == 2


def test_long_article_is_laid_out_quickly() -> None:
    sentence = (
        "Clerk {n} of the harbour office said that the crane number {n} had not moved since May,"
        " and that nobody in the yard had asked for it to be moved before the summer."
    )
    text = "\n".join(sentence.format(n=n) for n in range(200))
    made = _bare(text)
    lines = [at(sentence.format(n=n), text)[0] for n in range(200)]
    starts = dict(enumerate(lines))
    made["sources"] = [
        {"id": f"s{n}", "identification": "unstated", "description": f"Clerk {n}",
         "mentions": [[start, start + len(f"Clerk {n}")]]}
        for n, start in starts.items()
    ]  # fmt: skip
    made["attributions"] = [
        {"id": f"a{n}", "source": f"s{n}",
         "cue": [[text.index("said", start), text.index("said", start) + 4]],
         "content": [[text.index("that", start), text.index(".", start)]]}
        for n, start in starts.items()
    ]  # fmt: skip
    told = Told(record.parse(made))
    assert len(text.split()) > 5000
    template = environment().get_template("article_body.html")
    seconds, shown = [], ""
    for _ in range(3):
        begun = time.thread_time()
        shown = template.render(view=article_view(told, "/articles/x"))
        seconds.append(time.thread_time() - begun)
    assert shown.count('class="card ') == 200
    assert min(seconds) < 0.15
