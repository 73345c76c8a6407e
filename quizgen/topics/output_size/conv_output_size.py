"""The side of the feature map that square convolutions give.

Easy items have stride 1: the reader sets the padding against the kernel. In medium ones the stride is 2: whole steps
are counted and what is left over is dropped. In hard ones there are two layers in a row, and the second one is given
what the first one made.
"""

from __future__ import annotations

from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import real
from quizgen.misconceptions import chains, sizes
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.topics.output_size.shared.rows import Row, rows

ONE = (
    "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, "
    "`padding={padding}` and `dilation=1`. How many rows does its output have? As in PyTorch, `padding` counts the "
    "zeros on each side, and a fraction is rounded down."
)
TWO = (
    "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size_1}`, "
    "`stride={stride_1}` and `padding={padding_1}`, and its output through one with `kernel_size={kernel_size_2}`, "
    "`stride={stride_2}` and `padding={padding_2}`; both have `dilation=1`. How many rows does the last output have? "
    "As in PyTorch, `padding` counts the zeros on each side, and fractions are rounded down."
)
GENERAL = """
With input size $n$, kernel size $kernel_size$, stride $stride$ and padding $padding$, the output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
STEPS = """
$$o == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1$$

$$o == floor({room}/{stride}) + 1 == {o}$$
"""
TWO_STEPS = """
The first layer gives

$$o_1 == floor(({n} + 2*{padding_1} - {kernel_size_1})/{stride_1}) + 1 == {o_1}$$

and the second one, which is given these {o_1} rows,

$$o_2 == floor(({o_1} + 2*{padding_2} - {kernel_size_2})/{stride_2}) + 1 == {o_2}$$
"""
ROW = Row({"conv": conv_output_size})
MAPS = tuple(sorted({14, 16, 28, 32, 56, 64, 112, 128, *range(11, 129, 3)}))
LARGE = sorted({84, 96, 112, 128, 160, 192, 224, 227, 256, 299, *range(70, 250, 13)})
FIRST = (
    *((11, 4, 2), (11, 4, 0), (8, 4, 0), (7, 4, 2), (7, 4, 3), (7, 2, 3), (7, 2, 0), (5, 2, 2), (5, 2, 0)),
    *((3, 2, 1), (3, 2, 0), (4, 2, 1)),
)
SECOND = ((3, 2, 1), (3, 2, 0), (4, 2, 0), (4, 2, 1), (5, 2, 2), (5, 2, 0), (3, 1, 0), (5, 1, 0), (4, 1, 1))
STRANGE_FIRST = ((6, 3, 1), (5, 3, 1), (7, 3, 2), (5, 4, 1), (6, 4, 1))
STRANGE_SECOND = ((6, 2, 1), (5, 3, 1), (5, 3, 2), (4, 3, 1))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    if p.shape:
        return Text(GENERAL), Text(TWO_STEPS, {**p.values, **ROW.sizes(p)})
    room = p["n"] + 2 * p["padding"] - p["kernel_size"]
    return Text(GENERAL), Text(STEPS, {**p.values, "room": room, "o": key[0]})


def _grid(n: range | tuple[int, ...], kernel_size: tuple[int, ...], stride: int, where: Any) -> Combinations:
    return Combinations({"n": n, "kernel_size": kernel_size, "stride": (stride,), "padding": range(5)}, where)


def _same(c: Any) -> Any:
    """Layers of published networks that keep the size, which the stem therefore prints."""
    return (2 * c.padding + 1 == c.kernel_size) & (c.kernel_size > 1) & real.convolution(c)


def _other(c: Any) -> Any:
    """The size changes, and the padding is less than the kernel; a kernel above 7 is one of a published network.

    At stride 1 strange layers have even maps.
    """
    usual = (c.padding < c.kernel_size) & ((c.kernel_size <= 7) | real.convolution(c))
    return usual & ((c.stride > 1) | ((2 * c.padding + 1 != c.kernel_size) & (real.convolution(c) | (c.n % 2 == 0))))


FAMILY = Family(
    module=__name__,
    title="Output size of a convolution",
    weight="core",
    asks="output_size",
    levels={
        "easy": concat(
            _grid(MAPS, (3, 5, 7, 9), 1, _same), _grid(range(12, 129), (3, 5, 7, 9), 1, _other), real=ROW.real
        ),
        "medium": concat(_grid(range(20, 225), (1, 2, 3, 4, 5, 7), 2, _other), real=ROW.real),
        "hard": concat(
            rows(("conv", "conv"), LARGE, FIRST, SECOND),
            rows(("conv", "conv"), LARGE, STRANGE_FIRST, SECOND),
            rows(("conv", "conv"), LARGE, FIRST, STRANGE_SECOND),
            real=ROW.real,
        ),
    },
    formulas=(conv_output_size,),
    compose=ROW.compose,
    misconceptions=(
        *with_pairs(
            sizes.NO_PLUS_ONE,
            sizes.PAD_ONCE,
            sizes.IGNORES_PADDING,
            sizes.FORGETS_KERNEL,
            sizes.HALF_KERNEL,
            sizes.KERNEL_TWICE,
            sizes.SKIPS_STRIDE,
            sizes.ROUNDS_UP,
        ),
        sizes.SUBTRACTS_PADDING,
        sizes.PADS_OUTPUT,
        sizes.IGNORES_STRIDE,
        sizes.ADDS_KERNEL,
    ),
    beside=chains.of_two(sizes.NO_PLUS_ONE, sizes.PAD_ONCE),
    options={"easy": 3, "medium": 4, "hard": 4},
    as_numbers=("easy", "medium"),
    printed_key="most layers of networks at stride 1 keep the size",
    stem=lambda p: Text(TWO if p.shape else ONE, p.values),
    solution=_solution,
    network=ROW.network,
    measure=ROW.measure,
    recount=(Check("sliding window", ROW.slide),),
    examples=(
        Example({"n": 5, "kernel_size": 3, "stride": 2, "padding": 1}, (3,), "Dumoulin and Visin (2016), figure 2.6"),
        Example(
            {"n": 227, "kernel_size": 11, "stride": 4, "padding": 0}, (55,), "CS231n notes (2023), AlexNet example"
        ),
    ),
)
