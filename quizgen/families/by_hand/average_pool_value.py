"""One output of average pooling, worked by hand from a small map.

The reader finds the window of the asked position and divides its sum by the number of its positions.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.families.by_hand import shared as hand
from quizgen.figures.matrix import matrix
from quizgen.formulas.by_hand import added, total, window_mean
from quizgen.layers import AvgPool2d
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Num, Sym
from quizgen.misconceptions import pool_values
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.pool_values import inside
from quizgen.model import Figure, Values
from quizgen.oracle.values import pool_value
from quizgen.space import Concat, Params, Rows, concat
from quizgen.text import Text

STEM = """
An `AvgPool2d` layer with `kernel_size=<kernel_size>`, `stride=<stride>` and `padding=<padding>` is given the map

`<input>`

Which value stands in row <row>, column <column> of its output? Rows and columns are counted from 0.<counted>
"""
SOLUTION = """
The window has <positions> positions, and the output is the mean of what they hold:

$$y == (<entries>)/<positions>$$

$$y == {y}$$
"""
COUNTED = "\nAs is PyTorch's default (`count_include_pad=True`), zeros of the padding count as positions."
PADDED = "Positions on the padding hold 0, and they count."
COUNT = 600
UNIT = 4


def _compose(trees: Trees, shape: Shape) -> Trees:
    add, mean = trees
    window = Window.of(shape)
    return (substitute(mean, {"window_sum": total(inside(window), add), "positions": Num(len(window.taps))}),)


def _layer(window: Window) -> AvgPool2d:
    return AvgPool2d(window.kernel_size, window.stride, window.padding)


def _measure(p: Params) -> Values:
    return (pool_value(_layer(Window.of(p.shape)), hand.image(p), hand.position(p), UNIT),)


def _by_loops(p: Params) -> Values:
    return (Fraction(sum(hand.under(p)), len(Window.of(p.shape).taps)),)


@cache
def _stem_template(shape: Shape) -> str:
    return hand.window_stem(STEM, shape, counted=COUNTED if Window.of(shape).padding else "")


@cache
def _solution_template(shape: Shape) -> str:
    window = Window.of(shape)
    entries = " + ".join(f"{{{x.name}}}" for x in inside(window))  # type: ignore[union-attr]  # symbols
    return hand.window_solution(SOLUTION, shape, PADDED, entries=entries, positions=str(len(window.taps)))


def _figures(p: Params) -> tuple[Figure, ...]:
    x, ring = hand.image(p), Window.of(p.shape).padding
    return matrix(x), matrix(x, window=hand.on_padded(p), padding=ring, place="solution")


def _rows(window: Window, values: tuple[int, int]) -> Rows:
    under = [x.name for x in inside(window) if isinstance(x, Sym)]

    def fine(numbers: dict[str, int]) -> bool:
        """Halves at most: a quarter would stand out from the options that are entries of the map."""
        return sum(numbers[name] for name in under) % 2 == 0

    names = hand.grid_names("x", window.side, window.side)
    return hand.scattered(names, [values] * len(names), COUNT, window.words, fine)


def _level(
    side: int,
    layers: tuple[tuple[int, int, int], ...],
    positions: tuple[tuple[int, int], ...],
    lowest: int,
    highest: int,
) -> Concat:
    return concat(*(_rows(window, (lowest, highest)) for window in hand.windows(side, layers, positions)))


FAMILY = Family(
    module=__name__,
    title="One output of average pooling by hand",
    asks="value",
    levels={
        "easy": _level(4, ((2, 2, 0),), ((0, 1), (1, 0)), 0, 16),
        "medium": _level(5, ((2, 1, 0),), ((0, 1), (3, 1), (1, 2)), -9, 9),
        "hard": _level(5, ((2, 1, 1),), ((0, 2), (3, 0), (5, 1)), -16, 16),
    },
    formulas=(added, window_mean),
    compose=_compose,
    misconceptions=pool_values.MEAN,
    stem=lambda p: Text(_stem_template(p.shape), p.values),
    solution=lambda p, key: (hand.number_text(_solution_template(p.shape), p, y=key[0]),),
    network=hand.on_map(_layer),
    givens=hand.given_map,
    figures=_figures,
    measure=_measure,
    recount=(Check("loops over the window", _by_loops),),
    examples=(
        Example(
            hand.counting(3),
            (3,),
            "Zhang et al. (2023), Dive into Deep Learning, section 7.5, the same map with average pooling",
            ("3", "2", "1", "0", "0", "1"),
        ),
    ),
    signed=True,
    unit=UNIT,
)
