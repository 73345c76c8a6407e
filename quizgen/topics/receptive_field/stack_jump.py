"""The distance between the receptive fields of neighbouring units, often called the jump.

The reader multiplies the strides of all layers, pooling included, and leaves kernels and dilation aside. Easy items
have convolutions only; in medium ones a pooling layer has a stride of its own, beside its window, and a layer may have
a dilation, which spreads taps and not units. Hard ones go back: the layers at the beginning are not shown, and how far
apart units before the others look follows from two units behind them.
"""

from __future__ import annotations

from functools import cache
from math import prod
from typing import Any

from quizgen.asking.family import Check, Family
from quizgen.chains import stacks
from quizgen.formulas.receptive_field import ARAUJO, longer_jump, stacked, wider_field
from quizgen.misconceptions import jump as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Params
from quizgen.text import Text
from quizgen.topics.receptive_field.shared import alexnet, backwards, figures, real, spaces

STEM = """
An image goes through these layers, in this order:

{layers}

Take two neighbouring units of the last layer's output. How many input pixels apart are the centres of their receptive
fields along one axis? (Two neighbouring pixels are 1 pixel apart; `dilation=1` is an ordinary layer without holes.)
"""
BACK_STEM = """
A network begins with layers that are not shown. After them come these layers, in this order:

{layers}

Take two units of the last layer's output that are {units} places apart along one axis. The centres of their receptive
fields are {distance} pixels of the image apart. Now take two neighbouring units of the map that the first of the listed
layers is given. How many pixels of the image apart are the centres of their receptive fields along one axis?
(`dilation=1` is an ordinary layer without holes.)
"""
BACK_SOLUTION = """
From one unit to the other there are {units} steps, so neighbouring units of the last output look

$${distance}/{units} == {last}$$

pixels apart. A layer with stride $stride$ puts its kernel down at every $stride$-th position, whatever its kernel size
and its dilation are, so the listed layers together have multiplied the distance by

$${strides} == {product}$$

Before them neighbouring units look

$${last}/{product} == {key}$$

pixels apart.
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
    back = backwards.is_back(shape)
    jump = stacked(wider_field.tree, formulas[0], shape[1:] if back else shape)[1]
    return (backwards.shared_out(jump) if back else jump,)


def _stem(p: Params) -> Text:
    back = backwards.is_back(p.shape)
    layers = real.table(stacks.layers(backwards.forward(p)))
    return Text(BACK_STEM if back else STEM, {**(p.values if back else {}), "layers": layers})


def _worked(p: Params, key: Values) -> tuple[Text, ...]:
    if not backwards.is_back(p.shape):
        return (Text(_solution(len(p.shape)), {**p.values, **stacks.states(p)}),)
    strides = [p[f"stride_{number}"] for number in range(1, len(p.shape))]
    words = BACK_SOLUTION.replace("{strides}", "*".join(map(str, strides)))
    known = {"last": p["distance"] // p["units"], "product": prod(strides), "key": key[0]}
    return (Text(words, {**p.values, **known}),)


@cache
def _solution(depth: int) -> str:
    return SOLUTION + "".join(LINE.format(number, number - 1) for number in range(1, depth + 1))


def _two_strides(c: Any, shape: Shape) -> Any:
    """Two strides or more matter."""
    strides = [vars(c)[f"stride_{number}"] for number in range(1, len(shape) + 1)]
    strided = sum((stride > 1) * 1 for stride in strides)
    return (strided >= 2) & (spaces.field(c, shape) <= 200)


def _measure(p: Params) -> Values:
    """How far apart real units look; before the stack, how far it is by as much less."""
    jump = real.measured(backwards.forward(p))[1]
    return (p["distance"] // (jump * p["units"]) if backwards.is_back(p.shape) else jump,)


def _next_unit(p: Params) -> Values:
    """From tap to tap of two units; before the stack, in how many parts that cuts the distance."""
    stack = backwards.forward(p)
    units = p["units"] if backwards.is_back(p.shape) else 1
    apart = min(stacks.taps(stack, units)) - min(stacks.taps(stack, 0))
    return (p["distance"] // apart if backwards.is_back(p.shape) else apart,)


def _givens(p: Params) -> dict[str, object]:
    return {name: p[name] for name in ("units", "distance")} if backwards.is_back(p.shape) else {}


def _figures(p: Params) -> tuple[Figure, ...]:
    return () if backwards.is_back(p.shape) else figures.chain(p)


ONCE = (1,)
STEM_LAYERS = ((3, 4, 5, 7, 8, 11), (1, 2, 3, 4), ONCE)
POOLS = ((2, 3), (2, 3), ONCE)
EASY = {"first": STEM_LAYERS, "conv": ((3, 5), (1, 2, 3), ONCE)}
POOLED = {
    "first": ((3, 4, 5, 7, 11), (1, 2, 3, 4), ONCE),
    "conv": ((3, 5), (1, 2), ONCE),
    "pool": POOLS,
    "dilated": ((3,), (1,), (2, 3, 4)),
}
HARD = {"conv": ((3, 5), (1, 2), ONCE), "pool": POOLS, "dilated": ((3,), (1,), (2, 4, 8))}

FAMILY = Family(
    module=__name__,
    title="Distance between neighbouring receptive fields",
    asks="jump",
    levels={
        "easy": spaces.stacks(("conv conv conv", "conv conv conv conv"), EASY, _two_strides),
        "medium": spaces.stacks(
            ("conv pool conv", "conv conv pool conv", "conv pool conv dilated"), POOLED, _two_strides
        ),
        "hard": backwards.level(
            ("conv pool conv", "pool conv conv", "conv pool dilated", "conv conv pool dilated"), HARD, _two_strides
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
        mistakes.ONE_PLACE,
        mistakes.STAYS_BEHIND,
        mistakes.MULTIPLIES_BACK,
        mistakes.COUNTS_UNITS,
        mistakes.ONE_STEP_LESS,
        mistakes.WHOLE_STACK,
    ),
    printed_key="the jump is a small product of strides, and one of them often is the only one above 1",
    stem=_stem,
    solution=_worked,
    network=lambda p: real.network(backwards.forward(p)),
    givens=_givens,
    measure=_measure,
    recount=(Check("taps of the next unit", _next_unit),),
    figures=_figures,
    examples=(
        stacks.example(alexnet.ALEXNET, alexnet.ALEXNET_SHAPE, 32, f"{ARAUJO}, table of modern networks, alexnet_v2"),
    ),
)
