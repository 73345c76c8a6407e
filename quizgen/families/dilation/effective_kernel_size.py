"""The effective size of a dilated kernel: what it covers with its holes.

The reader counts the gaps between the taps, stretches each of them, and adds the first tap; for axes that differ, and
for two layers in a row.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.coverage import coverage
from quizgen.figures.dilated import dilated_kernels
from quizgen.formulas.dilation import DUMOULIN, effective_kernel_size
from quizgen.layers import Conv2d, Network
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Num, Op, children
from quizgen.misconceptions import dilation as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

INPUT = (1, 224, 224)
ORDINARY = " (`dilation=1` is an ordinary kernel without holes.)"
STEMS = {
    "square": (
        "A `Conv2d` layer has `kernel_size={kernel_size}`, `stride={stride}`, `padding={padding}` and "
        "`dilation={dilation}`. How many positions does its kernel span along one axis, from its first tap to its "
        "last, holes included?"
    ),
    "pair": (
        "A `Conv2d` layer has `kernel_size=({kernel_size_h}, {kernel_size_w})`, `stride=1` and "
        "`dilation=({dilation_h}, {dilation_w})`, the height first. How many input columns does its kernel span, from "
        "its leftmost tap to its rightmost, holes included?"
    ),
    "two": (
        "A `Conv2d` layer with `kernel_size={kernel_size_1}` and `dilation={dilation_1}` is followed by one with "
        "`kernel_size={kernel_size_2}` and `dilation={dilation_2}`, both with `stride=1`. Along one axis, how many "
        "input positions does one output of the second layer span, from the first that it depends on to the last, "
        "holes included?"
    ),
}
SOLUTION = """
A kernel of $kernel_size$ taps has $kernel_size - 1$ gaps between them, dilation $dilation$ makes each gap $dilation$
positions long, and the first tap is one position more. So the effective kernel size is

$$kernel_eff == dilation*(kernel_size - 1) + 1$$
"""
LINES = {
    "square": "$$kernel_eff == {dilation}*({kernel_size} - 1) + 1 == {key}$$",
    "pair": """
Along the width the kernel has {kernel_size_w} taps and dilation {dilation_w}:

$$kernel_eff == {dilation_w}*({kernel_size_w} - 1) + 1 == {key}$$
""",
    "two": """
The outputs of the first layer lie next to each other, so the second layer adds its own gaps to those of the first:

