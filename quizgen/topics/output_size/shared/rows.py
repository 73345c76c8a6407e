"""Layers in a row, each given what the one before it made: their spaces, their sizes, the lines of a solution.

A shape names the layers' kinds, and their columns end in ``_1``, ``_2`` ...; the empty shape is one layer, whose
columns have no ending.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, TypeAlias

from msgspec import Struct

from quizgen import oracle
from quizgen.chains.sizes import sizes_after
from quizgen.formulas.sizes import chained
from quizgen.layers import Conv2d, Layer, MaxPool2d, Network, real
from quizgen.math.reader import Formula
from quizgen.math.tree import Expr
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Mask, Params, Rows
from quizgen.topics.output_size.shared.windows import slide

Window: TypeAlias = tuple[int, ...]
"""Kernel size, stride and, where the layer shows them, padding and dilation."""
ARGUMENTS = ("kernel_size", "stride", "padding", "dilation")


def rows(shape: tuple[str, ...], n: Iterable[int], *windows: Iterable[Window]) -> Rows:
    """Every input size of ``n`` with one of the ``windows`` for each layer; only where every window has room to move.

    What one layer has as windows are tuples of one length.
    """
    every = [tuple(of_layer) for of_layer in windows]
    names = [
        f"{name}_{number}" for number, of in enumerate(every, 1) for name, _ in zip(ARGUMENTS, of[0], strict=False)
    ]

    def make() -> Iterator[tuple[int, ...]]:
        for size, layers in product(n, tuple(product(*every))):
            if fits(size, layers):
                yield (size, *(number for layer in layers for number in layer))

    return Rows(("n", *names), make, shape)


def fits(size: int, layers: Iterable[Window]) -> bool:
    """Whether each window moves at least once on what it is given, and four rows or more are left."""
    for kernel_size, stride, *rest in layers:
        padding, dilation = (*rest, *(0, 1)[len(rest) :])
        span = dilation * (kernel_size - 1) + 1
        steps = (size + 2 * padding - span) // stride
        if steps < 1:
            return False
        size = steps + 1
    return size >= 4


class Row(Struct, frozen=True):
    """Layers of the kinds that ``formulas`` name; the empty shape is one layer of the kind that comes first."""

    formulas: Mapping[str, Formula]

    def kinds(self, shape: Shape) -> Iterator[tuple[str, str]]:
        """Each layer's kind and what the names of its columns end in."""
        if not shape:
            yield next(iter(self.formulas)), ""
        yield from ((kind, f"_{number}") for number, kind in enumerate(shape, 1))

    def compose(self, trees: Trees, shape: Shape) -> Trees:
        """The formulas put into each other."""
        return (chained(enumerate(shape, 1), dict(zip(self.formulas, trees, strict=True))),) if shape else trees[:1]

    def size(self, shape: Shape) -> Expr:
        """The size after layers of these kinds."""
        return self.compose(tuple(one.tree for one in self.formulas.values()), shape)[0]

    def sizes(self, p: Params) -> dict[str, int]:
        """The size after each of several layers, by ``o_1``, ``o_2`` ..."""
        return sizes_after(self.size, p)

    def network(self, p: Params) -> Network:
        """The layers on a square map."""
        return Network((1, p["n"], p["n"]), tuple(_layer(p, kind, end) for kind, end in self.kinds(p.shape)))

    def measure(self, p: Params) -> Values:
        """What real layers give."""
        return (oracle.output_length(self.network(p).layers, p["n"]),)

    def slide(self, p: Params) -> Values:
        """What windows give that are moved until they leave the padded map, layer by layer."""
        size = p["n"]
        for _, end in self.kinds(p.shape):
            dilation = p.values.get(f"dilation{end}", 1)
            taps = range(0, dilation * p[f"kernel_size{end}"], dilation)
            size = slide(size, taps[-1] + 1, p[f"stride{end}"], p.values.get(f"padding{end}", 0))
        return (size,)

    def real(self, c: Any) -> Mask:
        """Where every layer has a published window."""
        fine = real.everywhere(c)
        for kind, end in self.kinds(c.shape):
            fine &= real.pool(c, end) if kind == "pool" else real.convolution(c, end)
        return fine


def _layer(p: Params, kind: str, end: str) -> Layer:
    kernel_size, stride, padding = p[f"kernel_size{end}"], p[f"stride{end}"], p.values.get(f"padding{end}", 0)
    if kind == "pool":
        return MaxPool2d(kernel_size, stride, padding)
    return Conv2d(1, 1, kernel_size, stride, padding, p.values.get(f"dilation{end}", 1))
