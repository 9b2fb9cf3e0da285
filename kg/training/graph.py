"""What is done to an exported graph so that it runs fast: attention as one step, eight bits.

Nothing here knows the tagger. A part that is built otherwise than is looked for stays as it is:
slower, and the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Model: TypeAlias = Any
Node: TypeAlias = Any
"""What the onnx library has no types for."""

_OURS = "com.microsoft"
"""The operators that onnxruntime has beyond the standard."""
_LARGE = 1000
"""Rows from which on a table of embeddings is that of the word pieces."""
_END = 2**31 - 1
_SHAPING = frozenset({"Mul", "Reshape", "Transpose"})
"""What stands between a layer's products and its attention."""
_MOST = 127
"""The most that a weight is in eight bits, and that two neighbours are before rounding."""


def strip(model: Model) -> None:
    """Take out what the exporter tells of itself: names of its files and lines."""
    graph = model.graph
    for one in (graph, *graph.node, *graph.input, *graph.output, *graph.initializer):
        del one.metadata_props[:]
        one.doc_string = ""
    del graph.value_info[:]


def fuse_attention(model: Model, heads: int) -> int:
    """Make one operator of each attention over a whole window; return how many there were."""
    graph = _Graph(model)
    fused = [softmax for softmax in graph.of("Softmax") if _fused(graph, softmax, heads)]
    graph.close()
    return len(fused)


def first_apart(model: Model) -> int:
    """Let the first piece of a window go through each layer's wide middle by itself.

    In eight bits all that is multiplied together has one scale, and encoders like BERT keep
    numbers in the first piece that are many times as large as any other. Returns how many
    layers there were.
    """
    graph = _Graph(model)
    last = max((graph.place(node) for node in graph.of("LayerNormalization")), default=0)
    middles = [node for node in graph.of("Gelu") if graph.place(node) < last]
    parted = [one for one in middles if _parted(graph, one)]
    graph.close()
    return len(parted)


def narrow_products(model: Model) -> int:
    """Compute the products with weights in eight bits; return how many there were.

    Each output has a scale of its own, and so has what is read, whenever it is read.
    """
    graph = _Graph(model)
    products = [one for one in graph.of("MatMul") if one.input[1] in graph.weights]
    for product in products:
        _narrow(graph, product)
    graph.close()
    return len(products)


def halve_embeddings(model: Model) -> None:
    """Write the table of word pieces in sixteen bits; what is read from it is widened again."""
    from onnx import TensorProto  # noqa: PLC0415 - of the training extra

    graph = _Graph(model)
    for node in graph.of("Gather"):
        table = graph.weights.get(node.input[0])
        if table is not None and table.dims[0] >= _LARGE:
            half = f"{table.name}_half"
            graph.add(half, graph.value(table.name).astype(np.float16))
            read = graph.node("Gather", [half, node.input[1]], [f"{node.output[0]}_half"])
            wide = graph.node("Cast", read.output, node.output, to=TensorProto.FLOAT)
            graph.put(node, [read, wide])
    graph.close()


