"""Training the learned extractor: what is learned from gold, and a run that can be repeated."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.commands.train import Stop
from kg.cli.main import status
from kg.errors import InputRefused, NoSpace, UsageError
from kg.extraction.learned.linking import Link
from kg.extraction.learned.network import Network
from kg.extraction.learned.tagging import LABELS, Fragment, Role
from kg.extraction.learned.triples import tagged
from kg.extraction.learned.windows import windows
from kg.training.cards import Facts, File, Gold, curve_lines, data_card, model_card
from kg.training.files import write
from kg.training.gold import Labelled, example, read_gold
from kg.training.graph import first_apart, in_eight
from kg.training.plan import Plan
from kg.training.session import CHECKPOINT, Order, train
from kg.training.vocabulary import pieces_of, vocabulary_made, vocabulary_of

T = TypeVar("T")
NEEDED = ("torch", "transformers", "onnx", "onnxscript")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
with_torch = pytest.mark.skipif(
    bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (the extra `train`)"
)
quiet = pytest.mark.filterwarnings("ignore")  # what torch and transformers say of their own inside

TEXTS = {
    "pier": (
        "“The pier is closed,” Mayor Ana Reed said on Monday.\n"
        "The harbour board believes that the pier will open.\n"
    ),
    "dam": "Officials told the Gazette that the dam leaks. “It holds,” said Tom Vey.\n",
    "mill": "The mill will close, according to its owner. Workers said they were not told.\n",
}
MARKED = {
    "pier": [
        ("Mayor Ana Reed", "said", "“The pier is closed,”"),
        ("The harbour board", "believes", "that the pier will open"),
    ],
    "dam": [
        ("Officials", "told the Gazette", "that the dam leaks"),
        ("Tom Vey", "said", "“It holds,”"),
    ],
    "mill": [
        ("its owner", "according to", "The mill will close"),
        ("Workers", "said", "they were not told"),
    ],
}
PARTS = ("source", "cue", "content")


def line(name: str, annotator: str = "a", **more: object) -> str:
    """Return the line of one article in a gold file."""
    text = TEXTS[name]

    def spans(printed: str) -> list[list[int]]:
        start = text.index(printed)
        return [[start, start + len(printed)]]

    marked = [
        {part: spans(printed) for part, printed in zip(PARTS, one, strict=True)}
        for one in MARKED[name]
    ]
    article = {"id": name, "text": text, "annotator": annotator, "attributions": marked}
    return json.dumps({**article, **more}) + "\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(line(name) for name in TEXTS), encoding="utf-8")
    return path


def labels(article: Labelled) -> dict[str, str]:
    """Return the label of each word that has one; words here stand once."""
    return {
        article.words.word(place): LABELS[label]
        for place, label in enumerate(article.labels)
        if label
    }


# What is learned


def test_labels_are_those_of_the_marked_words_without_marks_at_the_edges(gold: Path) -> None:
    dam = read_gold(gold)[1]
    assert labels(dam) == {
        "Officials": "B-source",
        "told": "B-cue",
        "the": "I-content",
        "Gazette": "I-cue",
        "that": "B-content",
        "dam": "I-content",
        "leaks": "I-content",
        "It": "B-content",
        "holds": "I-content",
        "said": "B-cue",
        "Tom": "B-source",
        "Vey": "I-source",
    }


def test_a_mark_alone_is_learned_where_there_is_nothing_else(tmp_path: Path) -> None:
    text = "“Why?” he asked. “…”"
    marked = [{"content": [[len(text) - 2, len(text) - 1]], "cue": [[10, 15]], "source": [[7, 9]]}]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "x", "text": text, "attributions": marked}), encoding="utf-8")
    assert labels(read_gold(path)[0])["…"] == "B-content"


def test_what_stands_inside_another_attribution_is_left_out(tmp_path: Path) -> None:
    text = "Reed said that the board says it is safe."
    spans = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 40]]}
    inner = {"source": [[15, 24]], "cue": [[25, 29]], "content": [[30, 40]], "nested": True}
    path = tmp_path / "gold.jsonl"
    told = {"id": "x", "text": text, "attributions": [spans, inner]}
    path.write_text(json.dumps(told), encoding="utf-8")
    (article,) = read_gold(path)
    assert list(article.labels) == [1, 3, 5, 6, 6, 6, 6, 6, 6, 0]


def test_several_versions_of_an_article_are_several_to_learn_from(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line("pier", "a") + line("pier", "b", attributions=[]), encoding="utf-8")
    first, second = read_gold(path)
    assert first.words == second.words
    assert first.labels.any()
    assert not second.labels.any()
    counted = Gold.of(path, [first, second])
    assert (counted.articles, counted.versions, counted.attributions) == (1, 2, 2)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("{", "line"),
        (line("dam", attributions=[{"source": [[3, 900]]}]), "is no stretch of the text"),
        (line("pier", attributions=None), '"attributions"'),
        (line("pier"), "stood already"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, wrong: str, what: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line("pier") + wrong, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_gold(path)
    assert f"{path}:2" in str(refused.value)
    assert what in str(refused.value) or what == "line"


def test_who_chooses_whom(gold: Path) -> None:
    dam = read_gold(gold)[1]
    vocabulary = vocabulary_made([dam.words])
    (window,) = windows(dam.words, pieces_of(vocabulary), 256)
    found = example(dam, window)
    assert found.labels == tuple(dam.labels)

    def printed(role: Role, number: int | None) -> str | None:
        if number is None:
            return None
        first, last = found.fragments[role][number]
        return dam.words.text[dam.words.start[first] : dam.words.end[last - 1]]

    ends = {
        Link.SOURCE_OF_CUE: (Role.CUE, Role.SOURCE),
        Link.CUE_OF_CONTENT: (Role.CONTENT, Role.CUE),
        Link.SOURCE_OF_CONTENT: (Role.CONTENT, Role.SOURCE),
    }
    chosen = {
        link: {printed(who, one): printed(whom, other) for one, other in found.links[link].items()}
        for link, (who, whom) in ends.items()
    }
    assert chosen[Link.SOURCE_OF_CUE] == {"told the Gazette": "Officials", "said": "Tom Vey"}
    assert chosen[Link.CUE_OF_CONTENT] == {
        "that the dam leaks": "told the Gazette",
        "It holds": "said",
    }
    assert chosen[Link.SOURCE_OF_CONTENT] == {
        "that the dam leaks": "Officials",
        "It holds": "Tom Vey",
    }


def test_nothing_is_learned_of_a_choice_that_stands_in_another_window(tmp_path: Path) -> None:
    text = "The dam leaks.\nThat is what Tom Vey said.\nIt will be closed.\n"
    marked = [
        {"source": [[28, 35]], "cue": [[36, 40]], "content": [[0, 13]]},
        {"source": [], "cue": [], "content": [[42, 59]]},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "x", "text": text, "attributions": marked}), encoding="utf-8")
    (article,) = read_gold(path)
    pieces = pieces_of(vocabulary_made([article.words] * 2))
    first, second, third = (example(article, one) for one in windows(article.words, pieces, 10))
    assert first.links == {link: {} for link in Link}
    assert second.links[Link.SOURCE_OF_CUE] == {0: 0}
    assert third.links[Link.SOURCE_OF_CONTENT] == {0: None}
    assert third.links[Link.CUE_OF_CONTENT] == {}


# The vocabulary


def test_a_new_vocabulary_spells_every_word(gold: Path) -> None:
    articles = read_gold(gold)
    vocabulary = vocabulary_made(one.words for one in articles)
    assert len(set(vocabulary)) == len(vocabulary)
    assert vocabulary[:4] == ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
    assert {"the", "said", "pier"} <= set(vocabulary)
    assert "officials" not in vocabulary
    pieces, unknown = pieces_of(vocabulary), vocabulary.index("[UNK]")
    for one in articles:
        assert all(unknown not in pieces.of(one.words.word(at)) for at in range(len(one.words)))


def test_an_encoders_vocabulary_is_read_in_both_forms(tmp_path: Path) -> None:
    pieces = ("<s>", "<pad>", "</s>", "<unk>", "a\u2028b", "##c")
    (tmp_path / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    assert vocabulary_of(tmp_path) == pieces
    (tmp_path / "vocab.txt").unlink()
    numbers = {piece: number for number, piece in reversed(list(enumerate(pieces)))}
    told = {"model": {"type": "WordPiece", "vocab": numbers}}
    (tmp_path / "tokenizer.json").write_text(json.dumps(told), encoding="utf-8")
    assert vocabulary_of(tmp_path) == pieces


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("tokenizer_config.json", '{"do_lower_case": false}', "tells capitals apart"),
        ("tokenizer.json", '{"model": {"type": "BPE"}}', "no vocabulary of WordPiece"),
        ("tokenizer.json", "{", "is no JSON"),
        ("vocab.txt", "a\nb\n", "has no '<s>'"),
        ("other.txt", "", "no vocabulary of WordPiece"),
    ],
)
def test_a_vocabulary_that_does_not_fit_is_refused(
    tmp_path: Path, name: str, text: str, what: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=what):
        vocabulary_of(tmp_path)


# The cards


def test_the_cards_tell_what_weights_were_made_from(gold: Path) -> None:
    articles = read_gold(gold)
    facts = Facts(
        gold=[Gold.of(gold, articles)],
        dev=Gold.of(gold, articles[:1]),
        base=[File("model.safetensors", "ab12", 3_000)],
        shape="bert of 6 layers",
        plan=Plan(epochs=3, seed=5),
        licence="own words",
    )
    card = data_card(facts)
    digest = File.of(gold).sha256
    assert len(digest) == 64
    assert f"| gold.jsonl | training | 3 | 3 | 59 | 6 | {digest} |" in card
    assert "| gold.jsonl | measuring only | 1 | 1 |" in card
    assert "Licence of the data: own words" in card
    assert "| model.safetensors | 3,000 | ab12 |" in card
    assert "| epochs | 3 |" in card
    assert "| numpy | " in card
    curve = [{"epoch": 1, "step": 4, "loss": 1.5, "content": 0.25}]
    draft = model_card(facts, curve, (File("t.onnx", "cd", 7), {"content": 0.5}))
    assert "| 1 | 4 | 1.5000 | 0.2500 |" in draft
    assert "| SHA-256 | cd |" in draft
    assert "| F1 of content | 0.5000 |" in draft
    assert json.loads(curve_lines(curve)) == curve[0]


# What is refused


def failed(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = status(["train", *map(str, arguments)])
    return code, capsys.readouterr().err


def test_without_torch_it_says_how_to_get_it(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)  # as if it were not installed
    code, error = failed(capsys, gold, "--out", tmp_path / "out")
    assert code == 2
    assert error.count("\n") == 1
    assert "needs torch" in error
    assert "pip install 'onrecord[train]'" in error
    assert "PyTorch's own index has CPU builds" in error
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--base", "nowhere"], "nowhere is no folder of an encoder"),
        (["--rate", "0"], "rate must be more than nothing"),
        (["--limit", "3"], "a window of 3 pieces is too small"),
        (["--dev", "gold.jsonl"], "'pier' is both trained on and measured on"),
        (["--dev", "none.jsonl"], "none.jsonl cannot be read"),
        (["--bits", "4"], "4"),
    ],
)
def test_what_does_not_fit_is_refused_before_training(
    gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    options: list[str], what: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(gold.parent)
    code, error = failed(capsys, gold.name, "--out", "out", *options)
    assert (code, error.count("\n")) == (2, 1)
    assert what in error


def test_a_folder_with_a_run_is_not_written_over(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / CHECKPOINT).write_bytes(b"kept")
    code, error = failed(capsys, gold, "--out", tmp_path / "out")
    assert code == 2
    assert "holds a run already" in error
    assert (tmp_path / "out" / CHECKPOINT).read_bytes() == b"kept"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    kept = tmp_path / "kept.md"
    write(kept, b"one")
    write(kept, b"two")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"two"]
    with pytest.raises(UsageError, match="cannot be written"):
        write(tmp_path / "missing" / "file", b"")
    Path(f"{kept}.new").symlink_to("/dev/full")
    with pytest.raises(NoSpace, match="no space left"):
        write(kept, b"three")
    assert kept.read_bytes() == b"two"


def test_the_first_interruption_asks_and_the_second_ends(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = signal.getsignal(signal.SIGINT)
    with Stop() as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        assert "stopping after this step" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


# A run


def watch(items: Iterable[T], total: int, label: str, /) -> Iterator[T]:
    assert total > 0
    assert label.startswith("epoch ")
    yield from items


def never() -> bool:
    return False


def order_of(gold: Path, out: Path) -> Order:
    plan = Plan(epochs=3, batch=2, limit=24, halves=False, heads_rate=1e-2)
    return Order(gold=(gold,), out=out, plan=plan, layers=2, width=32)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Order, list[str]]:
    """Return what was asked, and told, of a whole run that was exported."""
    folder = tmp_path_factory.mktemp("training")
    gold, dev = folder / "gold.jsonl", folder / "dev.jsonl"
    gold.write_text(line("pier") + line("dam") + line("dam", "b"), encoding="utf-8")
    dev.write_text(line("mill"), encoding="utf-8")
    asked = replace(order_of(gold, folder / "out"), dev=dev, export=folder / "tagger.onnx", bits=32)
    return asked, list(train(asked, watch, never))


def weights_of(out: Path) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    import torch  # noqa: PLC0415 - only where it is installed

    kept = torch.load(out / CHECKPOINT, weights_only=True)["tagger"]
    return {name: value.numpy() for name, value in kept.items()}


@with_torch
@quiet
def test_a_run_learns_and_writes_its_curve_and_cards(run: tuple[Order, list[str]]) -> None:
    order, told = run
    curve = [json.loads(one) for one in (order.out / "curve.jsonl").read_text().splitlines()]
    assert [point["epoch"] for point in curve] == [1, 2, 3]
    assert curve[-1]["loss"] < curve[0]["loss"]
    assert set(curve[0]) >= {"content", "content+source", "exact"}
    assert told[0].startswith("bert of 2 layers, 32 wide")
    assert all(len(one) <= 80 for one in told)
    assert order.export is not None
    assert File.of(order.export).sha256 in (order.out / "model.md").read_text()
    assert "| gold.jsonl | training | 2 | 3 |" in (order.out / "data.md").read_text()
    assert not list(order.out.glob("*.new"))


@with_torch
@quiet
def test_an_interrupted_run_ends_as_one_that_was_not(
    run: tuple[Order, list[str]], tmp_path: Path
) -> None:
    whole, _ = run
    order = replace(whole, out=tmp_path / "out", export=None)
    steps = itertools.count(1)
    with pytest.raises(KeyboardInterrupt):
        list(train(order, watch, lambda: next(steps) == 4))
    with pytest.raises(UsageError, match="holds a run already"):
        list(train(order, watch, never))
    told = list(train(replace(order, resume=True), watch, never))
    assert "4 of them done" in told[0]
    wanted, found = weights_of(whole.out), weights_of(order.out)
    assert set(wanted) == set(found)
    for name, value in wanted.items():
        assert np.array_equal(value, found[name]), name
    curves = [
        [
            {**json.loads(one), "seconds": 0}
            for one in (out / "curve.jsonl").read_text().splitlines()
        ]
        for out in (whole.out, order.out)
    ]
    assert curves[0] == curves[1]


@with_torch
@quiet
@pytest.mark.parametrize("other", ["seed", "gold", "network"])
def test_a_run_is_not_gone_on_with_by_another_plan(
    run: tuple[Order, list[str]], tmp_path: Path, other: str
) -> None:
    order = replace(run[0], resume=True, dev=None)
    if other == "gold":
        changed = tmp_path / "gold.jsonl"
        changed.write_text(line("mill"), encoding="utf-8")
        order = replace(order, gold=(changed,))
    elif other == "seed":
        order = replace(order, plan=replace(order.plan, seed=2))
    else:
        order = replace(order, layers=3)
    with pytest.raises(UsageError, match="in use by a run with another"):
        list(train(order, watch, never))


@with_torch
@quiet
def test_a_broken_checkpoint_is_refused(gold: Path, tmp_path: Path) -> None:
    order = replace(order_of(gold, tmp_path / "out"), resume=True)
    order.out.mkdir()
    (order.out / CHECKPOINT).write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UsageError, match="is no checkpoint"):
        list(train(order, watch, never))


@with_torch
@quiet
def test_the_exported_file_answers_as_the_tagger_in_full_and_nearly_in_eight_bits(
    run: tuple[Order, list[str]], tmp_path: Path
) -> None:
    order = run[0]
    assert order.export is not None
    eight = replace(order, resume=True, export=tmp_path / "eight.onnx", bits=8)
    list(train(eight, watch, never))
    assert eight.export is not None
    assert eight.export.stat().st_size < order.export.stat().st_size
    full, small = Network(order.export), Network(eight.export)
    assert full.limit == order.plan.limit
    words = read_gold(order.gold[0])[0].words
    cut = windows(words, full.pieces, full.limit)
    for one, other in zip(full.score(cut), small.score(cut), strict=True):
        assert one.labels == pytest.approx(other.labels, abs=0.2)
    for text in TEXTS.values():
        for network in (full, small):
            for found in tagged(network, text).triples:
                assert all(0 <= span.start < span.end <= len(text) for span in found.content)


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_weights_in_eight_bits_fit_into_sixteen_two_by_two(seed: int, rows: int) -> None:
    rng = np.random.default_rng(seed)
    weight = np.asarray(
        rng.normal(size=(rows, 5)) * rng.choice([1, 9], (rows, 1)), dtype=np.float32
    )
    eight, scale = in_eight(weight)
    assert eight.dtype == np.int8
    assert np.abs(eight * scale - weight).max() <= scale.max() / 2 * 1.001
    for read in (0, 255):
        for place in range(0, rows, 2):
            products = read * eight[place : place + 2].astype(int)
            assert np.abs(products.sum(axis=0)).max() <= 2**15 - 1
    assert np.abs(eight).max() >= 63  # no less of the eight bits is in use than must be


def test_weights_that_are_nothing_stay_nothing() -> None:
    eight, scale = in_eight(np.zeros((3, 2), dtype=np.float32))
    assert not eight.any()
    assert np.isfinite(scale).all()


@with_torch
@quiet
def test_the_exported_graph_is_built_to_be_fast(
    run: tuple[Order, list[str]], tmp_path: Path
) -> None:
    import onnx  # noqa: PLC0415 - only where it is installed
    import onnxruntime  # noqa: PLC0415 - slow to import

    from kg.training.export import INPUTS, OUTPUTS, quantise  # noqa: PLC0415

    order = run[0]
    assert order.export is not None
    full = onnx.load(order.export)
    kinds = Counter(node.op_type for node in full.graph.node)
    assert kinds["MultiHeadAttention"] == order.layers
    assert kinds["Softmax"] == 0
    assert str(Path(__file__).resolve().parents[1]).encode() not in order.export.read_bytes()
    assert first_apart(full) == order.layers
    onnx.save(full, tmp_path / "apart.onnx")
    quantise(order.export, tmp_path / "eight.onnx")
    small = Counter(node.op_type for node in onnx.load(tmp_path / "eight.onnx").graph.node)
    assert small["MatMul"] == small["Gemm"] == 0
    assert small["MatMulIntegerToFloat"] == kinds["MatMul"] + 2 * order.layers
    network = Network(order.export)
    (window, *_) = windows(read_gold(order.gold[0])[0].words, network.pieces, network.limit)
    shown = {name: np.array(getattr(window, name), dtype=np.int64) for name in INPUTS}
    session = onnxruntime.InferenceSession(tmp_path / "apart.onnx")
    scored = network.score([window])[0]
    for name, found in zip(OUTPUTS, session.run(list(OUTPUTS), shown), strict=True):
        assert found == pytest.approx(getattr(scored, name), abs=1e-4)


@with_torch
@quiet
def test_the_exported_graph_is_the_tagger(run: tuple[Order, list[str]]) -> None:
    import torch  # noqa: PLC0415 - only where it is installed

    from kg.training.export import chain_of, links_of  # noqa: PLC0415
    from kg.training.loop import forward  # noqa: PLC0415
    from kg.training.tagger import Tagger, encoder_new  # noqa: PLC0415

    order = run[0]
    assert order.export is not None
    network = Network(order.export)
    articles = read_gold(order.gold[0])
    size = len(vocabulary_made(one.words for one in articles))
    tagger = Tagger(encoder_new(size, order.layers, order.width))
    kept = torch.load(order.out / CHECKPOINT, weights_only=True)
    tagger.load_state_dict(kept["tagger"])
    tagger.eval()
    cut = windows(articles[0].words, network.pieces, network.limit)
    with torch.no_grad():
        labels_of, asking, asked, _ = forward(tagger, cut, network.pieces.padding, halves=False)
    for place, one in enumerate(network.score(cut)):
        count = len(one.window.words)
        for wanted, got in zip(
            (labels_of, asking, asked), (one.labels, one.asking, one.asked), strict=True
        ):
            assert np.abs(wanted[place, :count].numpy() - got).max() < 1e-3
    assert network.chain.steps == pytest.approx(chain_of(tagger).steps, abs=1e-5)
    assert network.links.none_by == pytest.approx(links_of(tagger).none_by, abs=1e-5)


@with_torch
@quiet
def test_the_losses_are_those_of_the_extractors_probabilities() -> None:
    import torch  # noqa: PLC0415 - only where it is installed

    from kg.training.export import chain_of, links_of  # noqa: PLC0415
    from kg.training.tagger import Tagger, encoder_new  # noqa: PLC0415

    torch.manual_seed(3)
    tagger = Tagger(encoder_new(9, 1, 16))
    for weights in (tagger.steps, tagger.begin, tagger.finish, tagger.distance, tagger.none_by):
        torch.nn.init.normal_(weights)
    scores = torch.randn(2, 3, len(LABELS))
    labels = torch.tensor([[1, 3, 5], [0, 5, 0]])
    mask = torch.tensor([[True] * 3, [True, True, False]])
    losses = tagger.chain_loss(scores, labels, mask)
    steps, begin, finish = (one.detach() for one in (tagger.steps, tagger.begin, tagger.finish))
    for place, size in enumerate((3, 2)):
        every = {
            row: float(
                begin[row[0]] + finish[row[-1]]
                + sum(scores[place, at, label] for at, label in enumerate(row))
                + sum(steps[one, other] for one, other in itertools.pairwise(row))
            )
            for row in itertools.product(range(len(LABELS)), repeat=size)
        }  # fmt: skip
        right = every[tuple(labels[place, :size].tolist())]
        assert float(losses[place]) == pytest.approx(
            np.logaddexp.reduce(list(every.values())) - right, abs=1e-3
        )
    width = int(tagger.none_by.shape[1])
    asking, asked = torch.randn(40, 3 * width), torch.randn(40, 3 * width)
    cues, sources = [(10, 11), (30, 33)], [(0, 2), (12, 13), (36, 39)]
    found = tagger.link_scores(
        Link.SOURCE_OF_CUE, (asking, torch.tensor(cues)), (asked, torch.tensor(sources))
    )
    wanted = links_of(tagger).chances(
        Link.SOURCE_OF_CUE,
        (asking.numpy(), [Fragment(Role.CUE, *one, 1.0) for one in cues]),
        (asked.numpy(), [Fragment(Role.SOURCE, *one, 1.0) for one in sources]),
    )
    assert found.softmax(1).detach().numpy() == pytest.approx(wanted, abs=1e-4)
    assert chain_of(tagger).begin[1] == pytest.approx(float(begin[1]))


@with_torch
@quiet
def test_a_pretrained_encoder_is_taken_from_its_folder(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from kg.training.tagger import encoder_new  # noqa: PLC0415

    vocabulary = vocabulary_made(one.words for one in read_gold(gold))
    encoder = encoder_new(len(vocabulary), 2, 32)
    base = tmp_path / "base"
    encoder.save_pretrained(base)
    (base / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    common = [gold, "--base", base, "--epochs", 1, "--limit", 64]
    assert failed(capsys, *common, "--frozen", 1, "--out", tmp_path / "out")[0] == 0
    found = weights_of(tmp_path / "out")
    for name, value in encoder.named_parameters():
        same = np.array_equal(value.detach().numpy(), found[f"encoder.{name}"])
        frozen = name.startswith(("embeddings", "encoder.layer.0", "pooler"))
        # added to every layer alike, so that nothing changes with it
        assert same == frozen or name.endswith("key.bias"), name
    assert "model.safetensors" in (tmp_path / "out" / "data.md").read_text()
    (base / "model.safetensors").write_bytes(b"no weights")
    code, error = failed(capsys, *common, "--out", tmp_path / "other")
    assert (code, error.count("\n")) == (2, 1)
    assert "holds no encoder that can be read" in error


@with_torch
@quiet
def test_ctrl_c_saves(gold: Path, tmp_path: Path) -> None:
    def interrupting(items: Iterable[T], total: int, label: str, /) -> Iterator[T]:
        for place, item in enumerate(watch(items, total, label)):
            if place == 1:
                os.kill(os.getpid(), signal.SIGINT)
            yield item

    order = order_of(gold, tmp_path / "out")
    told: list[str] = []
    with Stop() as stop, pytest.raises(KeyboardInterrupt):
        told.extend(train(order, interrupting, stop))
    assert (order.out / CHECKPOINT).is_file()
    again = list(train(replace(order, resume=True), watch, never))
    assert "2 of them done" in again[0]
