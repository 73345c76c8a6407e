"""Which transposed convolution gives a map of the wanted size: the size formula read backwards.

Each option is a real layer that is run; a wrong one gives the wanted size only to somebody who makes a mistake. Easy
layers move by 1 or 2 and crop; among medium ones there is always one that moves by more, or adds an output padding on
one side; among hard ones one that is dilated, so that each kernel covers more than its size. Medium and hard sets have
a layer that no network has: published ones nearly all multiply a map's size by their stride, so that most of one stride
would be right together, and none is dilated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.formulas.transposed import dilated_transposed_output_size
from quizgen.layers import ConvTranspose2d, Network, real
from quizgen.misconceptions import transposed_sizes as mistakes
from quizgen.misconceptions.kinds import Misconception, Shape
from quizgen.misconceptions.limited import without
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Values
from quizgen.one_layer.turning import turning
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.transposed_convolution.shared.sizes import sensible

LARGEST = 5
"""The largest kernel of a layer that no published network has."""
CLOSE = 2
"""No easy layer has a larger stride."""
SMALL = 33
"""Easy maps are smaller."""
STEMS = turning(
    "ConvTranspose2d",
    "All arguments have the meaning that PyTorch gives them, where `dilation=1` is an ordinary kernel.",
)
SOLUTION = """
With input size $n$, kernel size $kernel_size$, stride $stride$, dilation $dilation$ and padding $padding$, which crops
both sides, the output size $o$ is

$$o == (n - 1)*stride - 2*padding + dilation*(kernel_size - 1) + 1 + output_padding$$
"""
EACH = """
`{layer}` gives

$$({n} - 1)*{stride} - 2*{padding} + {dilation}*({kernel_size} - 1) + 1 + {output_padding} == {gives_0}$$
"""


def _layer(p: Params) -> ConvTranspose2d:
    window = (p["kernel_size"], p["stride"], p["padding"], p["output_padding"])
    return ConvTranspose2d(1, 1, *window, dilation=p["dilation"])


def _measure(p: Params) -> Values:
    return (oracle.output_length((_layer(p),), p["n"]),)


def _published(c: Any) -> Any:
    return real.transposed(c) & (c.dilation == 1)


def _usual(c: Any) -> Any:
    """A published window, or a sensible one near to it: a small kernel, little crop, and dilated by little."""
    plain = (c.dilation == 1) & (c.kernel_size <= LARGEST) & (c.padding <= 1) & (c.output_padding == 0)
    plain &= (c.n < SMALL) | (c.n % 2 == 0)
    dilated = (c.dilation > 1) & (c.kernel_size <= LARGEST) & (c.stride == 2) & (c.padding <= 2)
    return _published(c) | (sensible(c) & (plain | dilated))


def _level(n: range, kernel_size: Sequence[int], stride: Sequence[int], **more: Sequence[int]) -> Concat:
    """Every other size is asked with mistakes about the crop, those between with mistakes about the kernel."""
    axes = {"kernel_size": kernel_size, "stride": stride, "padding": range(5)}
    axes |= {"output_padding": (0, 1, 2, 3), "dilation": (1,), **more}
    parts = (Combinations({"n": n[start::2], **axes}, _usual, shape) for start, shape in enumerate((CROP, KERNEL)))
    return concat(*parts, real=_published)


CROP, KERNEL = ("crop",), ("kernel",)
LEFT_OUT: Mapping[Shape, tuple[Misconception, ...]] = {
    CROP: (
        *(mistakes.MULTIPLIES_ONLY, mistakes.N_STEPS, mistakes.ADDS_PADDING, mistakes.CROPS_FOUR_TIMES),
        *(mistakes.SUBTRACTS_OUTPUT_PADDING, mistakes.CONVOLVES_STRETCHED, mistakes.STARTS_TWICE),
    ),
    KERNEL: (
        *(mistakes.MULTIPLIES_ONLY, mistakes.CROPS_ONE_SIDE, mistakes.IGNORES_CROP, mistakes.CROPS_FOUR_TIMES),
        *(mistakes.DROPS_OUTPUT_PADDING, mistakes.OUTPUT_PADDING_TWICE, mistakes.CONVOLVES_STRETCHED),
    ),
}
"""Mistakes that move a size by as much as others do: without them, layers of one stride seem to be each other."""

FAMILY = WhichFamily(
    module=__name__,
    title="Which transposed convolution gives this size?",
    asks="output_size",
    levels={
        "easy": _level(range(5, SMALL), range(2, 8), (1, 2), output_padding=(0,)),
        "medium": _level(range(SMALL, 66), range(2, 9), (1, 2, 3, 4)),
        "hard": _level(range(66, 129, 2), (2, 3, 4, 5, 6, 8), (1, 2, 4), dilation=(1, 2)),
    },
    needed={
        "medium": (lambda c: (c.stride > CLOSE) | (c.output_padding > 0),),
        "hard": (lambda c: c.dilation > 1,),
    },
    given=("n",),
    shown=("kernel_size", "stride", "padding", "output_padding", "dilation"),
    formulas=(dilated_transposed_output_size,),
    misconceptions=with_pairs(
        *without(
            LEFT_OUT,
            *mistakes.OF_A_LAYER,
            *(mistakes.LAST_GAPS_ONLY, mistakes.STARTS_TWICE, mistakes.HALF_EXTENT),
            *(mistakes.INSERTS_STRIDE, mistakes.ZEROS_FOR_STEP, mistakes.CONVOLVES_STRETCHED),
            *(mistakes.SPREAD_IGNORED, mistakes.SPREAD_TAPS, mistakes.SPREAD_ONCE),
        )
    ),
    layer=_layer,
    stem=lambda task, kind: Text(STEMS[kind], task.values),
    solution=worked(SOLUTION, EACH),
    before=lambda task: Network((1, task["n"], task["n"]), ()),
    measure=_measure,
    examples=(
        Example(
            {"n": 3, "kernel_size": 3, "stride": 2, "padding": 1, "output_padding": 1, "dilation": 1},
            (6,),
            "Dumoulin and Visin (2016), figure 4.7, transpose of a 3 × 3 kernel over a 6 × 6 input",
        ),
    ),
)
