"""The tools by which readers label articles: what is chosen, shown, taken and compared."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Span
from tests.labelled import TEXT, held, line
from tests.measures.labels import agree, collect, corpus, sheets
from tests.measures.labels.choose import Plan, choose, choose_later, choose_single, half
from tests.measures.labels.corpus import Choice, Chosen, Gold, Item
from tests.measures.labels.form import RequestLine, Wrong, parse
from tests.measures.labels.place import nearest, only
from tests.measures.labels.placed import Placed, Placing, unplaced
from tests.measures.labels.sentences import holds, sentences, suits


@pytest.fixture(name="held")
def fixture_held() -> Choice:
    return held()


def _words(name: str, label: Placed, spans: tuple[Span, ...]) -> list[str]:
    assert label.article == name
    return [span.of(TEXT) for span in spans]


def test_numbers_follow_reading_and_one_source_has_one_number() -> None:
    """Attributions that share a source share its number; one without a source keeps its own."""
    first = corpus.gold(line("a"))
    again = replace(first, attributions=(first.attributions[0], *first.attributions))
    assert again.numbers == (1, 1, 3, 4, 5, 6)
    assert again.mentions[5].silent
    assert again.mentions[5].at[0].of(TEXT) == "allegedly"


def test_what_only_other_words_explain() -> None:
    """A pronoun, a titled surname, a short description; no full name and no crowd."""
    text = "Critics say so, and critics matter; he and Mr. Prill of the Northmoor yard, Ada Ros."

    def elsewhere(words: str) -> bool:
        start = text.index(words)
        mention = corpus.Mention(1, (Span(start, start + len(words)),), silent=False)
        return corpus.refers_elsewhere(mention, text)

    assert [elsewhere(one) for one in ("he", "Mr. Prill", "the Northmoor yard")] == [True] * 3
    assert [elsewhere(one) for one in ("Ada Ros", "Critics", "say so")] == [False] * 3


def test_sentences_end_where_they_end() -> None:
    """A title's full stop ends none, and no sentence runs over the end of a line."""
    assert [each.span.of(TEXT) for each in sentences(TEXT)][:5] == [
        "Petra Olander said the pier is safe.",
        "“It holds,” she added.",
        "A harbour aide told the Gazette that the pilots believe it will fall.",
        "The oak beams are allegedly rotten.",
        "Mr. Prill denied that the beams are rotten.",
    ]


def test_patterns_of_sentences() -> None:
    """Each pattern finds its sentence, and the attribution it is shown with is the right one."""
    one, every = corpus.gold(line("a")), sentences(TEXT)
    assert suits("nesting", one, every[2])
    assert not suits("nesting", one, every[4])
    assert suits("stance", one, every[4])
    assert not suits("hedges", one, every[0])
    assert holds("stance", one, every[4]) == 5
    assert holds("stance", one, every[5]) is None


def _many(count: int) -> list[Gold]:
    """Return articles whose texts differ by their last words and have room for every set."""
    return [corpus.gold(line(f"n{i}", f"{TEXT} Note {i}.")) for i in range(count)]


def test_choice_is_by_rule() -> None:
    """The order of reading in changes nothing, sets share no article, one text counts once."""
    plan = Plan(rich=2, control=1, speakers=3, least=1, sentences=4, of_one=1)
    pool = _many(30)
    twin = replace(pool[0], id="twin")
    chosen, items = choose(pool, frozenset(), plan)
    assert choose([twin, *reversed(pool)], frozenset(), plan) == (chosen, items)
    assert len({one.id for one in chosen}) == len(chosen)
    sizes = [sum(one.set == name for one in chosen) for name in ("sourcing", "speakers")]
    assert sizes == [7, 3]
    used = {one.id for one in chosen if one.set == "sentences"}
    assert {one.article for one in items} == used
    assert [sum(one.set == name for one in items) for name in corpus.SENTENCE_SETS] == [8, 8, 8]


def test_halves() -> None:
    """Both halves come up, by the id alone, and what was read before is never kept."""
    names = [f"n{i}" for i in range(200)]
    halves = [half(name, frozenset()) for name in names]
    assert 70 < halves.count("kept") < 130
    assert {half(name, frozenset(names)) for name in names} == {"open"}


