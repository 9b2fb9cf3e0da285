"""Training: batches, steps, checkpoints that a later run goes on from, and a curve."""

from __future__ import annotations

import io
import math
import pickle
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.errors import UsageError
from kg.extraction.learned.linking import Link
from kg.extraction.learned.pieces import Pieces
from kg.extraction.learned.tagging import Role
from kg.extraction.learned.windows import Window, windows
from kg.extraction.learned.words import Case
from kg.training.files import write
from kg.training.gold import Example, Labelled, Stretch, example
from kg.training.plan import STOPPED, Plan, Progress, Watch
from kg.training.tagger import Tagger

ENDS: Mapping[Link, tuple[Role, Role]] = {
    Link.SOURCE_OF_CUE: (Role.CUE, Role.SOURCE),
    Link.CUE_OF_CONTENT: (Role.CONTENT, Role.CUE),
    Link.SOURCE_OF_CONTENT: (Role.CONTENT, Role.SOURCE),
}
"""Who chooses, and who is chosen."""

_SECOND = 0.5
"""What the link that is only used where no cue was found counts for."""
_SAVED = 100
"""After so many steps a checkpoint is written."""
_LEAST_SHARE = 0.02
_CLIPPED = 1.0

Judge = Callable[[Tagger], Mapping[str, float]]
"""Measures a tagger on articles that it is not trained on."""

Origin = Mapping[str, Any]
"""What a run was begun with: its plan, and what tells its gold and its encoder from others."""


