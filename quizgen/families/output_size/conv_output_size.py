"""The side of the feature map that a square convolution gives.

The reader widens the input by the padding on both sides, fits the kernel, counts whole steps and adds the start.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.output_size.shared.windows import slide
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import sizes
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, "
    "`padding={padding}` and `dilation=1`. How many rows does its output have? As in PyTorch, `padding` counts the "
    "zeros on each side, and a fraction is rounded down."
)
SOLUTION = """
With input size $n$, kernel size $kernel_size$, stride $stride$ and padding $padding$, the output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$

$$o == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1$$

$$o == {o}$$
"""


def _network(p: Params) -> Network:
    layer = Conv2d(1, 1, p["kernel_size"], p["stride"], p["padding"])
    return Network((1, p["n"], p["n"]), (layer,))


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _slide(p: Params) -> Values:
    return (slide(p["n"], p["kernel_size"], p["stride"], p["padding"]),)


def _grid(n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...]) -> Concat:
    axes = {"n": n, "kernel_size": kernel_size, "stride": stride, "padding": range(4)}
    return concat(Combinations(axes, _usual), real=real.convolution)


def _usual(c: Any) -> Any:
    """The padding is less than the kernel, and a kernel above 7 is one of a published network."""
    return (c.padding < c.kernel_size) & ((c.kernel_size <= 7) | real.convolution(c))


FAMILY = Family(
    module=__name__,
    title="Output size of a convolution",
    weight="core",
    asks="output_size",
    levels={
        "easy": _grid(range(12, 65), (3, 5, 7), (1,)),
        "medium": _grid(range(20, 129), (1, 2, 3, 4, 5, 7), (2,)),
        "hard": _grid(range(48, 257), (3, 4, 5, 7, 8, 11), (3, 4)),
    },
    formulas=(conv_output_size,),
    misconceptions=(
        *sizes.OF_A_CONVOLUTION,
        sizes.HALF_KERNEL,
        sizes.KERNEL_TWICE,
        sizes.KEEPS_SIZE,
    ),
    stem=lambda p: Text(STEM, p.values),
    solution=lambda p, key: (Text(SOLUTION, {**p.values, "o": key[0]}),),
    network=_network,
    measure=_measure,
    recount=(Check("sliding window", _slide),),
    examples=(
        Example({"n": 5, "kernel_size": 3, "stride": 2, "padding": 1}, (3,), "Dumoulin and Visin (2016), figure 2.6"),
        Example(
            {"n": 227, "kernel_size": 11, "stride": 4, "padding": 0}, (55,), "CS231n notes (2023), AlexNet example"
        ),
    ),
)
