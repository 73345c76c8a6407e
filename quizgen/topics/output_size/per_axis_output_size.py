"""The height and width of the map that a convolution with a setting for each axis gives.

Easy has a map that is not square, of which each axis is divided by itself and leaves over something else; in medium
strides, kernel or padding differ between the axes, the height's first; in hard there are two layers, and each axis is
followed through both.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network, real
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Expr, Sym
from quizgen.misconceptions import sizes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Values
from quizgen.space import Mask, Params, Rows, concat
from quizgen.text import Text
from quizgen.topics.output_size.shared.windows import slide

ONE = (
    "A feature map of {n_h} × {n_w} (height × width) goes through a `Conv2d` layer with "
    "`kernel_size=({kernel_size_h}, {kernel_size_w})`, `stride=({stride_h}, {stride_w})`, "
    "`padding=({padding_h}, {padding_w})` and `dilation=1`. What size does its output have, height × width? As in "
    "PyTorch, `padding` counts the zeros on each side, and fractions are rounded down."
)
TWO = (
    "A feature map of {n_h} × {n_w} (height × width) goes through a `Conv2d` layer with "
    "`kernel_size=({kernel_size_h1}, {kernel_size_w1})`, `stride=({stride_h1}, {stride_w1})` and "
    "`padding=({padding_h1}, {padding_w1})`, and then through one with "
    "`kernel_size=({kernel_size_h2}, {kernel_size_w2})`, `stride=({stride_h2}, {stride_w2})` and "
    "`padding=({padding_h2}, {padding_w2})`, both with `dilation=1`. What size does the output of the second layer "
    "have, height × width? As in PyTorch, `padding` counts the zeros on each side, and fractions are rounded down."
)
GENERAL = """
In PyTorch's pairs the first number belongs to the height and the second to the width. With input size $n$, kernel size
$kernel_size$, stride $stride$ and padding $padding$ of an axis, its output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
LAYER = """
$$o_h# == floor(({@_h} + 2*{padding_h#} - {kernel_size_h#})/{stride_h#}) + 1 == {o_h#}$$

$$o_w# == floor(({@_w} + 2*{padding_w#} - {kernel_size_w#})/{stride_w#}) + 1 == {o_w#}$$
"""
SECOND = """
The second layer is given this map:
"""
AXES = ("h", "w")


def _numbers(shape: Shape) -> tuple[str, ...]:
    """What stands behind the axis in the names of each layer's settings."""
    return ("1", "2") if shape else ("",)


def _compose(trees: Trees, shape: Shape) -> Trees:
    return tuple(_side(trees[0], axis, shape) for axis in AXES)


def _side(tree: Expr, axis: str, shape: Shape) -> Expr:
    """The size along an axis after all layers."""
    size: Expr = Sym(f"n_{axis}")
    for number in _numbers(shape):
        size = indexed(tree, f"{axis}{number}", {"n": size})
    return size


def _pair(p: Params, name: str, number: str = "") -> tuple[int, int]:
    return p[f"{name}_h{number}"], p[f"{name}_w{number}"]


def _layer(p: Params, number: str) -> Conv2d:
    return Conv2d(1, 1, _pair(p, "kernel_size", number), _pair(p, "stride", number), _pair(p, "padding", number))


def _network(p: Params) -> Network:
    return Network((1, *_pair(p, "n")), tuple(_layer(p, number) for number in _numbers(p.shape)))


def _measure(p: Params) -> Values:
    layers = _network(p).layers
    return oracle.output_length(layers, p["n_h"], 0), oracle.output_length(layers, p["n_w"], 1)


def _slide(p: Params) -> Values:
    height, width = (_given(p, len(_numbers(p.shape)), axis) for axis in AXES)
    return height, width


def _given(p: Params, layers: int, axis: str) -> int:
    """The size along an axis after so many layers, found by moving their windows."""
    size = p[f"n_{axis}"]
    for number in _numbers(p.shape)[:layers]:
        size = slide(size, *(p[f"{name}_{axis}{number}"] for name in SETTINGS))
    return size


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    if not p.shape:
        words = GENERAL + LAYER.replace("#", "").replace("@", "n")
        return (Text(words, {**p.values, "o_h": key[0], "o_w": key[1]}),)
    first, second = (
        LAYER.replace("#", number).replace("@_", given) for number, given in (("1", "n_"), ("2", "given_"))
    )
    given = {f"given_{axis}": _given(p, 1, axis) for axis in AXES}
    made = {"o_h1": given["given_h"], "o_w1": given["given_w"], "o_h2": key[0], "o_w2": key[1]}
    return (Text(GENERAL + first + SECOND + second, {**p.values, **given, **made}),)


def _maps(heights: Iterable[int], widths: Iterable[int]) -> list[tuple[int, int]]:
    """Maps that are not square."""
    return [(height, width) for height in heights for width in widths if height != width]


