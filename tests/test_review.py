"""Reviews: what people say of statements holds, can be taken back, and protects who is hidden."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg import mapping, record
from kg.errors import InputRefused, Place, StoreDamaged
from kg.extraction import Extractor
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    Extraction,
    Identification,
    Passage,
    PassageKind,
    QuoteForm,
    Record,
    Request,
    ResponseKind,
    ReviewVerdict,
    Source,
    SourceKind,
    Span,
    Stance,
    StanceKind,
)
from kg.model.reviews import NEW_SPEAKER, Becomes
from kg.pipeline import Asked, Pipeline
from kg.readers import Incoming
from kg.store import Stored, Writer, reading, writing

BASE = "https://data.test/kg/"
TEXT = (
    "A senior official said the lock is leaking. Ana Brook, the engineer, said the gate was sound. "
    "She said Tom Reed told her that the wall holds. The gate opened in May. "
    "The canal trust declined to comment.\n"
)
ACCEPTED, REJECTED, CORRECTED = ReviewVerdict
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def at(words: str, number: int = 0) -> Span:
    """Return where words stand in the text."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


OFFICIAL = Source(
    id="official",
    identification=Identification.ANONYMOUS_DESCRIBED,
    description="A senior official",
    mentions=(at("A senior official"),),
)
ANA = Source(
    id="ana", identification=Identification.NAMED, name="Ana Brook",
    kind=SourceKind.PERSON, mentions=(at("Ana Brook"), at("She")),
)  # fmt: skip
TOM = Source(
    id="tom", identification=Identification.NAMED, name="Tom Reed", mentions=(at("Tom Reed"),)
)
TRUST = Source(
    id="trust", identification=Identification.NAMED, name="canal trust",
    kind=SourceKind.ORGANISATION, mentions=(at("The canal trust"),),
)  # fmt: skip
LEAK = Attribution(
    id="leak", source="official", content=(at("the lock is leaking"),), cue=(at("said"),),
    source_spans=(at("A senior official"),), confidence=0.5,
)  # fmt: skip
GATE = Attribution(
    id="gate", source="ana", content=(at("the gate was sound"),), cue=(at("said", 1),),
    source_spans=(at("Ana Brook"),), confidence=0.9,
)  # fmt: skip
TOLD = Attribution(
    id="told", source="ana", content=(at("Tom Reed told her that the wall holds"),),
    cue=(at("said", 2),), source_spans=(at("She"),),
)  # fmt: skip
WALL = Attribution(
    id="wall", source="tom", content=(at("the wall holds"),), cue=(at("told"),),
    source_spans=(at("Tom Reed"),), nested_in="told",
)  # fmt: skip
FOUND = Extraction(
    sources=(OFFICIAL, ANA, TOM, TRUST),
    attributions=(LEAK, GATE, TOLD, WALL),
    requests=(
        Request(
            id="r", party="trust", party_spans=(at("The canal trust"),), about=("leak",),
            spans=(at("The canal trust declined to comment"),), outcome=ResponseKind.DECLINED,
        ),
    ),
    stances=(Stance(id="t", kind=StanceKind.DENIES, source="gate", target="leak"),),
    passages=(
        Passage(id="p", kind=PassageKind.UNATTRIBUTED, span=at("The gate opened in May.")),
    ),
)  # fmt: skip


@dataclass
class Given:
    """An extractor that finds what it is given, whatever the article says."""

    found: Extraction = FOUND
    name: str = "given"
    version: str = "1"

    def extract(self, article: Article) -> Extraction:
        """Return it."""
        assert article.text == TEXT
        return self.found


