"""Which convolution gives a map of the wanted size: the output size formula read backwards.

Each option is a real layer that is run; a wrong one gives the wanted size only to somebody who makes mistakes. In
easy all layers have stride 1, and the padding is set against the kernel; in medium all have stride 2, and its division
may leave something over; in hard all have stride 4, which leaves up to three positions over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import sizes
from quizgen.misconceptions.kinds import Shape
from quizgen.misconceptions.limited import without
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Values
from quizgen.one_layer.turning import turning
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEMS = turning(
    "Conv2d",
    "Every layer has `dilation=1`. As in PyTorch, `padding` counts the zeros on each side, and a fraction is rounded "
    "down.",
)
SOLUTION = """
With input size $n$, kernel size $kernel_size$, stride $stride$ and padding $padding$ the output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
EACH = """
`{layer}` gives

$$floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1 == {gives_0}$$
"""


def _layer(p: Params) -> Conv2d:
    return Conv2d(1, 1, p["kernel_size"], p["stride"], p["padding"])


def _measure(p: Params) -> Values:
    return (oracle.output_length((_layer(p),), p["n"]),)


def _level(n: range, strides: tuple[int, ...], shapes: Sequence[Shape]) -> Concat:
    """The sizes are dealt to the shapes in turns."""
    dealt = ((n[turn :: len(shapes)], shape) for turn, shape in enumerate(shapes))
    return concat(*(_layers(some, strides, LARGEST, *shape) for some, shape in dealt), real=real.convolution)


def _layers(n: Iterable[int], strides: tuple[int, ...], largest: int, *shape: str) -> Combinations:
    """Layers of published networks, and beside them some with kernels up to the ``largest``."""
    axes = {"n": tuple(n), "kernel_size": (1, 2, 3, 4, 5, 6, 7, 8, 9, 11), "stride": strides, "padding": range(5)}
    return Combinations(axes, partial(_usual, largest=largest), shape)


def _usual(c: Any, largest: int) -> Any:
    """A published window, or a kernel of 2 up to the ``largest`` with padding less than it."""
    strange = (c.padding < c.kernel_size) & (c.padding < 4) & (c.kernel_size <= largest) & (c.kernel_size > 1)
    return real.convolution(c) | strange


LARGEST = 7
TWOS = (("window", "even"), ("window", "odd"), ("padding", "even"), ("padding", "odd"))
FOURS = (("fours", "even"), ("fours", "odd"))
OF_PADDING = (
    *(sizes.PAD_ONCE, sizes.IGNORES_PADDING, sizes.PADS_FOUR_TIMES, sizes.SUBTRACTS_PADDING, sizes.PADS_OUTPUT),
)
LEFT_OUT = {
    (): (sizes.LOSES_AT_BOTH_ENDS, sizes.LOSES_AT_ONE_END),
    TWOS[0]: OF_PADDING,
    TWOS[1]: (*OF_PADDING, sizes.ROUNDS_UP, sizes.IGNORES_STRIDE),
    TWOS[2]: (
        *(sizes.NO_PLUS_ONE, sizes.PADS_FOUR_TIMES, sizes.KERNEL_TWICE, sizes.DIVIDES_BY_KERNEL, sizes.PADS_OUTPUT),
        *(sizes.LOSES_AT_BOTH_ENDS, sizes.LOSES_AT_ONE_END),
    ),
    TWOS[3]: (
        *(sizes.ROUNDS_UP, sizes.PADS_FOUR_TIMES, sizes.SKIPS_STRIDE, sizes.KERNEL_TWICE, sizes.DIVIDES_BY_KERNEL),
        *(sizes.PADS_OUTPUT, sizes.LOSES_AT_ONE_END),
    ),
    FOURS[0]: (
        *(sizes.NO_PLUS_ONE, sizes.ROUNDS_UP, sizes.PADS_FOUR_TIMES, sizes.KERNEL_TWICE, sizes.HALF_KERNEL),
        *(sizes.IGNORES_STRIDE, sizes.LOSES_AT_BOTH_ENDS, sizes.SKIPS_STRIDE, sizes.PAD_ONCE),
    ),
    FOURS[1]: (
        *(sizes.PAD_ONCE, sizes.IGNORES_PADDING, sizes.ROUNDS_UP, sizes.PADS_FOUR_TIMES, sizes.SUBTRACTS_PADDING),
        *(sizes.LOSES_AT_BOTH_ENDS, sizes.LOSES_AT_ONE_END),
    ),
}
"""Mistakes that move a size by as much as others do: without them, layers of one stride seem to be each other."""

FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution gives this size?",
    asks="output_size",
    levels={
        "easy": concat(
            _layers(range(13, 65, 2), (1,), 4), _layers(range(12, 65, 2), (1,), 4, "ends"), real=real.convolution
        ),
        "medium": _level(range(66, 200), (2,), TWOS),
        "hard": _level(range(130, 300), (2, 4), FOURS),
    },
    needed={"hard": (lambda c: c.stride > 2,)},
    given=("n",),
    shown=("kernel_size", "stride", "padding"),
    formulas=(conv_output_size,),
    misconceptions=with_pairs(*without(LEFT_OUT, *sizes.OF_A_CHOICE, sizes.LOSES_AT_BOTH_ENDS, sizes.LOSES_AT_ONE_END)),
    layer=_layer,
    stem=lambda task, kind: Text(STEMS[kind], task.values),
    solution=worked(SOLUTION, EACH),
    before=lambda task: Network((1, task["n"], task["n"]), ()),
    measure=_measure,
    examples=(
        Example({"n": 5, "kernel_size": 3, "stride": 2, "padding": 1}, (3,), "Dumoulin and Visin (2016), figure 2.6"),
    ),
)
