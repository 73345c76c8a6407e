"""Which transposed convolution gives a map of the wanted size: the size formula read backwards.

Each option is a real layer that is run; a wrong one gives the wanted size only to somebody who makes a mistake. Medium
and hard layers differ in their strides too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.families.transposed_convolution.shared.sizes import sensible
from quizgen.formulas.transposed import transposed_output_size
from quizgen.layers import ConvTranspose2d, Network, real
from quizgen.misconceptions import transposed_sizes as mistakes
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Values
from quizgen.one_layer.turning import turning
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

LARGEST = 7
"""The largest kernel of a layer that no published network has."""
STEMS = turning(
    "ConvTranspose2d",
    "Every layer has `dilation=1`, and all arguments have the meaning that PyTorch gives them.",
)
SOLUTION = """
With input size $n$, kernel size $kernel_size$, stride $stride$ and padding $padding$, which crops both sides, the
output size $o$ is

$$o == (n - 1)*stride - 2*padding + kernel_size + output_padding$$
"""
EACH = """
`{layer}` gives

$$({n} - 1)*{stride} - 2*{padding} + {kernel_size} + {output_padding} == {gives_0}$$
"""


def _layer(p: Params) -> ConvTranspose2d:
    return ConvTranspose2d(1, 1, p["kernel_size"], p["stride"], p["padding"], p["output_padding"])


def _measure(p: Params) -> Values:
    return (oracle.decoded_length((_layer(p),), p["n"]),)


def _usual(c: Any) -> Any:
    """A published window, or a sensible one with a small kernel."""
    return real.transposed(c) | (sensible(c) & (c.kernel_size <= LARGEST))


def _level(n: range, kernel_size: Sequence[int], stride: tuple[int, ...], padding: Sequence[int]) -> Concat:
    axes = {"n": n, "kernel_size": kernel_size, "stride": stride, "padding": padding, "output_padding": range(3)}
    return concat(Combinations(axes, _usual), real=real.transposed)


FAMILY = WhichFamily(
    module=__name__,
    title="Which transposed convolution gives this size?",
    asks="output_size",
    levels={
        "easy": _level(range(5, 33), range(2, 7), (1, 2), range(3)),
        "medium": _level(range(5, 41), (*range(2, 10), 16), (1, 2, 3, 4), range(5)),
        "hard": _level(range(7, 65), (*range(2, 10), 16, 32), (2, 3, 4, 8), (0, 1, 2, 3, 4, 8)),
    },
    given=("n",),
    shown=("kernel_size", "stride", "padding", "output_padding"),
    formulas=(transposed_output_size,),
    misconceptions=with_pairs(
        *mistakes.OF_A_LAYER,
        mistakes.INSERTS_STRIDE,
        mistakes.ZEROS_FOR_STEP,
        mistakes.CONVOLVES_STRETCHED,
    ),
    layer=_layer,
    stem=lambda task, kind: Text(STEMS[kind], task.values),
    solution=worked(SOLUTION, EACH),
    before=lambda task: Network((1, task["n"], task["n"]), ()),
    measure=_measure,
    examples=(
        Example(
            {"n": 3, "kernel_size": 3, "stride": 2, "padding": 1, "output_padding": 1},
            (6,),
            "Dumoulin and Visin (2016), figure 4.7, transpose of a 3 × 3 kernel over a 6 × 6 input",
        ),
    ),
)
