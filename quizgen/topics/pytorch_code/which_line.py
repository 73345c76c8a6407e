"""Which line makes a program print a wanted shape: the size formula read backwards, in code.

Each line is put into the program, which is run; a wrong one prints the shape only to somebody who makes mistakes. In an
easy question every division by a stride comes out; in a medium one a stride above 1 leaves a remainder, which is
dropped; in a hard one a kernel is dilated, so that it covers more than its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from quizgen.asking.family import Example
from quizgen.asking.offered import worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.formulas.sizes import dilated_conv_output_size
from quizgen.layers import Conv2d, Network, code, real
from quizgen.misconceptions import sizes, with_pairs
from quizgen.misconceptions.kinds import Shape
from quizgen.misconceptions.limited import without
from quizgen.model import Values
from quizgen.oracle.snippets import printed_shape
from quizgen.space import Combinations, Concat, Params, Where, concat
from quizgen.text import Text
from quizgen.text.snippets import snippet

Axes: TypeAlias = tuple[Sequence[int], Sequence[int], Sequence[int]]
BATCH, IN_CHANNELS, OUT_CHANNELS = 8, 64, 128
SHOWN = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation")
PROGRAM = f"""
```python
import torch
from torch.nn import Conv2d

layer = ...
x = torch.empty({BATCH}, {IN_CHANNELS}, {{n}}, {{n}})
print(layer(x).shape)
```
"""
PRINTED = f"`torch.Size([{BATCH}, {OUT_CHANNELS}, {{target_0}}, {{target_0}}])`"
STEMS = {
    "choice": f"Which of these layers, put in place of `...`, makes the program print {PRINTED}?\n{PROGRAM}",
    "multiple": (
        f"Which of these layers, one or several, make the program print {PRINTED} when they are put in place of "
        f"`...`?\n{PROGRAM}"
    ),
}
SOLUTION = """
All of these layers give the channels that are wanted. With input size $n$, kernel size $kernel_size$, stride $stride$,
padding $padding$ and dilation $dilation$ the output size $o$, rounded down, is

$$o == floor((n + 2*padding - (dilation*(kernel_size - 1) + 1))/stride) + 1$$
"""
EACH = """
With `kernel_size={kernel_size}`, `stride={stride}`, `padding={padding}` and `dilation={dilation}` the side is

$$floor(({n} + 2*{padding} - ({dilation}*({kernel_size} - 1) + 1))/{stride}) + 1 == {gives_0}$$
"""


def _layer(p: Params) -> Conv2d:
    return Conv2d(IN_CHANNELS, OUT_CHANNELS, p["kernel_size"], p["stride"], p["padding"], p["dilation"])


def _measure(p: Params) -> Values:
    """The side that the program prints with the option's own words in the place that is open."""
    program = snippet(Text(PROGRAM, {"n": p["n"]}))
    batch, channels, height, width = printed_shape(program.replace("...", code(_layer(p), SHOWN)))
    if (batch, channels) != (BATCH, OUT_CHANNELS) or height != width:
        raise ValueError(f"the program prints {(batch, channels, height, width)}")
    return (width,)


def _sensible(c: Any) -> Any:
    """Every output sees some of the input, and the kernel covers less than half of it.

    Beside the published layers there are a few others with little padding, and with small kernels if they are dilated.
    """
    covered = c.dilation * (c.kernel_size - 1)
    plain = (c.dilation == 1) & (c.kernel_size <= 7) & (c.padding <= 2)
    usual = real.convolution(c) | plain | ((c.dilation > 1) & (c.kernel_size <= 5) & (c.padding <= 3))
    return (2 * c.padding <= covered) & (2 * covered < c.n) & usual


def _comes_out(c: Any) -> Any:
    return _sensible(c) & (_left(c) == 0)


def _leaves_some(c: Any) -> Any:
    """A stride above 1 leaves a remainder."""
    return _sensible(c) & ((_left(c) > 0) | (c.stride == 1))


