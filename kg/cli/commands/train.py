"""`onrecord train`: make the weights of the learned extractor from marked articles."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

import click

_FILE = click.Path(path_type=Path)


@click.command(short_help="Train the learned extractor on marked articles.")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD…", type=_FILE)
@click.option(
    "--out", required=True, metavar="DIR", type=_FILE,
    help="Folder of the run: checkpoint, curve and cards.",
)  # fmt: skip
@click.option(
    "--base", metavar="DIR", type=_FILE,
    help="A pre-trained encoder, built like BERT; without it a new one begins.",
)  # fmt: skip
@click.option("--dev", metavar="GOLD", type=_FILE, help="Articles to measure on, every epoch.")
@click.option("--epochs", default=6.0, show_default=True, metavar="N", help="Rounds over GOLD.")
@click.option("--rate", default=2e-4, show_default=True, help="Learning rate of the encoder.")
@click.option("--heads-rate", default=1e-3, show_default=True, help="That of what is new.")
@click.option("--batch", default=8, show_default=True, metavar="N", help="Windows a step.")
@click.option("--limit", default=256, show_default=True, metavar="N", help="Pieces a window.")
@click.option("--frozen", default=0, metavar="N", help="Layers to keep as they are, from below.")
@click.option("--seed", default=1, show_default=True, help="Seed of all that is drawn.")
@click.option("--layers", default=4, show_default=True, type=click.IntRange(1), metavar="N",
              help="Layers of a new encoder.")  # fmt: skip
@click.option("--width", default=128, show_default=True, type=click.IntRange(16), metavar="N",
              help="Width of a new encoder.")  # fmt: skip
@click.option("--resume", is_flag=True, help="Go on from DIR's checkpoint, if it has one.")
@click.option("--export", metavar="FILE.onnx", type=_FILE, help="Write the extractor's file.")
@click.option("--bits", type=click.Choice(["8", "32"]), default="8", show_default=True,
              help="Of the exported weights.")  # fmt: skip
@click.option("--licence", default="not stated", metavar="TEXT", help="That of GOLD, for the card.")
def command(
    gold: tuple[Path, ...], out: Path, base: Path | None, dev: Path | None, epochs: float,
    rate: float, heads_rate: float, batch: int, limit: int, frozen: int, seed: int, layers: int,
    width: int, resume: bool, export: Path | None, bits: str, licence: str,
) -> None:  # fmt: skip
    """Train the tagger of the learned extractor on the articles of GOLD.

    GOLD has the form that `onrecord evaluate` reads; an article may come in several
    annotators' versions. Training needs the extra `train`, which brings PyTorch. The
    same files, options and seed give the same weights on the same machine. Ctrl-C
    saves first.
    """
    from kg.cli.progress import progress  # noqa: PLC0415
    from kg.training.plan import Plan  # noqa: PLC0415 - heavy
    from kg.training.session import Order, train  # noqa: PLC0415 - heavy

    plan = Plan(
        epochs=epochs, rate=rate, heads_rate=heads_rate, batch=batch, limit=limit,
        frozen=frozen, seed=seed,
    )  # fmt: skip
    order = Order(
        gold=gold, out=out, base=base, dev=dev, plan=plan, layers=layers, width=width,
        resume=resume, export=export, bits=int(bits), licence=licence,
    )  # fmt: skip
    with Stop() as stop:
        for line in train(order, progress, stop):
            click.echo(line)


class Stop:
    """Says whether the user interrupted; the second time it is not waited for."""

    def __init__(self) -> None:
        self._asked = False

    def __enter__(self) -> Self:
        """Take what Ctrl-C does."""
        self._before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Give it back."""
        signal.signal(signal.SIGINT, self._before)

    def __call__(self) -> bool:
        """Return whether to stop."""
        return self._asked

    def _interrupted(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - signal's
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        click.echo("stopping after this step; again to stop at once", err=True)