@dataclass(frozen=True)
class Desk:
    """A store with one article, and somebody who reviews it."""

    path: Path
    pipeline: Pipeline

    def ingest(self, extractor: Extractor | None = None, *, again: bool = False) -> str | None:
        """Take the article in; return what was refused."""
        pipeline = replace(self.pipeline, extractor=extractor) if extractor else self.pipeline
        article = Article(text=TEXT, identifier="lock", outlet="The Canal Post")
        with self.writer() as writer:
            incoming = Incoming(Place("lock.txt"), article, ())
            (outcome,) = pipeline.ingest([incoming], writer, again=again)
        return None if outcome.error is None else str(outcome.error)

    def writer(self) -> Writing:
        """Open the store."""
        return Writing(self.path)

    def stored(self, writer: Writer) -> Stored:
        """Return the article."""
        return writer.find("lock")

    def review(self, words: str, verdict: ReviewVerdict, **becomes: object) -> int:
        """Review the statement with these words as its content."""
        name = next(one.id for one in self.record().extraction.attributions if said(one) == words)
        asked = Asked(
            statement=name, verdict=verdict, reviewer="Kim",
            becomes=replace(Becomes(), **becomes),  # type: ignore[arg-type]
        )  # fmt: skip
        with self.writer() as writer:
            return self.pipeline.review(asked, self.stored(writer), writer, NOW).number

    def undo(self, number: int) -> None:
        """Take a review back."""
        with self.writer() as writer:
            self.pipeline.undo(number, "Kim", self.stored(writer), writer, NOW)

    def record(self) -> Record:
        """Return the record as it is stored, after the check that it is what was acknowledged."""
        with reading(self.path) as reader:
            assert reader.verify() == 1
            version = reader.find("lock").version
            return mapping.to_record(reader.dataset(version), version)

    def quads(self) -> bytes:
        """Return everything that is stored."""
        with reading(self.path) as reader:
            return b"".join(sorted(str(one).encode() for one in reader.quads()))

    def told(self) -> set[tuple[str, str]]:
        """Return who says what."""
        found = self.record().extraction
        names = {one.id: one.name or one.description or "?" for one in found.sources}
        names[PUBLISHER] = "the outlet"
        return {(names[one.source], said(one)) for one in found.attributions}


class Writing:
    """A writer of the store for as long as a block lasts."""

    def __init__(self, path: Path) -> None:
        self._opened = writing(path, BASE, lambda: NOW, room=False)

    def __enter__(self) -> Writer:
        return self._opened.__enter__()

    def __exit__(self, *error: object) -> None:
        self._opened.__exit__(*error)  # type: ignore[arg-type]


def said(one: Attribution) -> str:
    """Return a statement's words."""
    return " … ".join(span.of(TEXT) for span in one.content)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "store", Pipeline(extractor=Given(), base=BASE))
    assert made.ingest() is None
    return made


L, G, T, W = (said(one) for one in FOUND.attributions)


def test_what_is_accepted_stays_where_a_program_no_longer_finds_it(desk: Desk) -> None:
    before = desk.quads()
    desk.review(G, ACCEPTED)
    assert desk.quads() == before
    desk.ingest(Given(replace(FOUND, attributions=(LEAK,), stances=())), again=True)
    assert desk.told() == {("A senior official", L), ("Ana Brook", G)}
    kept = next(one for one in desk.record().extraction.attributions if said(one) == G)
    assert (kept.cue, kept.source_spans, kept.confidence) == (GATE.cue, GATE.source_spans, 0.9)


def test_what_is_rejected_leaves_with_all_that_names_it(desk: Desk) -> None:
    desk.review(L, REJECTED)
    found = desk.record().extraction
    assert {said(one) for one in found.attributions} == {G, T, W}
    assert found.stances == ()
    assert found.requests[0].about == ()
    assert not [one for one in found.sources if one.identification.anonymous]
    assert desk.ingest(again=True) is None
    assert {said(one) for one in desk.record().extraction.attributions} == {G, T, W}


def test_what_stood_in_a_rejected_statement_hangs_on_the_next_outer_one(desk: Desk) -> None:
    desk.review(T, REJECTED)
    (wall,) = (one for one in desk.record().extraction.attributions if said(one) == W)
    assert wall.nested_in is None


def test_undoing_gives_every_quad_back(desk: Desk) -> None:
    before = desk.quads()
    numbers = [
        desk.review(L, REJECTED),
        desk.review(G, CORRECTED, content=(at("the gate was sound. She"),)),
        desk.review(T, REJECTED),
        desk.review(W, CORRECTED, kind=SourceKind.EXPERT, cue=(at("told her"),)),
    ]
    assert desk.quads() != before
    for number in numbers:
        desk.undo(number)
    assert desk.quads() == before
    with reading(desk.path) as reader:
        known = reader.reviews.of(reader.find("lock").version)
    assert [one.number for one in known.reviews] == numbers
    assert [one.undoes for one in known.undoings] == numbers
    assert known.live == ()


def test_undoing_leads_back_to_the_newest_reading(desk: Desk) -> None:
    number = desk.review(L, REJECTED)
    newer = Given(replace(FOUND, attributions=(LEAK, GATE), passages=()), version="2")
    assert desk.ingest(newer, again=True) is None
    assert desk.told() == {("Ana Brook", G)}
    desk.undo(number)
    assert desk.told() == {("Ana Brook", G), ("A senior official", L)}
    assert desk.record().maker.version == "2"


