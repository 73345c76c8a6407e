"""One output of max pooling, worked by hand from a small map.

The reader finds the window of the asked position and takes its largest entry; padding never wins.
"""

from __future__ import annotations

from functools import cache

from quizgen.families.by_hand import given, grid, grid_names, grid_template, number_text, scattered
from quizgen.family import Check, Example, Family
from quizgen.figures.matrix import matrix
from quizgen.formulas.by_hand import chosen, larger
from quizgen.layers import MaxPool2d, Network
from quizgen.misconceptions import pool_values
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.pool_values import inside
from quizgen.model import Figure, Values
from quizgen.oracle.values import pool_value
from quizgen.space import Concat, Params, Rows, concat
from quizgen.text import Text

STEM = """
A `MaxPool2d` layer with `kernel_size=<kernel_size>`, `stride=<stride>`, `padding=<padding>` and `dilation=1` is given
the map

`<input>`

Which value stands in row <row>, column <column> of its output? Rows and columns are counted from 0.
"""
SOLUTION = """
With stride $stride$ and padding $padding$, the window of the output in row (or column) $i$ begins at this row (or
column) of the input, all counted from 0:

$$first == stride*i - padding$$

Here it begins at row <top>, column <left>. <padded>

The output is the largest entry of the window:

$$y == max(<entries>)$$

$$y == {y}$$
"""
PADDED = "Where the window lies on the padding, that counts as minus infinity and never wins."
LOWEST = "−∞"
COUNT = 300


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (chosen(inside(Window.of(shape)), trees[0]),)


def _layer(window: Window) -> MaxPool2d:
    return MaxPool2d(window.kernel_size, window.stride, window.padding)


def _network(p: Params) -> Network:
    window = Window.of(p.shape)
    return Network((1, window.side, window.side), (_layer(window),))


def _map(p: Params) -> list[list[int]]:
    side = Window.of(p.shape).side
    return grid(p, "x", side, side)


def _givens(p: Params) -> dict[str, object]:
    window = Window.of(p.shape)
    return {"x": _map(p), "position": [window.row, window.column]}


def _measure(p: Params) -> Values:
    window = Window.of(p.shape)
    return (pool_value(_layer(window), _map(p), (window.row, window.column)),)


def _by_loops(p: Params) -> Values:
    window = Window.of(p.shape)
    rows = range(max(0, window.top), min(window.side, window.top + window.kernel_size))
    columns = range(max(0, window.left), min(window.side, window.left + window.kernel_size))
    return (max(_map(p)[row][column] for row in rows for column in columns),)


@cache
def _stem_template(shape: Shape) -> str:
    window = Window.of(shape)
    return given(
        STEM,
        kernel_size=str(window.kernel_size),
        stride=str(window.stride),
        padding=str(window.padding),
        row=str(window.row),
        column=str(window.column),
        input=grid_template("x", window.side, window.side),
    )


@cache
def _solution_template(shape: Shape) -> str:
    window = Window.of(shape)
    entries = ", ".join(f"{{{x.name}}}" for x in inside(window))  # type: ignore[union-attr]  # symbols
    places = (f"$-{-place}$" if place < 0 else str(place) for place in (window.top, window.left))
    top, left = places
    padded = PADDED if len(inside(window)) < len(window.taps) else ""
    return given(SOLUTION, top=top, left=left, padded=padded, entries=entries)


def _figures(p: Params) -> tuple[Figure, ...]:
    window = Window.of(p.shape)
    ring = window.padding
    place = (window.top + ring, window.left + ring, window.kernel_size, window.kernel_size)
    return matrix(_map(p)), matrix(_padded(_map(p), ring), window=place, place="solution")


def _padded(rows: list[list[int]], ring: int) -> list[list[int | str]]:
    """The map with what max pooling pads with, which is smaller than any number."""
    lowest: list[int | str] = [LOWEST] * ring
    wide: list[int | str] = [LOWEST] * (len(rows[0]) + 2 * ring)
    return [wide] * ring + [lowest + row + lowest for row in rows] + [wide] * ring


def _rows(window: Window, values: tuple[int, int]) -> Rows:
    def fine(numbers: dict[str, int]) -> bool:
        return len(set(numbers.values())) > len(numbers) // 2

    names = grid_names("x", window.side, window.side)
    return scattered(names, [values] * len(names), COUNT, window.words, fine)


def _level(
    side: int, layers: tuple[tuple[int, int, int], ...], positions: tuple[tuple[int, int], ...], lowest: int
) -> Concat:
    windows = [Window(side, *layer, row, column) for layer in layers for row, column in positions]
    return concat(*(_rows(window, (lowest, 9)) for window in windows))


FAMILY = Family(
    module=__name__,
    title="One output of max pooling by hand",
    asks="value",
    levels={
        "easy": _level(4, ((2, 2, 0),), ((0, 1), (1, 0)), 0),
        "medium": _level(5, ((3, 1, 0), (2, 1, 0)), ((0, 1), (2, 1)), -9),
        "hard": _level(5, ((3, 2, 1),), ((0, 1), (1, 0), (2, 1)), -12),
    },
    formulas=(larger,),
    compose=_compose,
    misconceptions=pool_values.MAXIMUM,
    stem=lambda p: Text(_stem_template(p.shape), p.values),
    solution=lambda p, key: (number_text(_solution_template(p.shape), p, y=key[0]),),
    network=_network,
    givens=_givens,
    figures=_figures,
    measure=_measure,
    recount=(Check("loops over the window", _by_loops),),
    examples=(
        Example(
            {f"x_{row}{column}": 3 * row + column for row in range(3) for column in range(3)},
            (5,),
            "Zhang et al. (2023), Dive into Deep Learning, section 7.5, figure 7.5.1",
            ("3", "2", "1", "0", "0", "1"),
        ),
    ),
    signed=True,
    unit=4,
    numerical_only="a window's maximum has too few wrong values above it",
)