def test_committed_choice() -> None:
    """What is committed has the sizes that were planned and no article in two sets."""
    articles = [
        Chosen.model_validate(one) for one in json.loads(corpus.ARTICLES.read_text("utf-8"))
    ]
    lines = corpus.SENTENCES.read_text("utf-8").splitlines()
    items = [Item.model_validate_json(line) for line in lines]
    sets = [one.set for one in articles]
    assert sets.count("later") == 75
    assert sets.count("single") == 120
    whole = [one.id for one in articles if one.set != "sentences"]
    assert len(set(whole)) == len(whole)
    assert [sum(one.set == name for one in articles) for name in ("sourcing", "speakers")] == [
        170,
        40,
    ]
    assert [sum(one.set == name for one in items) for name in corpus.SENTENCE_SETS] == [250] * 3
    assert {one.article for one in items} == {one.id for one in articles if one.set == "sentences"}


def test_committed_choice_fits_the_corpus(material: Path) -> None:
    """The texts are those that were chosen, and the rule chooses them again."""
    held = corpus.choice(material / "corpora")
    before = frozenset(
        (corpus.HERE.parent / "requests" / "train100-read.txt").read_text("utf-8").split()
    )
    every = corpus.split(material / "corpora", "train").values()
    chosen, items = choose(every, before, Plan())
    chosen += choose_later(corpus.every(material / "corpora").values(), chosen, before, Plan())
    chosen += choose_single(every, chosen, Plan())
    assert (chosen, items) == (list(held.articles), list(held.items))
    assert sum(len(held.to_label(one)) for one in held.of("speakers")) >= 600
    assert not before & {one.id for one in held.articles if one.half == "kept"}


def test_article_sheet(held: Choice) -> None:
    """Sources and cues stand in marks; only what the set asks about has a number."""
    sourcing, speakers = sheets.sheets(held, "sourcing")[0], sheets.sheets(held, "speakers")[0]
    assert "⟦S1:Petra Olander⟧ ⟨C1:said⟩ the pier" in sourcing
    assert "are ⟨C4 no source:allegedly⟩ rotten" in sourcing
    assert "=== label S: 1, 2, 3, 4, 5" in sourcing
    assert "⟦S:Petra Olander⟧" in speakers
    assert "=== label S: 2, 5" in speakers


def test_item_sheet(held: Choice) -> None:
    """A sentence comes with the two before it, and only its own attribution is marked."""
    (sheet,) = sheets.sheets(held, "nesting")
    assert "before: Petra Olander said the pier is safe. “It holds,” she added." in sheet
    assert "⟦S:A harbour aide⟧ ⟨C:told⟩ the Gazette that ⟪the pilots believe it will fall⟫" in sheet
    assert "speaker of the paragraph: A harbour aide" in sheet


def test_nested_marks_close_in_order() -> None:
    """Of two marks that begin together the longer one opens first and closes last."""
    marks = [sheets.Mark(Span(0, 1), "(", ")"), sheets.Mark(Span(0, 3), "[", "]")]
    assert sheets.marked("abcd", Span(0, 4), marks) == "[(a)bc]d"


def test_parts_are_of_about_equal_length() -> None:
    """Every sheet is in one part, in order."""
    parts = sheets.parted(["x" * size for size in (5, 1, 1, 1, 1, 1, 5, 5)], 4)
    assert [place for part in parts for place in part] == list(range(8))
    assert len(parts) == 4
    assert all(parts)


