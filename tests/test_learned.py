"""The parts of the learned extractor that need no weights."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.extraction.learned.linking import DISTANCES, Link, Links
from kg.extraction.learned.network import Scored
from kg.extraction.learned.pieces import Pieces
from kg.extraction.learned.tagging import LABELS, Chain, Fragment, Role
from kg.extraction.learned.triples import Tagged, Triple, put_together
from kg.extraction.learned.windows import windows
from kg.extraction.learned.words import Case, Quoting, words_of
from kg.model import Span

VOCABULARY = (
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]"),
    *"abcdefghijklmnopqrstuvwxyz0123456789_.,!?\"'“”-$%日本σς",
    *(f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz0123456789σς"),
    *("the", "dam", "##s", "mayor", "said", "##ing", "leak", "##aks", "un", "##able"),
)
PIECES = Pieces({piece: number for number, piece in enumerate(VOCABULARY)})
WRITTEN = st.text("abcdeilmnsuy ABDMS\n\n.,?!\"“”’'$5_-éÉßİσΣ日本ñ…\u0301\u200d", max_size=120)

WIDTH = 4
LINKS = Links(
    distance=np.zeros((len(Link), 2 * len(DISTANCES) + 2), dtype=np.float32),
    none=np.zeros(len(Link), dtype=np.float32),
    none_by=np.zeros((len(Link), WIDTH), dtype=np.float32),
)
CHAIN = Chain(
    steps=np.zeros((len(LABELS), len(LABELS)), dtype=np.float32),
    begin=np.zeros(len(LABELS), dtype=np.float32),
    finish=np.zeros(len(LABELS), dtype=np.float32),
)


def named(numbers: tuple[int, ...]) -> list[str]:
    return [VOCABULARY[number] for number in numbers]


# Words


def test_words_are_runs_of_letters_and_digits_or_one_mark() -> None:
    words = words_of("The Mayor’s 3rd O'Neil-BBC iPad.")
    assert [words.word(place) for place in range(len(words))] == [
        *("The", "Mayor", "’", "s", "3rd", "O", "'", "Neil", "-", "BBC", "iPad", ".")
    ]
    assert words.case == (
        *(Case.TITLE, Case.TITLE, Case.MARK, Case.LOWER, Case.DIGITS, Case.TITLE),
        *(Case.MARK, Case.TITLE, Case.MARK, Case.UPPER, Case.MIXED, Case.MARK),
    )


def test_a_quotation_ends_with_its_paragraph() -> None:
    words = words_of('“So,” she said.\n“It goes on\nhere. "Yes" no')
    told = {words.word(place): words.quoting[place] for place in range(len(words))}
    assert told["So"] is told["goes"] is told["Yes"] is Quoting.INSIDE
    assert told["she"] is told["here"] is told["no"] is Quoting.OUTSIDE
    assert told["“"] is told['"'] is Quoting.MARK
    assert words.paragraphs() == ((0, 7), (7, 11), (11, 17))


@given(WRITTEN)
def test_words_cover_all_but_blanks(text: str) -> None:
    words = words_of(text)
    covered = "".join(words.word(place) for place in range(len(words)))
    assert covered == "".join(text.split())
    assert list(words.start) == sorted(words.start)
    assert [end for _, end in words.paragraphs()][-1:] == ([len(words)] if len(words) else [])


# Pieces


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Dams", ["dam", "##s"]),
        ("leaks", ["leak", "##s"]),
        ("Sa\u00efd", ["said"]),
        ("saying", ["s", "##a", "##y", "##ing"]),
        ("___", ["_", "_", "_"]),
        ("日本", ["日", "本"]),
        ("ΣΣ", ["σ", "##σ"]),
        ("ñ", ["n"]),
        ("ß", ["[UNK]"]),
        ("\u0301", ["[UNK]"]),
        ("a" * 101, ["[UNK]"]),
        ("a" * 20, ["a", *["##a"] * 11]),
    ],
)
def test_pieces_are_the_longest_known(word: str, pieces: list[str]) -> None:
    assert named(PIECES.of(word)) == pieces


def test_both_styles_of_marks_are_known() -> None:
    other = Pieces({"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "a": 4})
    assert (other.begin, other.padding, other.parting, *other.of("b"), *other.of("A")) == (
        *(0, 1, 2),
        *(3, 4),
    )


@given(WRITTEN)
def test_pieces_are_those_of_the_tokenizers_library(text: str) -> None:
    tokenizers = pytest.importorskip("tokenizers", reason="the library tokenizers is not installed")
    numbers = {piece: number for number, piece in enumerate(VOCABULARY)}
    theirs = tokenizers.BertWordPieceTokenizer(vocab=numbers, lowercase=True)
    words = words_of(text)
    for place in range(len(words)):
        word = words.word(place)
        wanted = theirs.encode(word, add_special_tokens=False).ids[:12] or [numbers["[UNK]"]]
        assert list(PIECES.of(word)) == wanted, word


# Windows


@given(WRITTEN, st.integers(16, 60), st.integers(4, 60))
def test_every_word_is_in_one_window_and_none_is_too_long(
    text: str, limit: int, first: int
) -> None:
    words = words_of(text)
    cut = windows(words, PIECES, limit, min(first, limit))
    assert [place for one in cut for place in one.words] == list(range(len(words)))
    for one in cut:
        assert len(one.pieces) <= limit
        assert len(one.pieces) == len(one.case) == len(one.quoting)
        assert one.pieces[0] == PIECES.begin
        assert one.pieces[-1] == PIECES.parting
        for word, begin in zip(one.words, one.first, strict=True):
            own = PIECES.of(words.word(word))
            assert one.pieces[begin : begin + len(own)] == own
            assert one.case[begin] == words.case[word]
            assert one.quoting[begin] == words.quoting[word]


def test_paragraphs_stay_whole_where_they_fit() -> None:
    words = words_of("the dam\nthe mayor said\nthe dam")
    cut = windows(words, PIECES, 9)
    assert [named(one.pieces) for one in cut] == [
        ["[CLS]", "the", "dam", "[SEP]", "the", "mayor", "said", "[SEP]"],
        ["[CLS]", "the", "dam", "[SEP]"],
    ]


def test_a_long_paragraph_is_cut_after_a_sentence_with_its_closing_mark() -> None:
    words = words_of("the dam said the dam.” the mayor said the mayor said the mayor said the dam.")
    cut = windows(words, PIECES, 16)
    assert words.word(cut[0].words[-1]) in {".", "”"}
    assert [place for one in cut for place in one.words] == list(range(len(words)))


# The chain


def row_score(chain: Chain, scores: NDArray[np.float32], row: tuple[int, ...]) -> float:
    steps = sum(float(chain.steps[one, other]) for one, other in itertools.pairwise(row))
    own = sum(float(scores[place, label]) for place, label in enumerate(row))
    return float(chain.begin[row[0]]) + steps + own + float(chain.finish[row[-1]])


def random_chain(rng: np.random.Generator) -> Chain:
    size = len(LABELS)
    parts = rng.normal(size=(size, size)), rng.normal(size=size), rng.normal(size=size)
    return Chain(*(np.asarray(one, dtype=np.float32) for one in parts))


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_best_row_and_marginals_are_those_of_all_rows(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    chain = random_chain(rng)
    scores = np.asarray(rng.normal(scale=2, size=(size, len(LABELS))), dtype=np.float32)
    rows = list(itertools.product(range(len(LABELS)), repeat=size))
    every = np.array([row_score(chain, scores, row) for row in rows])
    assert row_score(chain, scores, tuple(map(int, chain.best(scores)))) == pytest.approx(
        every.max(), abs=1e-4
    )
    chances = np.exp(every - every.max())
    chances /= chances.sum()
    wanted = np.zeros((size, len(LABELS)))
    for row, chance in zip(rows, chances, strict=True):
        wanted[np.arange(size), list(row)] += chance
    assert chain.marginals(scores) == pytest.approx(wanted, abs=1e-4)


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_an_inside_label_follows_only_its_own_kind(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    chain = random_chain(rng)
    scores = np.asarray(rng.normal(scale=4, size=(size, len(LABELS))), dtype=np.float32)
    row = [0, *map(int, chain.best(scores))]
    for before, label in itertools.pairwise(row):
        assert label not in {2, 4, 6} or before in {label, label - 1}
    found = chain.fragments(scores)
    covered = {place for one in found for place in range(one.first, one.last)}
    assert covered == {place for place, label in enumerate(row[1:]) if label}
    assert all(0 < one.sure <= 1 for one in found)


@given(st.integers(0, 10_000), st.lists(st.integers(0, 9), max_size=4))
def test_rows_that_are_read_together_are_read_as_alone(seed: int, sizes: list[int]) -> None:
    rng = np.random.default_rng(seed)
    chain = random_chain(rng)
    rows = [
        np.asarray(rng.normal(scale=30, size=(size, len(LABELS))), dtype=np.float32)
        for size in sizes
    ]
    found = chain.read(rows)
    for row, one in zip(rows, found, strict=True):
        assert one.fragments == chain.fragments(row)
        assert one.marginals.shape == row.shape
        if len(row):
            assert one.marginals == pytest.approx(chain.marginals(row), abs=1e-6)
            assert one.marginals.sum(axis=1) == pytest.approx(np.ones(len(row)), abs=1e-5)


def test_nothing_has_no_fragments() -> None:
    assert CHAIN.fragments(np.zeros((0, len(LABELS)), dtype=np.float32)) == []


# Links


def fragment(role: Role, first: int, last: int) -> Fragment:
    return Fragment(role, first, last, 0.9)


@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(0, 3))
def test_chances_are_of_one_choice_each(seed: int, asking: int, asked: int) -> None:
    rng = np.random.default_rng(seed)
    links = Links(
        *(
            np.asarray(rng.normal(size=one.shape), dtype=np.float32)
            for one in (LINKS.distance, LINKS.none, LINKS.none_by)
        )
    )
    numbers = np.asarray(rng.normal(size=(20, WIDTH * len(Link))), dtype=np.float32)
    cues = [fragment(Role.CUE, 3 * place, 3 * place + 2) for place in range(asking)]
    sources = [fragment(Role.SOURCE, 10 + 3 * place, 12 + 3 * place) for place in range(asked)]
    found = links.chances(Link.SOURCE_OF_CUE, (numbers, cues), (numbers, sources))
    assert found.shape == (asking, asked + 1)
    assert found.sum(axis=1) == pytest.approx(np.ones(asking), abs=1e-5)


def test_the_near_one_is_chosen_where_only_distance_counts() -> None:
    before, behind = (np.linspace(3, 0, len(DISTANCES) + 1) for _ in range(2))
    row = np.concatenate([before, behind - 0.5])
    links = Links(np.tile(row, (3, 1)).astype(np.float32), LINKS.none - 9, LINKS.none_by)
    numbers = np.zeros((60, 3 * WIDTH), dtype=np.float32)
    cue = [fragment(Role.CUE, 30, 31)]
    sources = [fragment(Role.SOURCE, *one) for one in ((0, 2), (20, 22), (33, 34), (50, 55))]
    found = links.chances(Link.SOURCE_OF_CUE, (numbers, cue), (numbers, sources))
    assert int(found.argmax()) == 1 + 2
    assert found[0, 1] < found[0, 2]
    assert found[0, 4] < found[0, 3]


# Triples


TEXT = "Ana Reed said the dam leaks. It holds, the board told the Star. Rain is near."
#       0   1    2    3   4   5    6 7  8    9 10  11    12   13  14  15  16  17 18


def scored(labels: dict[int, str], asked: dict[int, int]) -> Scored:
    """Return a window of TEXT in which words have labels, and choose by the word they choose."""
    words = words_of(TEXT)
    window = windows(words, PIECES, 256)[0]
    size = len(window.words)
    scores = np.zeros((size, len(LABELS)), dtype=np.float32)
    scores[:, 0] = 5
    for place, label in labels.items():
        scores[place, LABELS.index(label)] = 50
    width = size
    ends = [np.zeros((size, 3 * width), dtype=np.float32) for _ in range(2)]
    for place in range(size):
        for link in Link:
            ends[1][place, link * width + place] = 20
    for who, whom in asked.items():
        for link in Link:
            ends[0][who, link * width + whom] = 20
    return Scored(window, scores, *ends)


def wide() -> Links:
    size = len(words_of(TEXT))
    none_by = np.zeros((len(Link), size), dtype=np.float32)
    return Links(LINKS.distance, LINKS.none + 10, none_by)


LABELLED = {
    0: "B-source",
    1: "I-source",
    2: "B-cue",
    3: "B-content",
    4: "I-content",
    5: "I-content",
    7: "B-content",
    8: "I-content",
    10: "B-source",
    11: "I-source",
    12: "B-cue",
    16: "B-content",
    17: "I-content",
    18: "I-content",
}


def together(window: Scored) -> Tagged:
    return put_together(CHAIN, wide(), words_of(TEXT), [window])


def found_in(window: Scored) -> tuple[Triple, ...]:
    return together(window).triples


def printed(span: Span | None) -> str | None:
    return None if span is None else TEXT[span.start : span.end]


def test_triples_are_put_together_from_what_chooses_what() -> None:
    window = scored(LABELLED, {2: 0, 3: 2, 12: 10, 7: 12, 16: 10})
    found = found_in(window)
    assert [(printed(one.source), printed(one.cue)) for one in found] == [
        ("Ana Reed", "said"),
        ("the board", "told"),
        ("the board", None),
    ]
    assert [[printed(span) for span in one.content] for one in found] == [
        ["the dam leaks"],
        ["It holds"],
        ["Rain is near"],
    ]
    assert all(one.content_sure > 0.99 and one.linked > 0.5 for one in found)
    assert found[2].cue_sure == 0


def test_contents_of_one_cue_are_one_attribution() -> None:
    window = scored(LABELLED, {2: 0, 3: 2, 7: 2})
    found = found_in(window)
    assert [printed(span) for span in found[0].content] == ["the dam leaks", "It holds"]
    assert (found[1].source, found[1].cue, found[1].source_sure) == (None, None, 1.0)


def test_a_cue_without_a_source_stays_without() -> None:
    window = scored(LABELLED, {3: 2, 7: 12, 12: 10})
    first = found_in(window)[0]
    assert (printed(first.cue), first.source) == ("said", None)


def test_without_content_there_is_nothing() -> None:
    window = scored({0: "B-source", 2: "B-cue"}, {2: 0})
    assert found_in(window) == ()


def test_every_word_has_the_chances_of_its_roles() -> None:
    found = together(scored(LABELLED, {2: 0, 3: 2}))
    assert found.roles.shape == (len(found.words), len(Role))
    assert (found.roles.sum(axis=1) <= 1 + 1e-5).all()
    start = TEXT.index("the dam")
    assert found.share(Span(start, start + 7), Role.CONTENT) > 0.99
    assert found.share(Span(start, start + 7), Role.SOURCE) < 0.01
    assert found.share(Span(start - 1, start), Role.CONTENT) == 0
