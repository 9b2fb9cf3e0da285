"""How a tagger is trained, and how far a training is: plain values, written into checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from kg.errors import UsageError

T = TypeVar("T")

STOPPED = Callable[[], bool]
"""Says whether the training is to be saved and left."""


class Watch(Protocol):
    """Shows how far long work is."""

    def __call__(self, items: Iterable[T], total: int, label: str, /) -> Iterator[T]:
        """Yield the items."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a tagger is trained; the whole plan is written to the checkpoint and the card.

    `rate` is the greatest learning rate of the encoder's last layer, each layer below has
    `fading` of the one above; `heads_rate` is that of all that begins untrained. `frozen`
    layers from below, and the embeddings with them, stay as they are. `lost` is how often a
    link's right choice is hidden, so that choosing none is learned. `halves` computes the
    encoder in bfloat16. Where `steps` is given, it and not `epochs` says when to end.
    """

    epochs: float = 6.0
    batch: int = 8
    limit: int = 256
    rate: float = 2e-4
    heads_rate: float = 1e-3
    fading: float = 0.95
    frozen: int = 0
    warmup: float = 0.06
    links: float = 0.15
    lost: float = 0.12
    seed: int = 1
    halves: bool = True
    steps: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be trained by."""
        for name in ("epochs", "batch", "rate", "heads_rate"):
            if not getattr(self, name) > 0:
                raise UsageError(f"{name} must be more than nothing, not {getattr(self, name)}")
        if self.frozen < 0 or self.steps < 0:
            raise UsageError("neither layers nor steps can be fewer than none")
        if self.limit < _LEAST:
            raise UsageError(f"a window of {self.limit} pieces is too small, {_LEAST} at least")


_LEAST = 16


@dataclass(slots=True)
class Progress:
    """How far a run is: steps done in all, the epoch, batches done and losses summed in it."""

    step: int = 0
    epoch: int = 0
    done: int = 0
    losses: float = 0.0
    seconds: float = 0.0
    curve: list[dict[str, Any]] = field(default_factory=list)