def test_a_review_that_another_builds_on_is_undone_after_it(desk: Desk) -> None:
    longer = (at("the gate was sound. She"),)
    first = desk.review(G, CORRECTED, content=longer)
    second = desk.review("the gate was sound. She", ACCEPTED)
    with pytest.raises(InputRefused, match=f"review {second} is of what review {first} left"):
        desk.undo(first)
    desk.undo(second)
    desk.undo(first)
    for number in (second, 99):
        with pytest.raises(InputRefused, match="there is no review"):
            desk.undo(number)


@pytest.mark.parametrize("finds_old", [True, False])
def test_what_is_corrected_stays_so_whatever_is_found(desk: Desk, *, finds_old: bool) -> None:
    new = at("the engineer, said the gate was sound")
    desk.review(
        G, CORRECTED, content=(new,), source_spans=(at("Ana Brook, the engineer"),),
        quote_form=QuoteForm.SUMMARY,
    )  # fmt: skip
    left = (LEAK, GATE, TOLD, WALL) if finds_old else (LEAK, TOLD, WALL)
    found = replace(FOUND, attributions=left, stances=())
    assert desk.ingest(Given(found), again=True) is None
    (one,) = (each for each in desk.record().extraction.attributions if said(each) == new.of(TEXT))
    assert one.source_spans == (at("Ana Brook, the engineer"),)
    assert (one.quote_form, one.confidence, one.rule) == (QuoteForm.SUMMARY, None, "review")
    assert ("Ana Brook", G) not in desk.told()


def test_what_another_program_reads_as_corrected_is_there_once(desk: Desk) -> None:
    new = (at("gate was sound"),)
    desk.review(G, CORRECTED, content=new)
    found = replace(FOUND, attributions=(LEAK, replace(GATE, content=new), TOLD, WALL))
    assert desk.ingest(Given(found), again=True) is None
    assert [said(one) for one in desk.record().extraction.attributions].count("gate was sound") == 1


def test_an_accepted_source_is_not_another_ones(desk: Desk) -> None:
    """Kim stood by Ana's words, not by whatever a later program gives as their source."""
    desk.review(G, ACCEPTED)
    given_to_tom = replace(FOUND, attributions=(LEAK, replace(GATE, source="tom"), TOLD, WALL))
    assert desk.ingest(Given(given_to_tom), again=True) is None
    assert ("Ana Brook", G) in desk.told()
    assert ("Tom Reed", G) not in desk.told()


def test_two_who_said_the_same_are_told_apart(desk: Desk) -> None:
    both = replace(GATE, id="both", source="tom", source_spans=(at("the engineer"),))
    found = replace(FOUND, attributions=(LEAK, GATE, both, TOLD, WALL))
    desk.ingest(Given(found), again=True)
    name = next(
        one.id for one in desk.record().extraction.attributions
        if said(one) == G and one.source_spans == (at("the engineer"),)
    )  # fmt: skip
    asked = Asked(statement=name, verdict=REJECTED, reviewer="Kim")
    with desk.writer() as writer:
        desk.pipeline.review(asked, desk.stored(writer), writer, NOW)
    assert ("Ana Brook", G) in desk.told()
    assert ("Tom Reed", G) not in desk.told()


def test_what_a_source_is_changes_wherever_it_speaks(desk: Desk) -> None:
    desk.review(G, CORRECTED, kind=SourceKind.EXPERT)
    (ana,) = (one for one in desk.record().extraction.sources if one.name == "Ana Brook")
    assert ana.kind is SourceKind.EXPERT
    assert desk.told() >= {("Ana Brook", G), ("Ana Brook", T)}


def test_words_are_given_to_another_source(desk: Desk) -> None:
    tom = next(one.id for one in desk.record().extraction.sources if one.name == "Tom Reed")
    desk.review(T, CORRECTED, speaker=tom)
    found = desk.record().extraction
    assert ("Tom Reed", T) in desk.told()
    places = {one.name: one.mentions for one in found.sources}
    assert at("She") in places["Tom Reed"]
    assert at("She") not in places["Ana Brook"]
    without_tom = replace(FOUND, sources=(OFFICIAL, ANA, TRUST), attributions=(LEAK, GATE, TOLD))
    desk.ingest(Given(without_tom), again=True)
    assert ("Tom Reed", T) in desk.told()


def test_words_are_given_to_a_source_that_the_record_lacks(desk: Desk) -> None:
    desk.review(
        T, CORRECTED, speaker=NEW_SPEAKER, name="Tom Reed", source_spans=(at("Tom Reed"),),
        kind=SourceKind.WITNESS,
    )  # fmt: skip
    found = desk.record().extraction
    assert [one.kind for one in found.sources if one.name == "Tom Reed"] == [SourceKind.WITNESS]
    assert ("Tom Reed", T) in desk.told()


