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
from torch import Tensor

from kg.errors import OnRecordError
from kg.extraction.learned.linking import Links
from kg.extraction.learned.network import METADATA
from kg.extraction.learned.tagging import Chain, Floats
from kg.extraction.learned.words import Case, Quoting
from kg.training.tagger import Tagger

INPUTS = ("pieces", "case", "quoting", "mask")
OUTPUTS = ("labels", "asking", "asked")
_OPSET = 18
_MOST, _LONGEST = 64, 512
"""Windows that are run together, and pieces of one, at most."""
_LARGE = 1000
"""Rows from which on a table of embeddings is that of the word pieces."""
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
    sizes = {
        0: torch.export.Dim("batch", min=1, max=_MOST),
        1: torch.export.Dim("length", min=4, max=longest),
    }
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # names libraries that it would like
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about its own inside
        program = torch.onnx.export(
            tagger,
            _sample(3, 40, len(told.vocabulary)),
            dynamo=True,
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_shapes=dict.fromkeys(INPUTS, sizes),
            opset_version=_OPSET,
            verbose=False,
        )
    program.save(path, include_initializers=True, external_data=False)
    model = onnx.load(path)
    entry = model.metadata_props.add()
    entry.key = METADATA
    entry.value = json.dumps(_metadata(tagger, told), ensure_ascii=False)
    onnx.save(model, path)
    apart = _apart(tagger, path, len(told.vocabulary))
    if apart > _NEAR:
        raise OnRecordError(f"the exported graph is {apart:.3f} away from what was trained")
    return apart


def quantise(full: Path, path: Path) -> None:
    """Write a file with most products' weights in eight bits, a scale for each channel.

    In full stay the products behind the last layer, which labels and links are read off, and
    those that narrow a layer's wide middle: their inputs have outliers. The embeddings are
    written in sixteen bits, which changes nothing that can be measured.
    """
    import onnx  # noqa: PLC0415 - of the training extra
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - slow
    from onnxruntime.quantization.shape_inference import quant_pre_process  # noqa: PLC0415 - slow

    with tempfile.TemporaryDirectory() as folder:
        inferred = Path(folder) / "inferred.onnx"
        quant_pre_process(str(full), str(inferred), skip_symbolic_shape=True)
        quantize_dynamic(
            inferred,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=_in_full(onnx.load(inferred)),
        )
    model = onnx.load(path)
    _halve_embeddings(model)
    onnx.save(model, path)


def _in_full(model: Any) -> list[str]:  # noqa: ANN401 - onnx has no types
    """Return the names of the products that stay as they are."""
    sizes = {one.name: list(one.dims) for one in model.graph.initializer}
    nodes = list(model.graph.node)
    last = max(n for n, node in enumerate(nodes) if node.op_type == "LayerNormalization")
    found = []
    for number, node in enumerate(nodes):
        size = sizes.get(node.input[1]) if node.op_type == "MatMul" else None
        if size is not None and (number > last or size[0] > size[1]):
            found.append(node.name)
    return found


def _halve_embeddings(model: Any) -> None:  # noqa: ANN401 - onnx has no types
    """Write the table of word pieces in sixteen bits; what is read from it is widened again."""
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415 - of the training extra

    tables = {one.name: one for one in model.graph.initializer if one.dims}
    for number, node in enumerate(list(model.graph.node)):
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.dims[0] < _LARGE:
            continue
        half = numpy_helper.from_array(numpy_helper.to_array(table).astype(np.float16), table.name)
        table.CopyFrom(half)
        wide = node.output[0]
        node.output[0] = f"{wide}_half"
        widened = helper.make_node("Cast", [node.output[0]], [wide], to=TensorProto.FLOAT)
        model.graph.node.insert(number + 1, widened)
        return


def _apart(tagger: Tagger, path: Path, vocabulary: int) -> float:
    """Return the greatest difference between the graph's answers and the tagger's."""
    import onnxruntime  # noqa: PLC0415 - slow to import

    given = _sample(2, 77, vocabulary)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    run = session.run(list(OUTPUTS), dict(zip(INPUTS, (one.numpy() for one in given), strict=True)))
    with torch.no_grad():
        wanted = tagger(*given)
    there = given[3].numpy().astype(bool)
    return max(
        float(np.abs(want.numpy() - got)[there].max())
        for want, got in zip(wanted, run, strict=True)
    )


def _sample(rows: int, size: int, vocabulary: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return windows of nothing in particular; all but the first are shorter than the others.

    Each is a tensor of its own: of two that are one, the export makes one input.
    """
    some = torch.Generator().manual_seed(7)
    pieces, case, quoting = (
        torch.randint(0, most, (rows, size), generator=some)
        for most in (vocabulary, len(Case), len(Quoting))
    )
    mask = torch.ones(rows, size, dtype=torch.long)
    mask[1:, size * 2 // 3 :] = 0
    return pieces, case, quoting, mask


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
