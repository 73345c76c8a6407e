"""How many outputs one pixel of the image reaches at most: its projective field.

The reader finds how much an output sees and how far apart outputs look, divides, and rounds up. Easy items have
convolutions only; medium ones a pooling layer as well; hard ones ask for both axes together.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.chains import stacks
from quizgen.formulas.border import outputs_reached
from quizgen.formulas.receptive_field import indices, stacked
from quizgen.formulas.sizes import DUMOULIN
from quizgen.layers import Network
from quizgen.math.rewrites import substitute
from quizgen.misconceptions import projective_field as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.stacks import HOP, STEP
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.receptive_field.shared import figures, real, spaces

STEM = """
A large image goes through these layers, in this order:

{layers}

A single pixel, far away from the border, is changed. At most how many {asked} can change? (It depends on where the
pixel lies; give the largest number. All layers have `dilation=1`.)
"""
ASKED = {
    "row": "units of the last layer's output, counted along one axis,",
    "map": "units of one channel of the last layer's output, counted along both axes,",
}
SOLUTION = """
An output changes if the pixel lies in its receptive field. Let $receptive_field$ be how many pixels a unit sees along
one axis, and $jump$ how far apart neighbouring units look; before the first layer both are 1. A layer with kernel size
$kernel_size$ and stride $stride$ turns them into $receptive_field + (kernel_size - 1)*jump$ and $jump*stride$. Layer by
layer this gives
"""
LINES = """
$$receptive_field_{0} == {{r_{1}}} + ({{kernel_size_{0}}} - 1)*{{j_{1}}} == {{r_{0}}}$$

$$jump_{0} == {{j_{1}}}*{{stride_{0}}} == {{j_{0}}}$$
"""
RATIO = """
Along one axis the receptive fields of neighbouring outputs begin {jump} pixels apart, and each is {field} pixels long
without a hole. So at most

$$ceil({field}/{jump}) == {axis}$$

of them hold the same pixel.
"""
SQUARE = """
Both axes together give

$${axis}**2 == {key}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    field, jump = stacked(STEP, HOP, shape[1:])
    return mistakes.asked(substitute(trees[0], {"receptive_field": field, "jump": jump}), shape)


def _plain(p: Params) -> Params:
    """The point without the word for what is asked."""
    return Params(p.values, p.shape[1:])


@cache
def _lines(depth: int, asked: str) -> str:
    lines = "".join(LINES.format(number, number - 1) for number in range(1, depth + 1))
    return SOLUTION + lines + RATIO + (SQUARE if asked == mistakes.MAP else "")


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    depth = len(p.shape) - 1
    known = stacks.states(_plain(p))
    field, jump = known[f"r_{depth}"], known[f"j_{depth}"]
    found = {"field": field, "jump": jump, "axis": -(-field // jump), "key": key[0]}
    return (Text(_lines(depth, p.shape[0]), {**p.values, **known, **found}),)


def _stem(p: Params) -> Text:
    return Text(
        STEM.replace("{asked}", ASKED[p.shape[0]]), {"layers": real.table(stacks.layers(_plain(p)), stacks.SHOWN[:2])}
    )


def _on_axes(p: Params, one_axis: int) -> Values:
    return (one_axis**2 if p.shape[0] == mistakes.MAP else one_axis,)


def _measure(p: Params) -> Values:
    plain = _plain(p)
    last, depth = stacks.states(plain), len(plain.shape)
    length = 2 * last[f"r_{depth}"] + 2 * last[f"j_{depth}"]
    return _on_axes(p, oracle.outputs_reached(stacks.layers(plain), length))


def _count(p: Params) -> Values:
    """Counts for each pixel of one period the units that read it."""
    plain = _plain(p)
    last, depth = stacks.states(plain), len(plain.shape)
    jump, here = last[f"j_{depth}"], stacks.taps(plain)
    most = max(sum((pixel + place * jump) in here for place in range(len(here) + 1)) for pixel in range(jump))
    return _on_axes(p, most)


def _shares(c: Any, shape: Shape) -> Any:
    """The outputs lie apart, a receptive field is several times as long, and the stem does not show how many times."""
    field, jump = spaces.field(c, shape), spaces.jump(c, shape)
    told = sum((-(-field // jump) == vars(c)[name]) * 1 for index in indices(shape) for name in stacks.named(index)[:2])
    return (told == 0) & (jump >= 2) & (field >= 3 * jump) & (field <= 99) & (c.kernel_size_1 > c.stride_1)


def _level(asked: str, shapes: tuple[str, ...], options: Mapping[str, spaces.Arguments]) -> Concat:
    parts = spaces.stacks(shapes, options, _shares).parts
    return concat(
        *(Combinations(one.axes, one.where, (asked, *one.shape)) for one in parts if isinstance(one, Combinations)),
        real=partial(stacks.published, words=1),
    )


ONCE = (1,)
CONVS = {"first": ((3, 4, 5, 7, 11), (1, 2, 3, 4), ONCE), "conv": ((3, 5, 7), (1, 2), ONCE)}
POOLED = {"first": ((3, 5, 7, 11), (1, 2, 3, 4), ONCE), "conv": ((3, 5, 7), (1, 2), ONCE), "pool": ((2, 3), (2,), ONCE)}

FAMILY = Family(
    module=__name__,
    title="How many outputs a pixel reaches",
    weight="special",
    asks="outputs_reached",
    numerical_only="the keys are so small that the largest wrong value beside them would tell them apart",
    levels={
        "easy": _level("row", ("conv conv", "conv conv conv"), CONVS),
        "medium": _level("row", ("conv pool conv", "conv conv pool conv", "conv pool conv conv"), POOLED),
        "hard": _level("map", ("conv conv conv", "conv pool conv", "conv conv pool conv"), POOLED),
    },
    formulas=(outputs_reached,),
    compose=_compose,
    misconceptions=(
        mistakes.FIELD,
        mistakes.ROUNDS_DOWN,
        mistakes.ONE_SIDE,
        mistakes.BOTH_SIDES,
        mistakes.LAST_LAYER,
        mistakes.FIRST_LAYER,
        mistakes.IGNORES_STRIDES,
        mistakes.PIXELS_SPREAD,
        mistakes.SKIPS_POOLS,
        mistakes.LAST_STRIDE,
        mistakes.WITHOUT_LAST_STRIDE,
        mistakes.SUMS_STRIDES,
        mistakes.ADDS_KERNEL,
        mistakes.MULTIPLIES,
        mistakes.ONE_AXIS,
        mistakes.BOTH_AXES,
        mistakes.OVERLAP,
    ),
    stem=_stem,
    solution=_solution,
    network=lambda p: Network(real.INPUT, stacks.layers(_plain(p))),
    givens=lambda p: {"axes": 2 if p.shape[0] == mistakes.MAP else 1},
    measure=_measure,
    figures=lambda p: figures.nested(_plain(p)),
    recount=(Check("units of one period counted", _count),),
    examples=(
        Example(
            {"kernel_size_1": 3, "stride_1": 2, "dilation_1": 1},
            (2,),
            f"{DUMOULIN}, figure 2.5: kernel size 3, stride 2",
            ("row", "conv"),
        ),
    ),
)
