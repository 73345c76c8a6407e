"""The height and width of the map that a convolution with a setting for each axis gives.

Easy has a map that is not square, of which each axis is divided by itself and leaves over something else; in medium
kernel or padding differ between the axes, the height's first; in hard the strides do, so that one axis may keep its
size.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.output_size.shared.windows import slide
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network, real
from quizgen.math.rewrites import indexed
from quizgen.misconceptions import sizes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.limited import except_on
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Values
from quizgen.space import Params, Rows, concat
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


def _maps(heights: Iterable[int], widths: Iterable[int]) -> list[tuple[int, int]]:
    """Maps that are not square."""
    return [(height, width) for height in heights for width in widths if height != width]


def _rows(maps: Iterable[tuple[int, int]], layers: Iterable[tuple[tuple[int, int], ...]], *shape: str) -> Rows:
    """Every map with every layer: kernel size, stride and padding, each a pair."""
    names = [f"{name}_{axis}" for name in ("n", "kernel_size", "stride", "padding") for axis in AXES]
    every = [(*sides, *(number for pair in layer for number in pair)) for sides in maps for layer in layers]
    return Rows(tuple(names), lambda: every, shape)


PHOTOS = _maps(range(96, 112), range(128, 144))
SLIDES = _maps(range(176, 192), range(208, 224))
SOUNDS = _maps(range(160, 176), range(90, 106))
WORDS = _maps(range(8, 40), range(48, 64))
COMMANDS = _maps(range(96, 106), range(36, 46))
"""Sides that follow on each other: what one map gives, a mistake makes of another."""
SQUARE = tuple(
    ((kernel_size,) * 2, (2, 2), (padding,) * 2)
    for kernel_size, padding in ((7, 3), (7, 0), (5, 2), (5, 0), (3, 1), (3, 0), (4, 1))
)
STRANGE_SQUARE = tuple(((side,) * 2, (2, 2), (padding,) * 2) for side, padding in ((6, 2), (4, 0)))
SPOKEN = (((41, 11), (2, 2), (20, 5)), ((41, 11), (2, 2), (0, 10)))
LOWERED = (((3, 3), (2, 1), (1, 1)), ((5, 5), (2, 1), (2, 2)), ((2, 2), (2, 1), (0, 1)))
KEYWORDS = tuple((size, (1, 1), (0, 0)) for size in ((20, 8), (10, 4), (9, 4)))
STRANGE = ((3, 5), (5, 3), (3, 7), (7, 3), (5, 7))
PADDINGS = ((0, 1), (1, 0), (1, 2), (2, 1))


def _strange(*strides: tuple[int, int]) -> list[tuple[tuple[int, int], ...]]:
    return [(kernel, stride, padding) for kernel in STRANGE for stride in strides for padding in PADDINGS]


def _values(*pairs: tuple[int, int]) -> dict[str, int]:
    """Parameters from input size, kernel size, stride and padding, each a pair."""
    names = ("n", "kernel_size", "stride", "padding")
    return {f"{name}_{axis}": pair[AXES.index(axis)] for name, pair in zip(names, pairs, strict=True) for axis in AXES}


MISTAKES = (
    *(sizes.NO_PLUS_ONE, sizes.PAD_ONCE, sizes.IGNORES_PADDING, sizes.FORGETS_KERNEL, sizes.HALF_KERNEL),
    *(sizes.SKIPS_STRIDE, sizes.SWAPS_KERNEL),
)
MORE = except_on((), sizes.ADDS_KERNEL)
"""In medium items alone: windows without padding leave few other mistakes different."""

FAMILY = Family(
    module=__name__,
    common=(),  # the sizes of common windows lie closest to the input over the stride
    title="Output size with a setting for each axis",
    weight="special",
    asks="output_shape",
    levels={
        "easy": concat(_rows(PHOTOS, SQUARE), _rows(PHOTOS, STRANGE_SQUARE), real=real.each_axis),
        "medium": concat(
            _rows(SOUNDS, SPOKEN, "uneven"),
            _rows(COMMANDS, KEYWORDS, "uneven"),
            _rows(SLIDES[::2], _strange((2, 2)), "uneven"),
            real=real.each_axis,
        ),
        "hard": concat(
            _rows(WORDS, LOWERED),
            _rows(_maps(range(9, 34, 3), range(48, 60)), _strange((1, 2), (2, 1), (2, 3), (3, 2))),
            real=real.each_axis,
        ),
    },
    formulas=(conv_output_size,),
    compose=_compose,
    misconceptions=(
        *with_pairs(*MISTAKES, *MORE),
        sizes.KERNEL_TWICE,
        sizes.ROUNDS_UP,
        sizes.SUBTRACTS_PADDING,
        sizes.PADS_OUTPUT,
        sizes.IGNORES_STRIDE,
        sizes.KEEPS_SIDES,
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