$$kernel_eff == {dilation_1}*({kernel_size_1} - 1) + {dilation_2}*({kernel_size_2} - 1) + 1 == {key}$$
""",
}


def _compose(formulas: Trees, shape: Shape) -> Trees:
    match shape:
        case ("pair",):
            return (indexed(formulas[0], "w"),)
        case ("two",):
            gaps = children(formulas[0])[0]
            return (Op("+", Op("+", indexed(gaps, 1), indexed(gaps, 2)), Num(1)),)
        case _:
            return formulas


def _layers(p: Params) -> tuple[Conv2d, ...]:
    match p.shape:
        case ("pair",):
            kernel = (p["kernel_size_h"], p["kernel_size_w"])
            return (Conv2d(1, 1, kernel, dilation=(p["dilation_h"], p["dilation_w"])),)
        case ("two",):
            return tuple(Conv2d(1, 1, p[f"kernel_size_{i}"], dilation=p[f"dilation_{i}"]) for i in (1, 2))
        case _:
            return (Conv2d(1, 1, p["kernel_size"], p["stride"], p["padding"], p["dilation"]),)


def _axis(p: Params) -> list[tuple[int, int]]:
    """Kernel size and dilation of each layer on the axis that is asked."""
    ends = {"square": ("",), "pair": ("_w",), "two": ("_1", "_2")}[p.shape[0]]
    return [(p[f"kernel_size{end}"], p[f"dilation{end}"]) for end in ends]


def _measure(p: Params) -> Values:
    length = sum(kernel_size * dilation for kernel_size, dilation in _axis(p)) + p.values.get("stride", 1)
    return oracle.receptive_field(_layers(p), length, which=1)[:1]


def _taps(p: Params) -> Values:
    seen = {0}
    for kernel_size, dilation in _axis(p):
        seen = {place + tap * dilation for place in seen for tap in range(kernel_size)}
    return (max(seen) - min(seen) + 1,)


def _sensible(c: Any) -> Any:
    """Stride and padding, which play no part, are not too large, and the stride cannot be taken for the dilation."""
    half = c.dilation * (c.kernel_size - 1) // 2
    return (c.stride <= c.kernel_size) & (c.stride != c.dilation) & (c.padding <= half)


def _figures(p: Params) -> tuple[Figure, ...]:
    if p.shape == ("square",):
        return (dilated_kernels(p["kernel_size"], (1, p["dilation"])),)
    if p.shape == ("two",) and p["kernel_size_1"] == p["kernel_size_2"]:
        return (coverage(p["kernel_size_1"], (p["dilation_1"], p["dilation_2"])),)
    return ()


WORKED = {"kernel_size": 3, "stride": 1, "padding": 0, "dilation": 2}

FAMILY = Family(
    module=__name__,
    title="Effective kernel size",
    weight="core",
    asks="effective_kernel",
    levels={
        "easy": concat(
            Combinations(
                {
                    "kernel_size": (3, 4, 5, 7, 9),
                    "stride": (2, 3, 4),
                    "padding": range(9),
                    "dilation": (2, 3, 4, 5, 6, 8),
                },
                _sensible,
                ("square",),
            )
        ),
        "medium": concat(
            Combinations(
                {
                    "kernel_size_h": (3, 5, 7),
                    "kernel_size_w": (3, 4, 5, 7, 9),
                    "dilation_h": (1, 2, 3, 4, 6),
                    "dilation_w": (2, 3, 4, 5, 6, 8),
                },
                lambda c: (c.kernel_size_h != c.kernel_size_w) & (c.dilation_h != c.dilation_w),
                shape=("pair",),
            )
        ),
        "hard": concat(
            Combinations(
                {
                    "kernel_size_1": (3, 4, 5, 7),
                    "dilation_1": (1, 2, 3, 4, 5, 6),
                    "kernel_size_2": (3, 4, 5, 6, 7),
                    "dilation_2": (2, 3, 4, 5, 6, 8),
                },
                lambda c: c.dilation_1 != c.dilation_2,
                shape=("two",),
            )
        ),
    },
    formulas=(effective_kernel_size,),
    compose=_compose,
    misconceptions=(
        *mistakes.GAP_MISTAKES,
        mistakes.FORGETS_LAST_TAP,
        mistakes.ADDS_TWO_TAPS,
        mistakes.AREA,
        mistakes.TAPS,
        mistakes.STRIDE_FOR_DILATION,
        mistakes.TIMES_STRIDE,
        mistakes.ADDS_PADDING,
        mistakes.OTHER_AXIS,
        mistakes.OTHER_KERNEL,
        mistakes.OTHER_DILATION,
        mistakes.BOTH_AXES,
        mistakes.FIRST_ONLY,
        mistakes.SECOND_ONLY,
        mistakes.SUM_OF_BOTH,
        mistakes.DILATIONS_MULTIPLY,
        mistakes.PRODUCT,
    ),
    stem=lambda p: Text(STEMS[p.shape[0]] + ORDINARY, p.values),
    solution=lambda p, key: (Text(SOLUTION + "\n" + LINES[p.shape[0]], {**p.values, "key": key[0]}),),
    network=lambda p: Network(INPUT, _layers(p)),
    givens=lambda p: {"axis": "width"} if isinstance(_layers(p)[0].kernel_size, tuple) else {},
    measure=_measure,
    recount=(Check("taps enumerated", _taps),),
    figures=_figures,
    examples=(Example(WORKED, (5,), f"{DUMOULIN}, figure 5.1", ("square",)),),
)
