"""The centre of the first unit's receptive field, which padding moves, often out of the pixels' grid.

The reader adds half of each kernel's gaps, less its padding, times the strides before it. Easy items have one stride
before the last layer; in medium ones the strides of two layers multiply; in hard ones a pooling layer takes part, whose
even window has its centre between two pixels.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from quizgen import oracle
from quizgen.asking.family import Check, Family
from quizgen.chains import stacks
from quizgen.formulas.centres import centred, later_centre
from quizgen.formulas.receptive_field import ARAUJO
from quizgen.layers import Network
from quizgen.math.whole import whole_if_so
from quizgen.misconceptions.centres import CENTRES
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Params, concat
from quizgen.text import Text
from quizgen.text.nodes import Filling
from quizgen.topics.receptive_field.shared import alexnet, padded, real

STEM = """
A large image goes through these layers, in this order:

{layers}

Along one axis, where does the receptive field of the first unit of the last layer's output have its centre?
(Pixel 0 has its centre at 0, pixel 1 at 1, and positions in the padding are negative; the whole receptive field counts,
padding included. All layers have `dilation=1`.)
"""
WORDS = """
The first pixel has its centre at 0, and neighbouring pixels are 1 apart. A layer with kernel size $kernel_size$, stride
$stride$ and padding $padding$ whose inputs are $jump$ pixels apart moves the centre $c$ of the first unit by

$$((kernel_size - 1)/2 - padding)*jump$$

and turns the distance into $jump*stride$. Layer by layer this gives
"""
LINE = """
$$c_{0} == {{c_{1}}} + (({{kernel_size_{0}}} - 1)/2 - {{padding_{0}}})*{{j_{1}}} == {{c_{0}}}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (centred(trees[0], shape),)


def _states(p: Params) -> dict[str, Filling]:
    """Centre and jump before the first layer and after each one."""
    found: dict[str, Filling] = {"c_0": 0, "j_0": 1}
    centre, jump = Fraction(0), 1
    for number, (kernel_size, stride, padding) in enumerate(padded.padded_stack(p), 1):
        centre, jump = centre + (Fraction(kernel_size - 1, 2) - padding) * jump, jump * stride
        found |= {f"c_{number}": whole_if_so(centre), f"j_{number}": jump}
    return found


@cache
def _words(depth: int) -> str:
    return WORDS + "".join(LINE.format(number, number - 1) for number in range(1, depth + 1))


def _measure(p: Params) -> Values:
    """The field of a unit that sees no border, moved back by as many jumps as the unit's number says."""
    layers, rows = padded.padded_layers(p), padded.region(padded.padded_stack(p), 0)
    jump = int(_states(p)[f"j_{len(p.shape)}"])  # type: ignore[arg-type]  # it is whole
    unit = 1
    while any(first < 0 for first, _ in padded.region(padded.padded_stack(p), unit)):
        unit += 1
    length = rows[-1][1] + (unit + 2) * jump + BEYOND
    first, last = oracle.range_seen(layers, length, unit)
    return (whole_if_so(Fraction(first + last, 2) - unit * jump),)


def _region(p: Params) -> Values:
    """The middle of the positions that are reached tap by tap, padding included."""
    seen = {0}
    for kernel_size, stride, padding in reversed(padded.padded_stack(p)):
        seen = {place * stride - padding + tap for place in seen for tap in range(kernel_size)}
    return (whole_if_so(Fraction(min(seen) + max(seen), 2)),)


def _moves(layers: padded.Padded, unit: int) -> bool:
    """Later layers move the centre too, after a stride; the field is small, and not told by the first layer."""
    del unit
    first, last = padded.region(layers, 0)[-1]
    kernel_size, stride, padding = layers[0]
    later = first + last not in {0, kernel_size - 1 - 2 * padding}
    told = (first + last) / 2 in layers[0]
    return later and not told and stride > 1 and last - first < LARGEST


INPUT = (1, 224, 224)
LARGEST, BEYOND = 80, 40
FIRST = (
    *((3, 2, 0), (3, 2, 1), (4, 2, 0), (4, 2, 1), (5, 2, 0), (5, 2, 2), (7, 2, 0), (7, 2, 3)),
    *((2, 2, 0), (4, 4, 0), (7, 4, 2), (7, 4, 3), (8, 4, 0), (11, 4, 0), (11, 4, 2)),
    *((5, 2, 1), (5, 3, 1), (6, 2, 2), (7, 2, 1), (7, 3, 2)),
)
LATER = ((3, 1, 0), (3, 1, 1), (3, 2, 0), (3, 2, 1), (4, 2, 1), (5, 1, 0), (5, 1, 2), (5, 1, 1), (5, 2, 0), (5, 2, 2))
CONVS = {"first": FIRST, "conv": LATER}
POOLED = CONVS | {"pool": ((2, 2, 0), (3, 2, 0), (3, 2, 1))}

FAMILY = Family(
    module=__name__,
    title="Centre of the first receptive field",
    weight="special",
    asks="start",
    unit=2,
    numerical_only="most foreseen wrong values are larger than the key, so that its place would tell it",
    signed=True,
    levels={
        "easy": concat(padded.padded("conv conv", CONVS, _moves), real=stacks.published),
        "medium": concat(padded.padded("conv conv conv", CONVS, _moves), real=stacks.published),
        "hard": concat(
            *(padded.padded(shape, POOLED, _moves) for shape in ("conv pool conv", "conv pool conv conv")),
            real=stacks.published,
        ),
    },
    formulas=(later_centre,),
    compose=_compose,
    misconceptions=CENTRES,
    stem=lambda p: Text(STEM, {"layers": real.table(padded.padded_layers(p), padded.PADDED)}),
    solution=lambda p, _: (Text(_words(len(p.shape)), {**p.values, **_states(p)}),),
    network=lambda p: Network(INPUT, padded.padded_layers(p)),
    measure=_measure,
    recount=(Check("positions walked back", _region),),
    examples=(
        padded.padded_example(
            alexnet.ALEXNET_SHAPE,
            alexnet.PADDED_ALEXNET,
            0,
            (195 - 1) // 2 - 64,
            f"{ARAUJO}, table of modern networks, alexnet_v2: receptive field 195, effective padding 64",
        ),
    ),
)
