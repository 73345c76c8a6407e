"""The distance between the receptive fields of neighbouring units, often called the jump.

The reader multiplies the strides of all layers, pooling included, and leaves kernels and dilation aside. Easy items
have convolutions only; in medium ones a pooling layer has a stride of its own, beside its window; in hard ones some
layers have a dilation, which spreads taps and not units.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from quizgen.asking.family import Check, Family
from quizgen.chains import stacks
from quizgen.families.receptive_field.shared import alexnet, figures, real, spaces
from quizgen.formulas.receptive_field import ARAUJO, longer_jump, stacked, wider_field
from quizgen.misconceptions import jump as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Params
from quizgen.text import Text

STEM = """
An image goes through these layers, in this order:

{layers}

Take two neighbouring units of the last layer's output. How many input pixels apart are the centres of their receptive
fields along one axis? (Two neighbouring pixels are 1 pixel apart; `dilation=1` is an ordinary layer without holes.)
"""
SOLUTION = """
Neighbouring pixels are $jump == 1$ pixel apart. A layer with stride $stride$ puts its kernel down at every $stride$-th
position, so it turns the distance $jump$ into

$$jump*stride$$

whatever its kernel size and its dilation are. Layer by layer this gives
"""
LINE = """
$$jump_{0} == {{j_{1}}}*{{stride_{0}}} == {{j_{0}}}$$
"""


def _compose(formulas: Trees, shape: Shape) -> Trees:
    """How far a unit sees plays no part."""
    return (stacked(wider_field.tree, formulas[0], shape)[1],)


@cache
def _solution(depth: int) -> str:
    return SOLUTION + "".join(LINE.format(number, number - 1) for number in range(1, depth + 1))


def _two_strides(c: Any, shape: Shape) -> Any:
    """Two strides or more matter."""
    strides = [vars(c)[f"stride_{number}"] for number in range(1, len(shape) + 1)]
    strided = sum((stride > 1) * 1 for stride in strides)
    return (strided >= 2) & (spaces.field(c, shape) <= 200)


def _next_unit(p: Params) -> Values:
    return (min(stacks.taps(p, 1)) - min(stacks.taps(p, 0)),)


ONCE = (1,)
STEM_LAYERS = ((3, 4, 5, 7, 8, 11), (1, 2, 3, 4), ONCE)
POOLS = ((2, 3), (2, 3), ONCE)
EASY = {"first": STEM_LAYERS, "conv": ((3, 5), (1, 2, 3), ONCE)}
POOLED = {"first": ((3, 4, 5, 7, 11), (1, 2, 3, 4), ONCE), "conv": ((3, 5), (1, 2), ONCE), "pool": POOLS}
HARD = {
    "first": ((3, 5, 7, 11), (1, 2, 4), ONCE),
    "conv": ((3,), (1, 2), ONCE),
    "pool": POOLS,
    "dilated": ((3,), (1, 2), (2, 3, 4)),
}

FAMILY = Family(
    module=__name__,
    title="Distance between neighbouring receptive fields",
    asks="jump",
    levels={
        "easy": spaces.stacks(("conv conv conv", "conv conv conv conv"), EASY, _two_strides),
        "medium": spaces.stacks(("conv pool conv", "conv conv pool conv", "conv pool conv conv"), POOLED, _two_strides),
        "hard": spaces.stacks(
            ("conv pool dilated conv", "conv dilated pool conv", "conv pool conv dilated conv"), HARD, _two_strides
        ),
    },
    formulas=(longer_jump,),
    compose=_compose,
    numerical_only="the keys are powers of two, as strides are, and the wrong values beside them are not",
    misconceptions=(
        mistakes.SUMS_STRIDES,
        mistakes.ADDS_STEPS,
        mistakes.LAST_STRIDE,
        mistakes.LARGEST_STRIDE,
        mistakes.WITHOUT_LAST,
        mistakes.SKIPS_POOLS,
        mistakes.POOL_KERNEL,
        mistakes.DILATION_SPREADS,
        mistakes.SKIPS_STRIDE,
        mistakes.KERNELS,
        mistakes.TWO_EACH,
        mistakes.FIELD,
        mistakes.OVERLAP,
        mistakes.HALF_FIELD,
        mistakes.AREA,
        mistakes.BETWEEN,
        mistakes.BOTH_ENDS,
    ),
    printed_key="the jump is a small product of strides, and one of them often is the only one above 1",
    stem=lambda p: Text(STEM, {"layers": real.table(stacks.layers(p))}),
    solution=lambda p, _: (Text(_solution(len(p.shape)), {**p.values, **stacks.states(p)}),),
    network=real.network,
    measure=lambda p: real.measured(p)[1:],
    recount=(Check("taps of the next unit", _next_unit),),
    figures=figures.chain,
    examples=(
        stacks.example(alexnet.ALEXNET, alexnet.ALEXNET_SHAPE, 32, f"{ARAUJO}, table of modern networks, alexnet_v2"),
    ),
)
