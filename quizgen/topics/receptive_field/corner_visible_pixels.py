"""How many pixels of the image the unit in the corner of a padded stack really sees.

The reader follows the corner unit back through the layers and leaves out what lies over the padding. Easy items have
strides of 1; in medium ones a stride comes first, so that the padding of later layers counts several times; in hard
ones a pooling layer stands between, with a window, a stride and sometimes a padding of its own.
"""

from __future__ import annotations

from functools import cache

from quizgen import oracle
from quizgen.asking.family import Check, Family
from quizgen.chains import stacks
from quizgen.formulas.border import last_position, traced
from quizgen.formulas.receptive_field import ARAUJO, indices
from quizgen.layers import Network
from quizgen.math.tree import Num, Op, Sym
from quizgen.misconceptions import corner as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Params, concat
from quizgen.text import Text
from quizgen.topics.receptive_field.shared import alexnet, padded, real

STEM = """
A large image goes through these layers, in this order:

{layers}

Along one axis, how many pixels of the image can the top left unit of the last layer's output see? (Added padding is not
part of the image; all layers have `dilation=1`.)
"""
SOLUTION = """
Positions are counted from 0 at the border of the image. The output at position $q$ of a layer with kernel size
$kernel_size$, stride $stride$ and padding $padding$ reads its input up to position

$$q*stride - padding + kernel_size - 1$$

and everything before 0 is padding. The corner unit is at position 0. Followed back from the last layer it sees the
input of each layer up to
"""
LINE = """
$$q_{0} == {{q_{1}}}*{{stride_{0}}} - {{padding_{0}}} + {{kernel_size_{0}}} - 1 == {{q_{0}}}$$
"""
LAST = """
So it sees the pixels from 0 to {q_1}:

$${q_1} + 1 == {key}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (Op("+", traced([(index, trees[0]) for index in indices(shape)], Sym("unit")), Num(1)),)


@cache
def _lines(depth: int) -> str:
    return SOLUTION + "".join(LINE.format(number, number + 1) for number in range(depth, 0, -1)) + LAST


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    depth = len(p.shape)
    ends = padded.region(padded.padded_stack(p), 0)
    known = {f"q_{depth - back}": last for back, (_, last) in enumerate(ends)}
    return (Text(_lines(depth), {**p.values, **known, f"q_{depth + 1}": 0, "key": key[0]}),)


def _cut(layers: padded.Padded, unit: int) -> bool:
    """The field hangs over the border, is not too large, and has no holes."""
    first, last = padded.region(layers, unit)[-1]
    sensible = all(stride <= kernel_size for kernel_size, stride, _ in layers)
    return sensible and first < 0 and last - first < LARGEST


def _strided(layers: padded.Padded, unit: int) -> bool:
    return layers[0][1] > 1 and _cut(layers, unit)


def _measure(p: Params) -> Values:
    first, last = padded.region(padded.padded_stack(p), 0)[-1]
    return (oracle.seen_by(padded.padded_layers(p), 2 * (last - first), 0),)


LARGEST = 80
INPUT = (1, 224, 224)
ONES = ((3, 1, 0), (3, 1, 1), (5, 1, 0), (5, 1, 1), (5, 1, 2), (7, 1, 0), (7, 1, 2), (7, 1, 3))
STRIDED = ((3, 2, 0), (3, 2, 1), (4, 2, 1), (5, 2, 0), (5, 2, 2), (7, 2, 0), (7, 2, 3), (7, 4, 2), (11, 4, 2))
STRANGE = ((5, 2, 1), (5, 3, 2), (7, 2, 2), (7, 3, 3))
LATER = ((3, 1, 0), (3, 1, 1), (3, 2, 1), (5, 1, 0), (5, 1, 1), (5, 1, 2), (5, 2, 2))
CONVS = {"first": (*STRIDED, *STRANGE), "conv": LATER}
POOLED = CONVS | {"first": (*CONVS["first"], (3, 1, 1), (5, 1, 2)), "pool": ((2, 2, 0), (3, 2, 0), (3, 2, 1))}

FAMILY = Family(
    module=__name__,
    title="What the unit in the corner sees",
    weight="special",
    asks="visible_pixels",
    levels={
        "easy": concat(
            *(padded.padded(shape, {"first": ONES, "conv": ONES}, _cut) for shape in ("conv conv", "conv conv conv")),
            real=stacks.published,
        ),
        "medium": concat(
            *(padded.padded(shape, CONVS, _strided) for shape in ("conv conv", "conv conv conv")),
            real=stacks.published,
        ),
        "hard": concat(
            *(padded.padded(shape, POOLED, _cut) for shape in ("conv pool conv", "conv pool conv conv")),
            real=stacks.published,
        ),
    },
    as_numbers=("medium", "hard"),
    options={"easy": 0, "medium": 4, "hard": 4},
    formulas=(last_position,),
    compose=_compose,
    misconceptions=(
        mistakes.WHOLE_FIELD,
        mistakes.ADDS_PADDING,
        mistakes.BOTH_SIDES,
        mistakes.UNSCALED,
        mistakes.FIRST_PADDING,
        mistakes.LAST_PADDING,
        mistakes.HALF_FIELD,
        mistakes.FROM_CENTRE,
        mistakes.LAST_LAYER,
        mistakes.FIRST_LAYER,
        mistakes.IGNORES_STRIDES,
        mistakes.SKIPS_POOLS,
        mistakes.LAST_INDEX,
        mistakes.ADDS_KERNEL,
        mistakes.AREA,
        mistakes.HANGS_OVER,
    ),
    stem=lambda p: Text(STEM, {"layers": real.table(padded.padded_layers(p), padded.PADDED)}),
    solution=_solution,
    network=lambda p: Network(INPUT, padded.padded_layers(p)),
    measure=_measure,
    recount=(Check("pixels walked back", lambda p: (len(padded.pixels(p)),)),),
    examples=(
        padded.padded_example(
            alexnet.ALEXNET_SHAPE,
            alexnet.PADDED_ALEXNET,
            0,
            195 - 64,
            f"{ARAUJO}, table of modern networks, alexnet_v2: receptive field less effective padding",
        ),
    ),
)
