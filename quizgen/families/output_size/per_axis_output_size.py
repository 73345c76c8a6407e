"""The height and width of the map that a convolution with a setting for each axis gives.

The reader keeps the axes apart: each has its own kernel size, stride and padding, the height's first.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.output_size.shared.windows import slide
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.math.rewrites import indexed
from quizgen.misconceptions import sizes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "A feature map of {n_h} × {n_w} (height × width) goes through a `Conv2d` layer with "
    "`kernel_size=({kernel_size_h}, {kernel_size_w})`, `stride=({stride_h}, {stride_w})`, "
    "`padding=({padding_h}, {padding_w})` and `dilation=1`. What size does its output have, height × width? As in "
    "PyTorch, `padding` counts the zeros on each side, and fractions are rounded down."
)
SOLUTION = """
In PyTorch's pairs the first number belongs to the height and the second to the width. With input size $n$, kernel size
$kernel_size$, stride $stride$ and padding $padding$ of an axis, its output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$

$$o_h == floor(({n_h} + 2*{padding_h} - {kernel_size_h})/{stride_h}) + 1 == {o_h}$$

$$o_w == floor(({n_w} + 2*{padding_w} - {kernel_size_w})/{stride_w}) + 1 == {o_w}$$
"""
AXES = ("h", "w")


def _compose(trees: Trees, shape: Shape) -> Trees:
    del shape
    return tuple(indexed(trees[0], axis) for axis in AXES)


def _pair(p: Params, name: str) -> tuple[int, int]:
    return p[f"{name}_h"], p[f"{name}_w"]


def _network(p: Params) -> Network:
    layer = Conv2d(1, 1, _pair(p, "kernel_size"), _pair(p, "stride"), _pair(p, "padding"))
    return Network((1, *_pair(p, "n")), (layer,))


def _measure(p: Params) -> Values:
    layers = _network(p).layers
    return oracle.output_length(layers, p["n_h"], 0), oracle.output_length(layers, p["n_w"], 1)


def _slide(p: Params) -> Values:
    height, width = (tuple(p[f"{name}_{axis}"] for name in ("n", "kernel_size", "stride", "padding")) for axis in AXES)
    return slide(*height), slide(*width)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    return (Text(SOLUTION, {**p.values, "o_h": key[0], "o_w": key[1]}),)


def _asked(c: Any) -> Any:
    """The axes differ, and neither side is kept: that would show it in the stem."""
    shrinks = (2 * c.padding_h < c.kernel_size_h - 1) & (2 * c.padding_w < c.kernel_size_w - 1)
    return shrinks & (c.n_h != c.n_w) & (c.kernel_size_h != c.kernel_size_w)


def _grid(n: tuple[int, ...], kernel_size: tuple[int, ...], stride: tuple[int, int]) -> Combinations:
    axes = {
        "n_h": n,
        "n_w": n,
        "kernel_size_h": kernel_size,
        "kernel_size_w": kernel_size,
        "stride_h": stride[:1],
        "stride_w": stride[1:],
        "padding_h": range(3),
        "padding_w": range(3),
    }
    return Combinations(axes, _asked)


def _level(n: tuple[int, ...], kernel_size: tuple[int, ...], *strides: tuple[int, int]) -> Concat:
    return concat(*(_grid(n, kernel_size, stride) for stride in strides))


def _values(*pairs: tuple[int, int]) -> dict[str, int]:
    """Parameters from input size, kernel size, stride and padding, each a pair."""
    names = ("n", "kernel_size", "stride", "padding")
    return {f"{name}_{axis}": pair[AXES.index(axis)] for name, pair in zip(names, pairs, strict=True) for axis in AXES}


FAMILY = Family(
    module=__name__,
    title="Output size with a setting for each axis",
    weight="special",
    asks="output_shape",
    levels={
        "easy": _level((15, 20, 24, 25, 28, 32, 35, 40), (3, 5, 7), (2, 2)),
        "medium": _level((24, 25, 30, 32, 35, 40, 48), (3, 5, 7, 9), (1, 2), (2, 1)),
        "hard": _level((50, 56, 60, 64, 75, 80, 96), (3, 5, 7, 9), (2, 3), (3, 2)),
    },
    formulas=(conv_output_size,),
    compose=_compose,
    misconceptions=(
        *sizes.OF_A_CONVOLUTION,
        sizes.KERNEL_TWICE,
        sizes.HALF_KERNEL,
        sizes.KEEPS_SIDES,
        sizes.SWAPS_KERNEL,
        sizes.SWAPS_STRIDE,
    ),
    stem=lambda p: Text(STEM, p.values),
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
