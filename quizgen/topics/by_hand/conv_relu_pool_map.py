"""Whole maps worked by hand: a convolution with a bias, then ReLU, then max pooling, each in a table.

Easy convolves by a kernel with few weights other than 0 and pools to one value; medium adds padding, and pools a map of
16 values in four windows; in hard the convolution has a stride, or pooling windows overlap and hang over the border.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, partial
from math import isqrt

from msgspec.structs import asdict

from quizgen.answers import Values
from quizgen.asking.computed import Check
from quizgen.asking.linked import ForPoint, GridPart, LinkedFamily, NumberPart, Once, PartModel, Quantity
from quizgen.asking.linked.parts import ByName
from quizgen.asking.linked.plan import Plan
from quizgen.conv_block import lines, loops
from quizgen.conv_block.points import points
from quizgen.conv_block.published import CASES
from quizgen.figures.matrix import matrix
from quizgen.formulas.activations import rectified
from quizgen.formulas.by_hand import largest
from quizgen.layers import Conv2d, MaxPool2d, Network, ReLU
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.misconceptions.by_hand import Window, worked
from quizgen.misconceptions.conv_block import ConvBlock, activated, convolved, name, pooled, under
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Figure
from quizgen.oracle.maps import after_each
from quizgen.space import Params, Rows, concat
from quizgen.text import Text
from quizgen.topics.by_hand.shared import maps as hand

STEM = """
A network has three layers, one after the other, with one channel throughout and `dilation=1`:

- `Conv2d` with `kernel_size=<kernel_size>`, `stride=<stride>` and `padding=<padding>`
- `ReLU`
- `MaxPool2d` with `kernel_size=<pool_kernel_size>`, `stride=<pool_stride>` and `padding=<pool_padding>`

The convolution has the bias {bias} and the weights

<weights>

The network is given the map

<input>

Rows and columns are counted from 0, and as in PyTorch the kernel is not flipped.
"""
ABOUT = ("The map after the convolution", "The map after ReLU", "The map after max pooling")
CORNERS = ("$z$", "$a$", "$y$")
"""What the solutions call the entries of each map."""
PROMPTS = (
    "Fill in the map that the convolution gives.",
    "Fill in the map after ReLU.",
    "Fill in the map after max pooling.",
)
POINTS = (Fraction(2), Fraction(1), Fraction(1))
LAST_VALUE = "Which value does max pooling give then?"
CONVOLVED = """
Each value is the sum of each input of its window times the weight over it, plus the bias. With stride $stride$ and
padding $padding$, the window of the value in row (or column) $i$ begins at this row (or column) of the input:

$$first == stride*i - padding == <begin>$$

<left_out><lines>
"""
LEFT_OUT = {
    (False, True): "Products with a weight of 0 are left out.\n\n",
    (True, False): "Products with the zeros of the padding are left out.\n\n",
    (True, True): "Products with the zeros of the padding or with a weight of 0 are left out.\n\n",
}
PADDED = ", and what lies on the padding is never the largest"
RECTIFIED = """
ReLU leaves positive values as they are and turns negative ones into 0:

$$a == max(z, 0)$$

<lines>
"""
POOLED = """
Max pooling keeps the largest entry of each window<padded>. With stride $stride$ and padding $padding$, the window of
the value in row (or column) $i$ begins at this row (or column) of the map:

$$first == stride*i - padding == <begin>$$