def test_words_are_given_to_the_outlet(desk: Desk) -> None:
    desk.review(T, CORRECTED, speaker=PUBLISHER)
    assert ("the outlet", T) in desk.told()
    with pytest.raises(InputRefused, match="what the outlet is"):
        desk.review(T, CORRECTED, kind=SourceKind.PERSON)


def test_two_sources_of_one_name_become_one(desk: Desk) -> None:
    desk.review(W, CORRECTED, name="Ana Brook")
    names = [one.name for one in desk.record().extraction.sources]
    assert names.count("Ana Brook") == 1
    assert "Tom Reed" not in names


def test_a_named_source_becomes_an_anonymous_one_by_the_printed_words(desk: Desk) -> None:
    desk.review(
        G, CORRECTED, identification=Identification.ANONYMOUS_DESCRIBED, speaker=NEW_SPEAKER,
        source_spans=(at("the engineer"),),
    )  # fmt: skip
    assert ("the engineer", G) in desk.told()
    source = next(
        one for one in desk.record().extraction.sources if one.description == "the engineer"
    )
    assert source.mentions == (at("the engineer"),)


def test_a_sentence_that_gets_a_source_is_no_longer_without_one(desk: Desk) -> None:
    assert len(desk.record().extraction.passages) == 1
    desk.review(W, CORRECTED, content=(at("the wall holds. The gate opened in May."),))
    assert desk.record().extraction.passages == ()


def test_what_no_longer_meets_hangs_on_the_next_outer_one(desk: Desk) -> None:
    desk.review(T, CORRECTED, content=(at("Tom Reed"),))
    (wall,) = (one for one in desk.record().extraction.attributions if said(one) == W)
    assert wall.nested_in is None


# Protection


@pytest.mark.parametrize(
    "becomes",
    [
        {"name": "Ana Brook"},
        {"name": "Ana Brook", "identification": Identification.NAMED},
        {"speaker": "Ana Brook"},
        {"speaker": NEW_SPEAKER, "name": "Tom Reed"},
        {"speaker": "Ana Brook", "source_spans": ()},
        {"speaker": "Ana Brook", "source_spans": (at("the engineer"),)},
        {"speaker": "Ana Brook", "content": (at("is leaking"),)},
    ],
)
def test_no_review_names_who_is_anonymous(desk: Desk, becomes: dict[str, object]) -> None:
    if becomes.get("speaker") == "Ana Brook":
        names = {one.name: one.id for one in desk.record().extraction.sources}
        becomes = {**becomes, "speaker": names["Ana Brook"]}
    before = desk.quads()
    with pytest.raises(InputRefused, match="does not name who speaks"):
        desk.review(L, CORRECTED, **becomes)
    assert desk.quads() == before
    with reading(desk.path) as reader:
        assert reader.reviews.versions() == ()


def test_not_even_in_two_steps(desk: Desk) -> None:
    desk.review(L, CORRECTED, identification=Identification.UNRESOLVED)
    with pytest.raises(InputRefused, match="does not name who speaks"):
        desk.review(L, CORRECTED, name="Ana Brook")


@pytest.mark.parametrize("moved", [True, False])
def test_a_name_that_a_program_took_for_a_description_becomes_a_name(
    desk: Desk, *, moved: bool
) -> None:
    brook = Source(
        id="b", identification=Identification.ANONYMOUS_DESCRIBED,
        description="Tom Reed", mentions=(at("Tom Reed"),),
    )  # fmt: skip
    wrong = replace(FOUND, sources=(OFFICIAL, ANA, brook, TRUST),
                    attributions=(LEAK, GATE, TOLD, replace(WALL, source="b")))  # fmt: skip
    assert desk.ingest(Given(wrong), again=True) is None
    speaker: dict[str, object] = {"speaker": NEW_SPEAKER} if moved else {}
    desk.review(W, CORRECTED, name="Tom Reed", **speaker)
    named = [one for one in desk.record().extraction.sources if one.name == "Tom Reed"]
    assert [one.identification for one in named] == [Identification.NAMED]


def test_what_is_anonymous_is_described_by_printed_words(desk: Desk) -> None:
    desk.review(L, CORRECTED, source_spans=(at("senior official"),))
    (hidden,) = (one for one in desk.record().extraction.sources if one.identification.anonymous)
    assert hidden.description == "senior official"


# What may not be


