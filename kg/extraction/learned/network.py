"""The trained tagger, run without what trained it: one ONNX file holds all there is of it.

The graph gives for every word the scores of the labels and what the links are computed from;
vocabulary, chain and link weights lie in the file's metadata under `onrecord`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.extraction.learned.linking import Links
from kg.extraction.learned.pieces import Pieces
from kg.extraction.learned.tagging import Chain, Floats
from kg.extraction.learned.windows import Window

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

METADATA = "onrecord"
_INPUTS = ("pieces", "case", "quoting", "first")
_SLOWER = "SkipLayerNormFusion"
"""What the runtime puts for sums and norms takes it several times as long as they do."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One window with the network's answer, by word: label scores, and both ends of links."""

    window: Window
    labels: Floats
    asking: Floats
    asked: Floats


class Network:
    """A trained tagger; making one reads its file, running it changes nothing."""

    def __init__(self, path: Path) -> None:
        """Load the weights; takes some tenths of a second."""
        self._session = _session(path)
        told: dict[str, Any] = json.loads(
            self._session.get_modelmeta().custom_metadata_map[METADATA]
        )
        self.version: str = told["version"]
        self.limit: int = told["limit"]
        self.pieces = Pieces({piece: number for number, piece in enumerate(told["vocabulary"])})
        self.chain = Chain(*(_array(told["chain"][name]) for name in ("steps", "begin", "finish")))
        self.links = Links(
            *(_array(told["links"][name]) for name in ("distance", "none", "none_by"))
        )

    def score(self, windows: Sequence[Window]) -> list[Scored]:
        """Return the answers in the windows' order.

        Each window is run by itself: together they would be padded to the longest, and the
        scale of eight bits would be that of all of them.
        """
        return [self._run(window) for window in windows]

    def _run(self, window: Window) -> Scored:
        given = {name: np.array(getattr(window, name), dtype=np.int64) for name in _INPUTS}
        return Scored(window, *self._session.run(["labels", "asking", "asked"], given))


def _session(path: Path) -> InferenceSession:
    import onnxruntime  # noqa: PLC0415 - slow to import; what only reads the store needs none

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOWER]
    )


def _array(values: object) -> Floats:
    return np.asarray(values, dtype=np.float32)
