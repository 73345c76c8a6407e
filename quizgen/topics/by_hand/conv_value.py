"""One output of a convolution, worked by hand from a small map and a small kernel.

The reader finds the window of the asked position, lays the kernel on it as it is, adds the products and the bias. In
easy the windows lie side by side; in medium they overlap, and values are negative; in hard padding and a stride move
the window, which lies partly on zeros.
"""

from __future__ import annotations

from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.figures.matrix import matrix
from quizgen.formulas.by_hand import tap_added, weighted_sum, with_bias
from quizgen.layers import Conv2d, real
from quizgen.math.rewrites import substitute
from quizgen.misconceptions import by_hand
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.oracle.values import conv_value
from quizgen.space import Concat, Params, Rows, concat
from quizgen.topics.by_hand.shared import maps, scattered, windows

STEM = """
A `Conv2d` layer with one input channel, one output channel, `kernel_size=<kernel_size>`, `stride=<stride>`,
`padding=<padding>` and `dilation=1` has the bias {bias} and the weights

<weights>

Its input is

<input>

Which value stands in row <row>, column <column> of its output? Rows and columns are counted from 0, and as in PyTorch
the kernel is not flipped.
"""
SOLUTION = """
The output is the sum of each input of the window times the weight over it, plus the bias:

$$y == <products> + {bias}$$

$$y == {y}$$
"""
ZEROS = "Where the window lies on the padding, the input is 0 and the product is left out."
COUNT = 240


def _compose(trees: Trees, shape: Shape) -> Trees:
    added, biased = trees
    return (substitute(biased, {"taps": weighted_sum(added, Window.of(shape).pairs())}),)


def _layer(window: Window) -> Conv2d:
    return Conv2d(1, 1, window.kernel_size, window.stride, window.padding)


def _weights(p: Params) -> list[list[int]]:
    size = Window.of(p.shape).kernel_size
    return maps.grid(p, "w", size, size)


def _givens(p: Params) -> dict[str, object]:
    return {
        "x": windows.image(p),
        "weight": _weights(p),
        "bias_value": p["bias"],
        "position": list(windows.position(p)),
    }


def _measure(p: Params) -> Values:
    return (conv_value(_layer(Window.of(p.shape)), windows.image(p), _weights(p), p["bias"], windows.position(p)),)


def _by_loops(p: Params) -> Values:
    window = Window.of(p.shape)
    w, total = _weights(p), p["bias"]
    for row, line in enumerate(windows.image(p)):
        for column, value in enumerate(line):
            down, right = row - window.top, column - window.left
            if 0 <= down < window.kernel_size and 0 <= right < window.kernel_size:
                total += value * w[down][right]
    return (total,)


@cache
def _stem_template(shape: Shape) -> str:
    size = Window.of(shape).kernel_size
    return windows.window_stem(STEM, shape, weights=maps.block("w", size))


@cache
def _solution_template(shape: Shape) -> str:
    pairs = Window.of(shape).pairs()
    products = " + ".join(f"{{{x.name}}}*{{{w.name}}}" for x, w in pairs)  # type: ignore[union-attr]  # symbols
    return windows.window_solution(SOLUTION, shape, ZEROS, products=products)


def _figures(p: Params) -> tuple[Figure, ...]:
    x, w, ring = windows.image(p), _weights(p), Window.of(p.shape).padding
    return (matrix(x, kernel=w, window=windows.on_padded(p), padding=ring, place="solution"),)


def _rows(window: Window, values: tuple[int, int], weights: tuple[int, int]) -> Rows:
    names = (
        *maps.grid_names("x", window.side, window.side),
        *maps.grid_names("w", window.kernel_size, window.kernel_size),
    )
    ranges = [values] * window.side**2 + [weights] * window.kernel_size**2
    return scattered.scattered((*names, "bias"), [*ranges, (-4, 4)], COUNT, window.words, lambda v: v["bias"] != 0)


def _level(
    side: int, layer: tuple[int, int, int], positions: tuple[tuple[int, int], ...], values: tuple[int, int]
) -> Concat:
    every = windows.windows(side, (layer,), positions)
    return concat(*(_rows(window, values, (-2, 3)) for window in every), real=real.everywhere)


FAMILY = Family(
    module=__name__,
    title="One output of a convolution by hand",
    weight="core",
    asks="value",
    levels={
        "easy": _level(4, (2, 2, 0), ((0, 1), (1, 0)), (0, 5)),
        "medium": _level(4, (3, 1, 0), ((0, 1), (1, 0)), (-2, 5)),
        "hard": _level(5, (3, 2, 1), ((0, 1), (1, 0), (2, 1)), (-2, 9)),
    },
    formulas=(tap_added, with_bias),
    compose=_compose,
    printed_key="a map and a kernel of small numbers print most small numbers",
    misconceptions=by_hand.EVERY,
    stem=lambda p: windows.stem_text(_stem_template(p.shape), p, **maps.aligned("w", _weights(p))),
    solution=lambda p, key: (maps.number_text(_solution_template(p.shape), p, y=key[0]),),
    network=windows.on_map(_layer),
    givens=_givens,
    figures=_figures,
    measure=_measure,
    recount=(Check("loops over the input", _by_loops),),
    examples=(
        Example(
            maps.counting(3) | {"w_00": 0, "w_01": 1, "w_10": 2, "w_11": 3, "bias": 0},
            (25,),
            "Zhang et al. (2023), Dive into Deep Learning, section 7.2, figure 7.2.1",
            ("3", "2", "1", "0", "0", "1"),
        ),
    ),
    signed=True,
)