def _rows(maps: Iterable[tuple[int, int]], *layers: Iterable[Window]) -> Rows:
    """Every map with every layer, or every pair of a first and a second one."""
    shape = ("two",) if len(layers) > 1 else ()
    names = [f"{name}_{axis}{number}" for number in _numbers(shape) for name in SETTINGS for axis in AXES]
    rows = [tuple(number for layer in row for pair in layer for number in pair) for row in product(*layers)]
    return Rows(("n_h", "n_w", *names), lambda: ((*sides, *row) for sides in maps for row in rows), shape)


def _published(c: Any) -> Mask:
    """Where every layer has a published window."""
    masks = [real.each_axis(c, number) for number in _numbers(c.shape)]
    return np.asarray(np.logical_and.reduce(masks), dtype=np.bool_)


Window: TypeAlias = tuple[tuple[int, int], ...]
"""Kernel size, stride and padding, each a pair."""
SETTINGS = ("kernel_size", "stride", "padding")
PHOTOS = _maps(range(96, 112), range(128, 144))
WORDS = _maps(range(14, 44), range(46, 64))
LONG = _maps(range(30, 90), range(60, 90))
"""Sides that follow on each other: what one map gives, a mistake makes of another."""
SQUARE = tuple(
    ((kernel_size,) * 2, (2, 2), (padding,) * 2)
    for kernel_size, padding in ((7, 3), (7, 0), (5, 2), (5, 0), (3, 1), (3, 0), (4, 1))
)
STRANGE_SQUARE = tuple(((side,) * 2, (2, 2), (padding,) * 2) for side, padding in ((6, 2), (4, 0)))
STRIDES = ((2, 1), (1, 2), (3, 1), (1, 3), (3, 2), (2, 3))
LOWERED = (
    *(((3, 3), stride, (1, 1)) for stride in ((2, 1), (3, 1), (3, 2), (1, 2))),
    ((5, 5), (2, 1), (2, 2)),
)
UNEVEN = (((2, 2), (2, 1), (0, 1)), ((5, 1), (3, 1), (2, 0)), ((3, 9), (1, 2), (1, 4)))
HALVES = (((3, 3), (2, 2), (1, 1)), ((3, 3), (2, 2), (0, 0)))
AFTER = ((2, 2), (1, 1), (0, 0))
STRANGE = ((3, 5), (5, 3), (3, 7), (7, 3), (5, 7))
PADDINGS = ((0, 1), (1, 0), (1, 2), (2, 1))


def _strange(*strides: tuple[int, int]) -> list[Window]:
    return [(kernel, stride, padding) for kernel in STRANGE for stride in strides for padding in PADDINGS]


def _values(*pairs: tuple[int, int]) -> dict[str, int]:
    """Parameters from input size, kernel size, stride and padding, each a pair."""
    names = ("n", "kernel_size", "stride", "padding")
    return {f"{name}_{axis}": pair[AXES.index(axis)] for name, pair in zip(names, pairs, strict=True) for axis in AXES}


FAMILY = Family(
    module=__name__,
    common=(),  # the sizes of common windows lie closest to the input over the stride
    title="Output size with a setting for each axis",
    weight="special",
    asks="output_shape",
    levels={
        "easy": concat(_rows(PHOTOS, SQUARE), _rows(PHOTOS, STRANGE_SQUARE), real=_published),
        "medium": concat(
            _rows(WORDS, (*UNEVEN, *LOWERED)),
            _rows(_maps(range(14, 44, 3), range(46, 64, 2)), _strange(*STRIDES)),
            real=_published,
        ),
        "hard": concat(
            _rows(LONG, [UNEVEN[1]], [UNEVEN[1]]),
            _rows(LONG, [UNEVEN[2]], [UNEVEN[2]]),
            _rows(LONG, HALVES, UNEVEN[:2]),
            _rows(LONG, [UNEVEN[0]], [AFTER]),
            _rows(_maps(range(30, 90, 3), range(60, 90, 3)), HALVES[:1], _strange(*STRIDES)[::3]),
            real=_published,
        ),
    },
    formulas=(conv_output_size,),
    compose=_compose,
    misconceptions=(
        *with_pairs(
            sizes.NO_PLUS_ONE,
            sizes.PAD_ONCE,
            sizes.IGNORES_PADDING,
            sizes.FORGETS_KERNEL,
            sizes.HALF_KERNEL,
            sizes.SKIPS_STRIDE,
            sizes.SWAPS_KERNEL,
        ),
        sizes.ROUNDS_UP,
        sizes.SUBTRACTS_PADDING,
        sizes.PADS_OUTPUT,
        sizes.IGNORES_STRIDE,
        sizes.KERNEL_TWICE,
        sizes.KEEPS_SIDES,
        sizes.SWAPS_STRIDE,
    ),
    stem=lambda p: Text(TWO if p.shape else ONE, p.values),
    solution=_solution,
    network=_network,
    measure=_measure,
    recount=(Check("sliding window", _slide),),
    examples=(
        Example(
            _values((17, 17), (1, 7), (1, 1), (0, 3)),
            (17, 17),
            "Szegedy et al. (2016), Rethinking the Inception architecture, 1 × 7 convolutions on the 17 × 17 grid",
        ),
        Example(_values((6, 5), (3, 3), (2, 2), (1, 1)), (3, 3), "Dumoulin and Visin (2016), figures 2.7 and 2.6"),
    ),
)