class Trainer:
    """One run: the same plan, gold and encoder give the same weights on the same machine."""

    def __init__(
        self,
        tagger: Tagger,
        pieces: Pieces,
        gold: Sequence[Labelled],
        plan: Plan,
        origin: Origin | None = None,
    ) -> None:
        """Prepare a run from its beginning."""
        self.tagger, self.plan, self.progress = tagger, plan, Progress()
        self._pieces, self._gold = pieces, gold
        self._origin = {**(origin or {}), "plan": asdict(plan)}
        self._optimizer = _optimizer(tagger, plan)
        self.an_epoch = len(self._batches(0))
        self.total = plan.steps or max(1, round(self.an_epoch * plan.epochs))

    @property
    def epochs(self) -> int:
        """How many epochs there are at most, the last one perhaps in part."""
        return (
            math.ceil(self.total / self.an_epoch)
            if self.plan.steps
            else math.ceil(self.plan.epochs)
        )

    @property
    def finished(self) -> bool:
        """Whether all is done, the last measuring included."""
        over = self.progress.step >= self.total or self.progress.epoch >= self.epochs
        return over and not self.progress.done

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint; refuses one of another plan, gold or encoder."""
        try:
            kept = torch.load(path, weights_only=True)
            origin, state = kept["origin"], (kept["tagger"], kept["optimizer"], kept["progress"])
        except (OSError, RuntimeError, KeyError, EOFError, pickle.UnpicklingError) as error:
            raise UsageError(
                f"{path} is no checkpoint ({type(error).__name__})", todo="name another folder"
            ) from None
        if other := sorted(_told(origin).items() ^ _told(self._origin).items()):
            raise UsageError(
                f"{path.parent} is in use by a run with another {other[0][0]}",
                todo="give the same options, or another folder",
            )
        self.tagger.load_state_dict(state[0])
        self._optimizer.load_state_dict(state[1])
        self.progress = Progress(**state[2])

    def save(self, path: Path) -> None:
        """Write a checkpoint; the one before stays until the new one is whole."""
        buffer = io.BytesIO()  # torch tells a full disk by no error of its own
        state = {
            "tagger": self.tagger.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "progress": asdict(self.progress),
            "origin": self._origin,
        }
        torch.save(state, buffer)
        write(path, buffer.getvalue())

    def run(
        self, checkpoint: Path, judge: Judge, watch: Watch, stopped: STOPPED
    ) -> Iterator[Mapping[str, Any]]:
        """Train to the end, saving as it goes; yield each point of the curve.

        Where `stopped` says so, the run is saved after the step it is at, and left.
        """
        while not self.finished:
            batches = self._batches(self.progress.epoch)[self.progress.done :]
            left = min(len(batches), self.total - self.progress.step)
            label = f"epoch {self.progress.epoch + 1} of {self.epochs}"
            for _ in watch(self._steps(batches[:left], checkpoint), left, label):
                if stopped():
                    self.save(checkpoint)
                    return
            yield self._measured(judge)
            self.save(checkpoint)

    def _steps(self, batches: Sequence[Sequence[Example]], checkpoint: Path) -> Iterator[float]:
        """Yield the loss of each step when it is done."""
        for batch in batches:
            begun = time.monotonic()
            loss = self._step(batch)
            self.progress.step += 1
            self.progress.done += 1
            self.progress.losses += loss
            self.progress.seconds += time.monotonic() - begun
            if self.progress.step % _SAVED == 0:
                self.save(checkpoint)
            yield loss

    def _measured(self, judge: Judge) -> Mapping[str, Any]:
        """Return the point that ends an epoch."""
        now = self.progress
        point = {
            "epoch": now.epoch + 1,
            "step": now.step,
            "loss": now.losses / now.done,
            "seconds": round(now.seconds),
            **judge(self.tagger),
        }
        now.curve.append(point)
        now.epoch, now.done, now.losses = now.epoch + 1, 0, 0.0
        return point

    def _step(self, batch: Sequence[Example]) -> float:
        self.tagger.train()
        # by step, so that a run that was interrupted draws what it would have drawn
        torch.manual_seed(self.plan.seed * 1_000_003 + self.progress.step)
        rng = random.Random(f"{self.plan.seed} {self.progress.step} hidden")  # noqa: S311 - no secret
        share = self._share()
        for group in self._optimizer.param_groups:
            group["lr"] = group["full"] * share
        loss = self._loss(batch, rng)
        loss.backward()
        nn.utils.clip_grad_norm_(self.tagger.parameters(), _CLIPPED)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    def _share(self) -> float:
        """Return which part of the full rate this step has: up in the beginning, then down."""
        warm = max(1, int(self.total * self.plan.warmup))
        step = self.progress.step
        down = (self.total - step) / max(1, self.total - warm)
        return min(1.0, (step + 1) / warm) * max(_LEAST_SHARE, min(1.0, down))

    def _batches(self, epoch: int) -> list[list[Example]]:
        """Return an epoch's batches; the windows' edges lie elsewhere each time."""
        rng = random.Random(f"{self.plan.seed} {epoch} windows")  # noqa: S311 - no secret
        limit, size = self.plan.limit, self.plan.batch
        found = [
            example(article, window)
            for article in self._gold
            for window in windows(
                article.words, self._pieces, limit, rng.randint(limit // 4, limit)
            )
        ]
        rng.shuffle(found)
        batches = []
        for begin in range(0, len(found), size * 16):
            near = sorted(found[begin : begin + size * 16], key=lambda one: len(one.window.pieces))
            batches += [near[place : place + size] for place in range(0, len(near), size)]
        rng.shuffle(batches)
        return batches

    def _loss(self, batch: Sequence[Example], rng: random.Random) -> Tensor:
        scores, asking, asked, mask = forward(
            self.tagger,
            [one.window for one in batch],
            self._pieces.padding,
            halves=self.plan.halves,
        )
        labels = _padded([one.labels for one in batch], 0)
        chain = self.tagger.chain_loss(scores, labels, mask).sum() / mask.sum()
        parts = [
            part
            for place, one in enumerate(batch)
            for part in self._link_losses(one, asking[place], asked[place], rng)
        ]
        return chain + self.plan.links * torch.cat(parts).mean() if parts else chain

    def _link_losses(
        self, one: Example, asking: Tensor, asked: Tensor, rng: random.Random
    ) -> Iterator[Tensor]:
        for link, (who, whom) in ENDS.items():
            targets = one.links[link]
            if not targets:
                continue
            choosing = sorted(targets)
            shown = [n for n in range(len(one.fragments[whom])) if rng.random() > self.plan.lost]
            place = {number: at for at, number in enumerate(shown, 1)}
            right = [
                0 if chosen is None else place.get(chosen, 0)
                for chosen in (targets[number] for number in choosing)
            ]
            scores = self.tagger.link_scores(
                link,
                (asking, _stretches(one.fragments[who][number] for number in choosing)),
                (asked, _stretches(one.fragments[whom][number] for number in shown)),
            )
            loss = functional.cross_entropy(scores, torch.tensor(right), reduction="none")
            yield loss * (_SECOND if link is Link.SOURCE_OF_CONTENT else 1.0)


def forward(
    tagger: Tagger, batch: Sequence[Window], padding: int, *, halves: bool
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return label scores, both ends of links and which words are there, by word of a window."""
    size = max(len(one.pieces) for one in batch)
    mask = torch.tensor([[1] * len(one.pieces) + [0] * (size - len(one.pieces)) for one in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=halves):
        encoded = tagger.encoded(
            _padded([one.pieces for one in batch], padding),
            _padded([one.case for one in batch], Case.NONE),
            _padded([one.quoting for one in batch], 0),
            mask,
        )
    first = _padded([one.first for one in batch], 0)
    words = torch.tensor(
        [[1] * len(one.first) + [0] * (first.shape[1] - len(one.first)) for one in batch]
    ).bool()
    by_word = torch.gather(encoded.float(), 1, first[:, :, None].expand(-1, -1, encoded.shape[2]))
    return (*tagger.heads(by_word), words)


def _padded(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    size = max(len(row) for row in rows)
    return torch.tensor([[*row, *[filler] * (size - len(row))] for row in rows])


def _stretches(found: Iterable[Stretch]) -> Tensor:
    return torch.tensor(list(found), dtype=torch.long).reshape(-1, 2)


def _optimizer(tagger: Tagger, plan: Plan) -> torch.optim.Optimizer:
    encoder = tagger.encoder
    layers = list(encoder.encoder.layer)
    if plan.frozen:
        for part in (encoder.embeddings, *layers[: plan.frozen]):
            part.requires_grad_(requires_grad=False)
    own = {id(one) for one in encoder.parameters()}
    known: set[int] = set()
    groups: list[dict[str, Any]] = []

    def add(parameters: Iterable[nn.Parameter], rate: float, decay: float = 0.01) -> None:
        chosen = [one for one in parameters if one.requires_grad and id(one) not in known]
        known.update(id(one) for one in chosen)
        if chosen:
            groups.append({"params": chosen, "lr": rate, "full": rate, "weight_decay": decay})

    add(encoder.embeddings.parameters(), plan.rate * plan.fading ** (len(layers) + 1))
    for place, layer in enumerate(layers):
        add(layer.parameters(), plan.rate * plan.fading ** (len(layers) - place))
    add(encoder.parameters(), plan.rate)
    add([tagger.case.weight, tagger.quoting.weight], plan.heads_rate, 0.0)
    add((one for one in tagger.parameters() if id(one) not in own), plan.heads_rate)
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def _told(origin: Origin) -> dict[str, str]:
    """Return what a run was begun with, one value a name, to compare."""
    flat = {name: value for name, value in origin.items() if name != "plan"} | origin["plan"]
    return {name: repr(value) for name, value in flat.items()}
