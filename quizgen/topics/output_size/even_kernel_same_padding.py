"""The zeros that PyTorch adds with `padding="same"`, and on which side the extra one stands.

In easy items, with square kernels, the reader gives back what the kernel takes away; in medium ones dilation stretches
it. In hard ones an even kernel takes away an odd number of rows, of which one side gets one more than the other, and
the question is about one side: how many zeros stand below the map, or how many rows or columns a dilated kernel with
different axes gets there.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import (
    torch_zeros_around,
    torch_zeros_before,
    torch_zeros_behind,
    torch_zeros_below,
)
from quizgen.layers import Conv2d, Network, real
from quizgen.math.rewrites import indexed
from quizgen.misconceptions import same_zeros as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Mask, Params, Rows, concat
from quizgen.text import Text

SIDE = 64
STEM = 'A `Conv2d` layer has `kernel_size={kernel_size}`, `stride=1`, `dilation={dilation}` and `padding="same"`. '
SQUARE = {"kernel_size": "{kernel_size_h}", "dilation": "{dilation_h}"}
PAIR = {"kernel_size": "({kernel_size_h}, {kernel_size_w})", "dilation": "({dilation_h}, {dilation_w})"}
QUESTIONS = {
    "behind": "How many columns of zeros does PyTorch add to the right of the input?",
    "before": "How many rows of zeros does PyTorch add above the input?",
    "map": (
        "It is given a feature map of {n_h} × {n_w} (height × width). How many zeros does PyTorch add around each "
        "channel of the map?"
    ),
    "below": (
        "It is given a feature map of {n_h} × {n_w} (height × width). How many zeros stand in the rows that PyTorch "
        "adds below each channel of the map, corners included?"
    ),
}
PAIRS_ORDER = "In PyTorch's pairs the first number belongs to the height and the second to the width."
GENERAL = """
Along an axis a kernel of size
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
    "below": GENERAL
    + """Where their number is odd, PyTorch adds the extra one at the bottom. Here
it adds this many rows:

$$total == {dilation_h}*({kernel_size_h} - 1) == {total}$$

Of these, so many lie below the map:

$$bottom == ceil({total}/2) == {bottom}$$

Each of these rows is as wide as the padded map:

$$width == {n_w} + {dilation_w}*({kernel_size_w} - 1) == {width}$$

$$zeros == {bottom}*{width} == {key}$$
""",
}


def _compose(trees: Trees, shape: Shape) -> Trees:
    behind, before, around, below = trees
    given = {"behind": indexed(behind, "w"), "before": indexed(before, "h"), "map": around, "below": below}
    return (given[shape[0]],)


