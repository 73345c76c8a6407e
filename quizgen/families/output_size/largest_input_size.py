"""The largest input from which convolutions make an output of the wanted size.

The reader goes from the outputs back to the input: steps between the windows, one window more, less the padding.
"""

from __future__ import annotations

from functools import partial

from quizgen import oracle
from quizgen.families.output_size import BACK_STEMS, asked_backwards, inputs, numbers, room, wanted
from quizgen.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import backwards, largest_input_size
from quizgen.misconceptions import inverse_sizes as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Concat, Grid, Params, concat
from quizgen.text import Text

SOLUTION = {
    "one": """
The $target$ windows start $stride$ positions apart, and the last one covers $kernel_size$ positions; of all these,
$2*padding$ are zeros. Up to $stride - 1$ more positions are too few for another step. The largest input size $n$ is

$$n == (target - 1)*stride + kernel_size - 2*padding + stride - 1$$

$$n == ({target} - 1)*{stride} + {kernel_size} - 2*{padding} + {stride} - 1$$

$$n == {key}$$
""",
    "two": """
The way back starts at the last layer. Where a layer makes $target$ windows, these start $stride$ positions apart, and
the last one covers $kernel_size$ positions; of all these, $2*padding$ are zeros. Up to $stride - 1$ more positions are
too few for another step. The largest input size $n$ of a layer is

$$n == (target - 1)*stride + kernel_size - 2*padding + stride - 1$$

For the second layer and then for the first one it is

$$n_2 == ({target} - 1)*{stride_2} + {kernel_size_2} - 2*{padding_2} + {stride_2} - 1 == {middle}$$

$$n_1 == ({middle} - 1)*{stride_1} + {kernel_size_1} - 2*{padding_1} + {stride_1} - 1 == {key}$$
""",
}


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (backwards(trees[0], shape),)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    values = {**p.values, "key": key[0]}
    if p.shape == ("two",):
        values["middle"] = (
            (p["target"] - 1) * p["stride_2"] + p["kernel_size_2"] - 2 * p["padding_2"] + p["stride_2"] - 1
        )
    return (Text(SOLUTION[p.shape[0]], values),)


def _measure(p: Params) -> Values:
    return (max(oracle.input_lengths(wanted(p), p["target"])),)


def _slide(p: Params) -> Values:
    return (max(inputs(p)),)


def _level(shape: str, **axes: tuple[int, ...]) -> Concat:
    """The same values for each layer's argument, for the second of two layers those named with its number."""
    return concat(Grid({name: axes[name] for name in _names(shape)}, partial(room, shape=(shape,)), (shape,)))


def _names(shape: str) -> tuple[str, ...]:
    ends = numbers((shape,))
    return ("target", *(f"{name}{end}" for end in ends for name in ("kernel_size", "stride", "padding")))


SMALL = (5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 21, 24, 25, 28, 30, 32)
LARGE = (*SMALL, 35, 36, 40, 45, 48, 50, 55, 56, 60, 64)

FAMILY = Family(
    module=__name__,
    title="Largest input for a wanted output",
    asks="largest_input_size",
    levels={
        "easy": _level("one", target=SMALL, kernel_size=(3, 4, 5, 6, 7, 8, 9), stride=(2, 3), padding=(1, 2, 3)),
        "medium": _level("one", target=LARGE, kernel_size=(5, 6, 7, 8, 9, 10, 11), stride=(4, 5), padding=(1, 2, 3)),
        "hard": _level(
            "two",
            target=SMALL,
            kernel_size_1=(4, 5, 6, 7),
            stride_1=(2, 3),
            padding_1=(1, 2),
            kernel_size_2=(3, 4, 5),
            stride_2=(2,),
            padding_2=(1, 2),
        ),
    },
    formulas=(largest_input_size,),
    compose=_compose,
    misconceptions=(
        mistakes.OUTPUTS_TIMES_STRIDE,
        mistakes.STEP_FOR_EACH,
        mistakes.PADS_ONCE,
        mistakes.ADDS_ZEROS,
        mistakes.UNPADDED,
        mistakes.PADS_TWICE,
        mistakes.NO_WINDOW,
        mistakes.ONE_FOR_WINDOW,
        mistakes.WINDOW_LESS_ONE,
        mistakes.WINDOW_SUBTRACTED,
        mistakes.WINDOW_TWICE,
        mistakes.STRIDE_FORGOTTEN,
        mistakes.STRIDE_WIDER,
        mistakes.STRIDE_NARROWER,
        mistakes.KERNEL_STEPS,
        mistakes.FORWARD,
        mistakes.SMALLEST,
        mistakes.NEXT_OUTPUT,
        mistakes.STRIDE_MORE,
        mistakes.ROUNDING_TWICE,
        mistakes.SKIPS_FIRST,
        mistakes.SKIPS_SECOND,
        mistakes.OTHER_ORDER,
    ),
    stem=lambda p: Text(BACK_STEMS[p.shape[0]].replace("#", "largest"), p.values),
    solution=_solution,
    network=None,
    givens=asked_backwards,
    measure=_measure,
    recount=(Check("windows counted", _slide),),
    examples=(
        Example(
            {"target": 3, "kernel_size": 3, "stride": 2, "padding": 1},
            (6,),
            "Dumoulin and Visin (2016), figure 2.7: 6 × 6 inputs give as many outputs as 5 × 5 inputs in figure 2.6",
            ("one",),
        ),
    ),
)
