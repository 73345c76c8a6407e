"""The receptive field of a stack whose dilation is multiplied by a factor from layer to layer.

The reader adds the dilations up (a geometric sum), multiplies the gaps of the kernel by them, and counts every block.
Easy items begin at the image; in medium ones a first layer's stride multiplies what the others add; in hard ones the
dilations start again in every block.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.fields import nested_fields
from quizgen.formulas.dilation import YU, exponential_field
from quizgen.layers import Conv2d, Network, real
from quizgen.math.tree import Num, Op, Sym
from quizgen.misconceptions import schedules as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Concat, Mask, Params, concat
from quizgen.text import Text
from quizgen.topics.dilation.shared.schedules import offsets, places

INPUT = (1, 256, 256)
LARGEST = 220
SHOWN = ("kernel_size", "stride", "dilation")
DOUBLING = {"dilation": 1, "factor": 2, "blocks": 1}
WAVENET = "van den Oord et al. (2016), WaveNet: A Generative Model for Raw Audio, section 2.1"
ALT = "A chain of convolutions. The input goes through "
ALT_AFTER = ALT + "one with kernel size {kernel_size_1} and stride {stride_1}, then through "
ALT_ONCE = "{layers} with kernel size {kernel_size}, stride 1 and the dilations {rates}."
ALT_BLOCKS = "{blocks} blocks, each of {layers} with kernel size {kernel_size}, stride 1 and the dilations {rates}."
START = "An image goes through "
AFTER = "a `Conv2d` layer with `kernel_size={kernel_size_1}`, `stride={stride_1}` and `dilation=1`, then through "
ONCE = (
    "{layers} `Conv2d` layers with `kernel_size={kernel_size}` and `stride=1`, one after the other, whose dilations "
    "are {rates} in this order. "
)
REPEATED = (
    "{blocks} equal blocks of `Conv2d` layers, one after the other. The layers of each block have "
    "`kernel_size={kernel_size}`, `stride=1` and, in this order, the dilations {rates}. "
)
ASK = (
    "How many input pixels does the receptive field of one unit of the last layer's output span along one axis, far "
    "away from the border of the image? (`dilation=1` is an ordinary layer without holes.)"
)
SOLUTION = """
At stride 1 a layer with kernel size $kernel_size$ adds $kernel_size - 1$ times its dilation. The dilations of $layers$
layers begin with $dilation$ and are multiplied by $factor$ from layer to layer, so their sum is

$$dilation*(factor**layers - 1)/(factor - 1)$$

$${dilation}*({factor}**{layers} - 1)/({factor} - 1) == {sum}$$
"""
ALONE_LAST = """
Before the first layer a unit spans one pixel. So the receptive field is

$$receptive_field == ({kernel_size} - 1)*{sum} + 1 == {key}$$
"""
AFTER_LAST = """
A unit of the first layer spans {kernel_size_1} pixels, and neighbouring ones are {stride_1} apart, which multiplies
what the later layers add{blocks_of}. So the receptive field is

