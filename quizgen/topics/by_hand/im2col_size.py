"""The matrix that turns a convolution into one matrix product (im2col).

The reader counts the numbers under one window, which make a column, and the windows, which are the columns. In easy
the kernel moves by one without padding; in medium there is padding or a stride; in hard there are both, and a fraction
is rounded down.
"""

from __future__ import annotations

from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.by_hand import column_length, windows
from quizgen.layers import Conv2d, Network, real
from quizgen.math.tree import Op
from quizgen.misconceptions import im2col
from quizgen.model import Values
from quizgen.oracle.values import unfolded
from quizgen.space import Combinations, Concat, Params, Where, concat
from quizgen.text import Text

STEM = (
    "For a `Conv2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, `padding={padding}`, `dilation=1` and "
    "`groups=1`, a program copies what lies under each window of one input into a column of a matrix (im2col; "
    "`torch.nn.Unfold`), so that the convolution becomes a product of matrices. The input has the shape "
    "{in_channels} × {n} × {n}, channels first. As in PyTorch, a fraction in the output's size is rounded down. How "
    "many numbers does the matrix hold?"
)
SOLUTION = """
A column holds what one window covers: the kernel's area $kernel_size**2$ in each of the $in_channels$ input channels.

$$rows == in_channels*kernel_size**2 == {in_channels}*{kernel_size}**2 == {rows}$$

There is a column for each position of the window, and so for each position of the output. With input size $n$, kernel
size $kernel_size$, stride $stride$ and padding $padding$ its side is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$

$$o == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1 == {o}$$

$$columns == {o}**2 == {columns}$$

$$rows*columns == {rows}*{columns} == {total}$$
"""


def _network(p: Params) -> Network:
    layer = Conv2d(p["in_channels"], 1, p["kernel_size"], p["stride"], p["padding"])
    return Network((p["in_channels"], p["n"], p["n"]), (layer,))


def _measure(p: Params) -> Values:
    rows, columns = unfolded(_network(p))
    return (rows * columns,)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    side = (p["n"] + 2 * p["padding"] - p["kernel_size"]) // p["stride"] + 1
    rows = p["in_channels"] * p["kernel_size"] ** 2
    return (Text(SOLUTION, {**p.values, "o": side, "rows": rows, "columns": side**2, "total": key[0]}),)


def _by_positions(p: Params) -> Values:
    padded = p["n"] + 2 * p["padding"]
    starts = [start for start in range(0, padded, p["stride"]) if start + p["kernel_size"] <= padded]
    taps = [(row, column) for row in range(p["kernel_size"]) for column in range(p["kernel_size"])]
    return (sum([len(taps) * p["in_channels"] * len(starts)] * len(starts)),)


CHANNELS = (1, 3, 6, 16, 32, 64)


def _level(n: range, kernel_size: tuple[int, ...], where: Where) -> Concat:
    axes = {"n": n, "in_channels": CHANNELS, "kernel_size": kernel_size, "stride": range(1, 5), "padding": range(4)}
    return concat(Combinations(axes, lambda c: _usual(c) & where(c)), real=real.convolution)


def _usual(c: Any) -> Any:
    """Little padding, and a kernel above 7 only where a published network has it."""
    return (2 * c.padding < c.kernel_size) & ((c.kernel_size <= LARGE) | real.convolution(c))


def _plain(c: Any) -> Any:
    return (c.stride == 1) & (c.padding == 0)


def _either(c: Any) -> Any:
    """Padding with a step of one, or a stride of 2 without padding."""
    return ((c.stride == 1) & (c.padding > 0)) | ((c.stride == TWO) & (c.padding == 0))


def _both(c: Any) -> Any:
    """A stride that leaves a remainder, with padding."""
    return (c.stride > 1) & (c.padding > 0) & ((c.n + 2 * c.padding - c.kernel_size) % c.stride > 0)


TWO, LARGE = 2, 7


FAMILY = Family(
    module=__name__,
    title="Size of the im2col matrix",
    weight="special",
    asks="numbers_in_matrix",
    levels={
        "easy": _level(range(6, 33), (2, 3, 5), _plain),
        "medium": _level(range(8, 33), (2, 3, 5, 7), _either),
        "hard": _level(range(16, 65), (3, 5, 7, 11), _both),
    },
    formulas=(column_length, windows),
    compose=lambda trees, _: (Op("*", *trees),),
    misconceptions=im2col.SIZES,
    stem=lambda p: Text(STEM, p.values),
    solution=_solution,
    network=_network,
    measure=_measure,
    numerical_only="the usual mistakes change the size by factors that show the key",
    recount=(Check("windows counted", _by_positions),),
    examples=(
        Example(
            {"n": 227, "in_channels": 3, "kernel_size": 11, "stride": 4, "padding": 0},
            (363 * 3025,),
            "CS231n notes (2023), implementation as matrix multiplication: 363 × 3,025",
        ),
    ),
)
