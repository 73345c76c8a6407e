"""The side of the feature map that max pooling gives, where the last window may not fit.

The reader tells window from stride, and drops the window that would hang over the edge.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.output_size.shared.windows import slide
from quizgen.formulas.sizes import pool_output_size
from quizgen.layers import MaxPool2d, Network
from quizgen.misconceptions import sizes
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "A feature map of {n} × {n} goes through a `MaxPool2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, "
    "`padding={padding}`, `dilation=1` and `ceil_mode=False`. How many rows does its output have? As in PyTorch, "
    "`padding` counts the positions added on each side."
)
SOLUTION = """
With input size $n$, window size $kernel_size$, stride $stride$ and padding $padding$, and rounded down because of
`ceil_mode=False`, the output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$

$$o == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1$$

$$o == {o}$$
"""


def _network(p: Params) -> Network:
    return Network((1, p["n"], p["n"]), (MaxPool2d(p["kernel_size"], p["stride"], p["padding"]),))


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _slide(p: Params) -> Values:
    return (slide(p["n"], p["kernel_size"], p["stride"], p["padding"]),)


def _allowed(c: Any) -> Any:
    """PyTorch allows no more padding than half the window."""
    return 2 * c.padding <= c.kernel_size


def _level(n: range, kernel_size: tuple[int, ...], stride: int, padding: range) -> Concat:
    return concat(Combinations({"n": n, "kernel_size": kernel_size, "stride": (stride,), "padding": padding}, _allowed))


FAMILY = Family(
    module=__name__,
    title="Output size of max pooling",
    weight="core",
    asks="output_size",
    levels={
        "easy": _level(range(12, 65), (2, 3, 4, 5, 6, 7), 2, range(3)),
        "medium": _level(range(28, 129), (3, 5, 7, 9), 3, range(5)),
        "hard": _level(range(32, 129), (7, 9, 11), 4, range(5)),
    },
    formulas=(pool_output_size,),
    misconceptions=(
        sizes.NO_PLUS_ONE,
        sizes.ROUNDS_UP,
        *sizes.OF_PADDING_AND_STRIDE,
        sizes.DIVIDES_BY_KERNEL,
        sizes.SQUARES_STRIDE,
        sizes.FORGETS_KERNEL,
        sizes.ADDS_KERNEL,
        sizes.KERNEL_TWICE,
        sizes.HALF_KERNEL,
    ),
    stem=lambda p: Text(STEM, p.values),
    solution=lambda p, key: (Text(SOLUTION, {**p.values, "o": key[0]}),),
    network=_network,
    measure=_measure,
    recount=(Check("sliding window", _slide),),
    examples=(
        Example({"n": 5, "kernel_size": 3, "stride": 1, "padding": 0}, (3,), "Dumoulin and Visin (2016), figure 1.6"),
        Example(
            {"n": 55, "kernel_size": 3, "stride": 2, "padding": 0},
            (27,),
            "CS231n (2017), lecture 9, first max pooling of AlexNet",
        ),
    ),
)
