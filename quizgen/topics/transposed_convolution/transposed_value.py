"""One value of a transposed convolution, by hand: each input puts the kernel down, and overlaps are added.

The reader finds which inputs reach the place that is asked, and which weight of the kernel lies there. Easy items have
no padding; at the medium level the padding crops the output before places are counted, and hard kernels overlap at
every place.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.stamping import stamping
from quizgen.formulas.transposed import INPUTS, reaching, stamp, stamped_value
from quizgen.layers import ConvTranspose2d
from quizgen.misconceptions import stamping as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "A `ConvTranspose1d` layer with one channel, `bias=False`, `stride={stride}`, `padding={padding}`, "
    "`output_padding={output_padding}` and `dilation=1` has the weights ({weights}). It is given the row ({inputs}). "
    "Which value stands at place {place} of its output, counted from 1?"
)
WORDS = """
Each input puts the kernel down in the output, multiplied by its value and {stride} places after the one before, and
what falls on the same place is added.{crop} The inputs from $x_1$ on are ({inputs}), the weights from $w_1$ on are
({weights}). At place {place} these products meet:
"""
CROP = " The padding then crops {padding} place from each end, so that the output starts at place {first} of that row."


def _setting(shape: Shape) -> tuple[int, int, int, int]:
    """Kernel size, stride, padding and the place that is asked, from 1."""
    kernel_size, stride, padding, place = map(int, shape)
    return kernel_size, stride, padding, place


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (stamped_value(trees[0], *_setting(shape)),)


def _output_padding(shape: Shape) -> int:
    """1 where the kernel is 3 and cropped, as in published decoders, so that the map is made twice as long."""
    kernel_size, _, padding, _ = _setting(shape)
    return int(kernel_size == 3 and padding > 0)


def _numbers(p: Params, name: str) -> list[int]:
    return [value for key, value in p.values.items() if key.startswith(name)]


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number).replace("-", "−") for number in numbers)


def _words(p: Params) -> dict[str, int | str]:
    _, stride, padding, place = _setting(p.shape)
    listed = {"weights": _listed(_numbers(p, "w")), "inputs": _listed(_numbers(p, "x"))}
    more = {"output_padding": _output_padding(p.shape), "place": place, "first": padding + 1}
    return {**listed, "stride": stride, "padding": padding, **more}


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    pairs = reaching(*_setting(p.shape))
    general = " + ".join(f"x_{number}*w_{tap}" for number, tap in pairs)
    numbers = " + ".join(f"{{x_{number}}}*{{w_{tap}}}" for number, tap in pairs)
    words = WORDS.replace("{crop}", CROP if _setting(p.shape)[2] else "")
    lines = f"{words}\n$$y == {general}$$\n\n$$y == {numbers}$$\n\n$$y == {{y}}$$"
    return (Text(lines, {**p.values, **_words(p), "y": key[0]}),)


def _layer(shape: Shape) -> ConvTranspose2d:
    kernel_size, stride, padding, _ = _setting(shape)
    return ConvTranspose2d(1, 1, kernel_size, stride, padding, _output_padding(shape), bias=False)


def _measure(p: Params) -> Values:
    return (oracle.stamped(_layer(p.shape), _numbers(p, "x"), _numbers(p, "w"))[_setting(p.shape)[3] - 1],)


def _stamps(p: Params) -> Values:
    """The whole row is filled kernel by kernel, then cropped at the start."""
    kernel_size, stride, padding, place = _setting(p.shape)
    row = [0] * (stride * (INPUTS - 1) + kernel_size)
    for number, value in enumerate(_numbers(p, "x")):
        for tap, weight in enumerate(_numbers(p, "w")):
            row[number * stride + tap] += value * weight
    return (row[padding:][place - 1],)


def _givens(p: Params) -> dict[str, Any]:
    _, stride, padding, place = _setting(p.shape)
    layer = {
        "type": "ConvTranspose1d",
        "stride": stride,
        "padding": padding,
        "output_padding": _output_padding(p.shape),
        "dilation": 1,
    }
    return {"x": _numbers(p, "x"), "weight": _numbers(p, "w"), **layer, "bias": False, "place": place}


def _figures(p: Params) -> tuple[Figure, ...]:
    kernel_size, stride, padding, _ = _setting(p.shape)
    output_padding, x, w = _output_padding(p.shape), _numbers(p, "x"), _numbers(p, "w")
    return (stamping(INPUTS, kernel_size, stride, padding, output_padding, x=x, w=w),)


def _apart(c: Any, setting: tuple[int, int, int, int], share: int) -> Any:
    """Inputs and weights that are told apart and do not show the answer, and of all such rows an even share."""
    x = [c.x_1, c.x_2, c.x_3]
    w = [getattr(c, f"w_{tap}") for tap in range(1, setting[0] + 1)]
    value = sum(x[number - 1] * w[tap - 1] for number, tap in reaching(*setting))
    unseen = np.logical_and.reduce([(value < 0) | (value > setting[3]), *(value != one for one in (*x, *w))])
    different = (c.x_1 != c.x_2) & (c.x_2 != c.x_3) & (c.x_1 != c.x_3)
    for number, one in enumerate(w):
        for other in w[:number]:
            different = different & (one != other)
    mixed = 7 * c.x_1 + 11 * c.x_2 + 13 * c.x_3 + sum(one * (5 + 12 * number) for number, one in enumerate(w))
    return different & unseen & (mixed % share == 0)


def _level(
    inputs: tuple[int, ...], weights: tuple[int, ...], share: int, *settings: tuple[int, int, int, int]
) -> Concat:
    """``settings`` are kernel size, stride, padding and place."""

    def grid(kernel_size: int, stride: int, padding: int, place: int) -> Combinations:
        axes = {f"x_{number}": inputs for number in range(1, INPUTS + 1)}
        axes |= {f"w_{tap}": weights for tap in range(1, kernel_size + 1)}
        shape = (str(kernel_size), str(stride), str(padding), str(place))
        return Combinations(axes, lambda c: _apart(c, (kernel_size, stride, padding, place), share), shape)

    return concat(*(grid(*setting) for setting in settings))


FAMILY = Family(
    module=__name__,
    title="A value of a transposed convolution",
    asks="transposed_value",
    signed=True,
    levels={
        "easy": _level((1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5), 11, (3, 2, 0, 3), (3, 2, 0, 5)),
        "medium": _level((1, 2, 3, 4, 5, 6), (-2, -1, 1, 2, 3, 4), 17, (3, 2, 1, 2), (3, 2, 1, 4)),
        "hard": _level(
            (-3, -2, 2, 3, 5), (-2, -1, 1, 2, 3, 4), 59, (4, 2, 1, 2), (4, 2, 1, 3), (4, 2, 1, 4), (4, 2, 1, 5)
        ),
    },
    formulas=(stamp,),
    compose=_compose,
    misconceptions=(
        mistakes.FLIPPED,
        mistakes.LAST_WINS,
        mistakes.FIRST_WINS,
        mistakes.AVERAGED,
        mistakes.STRIDE_ONE,
        mistakes.STRIDE_WIDER,
        mistakes.UNCROPPED,
        mistakes.PADS_OUTPUT,
        mistakes.PLACE_BEFORE,
        mistakes.PLACE_AFTER,
        mistakes.DOT_PRODUCT,
        mistakes.ALL_STAMPS,
    ),
    as_numbers=("hard",),
    stem=lambda p: Text(STEM, _words(p)),
    solution=_solution,
    network=None,
    givens=_givens,
    figures=_figures,
    measure=_measure,
    recount=(Check("kernel by kernel", _stamps),),
    examples=(
        Example(
            {"x_1": 2, "x_2": 3, "x_3": 0, "w_1": 5, "w_2": 7, "w_3": 11},
            (2 * 11 + 3 * 5,),
            "CS231n (2017), lecture 11, 1D example of transpose convolution: the third output is az + bx",
            ("3", "2", "0", "3"),
        ),
    ),
)