def test_sheets_stay_outside(held: Choice, tmp_path: Path, checkout: Path) -> None:
    """No sheet is written into the repository."""
    with pytest.raises(ValueError, match="inside this repository"):
        list(sheets.write(held, "sourcing", 1, checkout / "tests" / "sheets"))
    assert list(sheets.write(held, "nesting", 1, tmp_path))
    assert (tmp_path / "nesting.txt").exists()


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        ("sourcing", {"article": "a", "s": 1, "identification": "namd"}, "identification"),
        (
            "sourcing",
            {"article": "a", "s": 1, "identification": "named", "reason": "safety"},
            "reason goes with an anonymous",
        ),
        ("sourcing", {"article": "a", "s": "1", "identification": "named"}, "s: "),
        ("sourcing", {"article": "a", "s": 1, "identification": "named", "x": 1}, "x: "),
        ("hedges", {"item": 1, "hedge": "modal"}, "every hedge has its words"),
        ("hedges", {"item": 1, "hedge": "none", "words": "may"}, "words go with a hedge"),
        ("stance", {"item": 1, "stance": "denies", "target": "earlier"}, "a denial has a scope"),
        ("stance", {"item": 1, "stance": "repeats", "scope": "full", "target": "it"}, "scope goes"),
        ("stance", {"item": 1, "stance": "confirms"}, "a stance has a target"),
        ("nesting", {"item": 1}, "inner"),
    ],
)
def test_wrong_lines(name: str, line: dict[str, object], fault: str) -> None:
    """A line that is not of the form is refused, with what is wrong."""
    with pytest.raises(Wrong, match=fault):
        parse(name, json.dumps(line))


def test_no_json() -> None:
    with pytest.raises(Wrong, match="Invalid JSON"):
        parse("hedges", "item 1: none")


def test_words_are_found_as_readers_type_them() -> None:
    """Marks, other quotation marks and line ends make no difference; parts of words do."""
    assert only('"It holds," she', TEXT, None).of(TEXT) == "“It holds,” she"
    assert only("⟦S1:Petra Olander⟧ ⟨C1:said⟩ the", TEXT, None).of(TEXT) == "Petra Olander said the"
    assert only("added. A harbour", TEXT, None).of(TEXT) == "added.\nA harbour"
    with pytest.raises(Wrong, match="not in the text"):
        only("harb", TEXT, None)


def test_words_that_stand_twice() -> None:
    """`nth` says which; the nearest is taken only where the place is known."""
    with pytest.raises(Wrong, match="2 times: add"):
        only("did not respond", TEXT, None)
    second = only("did not respond", TEXT, 2)
    assert second.start == TEXT.rindex("did not respond")
    assert nearest("The", TEXT, second).start == TEXT.rindex("The port")
    with pytest.raises(Wrong, match="no number 3"):
        only("did not respond", TEXT, 3)


def _placed(held: Choice, name: str, **line: object) -> Placed:
    return Placing(held, name).placed(parse(name, json.dumps(line)))


def test_offsets_of_sourcing(held: Choice) -> None:
    """The told one and the party are found by their words; the article by key or id."""
    told = {"identification": "anonymous-described", "told": "the Gazette"}
    source = _placed(held, "sourcing", article="so001", s=3, **told)
    assert _words("a", source, source.at) == ["A harbour aide"]
    assert source.spans["told"].of(TEXT) == "the Gazette"
    wording = {"wording": "did not respond", "nth": 1}
    request = _placed(held, "sourcing", article="a", party="yard", outcome="no-response", **wording)
    assert _words("a", request, request.at) == ["did not respond"]
    assert request.spans["party"].of(TEXT) == "yard"
    with pytest.raises(Wrong, match="S9 is not to be labelled"):
        _placed(held, "sourcing", article="a", s=9, identification="named")
    with pytest.raises(Wrong, match="not in the set"):
        _placed(held, "sourcing", article="b", s=1, identification="named")


def test_offsets_of_speakers(held: Choice) -> None:
    """Whom words mean stands in the text, or in the title only, or nowhere."""
    she = _placed(held, "speakers", article="b", s=2, refers="Petra Olander", kind="person")
    assert she.kinds == {"refers": "text", "kind": "person"}
    assert she.spans["whom"] == Span(0, 13)
    title = _placed(held, "speakers", article="b", s=2, refers="Northmoor", kind="organisation")
    assert (title.kinds["refers"], title.spans["whom"]) == ("title", Span(12, 21))
    nobody = _placed(held, "speakers", article="b", s=5, refers="none", kind="person")
    assert (nobody.kinds["refers"], nobody.spans) == ("none", {})
    with pytest.raises(Wrong, match="not to be labelled"):
        _placed(held, "speakers", article="b", s=1, refers="none", kind="person")


