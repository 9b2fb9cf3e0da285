"""What a user asks for: gold read, a tagger trained, cards written, one file exported."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.evaluation import reading
from kg.evaluation.marks import Marked
from kg.training.cards import UNSTATED, Facts, File, Gold, curve_lines, data_card, model_card
from kg.training.files import write
from kg.training.gold import Labelled, labelled, read_gold
from kg.training.plan import STOPPED, Plan, Watch
from kg.training.vocabulary import pieces_of, vocabulary_made, vocabulary_of

if TYPE_CHECKING:
    from kg.training.loop import Trainer
    from kg.training.tagger import Tagger

CHECKPOINT = "checkpoint.pt"
_ENCODER = ("config.json", "model.safetensors", "vocab.txt", "tokenizer.json")
_NEEDED = ("torch", "transformers")
_FOR_EXPORT = ("onnx", "onnxscript", "onnxruntime")
_FULL = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to train, from what, into which folder."""

    gold: Sequence[Path]
    out: Path
    base: Path | None = None
    dev: Path | None = None
    plan: Plan = field(default_factory=Plan)
    layers: int = 4
    width: int = 128
    resume: bool = False
    export: Path | None = None
    bits: int = 8
    licence: str = UNSTATED


@dataclass(frozen=True, slots=True)
class _Material:
    """What was read: articles to learn from and to measure on, and the word pieces."""

    gold: Sequence[Labelled]
    dev: Sequence[Marked]
    files: Sequence[Gold]
    dev_file: Gold | None
    vocabulary: Sequence[str]


def train(order: Order, watch: Watch, stopped: STOPPED) -> Iterator[str]:
    """Do what is asked; yield what is to be told, a line at a time.

    Raises UsageError or InputRefused before any training where something does not fit,
    KeyboardInterrupt when it was stopped and all is saved.
    """
    _check(order)
    material = _read(order)
    _check_installed(order)
    _make_folders(order)
    tagger = _tagger(order, material)
    facts = _facts(order, material, tagger)
    trainer = _trainer(order, material, tagger, facts)
    write(order.out / "data.md", data_card(facts).encode())
    yield f"{facts.shape}: {trainer.total:,} steps, {trainer.progress.step:,} of them done"
    yield from _trained(order, material, trainer, watch, stopped)
    curve = trainer.progress.curve
    write(order.out / "curve.jsonl", curve_lines(curve).encode())
    if not trainer.finished:
        yield f"saved at step {trainer.progress.step:,}: --resume goes on from there"
        raise KeyboardInterrupt
    weights = None
    if order.export:
        weights = _exported(order, material, tagger)
        yield f"{weights[0].name}: {weights[0].size / 1e6:.1f} MB{_shown(weights[1])}"
    write(order.out / "model.md", model_card(facts, curve, weights).encode())


def _check(order: Order) -> None:
    """Refuse what cannot work, before anything is read."""
    if order.base and not (order.base / "config.json").is_file():
        raise UsageError(
            f"{order.base} is no folder of an encoder: it has no config.json",
            todo="name a folder in the format of the transformers library",
        )
    if (order.out / CHECKPOINT).exists() and not order.resume:
        raise UsageError(
            f"{order.out} holds a run already", todo="go on with --resume, or name another folder"
        )


def _check_installed(order: Order) -> None:
    """Refuse to begin without what training needs."""
    wanted = (*_NEEDED, *(_FOR_EXPORT if order.export else ()))
    if missing := [name for name in wanted if importlib.util.find_spec(name) is None]:
        raise UsageError(
            f"training needs {' and '.join(missing)}, not installed here",
            todo="pip install 'onrecord[train]'; "
            "PyTorch's own index has CPU builds: see pytorch.org",
        )


def _make_folders(order: Order) -> None:
    for folder in (order.out, *([order.export.parent] if order.export else [])):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{folder} cannot be a folder ({error.strerror})") from None


def _read(order: Order) -> _Material:
    by_file = [read_gold(path) for path in order.gold]
    gold = [one for articles in by_file for one in articles]
    dev = reading.gold(order.dev) if order.dev else ()
    texts = {one.words.text for one in gold}
    if both := [one.id for one in dev if one.article.text in texts]:
        raise UsageError(
            f"{both[0]!r} is both trained on and measured on",
            todo="take it out of one of the files",
        )
    return _Material(
        gold,
        dev,
        [Gold.of(path, articles) for path, articles in zip(order.gold, by_file, strict=True)],
        Gold.of(order.dev, [labelled(one) for one in dev]) if order.dev else None,
        vocabulary_of(order.base) if order.base else vocabulary_made(one.words for one in gold),
    )


def _tagger(order: Order, material: _Material) -> Tagger:
    from kg.training import tagger  # noqa: PLC0415 - needs torch

    tagger.seed(order.plan.seed)
    if order.base:
        encoder = tagger.encoder_from(order.base)
    else:
        encoder = tagger.encoder_new(len(material.vocabulary), order.layers, order.width)
    tagger.check(encoder, len(material.vocabulary), order.plan.limit)
    return tagger.Tagger(encoder)


def _facts(order: Order, material: _Material, tagger: Tagger) -> Facts:
    files = [order.base / name for name in _ENCODER] if order.base else []
    return Facts(
        gold=material.files,
        dev=material.dev_file,
        base=[File.of(path) for path in files if path.is_file()],
        shape=tagger.shape,
        plan=order.plan,
        licence=order.licence,
    )


def _trainer(order: Order, material: _Material, tagger: Tagger, facts: Facts) -> Trainer:
    from kg.training.loop import Trainer  # noqa: PLC0415 - needs torch

    origin: Mapping[str, Any] = {
        "gold": [one.file.sha256 for one in facts.gold],
        "base": [asdict(one) for one in facts.base],
        "network": facts.shape,
    }
    trainer = Trainer(tagger, pieces_of(material.vocabulary), material.gold, order.plan, origin)
    if (order.out / CHECKPOINT).exists():
        trainer.resume(order.out / CHECKPOINT)
    return trainer


def _trained(
    order: Order, material: _Material, trainer: Trainer, watch: Watch, stopped: STOPPED
) -> Iterator[str]:
    from kg.training.judging import judge  # noqa: PLC0415 - needs torch

    judged = judge(material.dev, pieces_of(material.vocabulary), order.plan)
    for point in trainer.run(order.out / CHECKPOINT, judged, watch, stopped):
        lines = curve_lines(trainer.progress.curve)
        write(order.out / "curve.jsonl", lines.encode())
        figures = {name: point[name] for name in list(point)[4:]}
        yield f"epoch {point['epoch']}: loss {point['loss']:.3f}{_shown(figures)}"


def _exported(
    order: Order, material: _Material, tagger: Tagger
) -> tuple[File, Mapping[str, float]]:
    import kg  # noqa: PLC0415 - its version
    from kg.extraction.learned.network import Network  # noqa: PLC0415 - heavy
    from kg.training.export import Told, exported  # noqa: PLC0415 - needs torch
    from kg.training.judging import judge_network  # noqa: PLC0415 - needs torch

    if order.export is None:
        raise ValueError("nowhere to export to")
    told = Told(material.vocabulary, order.plan.limit, kg.__version__)
    exported(tagger, order.export, told, eight=order.bits != _FULL)
    return File.of(order.export), judge_network(Network(order.export), material.dev)


def _shown(figures: Mapping[str, float]) -> str:
    return "".join(f", {name} {100 * value:.1f}" for name, value in figures.items())
