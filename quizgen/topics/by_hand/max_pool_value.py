"""One output of max pooling, worked by hand from a small map.

The reader finds the window of the asked position and takes its largest entry; padding never wins. In easy the windows
lie side by side; in medium they overlap, as the stride is smaller than the kernel; in hard they lie partly on
padding, where all entries may be negative.
"""

from __future__ import annotations

from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.figures.matrix import matrix
from quizgen.formulas.by_hand import chosen, larger
from quizgen.layers import MaxPool2d, real
from quizgen.math.tree import Sym
from quizgen.misconceptions import pool_values
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.pool_values import inside
from quizgen.model import Figure, Values
from quizgen.space import Params, concat
from quizgen.topics.by_hand.shared import maps, windows
from quizgen.topics.by_hand.shared.pools import Pooling, entries
from quizgen.topics.by_hand.shared.scattered import Fine, Tops

STEM = """
A `MaxPool2d` layer with `kernel_size=<kernel_size>`, `stride=<stride>`, `padding=<padding>` and `dilation=1` is given
the map

<input>

Which value stands in row <row>, column <column> of its output? Rows and columns are counted from 0.
"""
SOLUTION = """
The output is the largest entry of the window:

$$y == max(<entries>)$$

$$y == {y}$$
"""
PADDED = "Where the window lies on the padding, it holds minus infinity, which never wins."
LOWEST = "−∞"
LOWER = 3
"""The key is none of the lowest numbers of a map, one in so many."""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (chosen(inside(Window.of(shape)), trees[0]),)


def _by_loops(p: Params) -> Values:
    return (max(windows.under(p)),)


@cache
def _stem_template(shape: Shape) -> str:
    return windows.window_stem(STEM, shape)


@cache
def _solution_template(shape: Shape) -> str:
    return windows.window_solution(SOLUTION, shape, PADDED, entries=entries(Window.of(shape), ", "))


def _figures(p: Params) -> tuple[Figure, ...]:
    padded = _padded(windows.image(p), Window.of(p.shape).padding)
    return (matrix(padded, window=windows.on_padded(p), place="solution"),)


def _padded(rows: list[list[int]], ring: int) -> list[list[int | str]]:
    """The map with what max pooling pads with, which is smaller than any number."""
    lowest: list[int | str] = [LOWEST] * ring
    wide: list[int | str] = [LOWEST] * (len(rows[0]) + 2 * ring)
    return [wide] * ring + [lowest + row + lowest for row in rows] + [wide] * ring


def _varied(window: Window) -> Fine:
    """More than half of the numbers differ."""
    del window
    return lambda numbers: len(set(numbers.values())) > len(numbers) // 2


def _under(window: Window) -> list[str]:
    return [x.name for x in inside(window) if isinstance(x, Sym)]


def _even(window: Window, values: tuple[int, int]) -> Tops:
    """The largest entry is each number that is not among the lowest equally often, but not 0 where there is padding."""
    low, high = values
    above = range(low + (high - low) // LOWER, high + 1)
    return Tops(_under(window), [value for value in above if value or not window.padding])


POOL = Pooling(MaxPool2d, count=300, unit=1, fine=_varied, tops=_even)
FAMILY = Family(
    module=__name__,
    title="One output of max pooling by hand",
    weight="core",
    asks="value",
    levels={
        "easy": POOL.level(4, ((2, 2, 0),), ((0, 1), (1, 0)), (0, 9)),
        "medium": POOL.level(5, ((3, 2, 0),), ((0, 1), (1, 0), (1, 1)), (-9, 9)),
        "hard": concat(
            *POOL.level(5, ((3, 2, 1),), ((0, 1), (1, 0), (2, 1)), (-14, 8)).parts,
            *POOL.level(5, ((3, 1, 1),), ((0, 1), (1, 0), (4, 2)), (-14, 8)).parts,
            real=real.everywhere,
        ),
    },
    formulas=(larger,),
    compose=_compose,
    misconceptions=pool_values.MAXIMUM,
    stem=lambda p: windows.stem_text(_stem_template(p.shape), p),
    solution=lambda p, key: (maps.number_text(_solution_template(p.shape), p, y=key[0]),),
    network=POOL.network,
    givens=windows.given_map,
    figures=_figures,
    measure=POOL.measure,
    recount=(Check("loops over the window", _by_loops),),
    examples=(
        Example(
            maps.counting(3),
            (5,),
            "Zhang et al. (2023), Dive into Deep Learning, section 7.5, figure 7.5.1",
            ("3", "2", "1", "0", "0", "1"),
        ),
    ),
    signed=True,
    unit=4,
    printed_key="the largest entry of a map is one of its entries",
    numerical_only="a window's maximum has too few wrong values above it",
)
