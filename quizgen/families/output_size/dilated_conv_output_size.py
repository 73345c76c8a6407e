"""The side of the feature map that a dilated square convolution gives.

The reader first finds how many positions the dilated kernel covers, then fits that into the padded input.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.output_size.shared.windows import slide
from quizgen.figures.dilated import dilated_kernels
from quizgen.formulas.sizes import dilated_conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import sizes
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

STEM = (
    "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, "
    "`padding={padding}` and `dilation={dilation}`. How many rows does its output have? As in PyTorch, `dilation=1` "
    "would be an ordinary convolution, `padding` counts the zeros on each side, and a fraction is rounded down."
)
SOLUTION = """
With input size $n$, kernel size $kernel_size$, stride $stride$, padding $padding$ and dilation $dilation$, the dilated
kernel covers $dilation*(kernel_size - 1) + 1$ positions, and the output size $o$ is

$$o == floor((n + 2*padding - (dilation*(kernel_size - 1) + 1))/stride) + 1$$

$$o == floor(({n} + 2*{padding} - ({dilation}*({kernel_size} - 1) + 1))/{stride}) + 1$$

$$o == {o}$$
"""


def _network(p: Params) -> Network:
    layer = Conv2d(1, 1, p["kernel_size"], p["stride"], p["padding"], p["dilation"])
    return Network((1, p["n"], p["n"]), (layer,))


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _slide(p: Params) -> Values:
    taps = range(0, p["dilation"] * p["kernel_size"], p["dilation"])
    return (slide(p["n"], taps[-1] + 1, p["stride"], p["padding"]),)


def _asked(c: Any) -> Any:
    """Padding below what keeps the size, and room for the kernel to move."""
    return (2 * c.padding < c.dilation * (c.kernel_size - 1)) & (c.n > c.dilation * c.kernel_size)


def _grid(n: range, kernel_size: tuple[int, ...], stride: int, dilation: range) -> Combinations:
    axes = {"n": n, "kernel_size": kernel_size, "stride": (stride,), "padding": range(5), "dilation": dilation}
    return Combinations(axes, _asked)


FAMILY = Family(
    module=__name__,
    title="Output size of a dilated convolution",
    asks="output_size",
    levels={
        "easy": concat(_grid(range(16, 65, 3), (3, 5), 1, range(2, 5))),
        "medium": concat(_grid(range(20, 113, 3), (3, 5, 7), 2, range(2, 5))),
        "hard": concat(
            _grid(range(56, 225, 7), (7,), 2, range(5, 8)),
            _grid(range(56, 225, 7), (5, 7), 3, range(2, 7)),
        ),
    },
    formulas=(dilated_conv_output_size,),
    misconceptions=(
        sizes.NO_PLUS_ONE,
        sizes.PAD_ONCE,
        *sizes.OF_PADDING_AND_STRIDE,
        sizes.KEEPS_SIZE,
        sizes.IGNORES_DILATION,
        sizes.STRETCHES_TAPS,
        sizes.STRETCHES_ONCE,
        sizes.COUNTS_HOLES,
        sizes.ONLY_GAPS,
        sizes.DILATES_PADDING,
        sizes.DILATES_STRIDE,
        sizes.STRIDE_FOR_DILATION,
        sizes.FORGETS_KERNEL,
        sizes.ADDS_KERNEL,
    ),
    stem=lambda p: Text(STEM, p.values),
    solution=lambda p, key: (Text(SOLUTION, {**p.values, "o": key[0]}),),
    figures=lambda p: (dilated_kernels(p["kernel_size"], (1, p["dilation"])),),
    network=_network,
    measure=_measure,
    recount=(Check("sliding window", _slide),),
    examples=(
        Example(
            {"n": 7, "kernel_size": 3, "stride": 1, "padding": 0, "dilation": 2},
            (3,),
            "Dumoulin and Visin (2016), section 5.1, dilated convolution of a 7 × 7 input by a 3 × 3 kernel",
        ),
    ),
)