<lines>
"""


def _network(p: Params) -> Network:
    block = ConvBlock.of(p.shape)
    conv = Conv2d(1, 1, block.kernel_size, block.stride, block.padding)
    pool = MaxPool2d(block.pool_kernel_size, block.pool_stride, block.pool_padding)
    return Network((1, block.side, block.side), (conv, ReLU(), pool))


def _input(p: Params) -> list[list[int]]:
    side = ConvBlock.of(p.shape).side
    return hand.grid(p, "x", side, side)


def _weights(p: Params) -> list[list[int]]:
    size = ConvBlock.of(p.shape).kernel_size
    return hand.grid(p, "w", size, size)


def _givens(p: Params) -> dict[str, object]:
    return {"x": _input(p), "weight": _weights(p), "bias_value": p["bias"]}


def _figures(p: Params) -> tuple[Figure, ...]:
    return (matrix(_input(p), kernel=_weights(p), padding=ConvBlock.of(p.shape).padding, place="solution"),)


def _stem(p: Params) -> Text:
    """The factors are among what it gives, so that hints may say them."""
    rows = hand.aligned("x", _input(p)) | hand.aligned("w", _weights(p))
    return Text(_stem_template(p.shape), {**p.values, **rows, **FACTORS(p)})


@cache
def _stem_template(shape: Shape) -> str:
    block = ConvBlock.of(shape)
    return hand.given(
        STEM,
        **{argument: str(number) for argument, number in asdict(block).items()},
        weights=hand.block("w", block.kernel_size),
        input=hand.block("x", block.side),
    )


def _convolution(window: Window) -> Quantity:
    return Quantity((name("z", window),), worked(window.pairs()), convolved(window), signed=True)


def _activation(window: Window) -> Quantity:
    z = Sym(name("z", window))
    return Quantity((name("a", window),), (substitute(rectified.tree, {"z": z}),), activated(z), signed=True)


def _pooling(window: Window) -> Quantity:
    entries = under(window, "a")
    return Quantity((name("y", window),), (largest([*entries]),), pooled(window), unit=len(entries), signed=True)


def _parts(shape: Shape) -> tuple[PartModel, ...]:
    block = ConvBlock.of(shape)
    return (
        _part(0, [_convolution(window) for window in block.conv_windows()]),
        _part(1, [_activation(window) for window in block.conv_windows()]),
        _part(2, [_pooling(window) for window in block.pool_windows()]),
    )


def _part(place: int, asked: list[Quantity]) -> PartModel:
    """A map to fill in, or the one value that is left of it."""
    solution, measure = partial(_solution, place), partial(_measure, place)
    recount = (Check("loops over rows and columns", lambda p: COUNTED(p)[place]),)
    if len(asked) == 1:
        return NumberPart(
            quantity=asked[0],
            prompt=_says(LAST_VALUE),
            solution=solution,
            measure=measure,
            recount=recount,
        )
    side = isqrt(len(asked))
    return GridPart(
        about=ABOUT[place],
        corner=CORNERS[place],
        columns=tuple(_says(f"column {number}") for number in range(side)),
        rows=tuple(_says(f"row {number}") for number in range(side)),
        cells=tuple(tuple(asked[start : start + side]) for start in range(0, len(asked), side)),
        prompt=_says(PROMPTS[place]),
        points=POINTS[place],
        solution=solution,
        measure=measure,
        recount=recount,
    )


def _says(words: str) -> ForPoint:
    return lambda _: Text(words)


def _measure(place: int, p: Params) -> Values:
    return MEASURED(p)[place]


MEASURED = Once(lambda p: after_each(_network(p), _input(p), _weights(p), p["bias"]))
COUNTED = Once(loops.maps)
"""Three maps of one run: each part asks for its own."""


def _solution(place: int, p: Params, numbers: ByName) -> tuple[Text, ...]:
    return ((_convolution_worked, _activation_worked, _pooling_worked)[place](p, numbers),)


def _convolution_worked(p: Params, numbers: ByName) -> Text:
    block, zeros = ConvBlock.of(p.shape), _zeros(p)
    left_out = LEFT_OUT.get((bool(block.padding), bool(zeros)), "")
    begin, worked_out = lines.begin(block.stride, block.padding), lines.convolved(p.shape, zeros)
    template = hand.given(CONVOLVED, begin=begin, left_out=left_out, lines=worked_out)
    return Text(template, {**p.values, **numbers, **FACTORS(p)})


def _zeros(p: Params) -> frozenset[str]:
    """The weights that are zero."""
    values = p.values
    return frozenset([weight for weight in ConvBlock.of(p.shape).weights if not values[weight]])


def _factors(p: Params) -> dict[str, int]:
    values = p.values
    return {hole: values[name] for hole, name in lines.factors(p.shape, _zeros(p)).items()}


FACTORS = Once(_factors)
"""The factors of the convolution's products as the solution calls them: the stem gives them, too."""


def _activation_worked(p: Params, numbers: ByName) -> Text:
    return Text(hand.given(RECTIFIED, lines=lines.activated(p.shape)), {**p.values, **numbers})


def _pooling_worked(p: Params, numbers: ByName) -> Text:
    block = ConvBlock.of(p.shape)
    start, padded = lines.begin(block.pool_stride, block.pool_padding), PADDED if block.pool_padding else ""
    template = hand.given(POOLED, begin=start, padded=padded, lines=lines.pooled(p.shape))
    return Text(template, {**p.values, **numbers})


@cache
def _plan(shape: Shape) -> Plan:
    return Plan(shape, _parts(shape))


def _points(arguments: tuple[int, ...], inputs: range, weights: tuple[int, ...]) -> Rows:
    return points(ConvBlock(*arguments), inputs, weights, _plan)


FEW = (0, 0, 0, 0, 0, 0, 1, 1, -1, -1, 2, -2)
MANY = (0, 1, 1, -1, -1, 2, -2, 3)
FAMILY = LinkedFamily(
    module=__name__,
    title="Convolution, ReLU and max pooling by hand",
    asks="maps",
    levels={
        "easy": concat(_points((4, 3, 1, 0, 2, 2), range(6), FEW)),
        "medium": concat(_points((4, 3, 1, 1, 2, 2), range(-2, 5), FEW)),
        "hard": concat(
            _points((5, 3, 2, 1, 3, 2, 1), range(-2, 5), FEW),
            _points((6, 2, 2, 0, 3, 2, 1), range(-3, 6), MANY),
            _points((7, 3, 2, 1, 2, 2), range(-2, 5), FEW),
            _points((4, 3, 1, 1, 3, 2, 1), range(-2, 5), FEW),
        ),
    },
    parts=_parts,
    stem=_stem,
    source="PyTorch documentation (2.x), Conv2d, ReLU and MaxPool2d",
    published=CASES,
    network=_network,
    givens=_givens,
    figures=_figures,
    printed_key="a map and a kernel of small numbers print most small numbers",
)
