"""The zeros that PyTorch adds with `padding="same"`, and on which side the extra one stands.

The reader shares out what the kernel takes away; where the kernel size is even, one side gets one zero more.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import torch_zeros_around, torch_zeros_before, torch_zeros_behind
from quizgen.layers import Conv2d, Network
from quizgen.math.rewrites import indexed
from quizgen.misconceptions import same_zeros as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

SIDE = 64
STEM = (
    "A `Conv2d` layer has `kernel_size=({kernel_size_h}, {kernel_size_w})`, `stride=1`, "
    '`dilation=({dilation_h}, {dilation_w})` and `padding="same"`. '
)
QUESTIONS = {
    "behind": "How many columns of zeros does PyTorch add to the right of the input?",
    "before": "How many rows of zeros does PyTorch add above the input?",
    "map": (
        "It is given a feature map of {n_h} × {n_w} (height × width). How many zeros does PyTorch add around each "
        "channel of the map?"
    ),
}
GENERAL = """
In PyTorch's pairs the first number belongs to the height and the second to the width. Along an axis a kernel of size
$kernel_size$ with dilation $dilation$ takes $dilation*(kernel_size - 1)$ positions away at stride 1, and
`padding="same"` adds as many zeros. """
LINES = {
    "behind": GENERAL
    + """Where their number is odd, PyTorch adds the extra one on the right. For the width there are

$$total == {dilation_w}*({kernel_size_w} - 1) == {total}$$

$$right == ceil({total}/2) == {key}$$
""",
    "before": GENERAL
    + """Where their number is odd, PyTorch adds the extra one at the bottom. For the height there are

$$total == {dilation_h}*({kernel_size_h} - 1) == {total}$$

$$top == floor({total}/2) == {key}$$
""",
    "map": GENERAL
    + """So the padded map has this height and width:

$$height == {n_h} + {dilation_h}*({kernel_size_h} - 1) == {height}$$

$$width == {n_w} + {dilation_w}*({kernel_size_w} - 1) == {width}$$

All that is not the map itself is zeros:

$$zeros == {height}*{width} - {n_h}*{n_w} == {key}$$
""",
}


def _compose(trees: Trees, shape: Shape) -> Trees:
    behind, before, around = trees
    return {"behind": (indexed(behind, "w"),), "before": (indexed(before, "h"),), "map": (around,)}[shape[0]]


def _missing(p: Params) -> tuple[int, int]:
    """What the kernel takes away of height and width."""
    return p["dilation_h"] * (p["kernel_size_h"] - 1), p["dilation_w"] * (p["kernel_size_w"] - 1)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    rows, columns = _missing(p)
    values = {**p.values, "key": key[0], "total": columns if p.shape == ("behind",) else rows}
    if p.shape == ("map",):
        values |= {"height": p["n_h"] + rows, "width": p["n_w"] + columns}
    return (Text(LINES[p.shape[0]], values),)


def _network(p: Params) -> Network:
    kernel_size, dilation = (p["kernel_size_h"], p["kernel_size_w"]), (p["dilation_h"], p["dilation_w"])
    layer = Conv2d(1, 1, kernel_size, padding=None, dilation=dilation)
    return Network((1, p.values.get("n_h", SIDE), p.values.get("n_w", SIDE)), (layer,))


def _measure(p: Params) -> Values:
    top, bottom = oracle.same_zeros(p["kernel_size_h"], p["dilation_h"])
    left, right = oracle.same_zeros(p["kernel_size_w"], p["dilation_w"])
    if p.shape == ("map",):
        height, width = p["n_h"], p["n_w"]
        return ((top + bottom) * (left + width + right) + height * (left + right),)
    return (right if p.shape == ("behind",) else top,)


def _shared(p: Params) -> Values:
    """The zeros are dealt out one by one, first to the end and then to the start of an axis."""
    rows, columns = (len(range(missing)) for missing in _missing(p))
    if p.shape == ("map",):
        height, width = p["n_h"], p["n_w"]
        return (sum(columns + (width if row >= height else 0) for row in range(height + rows)),)
    return (len(range(0, columns, 2)) if p.shape == ("behind",) else len(range(1, rows, 2)),)


def _unseen(c: Any, zeros: Any) -> Any:
    """The stem does not print the answer by chance; ``Conv2d`` has a 2 in it."""
    printed = (c.kernel_size_h, c.kernel_size_w, c.dilation_h, c.dilation_w)
    return np.logical_and.reduce([zeros > 2, *(zeros != number for number in printed)])


def _axes_differ(c: Any) -> Any:
    return c.kernel_size_h != c.kernel_size_w


def _odd_width(c: Any) -> Any:
    """The number of columns is odd, so that one side gets more."""
    odd = (c.kernel_size_w % 2 == 0) & (c.dilation_w % 2 == 1)
    return _axes_differ(c) & odd & _unseen(c, (c.dilation_w * (c.kernel_size_w - 1) + 1) // 2)


def _odd_height(c: Any) -> Any:
    odd = (c.kernel_size_h % 2 == 0) & (c.dilation_h % 2 == 1)
    return _axes_differ(c) & odd & _unseen(c, c.dilation_h * (c.kernel_size_h - 1) // 2)


def _odd_widths_dilated(c: Any) -> Any:
    return _odd_width(c) & (c.dilation_h != c.dilation_w)


def _odd_heights_dilated(c: Any) -> Any:
    return _odd_height(c) & (c.dilation_h != c.dilation_w)


PAIR = {"kernel_size_h": range(2, 12), "kernel_size_w": range(2, 12)}
WIDE = {**PAIR, "dilation_h": (1, 2), "dilation_w": (1,)}
HIGH = {**PAIR, "dilation_h": (1,), "dilation_w": (1, 2)}
DILATED = {**PAIR, "dilation_h": range(1, 6), "dilation_w": range(1, 6)}
MAP = {
    "n_h": (14, 20, 28, 32, 40),
    "n_w": (16, 24, 30, 48, 56),
    "kernel_size_h": (3, 4, 5, 6),
    "kernel_size_w": (3, 4, 5, 6),
    "dilation_h": (1, 2, 3),
    "dilation_w": (1, 2, 3),
}

FAMILY = Family(
    module=__name__,
    title="Zeros added by “same” padding in PyTorch",
    weight="special",
    asks="zeros",
    levels={
        "easy": concat(Combinations(WIDE, _odd_width, ("behind",)), Combinations(HIGH, _odd_height, ("before",))),
        "medium": concat(
            Combinations({**DILATED, "dilation_w": (3, 5)}, _odd_widths_dilated, ("behind",)),
            Combinations({**DILATED, "dilation_h": (3, 5)}, _odd_heights_dilated, ("before",)),
        ),
        "hard": concat(Combinations(MAP, _odd_widths_dilated, ("map",))),
    },
    formulas=(torch_zeros_behind, torch_zeros_before, torch_zeros_around),
    compose=_compose,
    misconceptions=(
        mistakes.ALL_ZEROS,
        mistakes.OTHER_SHARE,
        mistakes.OTHER_AXIS,
        mistakes.EVERY_TAP,
        mistakes.UNDILATED,
        mistakes.HOLES_ONLY,
        mistakes.BOTH_AXES,
        mistakes.PADDED_MAP,
        mistakes.NO_CORNERS,
        mistakes.CORNERS_TWICE,
        mistakes.ROWS_PLUS_COLUMNS,
        mistakes.EACH_SIDE_ALL,
        mistakes.HALF_AT_ALL,
        mistakes.FOUR_EQUAL,
        mistakes.FOUR_SMALL,
    ),
    numerical_only="one side gets so few zeros that known mistakes do not give three values on both sides of the key",
    stem=lambda p: Text(STEM + QUESTIONS[p.shape[0]], p.values),
    solution=_solution,
    network=_network,
    givens=lambda p: {
        "same": "PyTorch",
        "side": {"behind": "right", "before": "top", "map": "all"}[p.shape[0]],
    },
    measure=_measure,
    recount=(Check("zeros dealt out", _shared),),
    examples=(
        Example(
            {"kernel_size_h": 4, "kernel_size_w": 4, "dilation_h": 1, "dilation_w": 1},
            (2,),
            "PyTorch 1.9, torch/nn/modules/conv.py: left is half of the total, rounded down, right the rest",
            ("behind",),
        ),
    ),
)