def test_offsets_of_sentences(held: Choice) -> None:
    """Words of an inner attribution, a hedge and a stance's target are found in their sentence."""
    inner = {"source": "the pilots", "cue": "believe", "content_starts": "it will fall"}
    nesting = _placed(held, "nesting", item=1, inner=[inner])
    assert nesting.inner is not None
    assert {name: span.of(TEXT) for name, span in nesting.inner[0].items()} == {
        "source": "the pilots",
        "cue": "believe",
        "content": "it will fall",
    }
    hedge = _placed(held, "hedges", item=1, hedge="distancing", words="allegedly")
    assert hedge.spans["words"].of(TEXT) == "allegedly"
    denial = {"stance": "denies", "scope": "full", "target": "allegedly rotten"}
    stance = _placed(held, "stance", item=1, **denial)
    assert stance.kinds == {"stance": "denies", "scope": "full", "target": "words"}
    with pytest.raises(Wrong, match="not in the sentence"):
        _placed(held, "hedges", item=1, hedge="modal", words="will")
    with pytest.raises(Wrong, match="no item 7"):
        _placed(held, "hedges", item=7, hedge="none")


def test_labels_are_kept_without_words(held: Choice) -> None:
    """A line of the kept file has offsets only, and gives the same label back."""
    inner = {"source": "the pilots", "cue": "believe", "content_starts": "it will fall"}
    label = replace(_placed(held, "nesting", item=1, inner=[inner], unsure=True), how="settled")
    line = label.line()
    assert unplaced(line) == label
    assert not any(word in line for word in ("pilots", "believe", "fall"))


def _file(tmp_path: Path, *lines: dict[str, object]) -> Path:
    path = tmp_path / "part.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def test_collecting_says_what_is_wrong(held: Choice, tmp_path: Path) -> None:
    """Each fault has its line, one label of a thing is enough, and what is missing is told."""
    good = {"article": "so001", "s": 1, "identification": "named"}
    path = _file(tmp_path, good, {**good, "s": 2, "told": "the Star"}, good, {"nothing": 1})
    found = collect.collected(held, "sourcing", [path])
    assert [fault.split(":")[1] for fault in found.faults] == ["2", "3", "4"]
    assert "'the Star' is not in the text" in found.faults[0]
    assert "labelled twice" in found.faults[1]
    lacking = list(collect.missing(held, "sourcing", found.labels, collect.Part(1, 1)))
    assert lacking == [f"missing: so001 S{number}" for number in (2, 3, 4, 5)]
    written = collect.write("sourcing", "A", found.labels, tmp_path)
    assert agree.read("sourcing", "A", tmp_path) == list(found.labels)
    assert "Olander" not in written.read_text("utf-8")


def test_only_a_third_reader_says_none(held: Choice, tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        {"article": "a", "party": "The port", "outcome": "none", "wording": "port did not"},
    )
    assert "third reader" in collect.collected(held, "sourcing", [path]).faults[0]
    assert not collect.collected(held, "sourcing", [path], third=True).faults


@pytest.mark.parametrize("said", ["9/8", "0/8", "8", "a/b"])
def test_no_part(said: str) -> None:
    assert collect.part_of("3/8") == collect.Part(3, 8)
    with pytest.raises(ArgumentTypeError, match="a part is like 3/8"):
        collect.part_of(said)


def test_a_request_needs_its_words() -> None:
    line = parse(
        "sourcing", '{"article": "a", "party": "p", "outcome": "declined", "wording": "w"}'
    )
    assert isinstance(line, RequestLine)


def test_another_corpus_is_refused(tmp_path: Path) -> None:
    """Labels are offsets, so a text that is missing or was changed stops everything."""
    (tmp_path / "polnear").mkdir()
    for name, article in (("train", "a"), ("dev", "b")):
        (tmp_path / "polnear" / f"{name}.jsonl").write_text(line(article), encoding="utf-8")
    with pytest.raises(ValueError, match="is not the text that was chosen"):
        corpus.choice(tmp_path)
