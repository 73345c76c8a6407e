"""The padding with which a dilated convolution keeps the size of the map.

The reader finds what the kernel takes away at stride 1 and shares it out to both sides; for one axis of two, and for a
second layer that makes up for the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.dilation.shared import kernels
from quizgen.formulas.dilation import same_padding
from quizgen.formulas.receptive_field import SIMONYAN
from quizgen.layers import Conv2d, Network
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Num, Op, Sym, children
from quizgen.misconceptions import dilation as mistakes
from quizgen.misconceptions import same_padding as paddings
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

SIDE = 128
STEMS = {
    "square": (
        "A `Conv2d` layer has `kernel_size={kernel_size}`, `stride=1` and `dilation={dilation}`. Which `padding`, the "
        "same on all sides, makes its output as large as its input?"
    ),
    "pair": (
        "A `Conv2d` layer has `kernel_size=({kernel_size_h}, {kernel_size_w})`, `stride=1` and "
        "`dilation=({dilation_h}, {dilation_w})`, the height first. Its `padding` is such a pair as well. Which second "
        "number makes the output as wide as the input?"
    ),
    "two": (
        "A `Conv2d` layer with `kernel_size={kernel_size_1}`, `padding={padding_1}` and `dilation={dilation_1}` is "
        "followed by one with `kernel_size={kernel_size_2}` and `dilation={dilation_2}`, both with `stride=1`. Which "
        "`padding` of the second layer, the same on all sides, makes its output as large as the input of the first one?"
    ),
}
ORDINARY = " (`dilation=1` is an ordinary kernel without holes.)"
SOLUTION = """
With kernel size $kernel_size$ and dilation $dilation$ a layer with stride 1 takes $dilation*(kernel_size - 1)$
positions away on each axis, and padding $padding$ adds $2*padding$. Both are equal for

$$padding == dilation*(kernel_size - 1)/2$$
"""
LINES = {
    "square": "$$padding == {dilation}*({kernel_size} - 1)/2 == {key}$$",
    "pair": """
Along the width the kernel has {kernel_size_w} taps and dilation {dilation_w}:

$$padding == {dilation_w}*({kernel_size_w} - 1)/2 == {key}$$
""",
    "two": """
Two layers in a row take away what each of them does, and the first padding is there already:

