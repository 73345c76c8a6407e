"""Which convolution gives a map of the wanted size: the output size formula read backwards.

Each option is a real layer that is run; a wrong one gives the wanted size only to somebody who makes mistakes. In
easy all layers have stride 1, and the padding is set against the kernel; in medium some have stride 2, and its division
may leave something over; in hard all have strides of 2 to 4, so that every size takes a division of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import sizes
from quizgen.misconceptions.limited import except_on
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


def _level(n: Iterable[int], *strides: int) -> Concat:
    return concat(_layers(n, strides, LARGEST), real=real.convolution)


def _layers(n: Iterable[int], strides: tuple[int, ...], largest: int, *shape: str) -> Combinations:
    """Layers of published networks, and beside them some with kernels up to the ``largest``."""
    axes = {"n": tuple(n), "kernel_size": (1, 2, 3, 4, 5, 6, 7, 8, 9, 11), "stride": strides, "padding": range(5)}
    return Combinations(axes, partial(_usual, largest=largest), shape)


def _usual(c: Any, largest: int) -> Any:
    """A published window, or a kernel of 2 up to the ``largest`` with padding less than it."""
    strange = (c.padding < c.kernel_size) & (c.padding < 4) & (c.kernel_size <= largest) & (c.kernel_size > 1)
    return real.convolution(c) | strange


LARGEST = 7
AT_THE_ENDS = except_on((), sizes.LOSES_AT_BOTH_ENDS, sizes.LOSES_AT_ONE_END)
"""By these, published layers of stride 1 seem to be each other; where strides are larger, fewer would."""

FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution gives this size?",
    asks="output_size",
    levels={
        "easy": concat(
            _layers(range(13, 65, 2), (1,), 4), _layers(range(12, 65, 2), (1,), 4, "ends"), real=real.convolution
        ),
        "medium": _level(range(66, 129), 1, 2),
        "hard": _level((*range(130, 257, 2), 227, 299), 2, 3, 4),
    },
    needed={"medium": (lambda c: c.stride > 1, lambda c: c.stride == 1)},
    given=("n",),
    shown=("kernel_size", "stride", "padding"),
    formulas=(conv_output_size,),
    misconceptions=with_pairs(*sizes.OF_A_CHOICE, *AT_THE_ENDS),
    layer=_layer,
    stem=lambda task, kind: Text(STEMS[kind], task.values),
    solution=worked(SOLUTION, EACH),
    before=lambda task: Network((1, task["n"], task["n"]), ()),
    measure=_measure,
    examples=(
        Example({"n": 5, "kernel_size": 3, "stride": 2, "padding": 1}, (3,), "Dumoulin and Visin (2016), figure 2.6"),
    ),
)