@pytest.mark.parametrize(
    ("becomes", "told"),
    [
        ({"content": ()}, "no words are left"),
        ({"content": (Span(0, 9_999),)}, "behind the text's end"),
        ({"name": "Zed Quill"}, "its name is not in the article"),
        ({"speaker": "nobody"}, "has no source"),
        ({"identification": Identification.UNSTATED, "name": "Ana Brook"}, "is not named has no"),
        ({"speaker": NEW_SPEAKER, "identification": Identification.NAMED}, "a named source has a"),
    ],
)
def test_what_is_no_record_is_refused(desk: Desk, becomes: dict[str, object], told: str) -> None:
    before = desk.quads()
    with pytest.raises(InputRefused, match=told):
        desk.review(G, CORRECTED, **becomes)
    assert desk.quads() == before
    assert not (desk.path / "reviews.jsonl").exists()


def test_a_statement_that_is_not_there_is_refused(desk: Desk) -> None:
    asked = Asked(statement="s0-1", verdict=ACCEPTED, reviewer="Kim")
    with desk.writer() as writer, pytest.raises(InputRefused, match="has no statement"):
        desk.pipeline.review(asked, desk.stored(writer), writer, NOW)


def test_a_reading_that_no_review_fits_leaves_what_is_stored(desk: Desk) -> None:
    desk.review(G, ACCEPTED)
    before = desk.quads()
    hidden = Source(
        id="h", identification=Identification.ANONYMOUS_DESCRIBED,
        description="Ana Brook, the engineer", mentions=(at("Ana Brook, the engineer"),),
    )  # fmt: skip
    other = Extraction(
        sources=(hidden,),
        attributions=(replace(LEAK, source="h", source_spans=(at("Ana Brook, the engineer"),)),),
    )
    refused = desk.ingest(Given(other), again=True)
    assert refused is not None
    assert "review 1 (accepted" in refused
    assert desk.quads() == before


# The file


def test_another_text_has_no_reviews(desk: Desk) -> None:
    desk.review(L, REJECTED)
    with reading(desk.path) as reader:
        article = reader.find("lock").article
        (reviewed,) = reader.reviews.versions(article)
        assert reader.reviews.of(f"{article}/{'0' * 32}").live == ()
    assert reviewed.startswith(article)


def test_removing_an_article_removes_what_was_said_of_it(desk: Desk) -> None:
    desk.review(L, REJECTED)
    log = desk.path / "reviews.jsonl"
    assert b"leaking" in log.read_bytes()
    with desk.writer() as writer:
        writer.remove(desk.stored(writer).article)
        assert writer.reviews.versions() == ()
    assert log.read_bytes() == b""


def test_a_torn_last_line_was_never_acknowledged(desk: Desk) -> None:
    desk.review(L, REJECTED)
    log = desk.path / "reviews.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole + b'"0123456789abcdef"\t{"op": "rev')
    assert {said(one) for one in desk.record().extraction.attributions} == {G, T, W}
    desk.review(G, ACCEPTED)
    assert log.read_bytes().startswith(whole)
    with reading(desk.path) as reader:
        assert len(reader.reviews.of(reader.find("lock").version).live) == 2


def test_a_changed_line_is_noticed(desk: Desk) -> None:
    desk.review(L, REJECTED)
    log = desk.path / "reviews.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"rejected"', b'"accepted"'))
    with reading(desk.path) as reader, pytest.raises(StoreDamaged, match=r"reviews\.jsonl:2"):
        reader.reviews.of(reader.find("lock").version)


def test_a_review_cut_off_before_it_was_applied_is_applied_by_the_next(desk: Desk) -> None:
    """The line is on the disk before the store changes: a kill in between loses nothing."""
    before = desk.record()
    first = desk.review(L, REJECTED)
    with desk.writer() as writer:
        publication = desk.pipeline.publication(desk.pipeline.prepared(before))
        writer.put(publication, again=True)
    del writer  # for the database is let go of with it
    assert ("A senior official", L) in desk.told()
    desk.review(G, ACCEPTED)
    assert ("A senior official", L) not in desk.told()
    desk.undo(first)
    assert ("A senior official", L) in desk.told()


def test_the_file_is_json_lines_with_digests(desk: Desk) -> None:
    desk.review(L, REJECTED)
    lines = (desk.path / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line.partition("\t")[2]) for line in lines]
    assert [one["op"] for one in told] == ["original", "review"]
    assert told[1]["reviewer"] == "Kim"
    assert "text" not in json.dumps(told[1])
    assert record.parse(told[0]["record"]) == record.canonical(
        Record(
            article=Article(text=TEXT, identifier="lock", outlet="The Canal Post"),
            extraction=FOUND,
            maker=desk.record().maker,
        )
    )