$$padding_2 == ({dilation_1}*({kernel_size_1} - 1) + {dilation_2}*({kernel_size_2} - 1))/2 - {padding_1} == {key}$$
""",
}


def _compose(formulas: Trees, shape: Shape) -> Trees:
    match shape:
        case ("pair",):
            return (indexed(formulas[0], "w"),)
        case ("two",):
            gaps = children(formulas[0])[0]
            both = Op("+", indexed(gaps, 1), indexed(gaps, 2))
            return (Op("-", Op("/", both, Num(2)), Sym("padding_1")),)
        case _:
            return formulas


def _layers(p: Params) -> tuple[Conv2d, ...]:
    """The layers, with the padding that is asked as None."""
    match p.shape:
        case ("pair",):
            kernel = (p["kernel_size_h"], p["kernel_size_w"])
            return (Conv2d(1, 1, kernel, padding=None, dilation=(p["dilation_h"], p["dilation_w"])),)
        case ("two",):
            first = Conv2d(1, 1, p["kernel_size_1"], padding=p["padding_1"], dilation=p["dilation_1"])
            return (first, Conv2d(1, 1, p["kernel_size_2"], padding=None, dilation=p["dilation_2"]))
        case _:
            return (Conv2d(1, 1, p["kernel_size"], padding=None, dilation=p["dilation"]),)


def _size(p: Params, padding: int) -> int:
    """The width after the real layers, with that padding in the last one."""
    *before, last = _layers(p)
    return oracle.output_length((*before, replace(last, padding=padding)), SIDE, which=1)


def _measure(p: Params) -> Values:
    """The padding with which the real layers keep the width: half of what they take away without, if that does it."""
    padding = (SIDE - _size(p, 0)) // 2
    return (padding,) if _size(p, padding) == SIDE else ()


def _slide(p: Params) -> Values:
    """The padding with which a kernel has as many places to be put down as there are positions, found by counting."""
    ends = {"square": ("",), "pair": ("_w",), "two": ("_1", "_2")}[p.shape[0]]
    spans = [range(0, p[f"kernel_size{end}"] * p[f"dilation{end}"], p[f"dilation{end}"])[-1] for end in ends]
    given = p.values.get("padding_1", 0)
    for padding in range(SIDE):
        places = SIDE + 2 * (given if len(spans) > 1 else padding)
        size = sum(place + spans[0] < places for place in range(places))
        if len(spans) > 1:
            size = sum(place + spans[1] < size + 2 * padding for place in range(size + 2 * padding))
        if size == SIDE:
            return (padding,)
    return ()


def _figures(p: Params) -> tuple[Figure, ...]:
    """The kernel of each layer, one position of which takes nothing away."""
    ends = ("_1", "_2") if p.shape == ("two",) else ()
    return tuple(kernels.kernel(p[f"kernel_size{end}"], p[f"dilation{end}"]) for end in ends)


def _sensible(c: Any) -> Any:
    """The first layer changes the size, with less padding than its kernel covers, and leaves some to the second one."""
    taken = c.dilation_1 * (c.kernel_size_1 - 1)
    missing = taken + c.dilation_2 * (c.kernel_size_2 - 1) - 2 * c.padding_1
    return (2 * c.padding_1 != taken) & (c.padding_1 <= taken) & (missing > 0)


def _after(**axes: Sequence[int]) -> Concat:
    odd = {"kernel_size_1": (3, 5, 7, 9, 11), "padding_1": range(6)}
    return concat(Combinations(odd | axes, _sensible, ("two",)))


FAMILY = Family(
    module=__name__,
    title="Padding that keeps the size",
    weight="core",
    asks="padding",
    levels={
        "easy": concat(
            Combinations(
                {
                    "kernel_size_h": (3, 5, 7, 9, 11),
                    "kernel_size_w": (3, 5, 7, 9, 11),
                    "dilation_h": range(1, 9),
                    "dilation_w": range(2, 9),
                },
                lambda c: (c.kernel_size_h != c.kernel_size_w) & (c.dilation_h != c.dilation_w),
                ("pair",),
            )
        ),
        "medium": _after(dilation_1=(1,), kernel_size_2=(3, 5, 7, 9), dilation_2=(2, 3, 4, 5, 6)),
        "hard": _after(kernel_size_1=(3, 5, 7), dilation_1=(2, 3, 4), kernel_size_2=(3, 5, 7), dilation_2=range(2, 9)),
    },
    formulas=(same_padding,),
    compose=_compose,
    misconceptions=(
        mistakes.IGNORES_DILATION,
        mistakes.ONE_HOLE_MORE,
        mistakes.HOLES_ONLY,
        paddings.HOLES_ONCE_HALVED,
        paddings.DILATES_HALF,
        mistakes.ENDS_ONLY,
        mistakes.OUTER_HOLES,
        paddings.BOTH_SIDES,
        paddings.WHOLE_KERNEL,
        paddings.HALF_KERNEL_UP,
        paddings.HALF_OF_HALF,
        paddings.TAPS_HALVED,
        paddings.PADS_DILATION,
        paddings.PADS_GAPS,
        mistakes.OTHER_AXIS,
        mistakes.OTHER_KERNEL,
        mistakes.OTHER_DILATION,
        paddings.BOTH_AXES_PADDED,
        paddings.IGNORES_FIRST,
        paddings.FORGETS_FIRST_PADDING,
        paddings.ADDS_FIRST_PADDING,
        paddings.FIRST_PADDING_ONCE,
    ),
    stem=lambda p: Text(STEMS[p.shape[0]] + ORDINARY, p.values),
    solution=lambda p, key: (Text(SOLUTION + "\n" + LINES[p.shape[0]], {**p.values, "key": key[0]}),),
    network=lambda p: Network((1, SIDE, SIDE), _layers(p)),
    givens=lambda p: {"axis": "width"} if isinstance(_layers(p)[0].kernel_size, tuple) else {},
    measure=_measure,
    figures=_figures,
    recount=(Check("places counted", _slide),),
    examples=(Example({"kernel_size": 3, "dilation": 1}, (1,), f"{SIMONYAN}, section 2.1", ("square",)),),
)
