"""The kernel size with which a convolution leaves a map of the wanted size.

The reader sees how many positions are lost at stride 1, and that a kernel is one larger than what it takes away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.output_size.shared.windows import slide
from quizgen.formulas.inverse_sizes import dilated_kernel_for_size, kernel_for_size, second_kernel_for_size
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import kernel_sizes as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

SHAPES = ("plain", "dilated", "second")
STEMS = {
    "plain": (
        "A `Conv2d` layer with `stride=1`, `padding={padding}` and `dilation=1` turns a feature map of {n} × {n} into "
        "one of {target} × {target}. What is its `kernel_size`, one number for both axes?"
    ),
    "dilated": (
        "A `Conv2d` layer with `stride=1`, `padding={padding}` and `dilation={dilation}` turns a feature map of "
        "{n} × {n} into one of {target} × {target}. What is its `kernel_size`, one number for both axes? "
        "(`dilation=1` would be an ordinary kernel.)"
    ),
    "second": (
        "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size_1}`, "
        "`stride={stride_1}` and `padding={padding_1}`. A second one with `stride=1` and `padding={padding_2}` turns "
        "the result into a map of {target} × {target}; both have `dilation=1`. What is the `kernel_size` of the second "
        "layer, one number for both axes?"
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
LINES = {
    "plain": SOLUTION + "\n$$kernel_size == {n} + 2*{padding} - {target} + 1 == {key}$$",
    "dilated": DILATED + "\n$$kernel_size == ({n} + 2*{padding} - {target})/{dilation} + 1 == {key}$$",
    "second": "The first layer gives the second one a map whose side is\n\n"
    "$$floor(({n} + 2*{padding_1} - {kernel_size_1})/{stride_1}) + 1 == {middle}$$\n\n"
    + SOLUTION
    + "\n$$kernel_size == {middle} + 2*{padding_2} - {target} + 1 == {key}$$",
}


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (trees[SHAPES.index(shape[0])],)


def _stem(p: Params) -> Text:
    rounding = ", and a fraction is rounded down" if p.shape == ("second",) else ""
    return Text(STEMS[p.shape[0]] + ENDING.replace("{rounding}", rounding), p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    values = {**p.values, "key": key[0]}
    if p.shape == ("second",):
        values["middle"] = (p["n"] + 2 * p["padding_1"] - p["kernel_size_1"]) // p["stride_1"] + 1
    return (Text(LINES[p.shape[0]], values),)


def _layers(p: Params) -> tuple[Conv2d, ...]:
    """The layers, with the kernel size that is asked as None."""
    if p.shape == ("second",):
        first = Conv2d(1, 1, p["kernel_size_1"], p["stride_1"], p["padding_1"])
        return first, Conv2d(1, 1, None, padding=p["padding_2"])
    return (Conv2d(1, 1, None, padding=p["padding"], dilation=p.values.get("dilation", 1)),)


def _measure(p: Params) -> Values:
    """Kernels of growing size really run until one of them leaves the wanted size."""
    *before, last = _layers(p)
    for kernel_size in range(1, p["n"]):
        if oracle.output_length((*before, replace(last, kernel_size=kernel_size)), p["n"]) == p["target"]:
            return (kernel_size,)
    return ()


def _slide(p: Params) -> Values:
    """The number of taps that leaves so many places to put them down."""
    size, padding, dilation = p["n"], p.values.get("padding", 0), p.values.get("dilation", 1)
    if p.shape == ("second",):
        size, padding = slide(size, p["kernel_size_1"], p["stride_1"], p["padding_1"]), p["padding_2"]
    spans = range(1, size + 2 * padding + 1, dilation)
    return tuple(taps for taps, span in enumerate(spans, 1) if slide(size, span, 1, padding) == p["target"])


def _shrinks(c: Any, size: Any, padding: Any) -> Any:
    """The map becomes smaller, although it is padded, by a kernel of 4 to 11 positions."""
    kernel_size = size + 2 * padding - c.target + 1
    return (c.target < size) & (kernel_size > 3) & (kernel_size < 12) & (2 * padding < kernel_size)


def _plain(c: Any) -> Any:
    return _shrinks(c, c.n, c.padding)


def _dilated(c: Any) -> Any:
    lost = c.n + 2 * c.padding - c.target
    kernel_size = lost // c.dilation + 1
    return (c.target < c.n) & (lost % c.dilation == 0) & (kernel_size > 3) & (kernel_size < 12)


def _second(c: Any) -> Any:
    room = c.n + 2 * c.padding_1 - c.kernel_size_1
    return (2 * c.padding_1 < c.kernel_size_1) & _shrinks(c, room // c.stride_1 + 1, c.padding_2)


SIZES = (14, 16, 20, 24, 28, 30, 32, 36, 40, 48, 50, 56, 60, 64)

FAMILY = Family(
    module=__name__,
    title="Kernel size for a wanted output",
    asks="kernel_size",
    levels={
        "easy": concat(Combinations({"n": SIZES, "target": range(8, 61), "padding": (1, 2, 3)}, _plain, SHAPES[:1])),
        "medium": concat(
            Combinations(
                {"n": SIZES[4:], "target": range(8, 61), "padding": (1, 2, 3), "dilation": (2, 3, 4)},
                _dilated,
                SHAPES[1:2],
            )
        ),
        "hard": concat(
            Combinations(
                {
                    "n": (32, 40, 48, 50, 56, 64, 75, 80, 96, 100, 112, 128),
                    "kernel_size_1": (5, 7),
                    "stride_1": (2, 3),
                    "padding_1": (1, 2),
                    "padding_2": (1, 2, 3),
                    "target": range(8, 61, 2),
                },
                _second,
                SHAPES[2:],
            )
        ),
    },
    formulas=(kernel_for_size, dilated_kernel_for_size, second_kernel_for_size),
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