def _left(c: Any) -> Any:
    """What the division by the stride leaves of a layer that is not dilated."""
    return (c.n + 2 * c.padding - c.kernel_size) % c.stride


def _level(n: range, axes: Axes, where: Where, *shapes: Shape) -> Concat:
    """``axes`` are kernels, strides and dilations; the sizes are dealt to the shapes in turns."""
    named = {**dict(zip(("kernel_size", "stride", "dilation"), axes, strict=True)), "padding": range(7)}
    parts = (Combinations({"n": n[turn :: len(shapes)], **named}, where, one) for turn, one in enumerate(shapes))
    return concat(*parts, real=real.convolution)


ENDS, ROOM, HALF, WINDOW, PADDING = ("ends",), ("room",), ("half",), ("window",), ("padding",)
OF_PADDING = (
    *(sizes.PAD_ONCE, sizes.IGNORES_PADDING, sizes.PADS_FOUR_TIMES, sizes.SUBTRACTS_PADDING, sizes.PADS_OUTPUT),
)
AT_THE_ENDS = (sizes.LOSES_AT_BOTH_ENDS, sizes.LOSES_AT_ONE_END)
LITTLE = (
    *(sizes.NO_PLUS_ONE, sizes.IGNORES_PADDING, sizes.PADS_FOUR_TIMES, sizes.SUBTRACTS_PADDING, sizes.PADS_OUTPUT),
    *(sizes.IGNORES_STRIDE, sizes.COUNTS_HOLES),
)
LEFT_OUT = {
    (): AT_THE_ENDS,
    ENDS: (*OF_PADDING, sizes.LOSES_AT_ONE_END, sizes.COUNTS_HOLES),
    ROOM: LITTLE,
    HALF: (*LITTLE, sizes.HALF_KERNEL, sizes.LOSES_AT_BOTH_ENDS),
    WINDOW: (*OF_PADDING, *AT_THE_ENDS, sizes.COUNTS_HOLES),
    PADDING: (
        *(sizes.NO_PLUS_ONE, sizes.PADS_FOUR_TIMES, sizes.KERNEL_TWICE, sizes.PADS_OUTPUT),
        *(*AT_THE_ENDS, sizes.COUNTS_HOLES),
    ),
}
"""Mistakes that move a size by as much as others do: without them, layers of one stride seem to be each other."""

FAMILY = WhichFamily(
    module=__name__,
    title="Which line makes the program print this shape?",
    asks="output_size",
    levels={
        "easy": _level(range(17, 112, 2), ((1, 2, 3, 4, 5, 7), (1, 2), (1,)), _comes_out, ENDS, ROOM, HALF),
        "medium": _level(
            range(112, 300, 2), ((1, 2, 3, 4, 5, 7, 8, 11), (1, 2, 4), (1,)), _leaves_some, WINDOW, PADDING
        ),
        "hard": _level(range(113, 257, 2), ((3, 5, 7), (1, 2), (1, 2, 4, 6)), _sensible, ()),
    },
    needed={"medium": (lambda c: _left(c) > 0,), "hard": (lambda c: c.dilation > 1,)},
    given=("n",),
    shown=SHOWN,
    formulas=(dilated_conv_output_size,),
    misconceptions=with_pairs(
        *without(LEFT_OUT, *sizes.OF_A_CHOICE, *AT_THE_ENDS, sizes.COUNTS_HOLES),
        *(sizes.IGNORES_DILATION, sizes.STRETCHES_TAPS, sizes.STRETCHES_ONCE),
    ),
    layer=_layer,
    stem=lambda task, kind: Text(STEMS[kind], task.values),
    solution=worked(SOLUTION, EACH),
    before=lambda task: Network((IN_CHANNELS, task["n"], task["n"]), ()),
    measure=_measure,
    examples=(
        Example(
            {"n": 64, "kernel_size": 3, "stride": 1, "padding": 2, "dilation": 2},
            (64,),
            "quizgen's tutorial, PyTorch example of a dilated convolution",
        ),
    ),
)
