"""What other tools found, read as records: offsets, sources, and what is built to hurt."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kg.cli.main import status
from kg.errors import InputRefused, OnRecordError
from kg.intake.given import Given
from kg.intake.outside.counting import Reading, readings
from kg.intake.outside.findings import Claim, Same
from kg.intake.outside.nesting import Placed, nesting
from kg.intake.outside.numbered import numbered
from kg.intake.outside.tools import tools, writer_of
from kg.model import Identification, Origin, Record, Span, Spans, words
from kg.readers import Incoming, Refused, find, read
from kg.record import parse
from kg.store import reading
from tests.records import spans as some_spans

CASES = Path(__file__).parent / "cases" / "readers"
BRAT, DOCUMENTS = CASES / "brat" / "good", CASES / "document" / "good"
ANYWHERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def one(path: Path) -> Incoming:
    (only,) = read(path, Given())
    assert not isinstance(only, Refused), str(only.error)
    return only


def record(path: Path) -> Record:
    found = one(path).found
    assert isinstance(found, Record)
    return found


def error(path: Path) -> OnRecordError:
    (only,) = read(path, Given())
    assert isinstance(only, Refused)
    return only.error


def put(folder: Path, name: str, data: str | bytes | object) -> Path:
    path = folder / name
    if isinstance(data, bytes):
        path.write_bytes(data)
    elif isinstance(data, str):
        path.write_bytes(data.encode("utf-8"))
    else:
        path.write_bytes(json.dumps(data).encode("utf-8"))
    return path


# The same stretches come back


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution by its places in our text."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Counted:
    """A text as a tool had it, and how the tool counts in it."""

    text: str
    wide: bool

    def at(self, offset: int) -> int:
        return len(self.text[:offset].encode("utf-16-le")) // 2 if self.wide else offset

    def place(self, ours: Span, text: str) -> tuple[int, int]:
        """Return where words that stand in our text once stand in the tool's."""
        begin = self.text.index(ours.of(text))
        return self.at(begin), self.at(begin + ours.end - ours.start)


def brat(said: Iterable[Said], text: str, counted: Counted) -> str:
    """Write attributions as standoff, each with the trigger at its cue."""
    lines: list[str] = []
    for number, each in enumerate(said):
        names = {}
        for role, spans in (
            ("Source", each.source),
            ("Cue", each.cue),
            ("Content", each.content),
            ("Attribution", each.cue),
        ):
            names[role] = f"T{len(lines)}"
            places = ";".join("{} {}".format(*counted.place(span, text)) for span in spans)
            printed = " ".join(span.of(text) for span in spans)
            lines.append(f"{names[role]}\t{role} {places}\t{printed}")
        trigger = names.pop("Attribution")
        roles = " ".join(f"{role}:{name}" for role, name in names.items())
        lines.append(f"E{number}\tAttribution:{trigger} {roles}")
    return "\n".join(lines)


def citron(said: Iterable[Said], text: str, counted: Counted) -> object:
    def written(some: Spans) -> list[object]:
        places = [counted.place(span, text) for span in some]
        return [
            {"start": start, "end": end, "text": span.of(text)}
            for span, (start, end) in zip(some, places, strict=True)
        ]

    quotes = [
        {
            "cue": written(each.cue)[0],
            "sources": written(each.source),
            "contents": written(each.content),
            "coreferences": [],
        }
        for each in said
    ]
    return {"quotes": quotes, "source": {"application": "citron-extractor"}}


def corenlp(said: Iterable[Said], text: str, counted: Counted) -> object:
    tokens, quotes = list[object](), list[object]()
    for each in said:
        (source,), (content,) = each.source, each.content
        start, end = counted.place(source, text)
        token = {"word": source.of(text), "characterOffsetBegin": start, "characterOffsetEnd": end}
        begin, stop = counted.place(content, text)
        quotes.append(
            {
                "text": content.of(text),
                "beginIndex": begin,
                "endIndex": stop,
                "mentionBegin": len(tokens),
                "mentionEnd": len(tokens),
            }
        )
        tokens.append(token)
    return {"sentences": [{"tokens": tokens}], "quotes": quotes}


