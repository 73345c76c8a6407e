"""The effective size of a dilated kernel: what it covers with its holes.

The reader counts the gaps between the taps, stretches each of them, and adds the first tap. Easy items have one kernel;
in medium ones the gaps of two layers add up; in hard ones the axes of the second kernel differ as well.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec.structs import replace

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.coverage import coverage
from quizgen.figures.dilated import dilated_kernels
from quizgen.formulas.dilation import DUMOULIN, effective_kernel_size
from quizgen.layers import Conv2d, Network, real
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Num, Op, children
from quizgen.misconceptions import dilation as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Mask, Params, concat
from quizgen.text import Text
from quizgen.topics.dilation.shared.schedules import offsets

INPUT = (1, 224, 224)
ORDINARY = " (`dilation=1` is an ordinary kernel without holes.)"
STEMS = {
    "square": (
        "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size}`, `stride=1`, "
        "`padding={padding}` and `dilation={dilation}`. How many positions does its kernel span along one axis, from "
        "its first tap to its last, holes included?"
    ),
    "mixed": (
        "A `Conv2d` layer with `kernel_size={kernel_size_1}` and `dilation={dilation_1}` is followed by one with "
        "`kernel_size=({kernel_size_h}, {kernel_size_w})` and `dilation=({dilation_h}, {dilation_w})`, the height "
        "first, both with `stride=1`. How many input columns does one output of the second layer span, from the "
        "leftmost that it depends on to the rightmost, holes included?"
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
    "mixed": """
Along the width the second layer has {kernel_size_w} taps and dilation {dilation_w}. The outputs of the first layer lie
next to each other, so the gaps of both are added:

$$kernel_eff == {dilation_1}*({kernel_size_1} - 1) + {dilation_w}*({kernel_size_w} - 1) + 1 == {key}$$
""",
    "two": """
The outputs of the first layer lie next to each other, so the second layer adds its own gaps to those of the first:

$$kernel_eff == {dilation_1}*({kernel_size_1} - 1) + {dilation_2}*({kernel_size_2} - 1) + 1 == {key}$$
""",
}


def _compose(formulas: Trees, shape: Shape) -> Trees:
    match shape:
        case ("mixed" | "two",):
            gaps, second = children(formulas[0])[0], "w" if shape == ("mixed",) else 2
            return (Op("+", Op("+", indexed(gaps, 1), indexed(gaps, second)), Num(1)),)
        case _:
            return formulas


def _layers(p: Params) -> tuple[Conv2d, ...]:
    match p.shape:
        case ("mixed",):
            kernel = (p["kernel_size_h"], p["kernel_size_w"])
            second = Conv2d(1, 1, kernel, dilation=(p["dilation_h"], p["dilation_w"]))
            return (Conv2d(1, 1, p["kernel_size_1"], dilation=p["dilation_1"]), second)
        case ("two",):
            return tuple(Conv2d(1, 1, p[f"kernel_size_{i}"], dilation=p[f"dilation_{i}"]) for i in (1, 2))
        case _:
            return (Conv2d(1, 1, p["kernel_size"], 1, p["padding"], p["dilation"]),)


def _network(p: Params) -> Network:
    """The layers; where the axes of one differ, padding that the question leaves open keeps its size."""
    layers = _layers(p)
    if p.shape == ("mixed",):
        gaps = ((p[f"kernel_size_{axis}"] - 1) * p[f"dilation_{axis}"] for axis in AXES)
        height, width = (gap // 2 for gap in gaps)
        layers = (layers[0], replace(layers[1], padding=(height, width)))
    return Network((1, p["n"], p["n"]) if p.shape == ("square",) else INPUT, layers)


def _axis(p: Params) -> list[tuple[int, int]]:
    """Kernel size and dilation of each layer on the axis that is asked."""
    ends = {"square": ("",), "mixed": ("_1", "_w"), "two": ("_1", "_2")}[p.shape[0]]
    return [(p[f"kernel_size{end}"], p[f"dilation{end}"]) for end in ends]


def _measure(p: Params) -> Values:
    length = sum(kernel_size * dilation for kernel_size, dilation in _axis(p)) + 1
    return oracle.receptive_field(_layers(p), length, which=1)[:1]


def _taps(p: Params) -> Values:
    return (offsets(_axis(p)).bit_length(),)


def _sensible(c: Any) -> Any:
    """The padding, which plays no part, is none or keeps the size; a kernel other than 3 has few holes."""
    same = 2 * c.padding == c.dilation * (c.kernel_size - 1)
    return ((c.padding == 0) | same) & ((c.kernel_size == 3) | (c.dilation <= FEW))


def _rising(c: Any) -> Any:
    """The second layer has wider holes than the first one."""
    sizes = (c.kernel_size_1 != EVEN) & (c.kernel_size_2 != EVEN)
    few = sizes & ((c.kernel_size_1 == 3) | (c.dilation_1 <= FEW)) & ((c.kernel_size_2 == 3) | (c.dilation_2 <= FEW))
    return (c.dilation_1 < c.dilation_2) & (few | _follows(c))


def _follows(c: Any) -> Mask:
    """Two layers that follow each other in a published network."""
    follows = (c.kernel_size_1 == c.kernel_size_2) & real.schedule(c.kernel_size_1, (c.dilation_1, c.dilation_2))
    return np.asarray(follows, dtype=np.bool_)


def _factorised(c: Any) -> Mask:
    """The second layer is the part of a dilated 3 × 3 kernel that lies along the width, the first a published one."""
    flat: Mask = (
        (c.kernel_size_h == 1) & (c.kernel_size_w == SMALL) & (c.dilation_h == 1) & np.isin(c.dilation_w, RATED)
    )
    return real.convolution(c, "_1") & flat


def _mixed(c: Any) -> Mask:
    """The axes of the second kernel differ; where the height has a single tap, it has no dilation."""
    differ = (c.kernel_size_h != c.kernel_size_w) & (c.dilation_h != c.dilation_w)
    large = (c.kernel_size_h > 1) & (c.dilation_w > 1)
    few = (c.dilation_h <= FEW) & (c.dilation_w <= MOST) & (c.dilation_1 <= 2) & (c.kernel_size_1 <= WIDE)
    return np.asarray(differ & ((large & few) | _factorised(c)), dtype=np.bool_)


def _figures(p: Params) -> tuple[Figure, ...]:
    if p.shape == ("square",):
        return (dilated_kernels(p["kernel_size"], (1, p["dilation"])),)
    if p.shape == ("two",) and p["kernel_size_1"] == p["kernel_size_2"]:
        return (coverage(p["kernel_size_1"], (p["dilation_1"], p["dilation_2"])),)
    return ()


FEW, MOST, SMALL, WIDE = 4, 6, 3, 5
AXES = ("h", "w")
RATED = (2, 4, 8, 16)
RATES = (2, 3, 4, 5, 6, 8, 9, 12, 16, 18, 24)
WORKED = {"n": 7, "kernel_size": 3, "padding": 0, "dilation": 2}

EVEN = 4
SIZES = (2, 3, EVEN, 5, 7)
"""Kernels of two layers; of those with an even size above 2 only pairs of a published network."""

FAMILY = Family(
    module=__name__,
    title="Effective kernel size",
    weight="core",
    asks="effective_kernel",
    levels={
        "easy": concat(
            Combinations(
                {
                    "n": (28, 32, 33, 56, 64, 65, 112, 128),
                    "kernel_size": (3, 5, 7),
                    "padding": (0, *RATES),
                    "dilation": RATES,
                },
                _sensible,
                ("square",),
            ),
            real=real.convolution,
        ),
        "medium": concat(
            Combinations(
                {"kernel_size_1": SIZES, "dilation_1": (1, *RATES), "kernel_size_2": SIZES} | {"dilation_2": RATES},
                _rising,
                ("two",),
            ),
            real=_follows,
        ),
        "hard": concat(
            Combinations(
                {"kernel_size_1": (3, 5, 7), "dilation_1": (1, 2, 4), "kernel_size_h": (1, 3, 5, 7)}
                | {"kernel_size_w": (3, 5, 7), "dilation_h": (1, 2, 3, 4, 8, 16)}
                | {"dilation_w": (1, 2, 3, 4, 6, 8, 16)},
                _mixed,
                ("mixed",),
            ),
            real=_factorised,
        ),
    },
    numerical_only="a kernel of 3 covers an odd number of positions, which most wrong values beside it are not",
    formulas=(effective_kernel_size,),
    compose=_compose,
    misconceptions=(
        *mistakes.GAP_MISTAKES,
        mistakes.FORGETS_LAST_TAP,
        mistakes.ADDS_TWO_TAPS,
        mistakes.AREA,
        mistakes.TAPS,
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
    network=_network,
    givens=lambda p: {"axis": "width"} if p.shape == ("mixed",) else {},
    measure=_measure,
    recount=(Check("taps enumerated", _taps),),
    figures=_figures,
    examples=(Example(WORKED, (5,), f"{DUMOULIN}, figure 5.1", ("square",)),),
)