def in_eight(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return a table of weights in eight bits, and what each of its columns is to be times.

    Processors without instructions for this add the products of two neighbours of a column up
    in sixteen bits. Two together, rounded, are 128 at most, and 255 times 128 fits in there:
    whatever is read, the result is the same on every machine.
    """
    alone = np.abs(weight).max(axis=0)
    together = np.abs(_by_two(weight).sum(axis=1)).max(axis=0)
    scale = np.maximum(np.maximum(alone, together) / _MOST, np.finfo(np.float32).tiny)
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)


def _by_two(table: NDArray[Any]) -> NDArray[Any]:
    """Return the rows of a table two by two; one that is left over has nothing beside it."""
    even = np.concatenate([table, np.zeros((len(table) % 2, table.shape[1]), table.dtype)])
    return even.reshape(-1, 2, table.shape[1])


def _fused(graph: _Graph, softmax: Node, heads: int) -> bool:
    """Put one operator for the attention around a softmax; say whether it was built as known."""
    scores = graph.maker(softmax.input[0], "Add") or softmax
    asked = graph.maker(scores.input[0], "MatMul")
    weights = softmax
    while guard := graph.reader(weights, "Where"):  # nothing, where nothing may be looked at
        weights = guard
    summed = graph.reader(weights, "MatMul")
    out = graph.reader(graph.reader(summed, "Transpose"), "Reshape")
    if asked is None or summed is None or out is None:
        return False
    given = [graph.unshaped(name) for name in (*asked.input, summed.input[1])]
    made = graph.node("MultiHeadAttention", given, out.output, domain=_OURS, num_heads=heads)
    graph.put(out, [made])
    return True


def _parted(graph: _Graph, middle: Node) -> bool:
    """Part the products around a layer's middle; say whether they were built as is known."""
    widened = graph.maker(middle.input[0], "Add")
    into = graph.maker(widened.input[0], "MatMul") if widened else None
    narrowed = graph.reader(middle, "MatMul")
    out = graph.reader(narrowed, "Add")
    if into is None or out is None:
        return False
    given, made = into.input[0], out.output[0]
    edges = [graph.add(f"edge_{place}", np.array([place])) for place in (0, 1, _END)]
    ways: list[Node] = []
    for name, begin, end in (("first", *edges[:2]), ("rest", *edges[1:])):
        part = graph.node("Slice", [given, begin, end, edges[1]], [f"{given}_{name}"])
        ways += [part, *graph.again([into, widened, middle, narrowed, out], name)]
    both = graph.node("Concat", [f"{made}_first", f"{made}_rest"], [made], axis=1)
    graph.put(out, [*ways, both])
    return True


def _narrow(graph: _Graph, product: Node) -> None:
    given, weight = product.input
    eight, scale = in_eight(graph.value(weight))
    weights = [
        graph.add(f"{weight}_{name}", value)
        for name, value in (("eight", eight), ("scale", scale), ("zero", np.zeros_like(eight[0])))
    ]
    read = [f"{given}_{name}" for name in ("eight", "scale", "zero")]
    narrowing = (
        []
        if graph.maker(read[0], "DynamicQuantizeLinear")
        else [graph.node("DynamicQuantizeLinear", [given], read)]
    )
    adding = graph.reader(product, "Add")
    bias = [name for name in adding.input if name in graph.weights] if adding else []
    out = product if adding is None or not bias else adding
    pairs = [name for both in zip(read, weights, strict=True) for name in both]
    made = graph.node("MatMulIntegerToFloat", [*pairs, *bias], out.output, domain=_OURS)
    graph.put(out, [*narrowing, made])


class _Graph:
    """A graph that parts are looked up in, and put into."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._nodes: list[Node] = list(model.graph.node)
        self.weights = {one.name: one for one in model.graph.initializer}
        self._index()

    def _index(self) -> None:
        self._makers = {name: node for node in self._nodes for name in node.output}
        self._readers: dict[str, list[Node]] = {}
        for node in self._nodes:
            for name in node.input:
                self._readers.setdefault(name, []).append(node)

    def of(self, kind: str) -> list[Node]:
        """Return the nodes of a kind, in the order they are computed in."""
        return [node for node in self._nodes if node.op_type == kind]

    def place(self, node: Node) -> int:
        """Return where in that order a node stands."""
        return next(place for place, one in enumerate(self._nodes) if one is node)

    def maker(self, name: str, kind: str) -> Node | None:
        """Return what makes a value, if it is of that kind."""
        node = self._makers.get(name)
        return node if node is not None and node.op_type == kind else None

    def reader(self, node: Node | None, kind: str) -> Node | None:
        """Return what of that kind reads what a node makes."""
        readers = [] if node is None else self._readers.get(node.output[0], [])
        return next((one for one in readers if one.op_type == kind), None)

    def unshaped(self, name: str) -> str:
        """Return the value before it was turned, cut into heads and evened out."""
        while (node := self._makers.get(name)) is not None and node.op_type in _SHAPING:
            name = node.input[0]
        return name

    def value(self, name: str) -> NDArray[Any]:
        """Return the numbers of a weight."""
        from onnx import numpy_helper  # noqa: PLC0415 - of the training extra

        return np.asarray(numpy_helper.to_array(self.weights[name]))

    def add(self, name: str, value: NDArray[Any]) -> str:
        """Add a weight, unless there is one of that name; return the name."""
        from onnx import numpy_helper  # noqa: PLC0415 - of the training extra

        if name not in self.weights:
            self.weights[name] = numpy_helper.from_array(value, name)
        return name

    def node(self, kind: str, given: Sequence[str], made: Sequence[str], **more: object) -> Node:
        """Return a node that is in no graph yet."""
        from onnx import helper  # noqa: PLC0415 - of the training extra

        return helper.make_node(kind, given, made, f"{kind}_{made[0]}", **more)

    def again(self, nodes: Sequence[Node], name: str) -> list[Node]:
        """Return some nodes once more, over values of another name; the weights are the same."""
        return [
            self.node(
                one.op_type,
                [each if each in self.weights else f"{each}_{name}" for each in one.input],
                [f"{each}_{name}" for each in one.output],
                domain=one.domain,
            )
            for one in nodes
        ]

    def put(self, node: Node, others: Sequence[Node]) -> None:
        """Put nodes in the place of one."""
        place = self.place(node)
        self._nodes[place : place + 1] = others
        self._index()

    def close(self) -> None:
        """Write the graph back, without what nothing reads any more."""
        wanted = {one.name for one in self._model.graph.output}
        kept: list[Node] = []
        for node in reversed(self._nodes):
            if wanted.intersection(node.output):
                kept.append(node)
                wanted.update(node.input)
        nodes = [type(node).FromString(node.SerializeToString()) for node in reversed(kept)]
        weights = [one for name, one in self.weights.items() if name in wanted]
        del (
            self._model.graph.node[:],
            self._model.graph.initializer[:],
            self._model.graph.value_info[:],
        )
        self._model.graph.node.extend(nodes)
        self._model.graph.initializer.extend(weights)
        if not any(one.domain == _OURS for one in self._model.opset_import):
            self._model.opset_import.add(domain=_OURS, version=1)
