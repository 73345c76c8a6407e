"""The kernel size with which a convolution leaves a map of the wanted size.

In easy items the reader sees how many positions are lost at stride 1, and that a kernel is one larger than what it
takes away; in medium ones a layer stands in front, whose output is found first; in hard ones the kernel that is asked
has holes besides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import product
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import dilated_kernel_for_size, kernel_for_size, second_kernel_for_size
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import kernel_sizes as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Mask, Params, Rows, concat
from quizgen.text import Text
from quizgen.topics.output_size.shared.windows import slide

SHAPES = ("plain", "second", "dilated")
STEMS = {
    "plain": (
        "A `Conv2d` layer with `stride=1`, `padding={padding}` and `dilation=1` turns a feature map of {n} × {n} into "
        "one of {target} × {target}. What is its `kernel_size`, one number for both axes?"
    ),
    "second": (
        "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size_1}`, "
        "`stride={stride_1}` and `padding={padding_1}`. A second one with `stride=1` and `padding={padding_2}` turns "
        "the result into a map of {target} × {target}; both have `dilation=1`. What is the `kernel_size` of the second "
        "layer, one number for both axes?"
    ),
    "dilated": (
        "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size_1}`, "
        "`stride={stride_1}`, `padding={padding_1}` and `dilation=1`. A second one with `stride=1`, "
        "`padding={padding_2}` and `dilation={dilation_2}` turns the result into a map of {target} × {target}. What is "
        "the `kernel_size` of the second layer, one number for both axes? (`dilation=1` is an ordinary kernel.)"
    ),
}
ENDING = " As in PyTorch, `padding` counts the zeros on each side{rounding}."
SOLUTION = """
A layer with stride 1, padding $padding$ and kernel size $kernel_size$ makes $target == n + 2*padding - kernel_size + 1$
outputs from $n$ inputs. So the kernel size is

$$kernel_size == n + 2*padding - target + 1$$
"""
DILATED = """
A layer with stride 1, padding $padding$, kernel size $kernel_size$ and dilation $dilation$ makes
$target == n + 2*padding - dilation*(kernel_size - 1)$ outputs from $n$ inputs. So the kernel size is

$$kernel_size == (n + 2*padding - target)/dilation + 1$$
"""
FIRST = """
The first layer gives the second one a map whose side is