PARTS = st.sampled_from([" ", "\n", "\n\n", " 🌊 ", "𝄞", " é ", " “", "” ", ", ", "\t", " "])


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Draw a text of words that stand in it once each, and where each stands."""
    text, found = draw(st.sampled_from(["", "𝄞 ", "“"])), list[Span]()
    for number in range(draw(st.integers(6, 18))):
        word = f"w{number:02}{draw(st.sampled_from(['', '🌊', 'é']))}z"
        found.append(Span(len(text), len(text) + len(word)))
        text += word + draw(PARTS)
    return text, found


def statements(found: Sequence[Span], *, pieces: bool) -> list[Said]:
    """Return attributions of three or four words each."""
    size = 4 if pieces else 3
    return [
        Said((a,), (b,), tuple(rest))
        for a, b, *rest in (found[at : at + size] for at in range(0, len(found) - size + 1, size))
    ]


def said_in(found: Record, *, cues: bool = True) -> set[Said]:
    return {
        Said(each.source_spans, each.cue if cues else (), each.content)
        for each in found.extraction.attributions
    }


@given(drawn=texts(), ways=st.tuples(*[st.booleans()] * 4))
@settings(ANYWHERE, max_examples=120)
def test_stretches_come_back_however_they_were_counted(
    tmp_path: Path, drawn: tuple[str, list[Span]], ways: tuple[bool, bool, bool, bool]
) -> None:
    text, stretches = drawn
    windows, marked, wide, raw = ways
    file = ("\ufeff" if marked else "") + (text.replace("\n", "\r\n") if windows else text)
    counted = Counted(file if raw else text, wide)
    for pieces in (False, True):
        said = statements(stretches, pieces=pieces)
        written = {"a.ann": brat(said, text, counted), "b.json": citron(said, text, counted)}
        if not pieces:
            written["c.txt.json"] = corenlp(said, text, counted)
        for name, data in written.items():
            put(tmp_path, f"{name[0]}.txt", file)
            found = record(put(tmp_path, name, data))
            assert found.article.text == text
            assert said_in(found) == {
                Said(each.source, () if name[0] == "c" else each.cue, each.content) for each in said
            }


@st.composite
def own_records(draw: st.DrawFn) -> Record:
    """Draw a record of ours whose parts have words in them, and may share their places."""
    text = draw(st.text(alphabet="abcdefgh🌊𝄞é“”.,  \n\u2028\x85", min_size=30, max_size=90))
    assume(all(text[at : at + 5].strip() for at in range(0, len(text), 5)))
    parts = []
    for number in range(draw(st.integers(1, 4))):
        source, cue, content = (draw(some_spans(len(text), most)) for most in (1, 1, 3))
        part = {"id": f"a{number}", "source": "s", "content": content, "cue": cue}
        parts.append(part | {"sourceSpans": source})
    document = {
        "recordVersion": "2",
        "origin": "human",
        "maker": {"name": "a test"},
        "article": {"text": text},
        "sources": [{"id": "s", "identification": "unresolved"}],
        "attributions": parts,
    }
    return parse(document)


@given(made=own_records())
@settings(ANYWHERE, max_examples=100)
def test_a_record_written_as_standoff_comes_back(tmp_path: Path, made: Record) -> None:
    put(tmp_path, "a.txt", made.article.text)
    put(tmp_path, "a.meta.json", {"origin": "human", "maker": {"name": "a test"}})
    annotations = by_offsets(sorted(said_in(made), key=repr), made.article.text)
    found = record(put(tmp_path, "a.ann", annotations))
    assert said_in(found) == said_in(made)
    assert (found.origin, found.maker) == (made.origin, made.maker)


def by_offsets(said: Iterable[Said], text: str) -> str:
    """Write standoff by our own offsets."""
    lines: list[str] = []
    for number, each in enumerate(said):
        first = len(lines)
        for kind, spans in zip(
            ("Source", "Cue", "Content", "Attribution"),
            (each.source, each.cue, each.content, each.cue),
            strict=True,
        ):
            places = ";".join(f"{span.start} {span.end}" for span in spans)
            printed = " ".join(span.of(text) for span in spans)
            lines.append(f"T{len(lines)}\t{kind} {places}\t{printed}")
        roles = f"Source:T{first} Cue:T{first + 1} Content:T{first + 2}"
        lines.append(f"E{number}\tAttribution:T{first + 3} {roles}")
    return "\n".join(lines)


# The tracker rewrites the text before it counts


def as_tracked(text: str) -> str:
    """Rewrite a text as the tracker does, with no thought of places."""
    plain = text.replace("\xa0", " ").replace("é", "e").replace("Ü", "U")
    plain = plain.replace("\n", ".\n ").replace("..\n ", ".\n ").replace(". .\n ", ".\n ")
    return plain.replace("  ", " ").replace("”", '"').replace("“", '"')


TRACKED = st.lists(
    st.sampled_from(
        ["é", "Ü", "a", "b", " ", "  ", ".", "\n", "\n\n", ". ", "“", "”", "\xa0", "🌊"]
    ),
    min_size=1,
    max_size=30,
).map("".join)


@given(text=TRACKED, data=st.data())
def test_places_in_a_rewritten_text_are_found_in_ours(text: str, data: st.DataObject) -> None:
    tool = tools()["Gender Gap Tracker"]
    first = next(iter(tool.readings(text, text, ())))
    assert first.text == as_tracked(text)
    start = data.draw(st.integers(0, len(first.text) - 1))
    end = data.draw(st.integers(start + 1, len(first.text)))
    span = first.ours_at(start, end)
    letters = [letter for letter in first.text[start:end] if letter not in ". \n"]
    ours = (
        [] if span is None else [each for each in as_tracked(span.of(text)) if each not in ". \n"]
    )
    assert ours == letters


def test_a_stretch_that_begins_with_a_line_end_begins_behind_it() -> None:
    text = "It leaks.\nHe left.\n"
    first = next(iter(tools()["Gender Gap Tracker"].readings(text, text, ())))
    begin = first.text.index("\n")
    span = first.ours_at(begin, first.text.index("left"))
    assert span is not None
    assert span.of(text) == "He"
    assert first.ours_at(begin - 1, begin) == Span(8, 9)  # its own stop, not the line end's


@pytest.mark.parametrize("windows", [False, True])
def test_quotes_of_a_rewritten_text_stand_where_they_are_printed(
    tmp_path: Path, *, windows: bool
) -> None:
    text = "André Ünal came.\n\n“It  leaks\xa0badly,” he said\n\nNobody  else did.\n"
    rewritten = as_tracked(text)

    def stretch(said: str) -> str:
        begin = rewritten.index(said)
        return f"({begin},{begin + len(said)})"

    quote = {
        "quote": '"It leaks badly,"',
        "quote_index": stretch('"It leaks badly,"'),
        "speaker": "he",
        "speaker_index": stretch("he"),
        "verb": "said",
        "verb_index": stretch("said"),
        "named_entity": "Andre Unal",
        "named_entity_type": "PERSON",
    }
    put(tmp_path, "a.txt", text.replace("\n", "\r\n") if windows else text)
    found = record(put(tmp_path, "a.json", [quote]))
    (source,), (each,) = found.extraction.sources, found.extraction.attributions
    assert (source.name, source.identification) == ("André Ünal", Identification.NAMED)
    assert words(each.content, text) == "“It  leaks\xa0badly,”"
    quote["named_entity"] = "Jo Roe"
    read_again = one(put(tmp_path, "a.json", [quote]))
    assert read_again.notes == ("not kept: 1 name that is not in the text",)


# Numbers of tokens


def test_numbers_of_tokens_are_placed_by_their_words() -> None:
    text = "He said no. “It’s shut,” said Ida Marrow. Then he said no, and she said yes.\n"
    found = [(0, 1, "He"), (1, 2, "said"), (15, 16, "he"), (16, 17, "said"), (17, 18, "no"),
             (20, 21, "she"), (21, 22, "said"), (11, 13, "Ida Marrow")]  # fmt: skip
    claims = [Claim(((start, end),), said, f"{start}") for start, end, said in found]
    placed = numbered(text, claims)
    assert placed is not None
    starts = [placed.spans(claim)[0].start for claim in claims]
    assert starts == [0, 3, 47, 50, 55, 63, 67, 30]
    assert placed.misfit(claims) is None


def test_offsets_in_characters_are_not_taken_for_numbers_of_tokens() -> None:
    text = "The board met in private. It said the new sluice would open again in March.\n"
    claims = [Claim(((7, 54),), "It said the new sluice would open again", "a")]
    assert numbered(text, claims) is None


# Who is who, and what stands in what


def test_sources_are_one_as_the_tool_says() -> None:
    same = Same()
    for pair in (("a", "b"), ("c", "d"), ("b", "d"), ("e", "e")):
        same.join(*pair)
    assert [same.first(each) for each in "abcde"] == ["a", "a", "a", "a", "e"]


def test_a_statement_inside_another_is_nested_in_the_nearest() -> None:
    def placed(*content: int, others: tuple[int, int] = (0, 0)) -> Placed:
        spans = tuple(Span(a, b) for a, b in zip(content[::2], content[1::2], strict=True))
        more = () if others == (0, 0) else (Span(*others),)
        return Placed(spans, (*spans, *more))

    found = nesting(
        [
            placed(10, 90),
            placed(20, 60, others=(12, 16)),
            placed(30, 40, others=(22, 26)),
            placed(45, 50, others=(92, 99)),  # its source stands outside
            placed(10, 90),  # no less than the first
            placed(100, 120, 130, 150),
            placed(110, 140),  # across the gap between two pieces
        ]
    )
    assert found == [None, 0, 1, None, None, None, None]


def test_an_attribution_inside_a_content_is_nested(tmp_path: Path) -> None:
    text = "Ida Marrow said the board told her the gate is too heavy.\n"

    def claim(said: str) -> dict[str, Any]:
        return {"start": text.index(said), "end": text.index(said) + len(said), "text": said}

    def quote(source: str, cue: str, content: str) -> dict[str, Any]:
        contents = [claim(content)]
        return {"cue": claim(cue), "sources": [claim(source)], "contents": contents}

    outer = quote("Ida Marrow", "said", "the board told her the gate is too heavy")
    inner = quote("the board", "told", "the gate is too heavy")
    found = record(put(tmp_path, "a.json", {"text": text, "quotes": [inner, outer]}))
    first, second = found.extraction.attributions
    assert (first.nested_in, second.nested_in) == (None, first.id)


# Beside the file


def test_who_made_annotations_is_said_beside_them(tmp_path: Path) -> None:
    for file in ("sluice.txt", "sluice.ann"):
        put(tmp_path, file, (BRAT / file).read_bytes())
    unsigned = one(tmp_path / "sluice.ann")
    assert isinstance(unsigned.found, Record)
    assert unsigned.found.origin is Origin.AUTOMATIC
    assert '"origin" in sluice.meta.json says it' in unsigned.notes[-1]
    put(tmp_path, "sluice.meta.json", {"origin": "human", "maker": {"name": "two annotators"}})
    signed = one(tmp_path / "sluice.ann")
    assert isinstance(signed.found, Record)
    assert (signed.found.origin, signed.found.maker.name) == (Origin.HUMAN, "two annotators")
    assert not any("origin" in note for note in signed.notes)


def test_the_text_of_annotations_is_no_article_of_its_own(tmp_path: Path) -> None:
    for folder in (BRAT, DOCUMENTS):
        for path in folder.iterdir():
            if not path.name.endswith(".expected.json"):
                put(tmp_path, path.name, path.read_bytes())
    put(tmp_path, "alone.txt", "The pier is shut, Ida Marrow said.")
    put(tmp_path, "article.json", {"text": "The pier is shut."})
    put(tmp_path, "article.txt", "The mayor said the pier is shut.")
    put(tmp_path, "broken.json", '{"quotes": [')
    put(tmp_path, "broken.txt", "The mayor said that it is open.")
    texts_left = {path.name for path in find([tmp_path]) if path.suffix == ".txt"}
    assert texts_left == {"alone.txt", "article.txt", "broken.txt"}
    both = [tmp_path / "sluice.txt", tmp_path / "sluice.ann"]
    assert find(both) == (tmp_path / "sluice.ann",)
    assert find(both[:1]) == (tmp_path / "sluice.txt",)


def test_every_tool_knows_its_own_output_and_no_article() -> None:
    for tool in tools().values():
        files = DOCUMENTS.glob(f"{tool.name.split()[-1].casefold()}*.json")
        own = [path for path in files if not path.name.endswith(".expected.json")]
        assert own, tool.name
        for path in own:
            assert writer_of(json.loads(path.read_text("utf-8"))) is tool
    for value in (
        {"text": "a"},
        {"text": "a", "quotes": []},
        {"text": "a", "quotes": ["b", {"speaker": "c"}]},
        {"text": "a", "sentences": ["b", {"tokens": ["c"]}], "attributions": [{"cue": [[0, 1]]}]},
        {"quotes": {"cue": 1}},
        [],
        [{"text": "a"}],
        None,
        7,
    ):
        assert writer_of(value) is None


# From end to end


def test_what_other_tools_found_is_stored_checked_and_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "store")]
    files = [
        BRAT / "sluice.ann",
        DOCUMENTS / "tracker-article.json",
        DOCUMENTS / "corenlp.txt.json",
    ]
    for file in files:
        assert status(["check", str(file)]) == 0
        assert status(["extract", str(file), "--format", "turtle"]) == 0
        assert "onr:Attribution" in capsys.readouterr().out
        assert status(["ingest", str(file), "--id", file.stem, *store]) == 0
    assert status(["check", *store]) == 0
    capsys.readouterr()
    assert status(["export", "--format", "nquads", *store]) == 0
    assert "Gender Gap Tracker" in capsys.readouterr().out
    with reading(tmp_path / "store") as stored:
        assert {each.identifier for each in stored.articles()} == {each.stem for each in files}


def test_what_a_person_annotated_is_not_replaced_by_a_tool(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "store")]
    assert status(["ingest", str(BRAT / "sluice.ann"), *store]) == 0
    assert status(["ingest", str(DOCUMENTS / "citron-output.json"), *store]) == 0
    assert "kept the record made by a person" in "".join(capsys.readouterr())


# What is built to hurt


def quote_of(**changed: object) -> dict[str, object]:
    said: dict[str, object] = {"start": 0, "end": 3, "text": "abc"}
    return {"cue": said, "sources": [said], "contents": [said]} | changed


MANY = 60_000
HOSTILE: dict[str, object] = {
    "a.ann": "".join(f"T{n}\tContent 0 3\tabc\n" for n in range(MANY))
    + "".join(f"E{n}\tAttribution:T{n} Content:T{n}\n" for n in range(MANY)),
    "b.ann": "T1\tContent " + ";".join(f"{n} {n + 1}" for n in range(MANY)) + "\tabc\n",
    "c.ann": "T1\tContent 0 3\tabc\n" + "still abc\n" * MANY,
    "d.ann": "*\tEquiv " + " ".join(f"T{n}" for n in range(MANY)) + "\n",
    "e.ann": "T1\tCue 0 3\tabc\nE1\tAttribution:T1 " + " ".join(["Content:T1"] * MANY),
    "f.ann": "\x00" * 1_000_000,
    "g.ann": "T1\t" * 500_000,
    "a.json": {"quotes": [quote_of()] * MANY},
    "b.json": {"quotes": [quote_of(contents=[quote_of()["cue"]] * MANY)]},
    "c.json": {"quotes": [quote_of()], "coreference_groups": [[quote_of()["cue"]] * MANY] * 3},
    "d.json": {"quotes": [{"beginIndex": 0, "endIndex": 3, "text": "abc", "mentionBegin": 0,
                           "mentionEnd": MANY - 1}] * 900,
               "sentences": [{"tokens": [{"word": "abc", "characterOffsetBegin": 0,
                                          "characterOffsetEnd": 3}] * 40_000}] * 2},
    "e.json": [{"quote": "abc", "quote_index": "(0,3)", "speaker": "", "speaker_index": "",
                "verb": "", "verb_index": ""}] * MANY,
    "f.json": '{"quotes": [' + '{"cue": ' * 50_000,
    "g.json": '{"quotes": [{"cue": {"start": ' + "9" * 5_000 + "}}]}",
    "h.json": {"quotes": [quote_of(cue={"start": 9, "end": 10, "text": "a a"})] * 4_000},
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_built_to_hurt_is_refused_soon(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"{name[0]}.txt", "abc " * 200_000)
    path = put(tmp_path, name, HOSTILE[name])
    begin = time.monotonic()
    found = error(path)
    assert isinstance(found, InputRefused)
    assert len(str(found)) < 600
    assert "\n" not in str(found)
    assert time.monotonic() - begin < 20


def test_as_much_as_is_taken_is_read_soon(tmp_path: Path) -> None:
    text = "abc " * 200_000
    quotes = []
    for number in range(4_900):
        start = number * 4
        said = {"start": start, "end": start + 3, "text": "abc"}
        quotes.append(quote_of(cue=said, sources=[said], contents=[said]))
    begin = time.monotonic()
    found = record(put(tmp_path, "a.json", {"text": text, "quotes": quotes}))
    assert len(found.extraction.attributions) == 4_900
    assert time.monotonic() - begin < 40


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "quotes",
                    "text",
                    "cue",
                    "contents",
                    "sources",
                    "start",
                    "end",
                    "body",
                    "beginIndex",
                    "endIndex",
                    "quote",
                    "quote_index",
                    "speaker",
                    "speaker_index",
                    "sentences",
                    "tokens",
                    "mentionBegin",
                    "mentionEnd",
                    "coreferences",
                    "source",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(value=st.dictionaries(st.sampled_from(["quotes", "sentences", "text", "body"]), JUNK))
@settings(ANYWHERE, max_examples=200)
def test_no_shape_of_json_crashes_a_tool(tmp_path: Path, value: dict[str, object]) -> None:
    put(tmp_path, "a.txt", "The pier is shut, Ida Marrow said.")
    for each in read(put(tmp_path, "a.json", value), Given()):
        assert isinstance(each, Incoming) or isinstance(each.error, InputRefused)


LINES = st.lists(
    st.text(alphabet="TE1R#*A \t:;09Content", max_size=24)
    | st.sampled_from(
        [
            "T1\tContent 0 3\tThe",
            "T2\tSource 18 28\tIda Marrow",
            "T3\tCue 29 33\tsaid",
            "T4\tAttribution 29 33\tsaid",
            "E1\tAttribution:T4 Content:T1 Source:T2 Cue:T3",
            "*\tEquiv T2 T2",
            "#1\tAnnotatorNotes T1\tx",
            "R1\tCoref Arg1:T1 Arg2:T2",
        ]
    ),
    max_size=8,
)


@given(lines=LINES)
@settings(ANYWHERE, max_examples=200)
def test_no_lines_crash_the_reader_of_standoff(tmp_path: Path, lines: list[str]) -> None:
    put(tmp_path, "a.txt", "The pier is shut, Ida Marrow said.")
    for each in read(put(tmp_path, "a.ann", "\n".join(lines)), Given()):
        assert isinstance(each, Incoming) or isinstance(each.error, InputRefused)


def test_space_is_overlooked_only_where_no_way_of_counting_needs_it_not_to_be(
    tmp_path: Path,
) -> None:
    put(tmp_path, "a.txt", "🌊 no said he")  # in code points 4 is behind the space
    claim = {"start": 0, "end": 5, "text": "🌊 no"}
    quote = quote_of(cue=claim, sources=[claim], contents=[claim])
    found = record(put(tmp_path, "a.json", {"quotes": [quote]}))
    assert found.extraction.attributions[0].content == (Span(0, 4),)
    claim["text"] = "🌊no"
    found = record(put(tmp_path, "a.json", {"quotes": [quote]}))
    assert found.extraction.attributions[0].content == (Span(0, 5),)


def test_half_of_a_character_is_no_place(tmp_path: Path) -> None:
    quote = {"beginIndex": 1, "endIndex": 4, "text": "🌊 a"}
    put(tmp_path, "a.txt", "🌊 ab 🌊")
    assert "not all in the text" in error(put(tmp_path, "a.json", {"quotes": [quote]})).what
    quote["beginIndex"] = 0
    found = record(put(tmp_path, "a.json", {"quotes": [quote]}))
    assert found.extraction.attributions[0].content == (Span(0, 3),)
    assert [each.units is None for each in readings("🌊", "🌊")] == [True, False]
    assert Reading("a", "a").ours_at(0, 1) == Span(0, 1)


def test_what_is_not_kept_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["extract", str(BRAT / "sluice.ann")]) == 0
    assert "sluice.ann:1: not kept: 2 Discard, 1 Discuss" in capsys.readouterr().err
