"""From a trained tagger to the one file that the extractor runs: ONNX, in full or in eight bits."""

from __future__ import annotations

import json
import logging
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from kg.errors import OnRecordError
from kg.extraction.learned.linking import Links
from kg.extraction.learned.network import METADATA
from kg.extraction.learned.tagging import Chain, Floats
from kg.extraction.learned.words import Case, Quoting
from kg.training.graph import (
    first_apart,
    fuse_attention,
    halve_embeddings,
    narrow_products,
    strip,
)
from kg.training.tagger import Tagger

INPUTS = ("pieces", "case", "quoting", "first")
OUTPUTS = ("labels", "asking", "asked")
_OPSET = 20
_LONGEST = 512
"""Pieces of a window, at most."""
_NEAR = 1e-3
"""How far the exported graph may be from the tagger; beyond that the export went wrong."""


def chain_of(tagger: Tagger) -> Chain:
    """Return the weights of the chain as the extractor holds them."""
    return Chain(*(_plain(one) for one in (tagger.steps, tagger.begin, tagger.finish)))


def links_of(tagger: Tagger) -> Links:
    """Return the weights of the links as the extractor holds them."""
    return Links(*(_plain(one) for one in (tagger.distance, tagger.none, tagger.none_by)))


@dataclass(frozen=True, slots=True)
class Told:
    """What the extractor must know besides the weights, written into the file's metadata."""

    vocabulary: Sequence[str]
    limit: int
    version: str


def exported(tagger: Tagger, path: Path, told: Told, *, eight: bool) -> None:
    """Write the file that the extractor runs, with its products in eight bits or in full.

    Raises OnRecordError where the graph does not answer as the tagger does.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".onrecord-") as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "eight.onnx"
        export(tagger, full, told)
        if eight:
            quantise(full, small)
        (small if eight else full).replace(path)


def export(tagger: Tagger, path: Path, told: Told) -> float:
    """Write the ONNX file in full precision; return how far its answers are from the tagger's.

    Raises OnRecordError where they are not the same but for rounding.
    """
    import onnx  # noqa: PLC0415 - of the training extra

    tagger.eval()
    longest = min(_LONGEST, int(tagger.encoder.config.max_position_embeddings))
    length = {0: torch.export.Dim("length", min=4, max=longest)}
    words = {0: torch.export.Dim("words", min=2, max=longest)}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # names libraries that it would like
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about its own inside
        program = torch.onnx.export(
            _Alone(tagger),
            _sample(40, len(told.vocabulary)),
            dynamo=True,
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_shapes=(length, length, length, words),
            opset_version=_OPSET,
            verbose=False,
        )
    program.save(path, include_initializers=True, external_data=False)
    model = onnx.load(path)
    strip(model)
    fuse_attention(model, int(tagger.encoder.config.num_attention_heads))
    entry = model.metadata_props.add()
    entry.key = METADATA
    entry.value = json.dumps(_metadata(tagger, told), ensure_ascii=False)
    onnx.save(model, path)
    apart = _apart(tagger, path, len(told.vocabulary))
    if apart > _NEAR:
        raise OnRecordError(f"the exported graph is {apart:.3f} away from what was trained")
    return apart


def quantise(full: Path, path: Path) -> None:
    """Write a file whose products have weights in eight bits, a scale for each channel.

    The embeddings are written in sixteen bits, which changes nothing that can be measured.
    """
    import onnx  # noqa: PLC0415 - of the training extra

    model = onnx.load(full)
    first_apart(model)
    narrow_products(model)
    halve_embeddings(model)
    onnx.save(model, path)


class _Alone(nn.Module):
    """The tagger over one window, read at its words alone, as the extractor runs it."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger
        self.eval()

    def forward(
        self, pieces: Tensor, case: Tensor, quoting: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the three outputs by word; `first` is at which piece each word begins."""
        encoded = self.tagger.encoded(pieces[None], case[None], quoting[None], None)
        labels, asking, asked = self.tagger.heads(encoded[:, first])
        return labels[0], asking[0], asked[0]


def _apart(tagger: Tagger, path: Path, vocabulary: int) -> float:
    """Return the greatest difference between the graph's answers and the tagger's."""
    import onnxruntime  # noqa: PLC0415 - slow to import

    given = _sample(77, vocabulary)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    run = session.run(list(OUTPUTS), dict(zip(INPUTS, (one.numpy() for one in given), strict=True)))
    with torch.no_grad():
        wanted = _Alone(tagger)(*given)
    return max(
        float(np.abs(want.numpy() - got).max()) for want, got in zip(wanted, run, strict=True)
    )


def _sample(size: int, vocabulary: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return a window of nothing in particular.

    Each is a tensor of its own: of two that are one, the export makes one input.
    """
    some = torch.Generator().manual_seed(7)
    pieces, case, quoting = (
        torch.randint(0, most, (size,), generator=some)
        for most in (vocabulary, len(Case), len(Quoting))
    )
    return pieces, case, quoting, torch.arange(1, size - 1, 2)


def _metadata(tagger: Tagger, told: Told) -> dict[str, Any]:
    weights: dict[str, dict[str, Tensor]] = {
        "chain": {"steps": tagger.steps, "begin": tagger.begin, "finish": tagger.finish},
        "links": {"distance": tagger.distance, "none": tagger.none, "none_by": tagger.none_by},
    }
    return {
        **asdict(told),
        **{
            name: {key: _plain(value).round(6).tolist() for key, value in parts.items()}
            for name, parts in weights.items()
        },
    }


def _plain(values: Tensor) -> Floats:
    return np.asarray(values.detach().numpy(), dtype=np.float32)