$$floor(({n} + 2*{padding_1} - {kernel_size_1})/{stride_1}) + 1 == {middle}$$
"""
LINES = {
    "plain": SOLUTION + "\n$$kernel_size == {n} + 2*{padding} - {target} + 1 == {key}$$",
    "second": FIRST + SOLUTION + "\n$$kernel_size == {middle} + 2*{padding_2} - {target} + 1 == {key}$$",
    "dilated": FIRST + DILATED + "\n$$kernel_size == ({middle} + 2*{padding_2} - {target})/{dilation_2} + 1 == {key}$$",
}


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (trees[SHAPES.index(shape[0])],)


def _stem(p: Params) -> Text:
    rounding = "" if p.shape == ("plain",) else ", and a fraction is rounded down"
    return Text(STEMS[p.shape[0]] + ENDING.replace("{rounding}", rounding), p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    values = {**p.values, "key": key[0]}
    if p.shape != ("plain",):
        values["middle"] = (p["n"] + 2 * p["padding_1"] - p["kernel_size_1"]) // p["stride_1"] + 1
    return (Text(LINES[p.shape[0]], values),)


def _layers(p: Params) -> tuple[Conv2d, ...]:
    """The layers, with the kernel size that is asked as None."""
    if p.shape != ("plain",):
        first = Conv2d(1, 1, p["kernel_size_1"], p["stride_1"], p["padding_1"])
        return first, Conv2d(1, 1, None, padding=p["padding_2"], dilation=p.values.get("dilation_2", 1))
    return (Conv2d(1, 1, None, padding=p["padding"]),)


def _measure(p: Params) -> Values:
    """Kernels of growing size really run until one of them leaves the wanted size."""
    *before, last = _layers(p)
    for kernel_size in range(1, p["n"]):
        if oracle.output_length((*before, replace(last, kernel_size=kernel_size)), p["n"]) == p["target"]:
            return (kernel_size,)
    return ()


def _slide(p: Params) -> Values:
    """The number of taps that leaves so many places to put them down."""
    size, padding, dilation = p["n"], p.values.get("padding", 0), p.values.get("dilation_2", 1)
    if p.shape != ("plain",):
        size, padding = slide(size, p["kernel_size_1"], p["stride_1"], p["padding_1"]), p["padding_2"]
    spans = range(1, size + 2 * padding + 1, dilation)
    return tuple(taps for taps, span in enumerate(spans, 1) if slide(size, span, 1, padding) == p["target"])


def _plain() -> Rows:
    """Square maps and the layers that may be asked for; no stem prints its key."""
    layers = (*PUBLISHED, (2, 1), (4, 2), (6, 1), (6, 2), (5, 1), (7, 1), (7, 2), (4, 3))

    def make() -> Iterator[tuple[int, ...]]:
        for n, (kernel_size, padding) in product(range(12, 113, 2), layers):
            yield n, n + 2 * padding - kernel_size + 1, padding

    return Rows(("n", "target", "padding"), make, SHAPES[:1])


def _second(kernels: Iterable[tuple[int, ...]], shape: str, *names: str) -> Rows:
    """A first layer, and a second one by kernel size, padding and perhaps dilation; none prints its key."""
    every = [(*first, second) for first in FIRST_LAYERS for second in kernels if second[0] not in (*first, *second[1:])]

    def make() -> Iterator[tuple[int, ...]]:
        for n, (k, stride, padding, (kernel_size, *rest)) in product(SIZES, every):
            target = (n + 2 * padding - k) // stride + 1 + 2 * rest[0] - math.prod(rest[1:]) * (kernel_size - 1)
            if target > 7:
                yield n, target, k, stride, padding, *rest

    return Rows(("n", "target", "kernel_size_1", "stride_1", "padding_1", *names), make, (shape,))


def _real(c: Any) -> Mask:
    """Where the layer that is asked for, too, has a published window; those before it do."""
    if c.shape == ("plain",):
        asked = {"kernel_size": c.n + 2 * c.padding - c.target + 1, "padding": c.padding}
        return real.convolution(SimpleNamespace(**asked))
    middle = (c.n + 2 * c.padding_1 - c.kernel_size_1) // c.stride_1 + 1
    dilation = getattr(c, "dilation_2", 1)
    kernel_size = (middle + 2 * c.padding_2 - c.target) // dilation + 1
    second = SimpleNamespace(kernel_size=kernel_size, padding=c.padding_2, dilation=dilation)
    return real.convolution(c, "_1") & real.convolution(second)


PUBLISHED = ((3, 0), (3, 1), (5, 0), (5, 2), (7, 0), (7, 3))
FIRST_LAYERS = ((7, 2, 3), (7, 2, 0), (3, 2, 1), (3, 2, 0), (5, 2, 2), (11, 4, 2), (4, 2, 1), (4, 4, 0))
SIZES = (64, 75, 84, 90, 96, 100, 112, 128, 150, 160, 192, 200, 224, 227, 256)

FAMILY = Family(
    module=__name__,
    title="Kernel size for a wanted output",
    asks="kernel_size",
    levels={
        "easy": concat(_plain(), real=_real),
        "medium": concat(
            _second((*PUBLISHED, (4, 1), (6, 1), (7, 1), (6, 2), (4, 0)), "second", "padding_2"), real=_real
        ),
        "hard": concat(
            _second(
                ((3, 0, 2), (3, 2, 2), (3, 4, 4), (4, 1, 2), (4, 0, 2), (5, 2, 2), (5, 0, 2), (5, 1, 3), (5, 0, 4)),
                "dilated",
                "padding_2",
                "dilation_2",
            ),
            real=_real,
        ),
    },
    formulas=(kernel_for_size, second_kernel_for_size, dilated_kernel_for_size),
    compose=_compose,
    misconceptions=(
        mistakes.NO_EXTRA_ONE,
        mistakes.TWO_EXTRA,
        mistakes.KERNEL_PADS_ONCE,
        mistakes.KERNEL_UNPADDED,
        mistakes.KERNEL_PADS_TWICE,
        mistakes.KERNEL_SUBTRACTS,
        mistakes.BOTH_SIDES_LOSE,
        mistakes.HALF_LOST,
        mistakes.SPAN_FOR_KERNEL,
        mistakes.TIMES_DILATION,
        mistakes.HOLES_LONG,
        mistakes.GAPS_LONG,
        mistakes.IGNORES_FIRST_LAYER,
        mistakes.DIVIDES_FIRST,
        mistakes.FIRST_ROUNDED_UP,
        mistakes.FIRST_UNPADDED,
        mistakes.SECOND_UNPADDED,
    ),
    numerical_only="kernels are so small that known mistakes do not give three values on both sides of the key",
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((1, p["n"], p["n"]), _layers(p)),
    givens=lambda p: {"target": p["target"]},
    measure=_measure,
    recount=(Check("places counted", _slide),),
    examples=(
        Example({"n": 5, "target": 6, "padding": 2}, (4,), "Dumoulin and Visin (2016), figure 2.2", ("plain",)),
        Example({"n": 32, "target": 28, "padding": 0}, (5,), "LeCun et al. (1998), figure 2, layer C1", ("plain",)),
    ),
)
