"""Which convolution gives a map of the wanted size: the output size formula read backwards.

Each option is a real layer that is run; a wrong one gives the wanted size only to somebody who makes one mistake.
"""

from __future__ import annotations

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.families.output_size.shared.windows import sees_input
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import sizes
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


def _level(n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...]) -> Concat:
    return concat(Combinations({"n": n, "kernel_size": kernel_size, "stride": stride, "padding": range(6)}, sees_input))


FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution gives this size?",
    asks="output_size",
    levels={
        "easy": _level(range(20, 65), (3, 5, 7, 9), (1, 2)),
        "medium": _level(range(66, 128, 2), (3, 5, 7, 9, 11), (2, 3)),
        "hard": _level(range(128, 257, 4), (3, 5, 7, 9, 11), (2, 3, 4)),
    },
    given=("n",),
    shown=("kernel_size", "stride", "padding"),
    formulas=(conv_output_size,),
    misconceptions=sizes.OF_A_CHOICE,
    layer=_layer,
    stem=lambda task, kind: Text(STEMS[kind], task.values),
    solution=worked(SOLUTION, EACH),
    before=lambda task: Network((1, task["n"], task["n"]), ()),
    measure=_measure,
    examples=(
        Example({"n": 5, "kernel_size": 3, "stride": 2, "padding": 1}, (3,), "Dumoulin and Visin (2016), figure 2.6"),
    ),
)