$$receptive_field == {kernel_size_1} + {stride_1}*{times}({kernel_size} - 1)*{sum} == {key}$$
"""


@cache
def rates(dilation: int, factor: int, layers: int) -> tuple[int, ...]:
    """The dilations of one block, from its first layer on."""
    return tuple(dilation * factor**number for number in range(layers))


def _rates(p: Params) -> tuple[int, ...]:
    return rates(p["dilation"], p["factor"], p["layers"])


def _layers(p: Params) -> tuple[Conv2d, ...]:
    first = (Conv2d(1, 1, p["kernel_size_1"], p["stride_1"]),) if p.shape == ("after",) else ()
    return first + tuple(Conv2d(1, 1, p["kernel_size"], dilation=rate) for rate in _rates(p)) * p["blocks"]


def _compose(formulas: Trees, shape: Shape) -> Trees:
    """After a first layer its stride multiplies what is added, and a unit spans its kernel to begin with."""
    if shape == ("after",):
        added = Op("-", formulas[0], Num(1))
        return (Op("+", Sym("kernel_size_1"), Op("*", Sym("stride_1"), added)),)
    return formulas


def _shown(p: Params) -> str:
    *first, last = map(str, _rates(p))
    return f"{', '.join(first)} and {last}"


def _stem(p: Params) -> Text:
    parts = (START, AFTER if p.shape == ("after",) else "", ONCE if p["blocks"] == 1 else REPEATED, ASK)
    return Text("".join(parts), {**p.values, "rates": _shown(p)})


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    several = p["blocks"] > 1
    last = AFTER_LAST if p.shape == ("after",) else ALONE_LAST
    last = last.replace("{times}", "{blocks}*" if several else "")
    last = last.replace("{blocks_of}", " in {blocks} blocks" if several else "")
    return (Text(SOLUTION + last, {**p.values, "sum": sum(_rates(p)), "key": key[0]}),)


def _measure(p: Params) -> Values:
    stride = p.values.get("stride_1", 1)
    gaps = p["blocks"] * (p["kernel_size"] - 1) * sum(_rates(p))
    return oracle.receptive_field(_layers(p), p.values.get("kernel_size_1", 1) + stride * (gaps + 1))[:1]


def _taps(p: Params) -> Values:
    seen = places(offsets((p["kernel_size"], rate) for rate in _rates(p) * p["blocks"]))
    first = range(p.values.get("kernel_size_1", 1))
    pixels = {place * p.values.get("stride_1", 1) + tap for place in seen for tap in first}
    return (max(pixels) - min(pixels) + 1,)


def _figures(p: Params) -> tuple[Figure, ...]:
    """The chain for the stem; what a unit sees after each layer for the solution."""
    first = [(p["kernel_size_1"], p["stride_1"], 1)] if p.shape == ("after",) else []
    steps = [*first, *[(p["kernel_size"], 1, rate) for rate in _rates(p)] * p["blocks"]]
    drawn = [{"type": "Conv2d", **dict(zip(SHOWN, step, strict=True))} for step in steps]
    words = (ALT_AFTER if p.shape == ("after",) else ALT) + (ALT_ONCE if p["blocks"] == 1 else ALT_BLOCKS)
    alt = Text(words, {**p.values, "rates": _shown(p)})
    names = [f"{number} dilation={step[2]}" for number, step in enumerate(steps, start=1)]
    return Figure("chain", {"layers": drawn, "input": "input"}, alt), nested_fields(steps, names)


def _fits(c: Any) -> Any:
    gaps = c.blocks * (c.kernel_size - 1) * c.dilation * (c.factor**c.layers - 1) // (c.factor - 1)
    return gaps * getattr(c, "stride_1", 1) <= LARGEST


def _level(shape: str, **axes: Sequence[int]) -> Concat:
    return concat(Combinations({"blocks": (1,)} | axes, _fits, (shape,)), real=_published)


def _published(c: Any) -> Mask:
    """The layers of a block follow each other in a published network, the first one is a layer of one."""
    later = real.growing(c)
    return later & real.convolution(c, "_1") if c.shape == ("after",) else later


FAMILY = Family(
    module=__name__,
    title="Receptive field of growing dilations",
    asks="receptive_field",
    levels={
        "easy": _level("alone", kernel_size=(2, 3, 4, 5, 7), dilation=(1, 2, 3, 4), factor=(2, 3), layers=range(2, 8)),
        "medium": _level(
            "after",
            kernel_size_1=(3, 4, 5, 7),
            stride_1=(2, 4),
            kernel_size=(2, 3, 5),
            dilation=(1, 2, 3),
            factor=(2, 3),
            layers=range(2, 6),
        ),
        "hard": _level(
            "after",
            kernel_size_1=(3, 4, 5, 7),
            stride_1=(2, 3),
            kernel_size=(2, 3, 5),
            dilation=(1, 2),
            factor=(2, 3),
            layers=range(2, 5),
            blocks=(2, 3, 4),
        ),
    },
    numerical_only="dilations that double leave so few wrong values that the sizes of the options would tell the key",
    formulas=(exponential_field,),
    compose=_compose,
    misconceptions=(
        mistakes.ALL_ORDINARY,
        mistakes.ALL_LAST_RATE,
        mistakes.LAST_LAYER,
        mistakes.SUM_OF_RATES,
        mistakes.KERNEL_FOR_GAPS,
        mistakes.EFFECTIVE_SIZES,
        mistakes.LAYER_MORE,
        mistakes.LAYER_LESS,
        mistakes.ONE_HOLE_MORE,
        mistakes.HOLES_ONLY,
        mistakes.ONE_SIDE,
        mistakes.BOTH_SIDES,
        mistakes.STEADY_STEPS,
        mistakes.FROM_ZERO,
        mistakes.ONE_BLOCK,
        mistakes.IGNORES_STRIDE,
        mistakes.IGNORES_FIRST,
        mistakes.WITHOUT_FIRST,
        mistakes.KERNEL_AS_STRIDE,
        mistakes.STRIDE_SCALES,
        mistakes.ADDS_STRIDE,
    ),
    stem=_stem,
    solution=_solution,
    network=lambda p: Network(INPUT, _layers(p)),
    measure=_measure,
    recount=(Check("taps enumerated", _taps),),
    figures=_figures,
    examples=(
        Example(DOUBLING | {"kernel_size": 3, "layers": 2}, (7,), f"{YU}, figure 1", ("alone",)),
        Example(DOUBLING | {"kernel_size": 3, "layers": 3}, (15,), f"{YU}, figure 1", ("alone",)),
        Example(DOUBLING | {"kernel_size": 2, "layers": 10}, (1024,), WAVENET, ("alone",)),
    ),
)
