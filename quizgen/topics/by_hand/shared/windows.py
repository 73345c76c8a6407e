"""The window of one output on a small map: its stem, its solution, and what lies under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from quizgen.layers import Layer, Network
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.kinds import Shape
from quizgen.space import Params
from quizgen.text import Text
from quizgen.topics.by_hand.shared.maps import aligned, block, given, grid

BEGINS = """
With stride $stride$ and padding $padding$, the window of the output in row (or column) $i$ begins at this row (or
column) of the input, all counted from 0:

$$first == stride*i - padding$$

Here it begins at row $<stride>*<row> - <padding> == <top>$ and column $<stride>*<column> - <padding> == <left>$.
"""


def windows(
    side: int, layers: Sequence[tuple[int, int, int]], positions: Sequence[tuple[int, int]]
) -> Iterator[Window]:
    """The window of each layer (kernel size, stride, padding) for the output at each position."""
    return (Window(side, *layer, row, column) for layer, (row, column) in product(layers, positions))


def image(p: Params) -> list[list[int]]:
    """The map on which the point's window lies."""
    side = Window.of(p.shape).side
    return grid(p, "x", side, side)


def position(p: Params) -> tuple[int, int]:
    """Row and column of the output that is asked."""
    window = Window.of(p.shape)
    return window.row, window.column


def on_map(layer: Callable[[Window], Layer]) -> Callable[[Params], Network]:
    """What makes the network of a point: the window's layer on its map."""

    def network(p: Params) -> Network:
        window = Window.of(p.shape)
        return Network((1, window.side, window.side), (layer(window),))

    return network


def given_map(p: Params) -> dict[str, object]:
    """What the stem of a layer without weights gives, for the JSON."""
    return {"x": image(p), "position": list(position(p))}


def stem_text(template: str, p: Params, **rows: str) -> Text:
    """A stem with the point's numbers, its map, and further ``rows``."""
    return Text(template, {**p.values, **aligned("x", image(p)), **rows})


def under(p: Params) -> list[int]:
    """The inputs in the window, found by going through its rows and columns."""
    window, entries = Window.of(p.shape), image(p)
    rows = range(max(0, window.top), min(window.side, window.top + window.kernel_size))
    columns = range(max(0, window.left), min(window.side, window.left + window.kernel_size))
    return [entries[row][column] for row in rows for column in columns]


def window_stem(template: str, shape: Shape, **texts: str) -> str:
    """A stem with the layer's arguments, the position and the map's holes put in, and further ``texts``."""
    window = Window.of(shape)
    return given(template, kernel_size=str(window.kernel_size), input=block("x", window.side), **_told(window), **texts)


def window_solution(template: str, shape: Shape, ring: str, **texts: str) -> str:
    """Where the window begins, with what ``ring`` says of padding under it, then the template with ``texts``."""
    window = Window.of(shape)
    begins = given(BEGINS.rstrip(), top=str(window.top), left=str(window.left), **_told(window))
    padded = f" {ring}" if len(window.pairs()) < len(window.taps) else ""
    return f"{begins}{padded}\n{given(template, **texts)}"


def _told(window: Window) -> dict[str, str]:
    """The numbers that place the window, as templates take them."""
    return {name: str(getattr(window, name)) for name in ("stride", "padding", "row", "column")}


def on_padded(p: Params) -> tuple[int, int, int, int]:
    """Top, left, height and width of the window on the padded map."""
    window = Window.of(p.shape)
    return window.top + window.padding, window.left + window.padding, window.kernel_size, window.kernel_size
