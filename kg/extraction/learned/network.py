"""The trained tagger, run without what trained it: one ONNX file holds all there is of it.

The graph gives for every piece the scores of the labels and what the links are computed
from; vocabulary, chain and link weights lie in the file's metadata under `onrecord`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.extraction.learned.linking import Links
from kg.extraction.learned.pieces import Pieces
from kg.extraction.learned.tagging import Chain, Floats
from kg.extraction.learned.windows import Window
from kg.extraction.learned.words import Case

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

METADATA = "onrecord"
_BATCH = 8


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
        """Return the answers in the windows' order; windows of like length are run together."""
        order = sorted(range(len(windows)), key=lambda place: len(windows[place].pieces))
        found: dict[int, Scored] = {}
        for begin in range(0, len(order), _BATCH):
            places = order[begin : begin + _BATCH]
            together = [windows[place] for place in places]
            found.update(zip(places, self._run(together), strict=True))
        return [found[place] for place in range(len(windows))]

    def _run(self, together: Sequence[Window]) -> Iterator[Scored]:
        size = max(len(one.pieces) for one in together)
        given = {
            "pieces": _padded((one.pieces for one in together), size, self.pieces.padding),
            "case": _padded((one.case for one in together), size, Case.NONE),
            "quoting": _padded((one.quoting for one in together), size, 0),
            "mask": _padded(([1] * len(one.pieces) for one in together), size, 0),
        }
        labels, asking, asked = self._session.run(["labels", "asking", "asked"], given)
        for place, one in enumerate(together):
            first = list(one.first)
            yield Scored(one, labels[place][first], asking[place][first], asked[place][first])


def _session(path: Path) -> InferenceSession:
    import onnxruntime  # noqa: PLC0415 - slow to import; what only reads the store needs none

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _array(values: object) -> Floats:
    return np.asarray(values, dtype=np.float32)


def _padded(rows: Iterable[Sequence[int]], size: int, filler: int) -> np.ndarray[Any, Any]:
    return np.array([[*row, *[filler] * (size - len(row))] for row in rows], dtype=np.int64)