def _missing(p: Params) -> tuple[int, int]:
    """What the kernel takes away of height and width."""
    return p["dilation_h"] * (p["kernel_size_h"] - 1), p["dilation_w"] * (p["kernel_size_w"] - 1)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    rows, columns = _missing(p)
    values = {**p.values, "key": key[0], "total": columns if p.shape == ("behind",) else rows}
    if p.shape in {("map",), ("below",)}:
        values |= {"height": p["n_h"] + rows, "width": p["n_w"] + columns, "bottom": -(-rows // 2)}
    lines = (Text(LINES[p.shape[0]], values),)
    return lines if _is_square(p) else (Text(PAIRS_ORDER), *lines)


def _is_square(p: Params) -> bool:
    return p["kernel_size_h"] == p["kernel_size_w"] and p["dilation_h"] == p["dilation_w"]


def _stem(p: Params) -> Text:
    """One number for both axes where these are alike."""
    template = STEM
    for name, numbers in (SQUARE if _is_square(p) else PAIR).items():
        template = template.replace(f"{{{name}}}", numbers)
    return Text(template + QUESTIONS[p.shape[0]], p.values)


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
    if p.shape == ("below",):
        return (bottom * (left + p["n_w"] + right),)
    return (right if p.shape == ("behind",) else top,)


def _shared(p: Params) -> Values:
    """The zeros are dealt out one by one, first to the end and then to the start of an axis."""
    rows, columns = (len(range(missing)) for missing in _missing(p))
    if p.shape == ("map",):
        height, width = p["n_h"], p["n_w"]
        return (sum([columns] * height + [columns + width] * rows),)
    if p.shape == ("below",):
        return (sum(p["n_w"] + columns for _ in range(0, rows, 2)),)
    return (len(range(0, columns, 2)) if p.shape == ("behind",) else len(range(1, rows, 2)),)


def _square(n: Iterable[int], kernels: Iterable[tuple[int, int]]) -> Rows:
    """Square maps and kernels, by kernel size and dilation."""
    chosen, sizes = tuple(kernels), tuple(n)
    return Rows(NAMES, lambda: ((size, size, k, k, rate, rate) for size in sizes for k, rate in chosen), ("map",))


def _oblong() -> Rows:
    """Even kernels of published networks on maps that are not square."""
    maps = [(height, width) for height in SIDES for width in SIDES if height != width]
    return Rows(NAMES, lambda: ((*sides, k, k, 1, 1) for sides in maps for k in EVEN), ("below",))


def _unseen(c: Any, zeros: Any) -> Any:
    """The axes differ, and the stem does not print the answer by chance; ``Conv2d`` has a 2 in it."""
    printed = (c.kernel_size_h, c.kernel_size_w, c.dilation_h, c.dilation_w)
    differ = (c.kernel_size_h != c.kernel_size_w) & (c.dilation_h != c.dilation_w)
    return np.logical_and.reduce([differ, zeros > 2, *(zeros != number for number in printed)])


def _odd_width(c: Any) -> Any:
    """The number of columns is odd, so that one side gets more."""
    odd = (c.kernel_size_w % 2 == 0) & (c.dilation_w % 2 == 1)
    return odd & _unseen(c, (c.dilation_w * (c.kernel_size_w - 1) + 1) // 2)


def _odd_height(c: Any) -> Any:
    odd = (c.kernel_size_h % 2 == 0) & (c.dilation_h % 2 == 1)
    return odd & _unseen(c, c.dilation_h * (c.kernel_size_h - 1) // 2)


def _real(c: Any) -> Mask:
    """Where a published layer has this kernel and dilation and pads about half of what the kernel covers."""
    half = c.dilation_h * (c.kernel_size_h - 1) // 2
    layer = SimpleNamespace(kernel_size=c.kernel_size_h, stride=1, padding=half, dilation=c.dilation_h)
    square: Mask = (c.kernel_size_h == c.kernel_size_w) & (c.dilation_h == c.dilation_w)
    return real.convolution(layer) & square


NAMES = ("n_h", "n_w", "kernel_size_h", "kernel_size_w", "dilation_h", "dilation_w")
PLAIN = ((3, 1), (5, 1), (7, 1), (4, 1), (2, 1), (6, 1))
DILATED = ((3, 2), (3, 4), (3, 6), (3, 8), (3, 12), (5, 2), (4, 3), (5, 3), (2, 3), (4, 2))
EVEN = (2, 4)
SIDES = (14, 16, 17, 20, 24, 28, 30, 32, 35, 40, 48, 56, 60, 64)
UNEVEN = {name: range(2, 8) for name in NAMES[2:4]} | {name: range(1, 6) for name in NAMES[4:]}

FAMILY = Family(
    module=__name__,
    title="Zeros added by “same” padding in PyTorch",
    weight="special",
    asks="zeros",
    levels={
        "easy": concat(_square(range(7, 65), PLAIN), real=_real),
        "medium": concat(_square(range(14, 65), DILATED), real=_real),
        "hard": concat(
            _oblong(),
            Combinations(UNEVEN, _odd_width, ("behind",)),
            Combinations(UNEVEN, _odd_height, ("before",)),
            real=_real,
        ),
    },
    formulas=(torch_zeros_behind, torch_zeros_before, torch_zeros_around, torch_zeros_below),
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
    stem=_stem,
    solution=_solution,
    network=_network,
    givens=lambda p: {
        "same": "PyTorch",
        "side": {"behind": "right", "before": "top", "map": "all", "below": "below"}[p.shape[0]],
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
