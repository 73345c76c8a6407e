"""The first or the last row of the image that a given unit sees.

The reader follows the unit back through the layers: the stride says where its window begins, the padding shifts it,
and the kernel says where it ends. Easy items follow the last row back through one stride; medium ones the first row,
where kernels play no part, through padding that counts several times; hard ones the last row through a pooling layer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from quizgen import oracle
from quizgen.asking.family import Check, Family
from quizgen.chains import stacks
from quizgen.formulas.border import first_position, last_position, traced
from quizgen.formulas.receptive_field import ARAUJO, indices
from quizgen.layers import Network
from quizgen.math.tree import Sym
from quizgen.misconceptions import regions as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.receptive_field.shared import alexnet, padded, real

STEM = """
A large image goes through these layers, in this order:

{layers}

Which is the {end} row of the image that the units in row {unit} of the last layer's output can see? (Rows are counted
from 0, in the image and in the output; added padding is not part of the image; all layers have `dilation=1`.)
"""
TOP, BOTTOM = "top", "bottom"
ENDS = {TOP: "first", BOTTOM: "last"}
GENERAL = {
    TOP: """
The output at position $q$ of a layer with stride $stride$ and padding $padding$ reads its input from position

$$q*stride - padding$$

on. Followed back from row {unit} of the output, the first row that is read in each layer's input is
""",
    BOTTOM: """
The output at position $q$ of a layer with kernel size $kernel_size$, stride $stride$ and padding $padding$ reads its
input up to position

$$q*stride - padding + kernel_size - 1$$

Followed back from row {unit} of the output, the last row that is read in each layer's input is
""",
}
LINES = {
    TOP: "$$q_{0} == {{q_{1}}}*{{stride_{0}}} - {{padding_{0}}} == {{q_{0}}}$$",
    BOTTOM: "$$q_{0} == {{q_{1}}}*{{stride_{0}}} - {{padding_{0}}} + {{kernel_size_{0}}} - 1 == {{q_{0}}}$$",
}


def _compose(trees: Trees, shape: Shape) -> Trees:
    step = trees[(TOP, BOTTOM).index(shape[-1])]
    return (traced([(index, step) for index in indices(shape)], Sym("unit")),)


@cache
def _words(depth: int, end: str) -> str:
    return "\n\n".join((GENERAL[end], *(LINES[end].format(number, number + 1) for number in range(depth, 0, -1))))


def _asked(p: Params, rows: tuple[int, int]) -> int:
    return rows[(TOP, BOTTOM).index(p.shape[-1])]


def _solution(p: Params, _: Values) -> tuple[Text, ...]:
    depth = len(p.shape)
    rows = padded.region(padded.padded_stack(p), p["unit"])
    known = {f"q_{depth - back}": _asked(p, both) for back, both in enumerate(rows)}
    return (Text(_words(depth, p.shape[-1]), {**p.values, **known, f"q_{depth + 1}": p["unit"]}),)


def _inside(layers: padded.Padded, unit: int) -> bool:
    """The field lies within the image and every later map, has no holes, and strides matter."""
    rows = padded.region(layers, unit)
    sensible = all(stride <= kernel_size for kernel_size, stride, _ in layers)
    return sensible and all(first >= 0 for first, _ in rows) and rows[-1][0] >= 2 and rows[-1][1] < LARGEST


def _moved(layers: padded.Padded, unit: int) -> bool:
    """There is a stride before the last layer, and padding after a stride."""
    return layers[0][1] > 1 and any(padding for _, _, padding in layers[1:]) and _inside(layers, unit)


def _strided(layers: padded.Padded, unit: int) -> bool:
    """There is a stride before the last layer, and padding somewhere."""
    return layers[0][1] > 1 and any(padding for _, _, padding in layers) and _inside(layers, unit)


def _measure(p: Params) -> Values:
    last = padded.region(padded.padded_stack(p), p["unit"])[-1][1]
    return (_asked(p, oracle.range_seen(padded.padded_layers(p), last + BEYOND, p["unit"])),)


def _walk(p: Params) -> Values:
    seen = padded.pixels(p)
    return (_asked(p, (min(seen), max(seen))),)


def _level(
    shapes: tuple[str, ...], fits: Callable[[padded.Padded, int], bool], units: Sequence[int], **options: padded.Padded
) -> Concat:
    later = options["conv"]
    return concat(
        *(padded.padded(one, {"pool": POOLS, TOP: later, BOTTOM: later, **options}, fits, units) for one in shapes),
        real=stacks.published,
    )


INPUT = (1, 224, 224)
LARGEST, BEYOND = 200, 40
UNPADDED = ((3, 2, 0), (5, 2, 0), (7, 2, 0), (5, 3, 0))
FIRST = (
    *((3, 2, 1), (4, 2, 1), (5, 2, 2), (7, 2, 3), (7, 4, 2), (7, 4, 3), (11, 4, 2)),
    *((5, 2, 1), (5, 3, 2), (7, 2, 2), (7, 3, 2)),
)
LATER = ((3, 1, 0), (3, 1, 1), (3, 2, 1), (5, 1, 0), (5, 1, 2), (5, 2, 2), (5, 1, 1))
POOLS = ((2, 2, 0), (3, 2, 0), (3, 2, 1))


def _stem(p: Params) -> Text:
    layers = real.table(padded.padded_layers(p), padded.PADDED)
    return Text(STEM, {"layers": layers, "end": ENDS[p.shape[-1]], "unit": p["unit"]})


FAMILY = Family(
    module=__name__,
    title="Where a unit looks in the image",
    weight="special",
    asks="row",
    levels={
        "easy": _level(("conv bottom",), _strided, range(3, 13), first=(*FIRST, *UNPADDED), conv=LATER),
        "medium": _level(("conv conv top",), _moved, (4, 5, 6, 8, 10, 12), first=FIRST, conv=LATER),
        "hard": _level(("conv pool bottom", "conv pool conv bottom"), _moved, (5, 6, 7, 8, 9), first=FIRST, conv=LATER),
    },
    as_numbers=("easy", "hard"),
    formulas=(first_position, last_position),
    compose=_compose,
    misconceptions=(
        mistakes.OTHER_END,
        mistakes.UNIT_BEFORE,
        mistakes.UNIT_AFTER,
        mistakes.FROM_ONE,
        mistakes.IGNORES_STRIDES,
        mistakes.IGNORES_PADDING,
        mistakes.ADDS_PADDING,
        mistakes.PADS_TWICE,
        mistakes.UNSCALED,
        mistakes.FIRST_PADDING,
        mistakes.SIDE_BY_SIDE,
        mistakes.CENTRE,
        mistakes.LAST_LAYER,
        mistakes.FIRST_LAYER,
        mistakes.SKIPS_POOLS,
        mistakes.SUMS_STRIDES,
        mistakes.ADDS_KERNEL,
        mistakes.FIRST_UNIT,
    ),
    stem=_stem,
    solution=_solution,
    network=lambda p: Network(INPUT, padded.padded_layers(p)),
    givens=lambda p: {"unit": p["unit"], "end": ENDS[p.shape[-1]]},
    measure=_measure,
    recount=(Check("rows walked back", _walk),),
    examples=(
        padded.padded_example(
            alexnet.ALEXNET_SHAPE.rpartition(" ")[0] + " top",
            alexnet.PADDED_ALEXNET,
            3,
            3 * 32 - 64,
            f"{ARAUJO}, table of modern networks, alexnet_v2: effective stride 32, effective padding 64",
        ),
    ),
)
