"""Small maps and kernels whose numbers are worked by hand.

Maps are named entry by entry: ``x_12`` is row 1, column 2 of the input, counted from 0, ``w_01`` a weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from quizgen.layers import Layer, Network
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Number
from quizgen.space import Params, Rows, digest
from quizgen.text import Text

BEGINS = """
With stride $stride$ and padding $padding$, the window of the output in row (or column) $i$ begins at this row (or
column) of the input, all counted from 0:

$$first == stride*i - padding$$

Here it begins at row <top>, column <left>.
"""


def grid_names(letter: str, rows: int, columns: int) -> tuple[str, ...]:
    """The names of a map's entries, row by row."""
    return tuple(f"{letter}_{row}{column}" for row in range(rows) for column in range(columns))


def grid_template(letter: str, rows: int, columns: int) -> str:
    """The map as nested lists of holes, as Python writes it."""
    lines = (", ".join(f"{{{letter}_{row}{column}}}" for column in range(columns)) for row in range(rows))
    return f"[{', '.join(f'[{line}]' for line in lines)}]"


def grid(p: Params, letter: str, rows: int, columns: int) -> list[list[int]]:
    """The map's numbers."""
    return [[p[f"{letter}_{row}{column}"] for column in range(columns)] for row in range(rows)]


def scattered(
    names: Sequence[str], ranges: Sequence[tuple[int, int]], count: int, shape: tuple[str, ...], fine: Fine
) -> Rows:
    """``count`` different points without a pattern, each number in its own range, both ends included."""

    def make() -> Iterator[tuple[int, ...]]:
        seen: set[tuple[int, ...]] = set()
        number = 0
        while len(seen) < count:
            row = _row(ranges, "/".join(shape), number)
            number += 1
            if row not in seen and fine(dict(zip(names, row, strict=True))):
                seen.add(row)
                yield row

    return Rows(tuple(names), make, shape)


Fine = Callable[[dict[str, int]], bool]


def _row(ranges: Sequence[tuple[int, int]], path: str, number: int) -> tuple[int, ...]:
    """Numbers out of one digest: it has 24 bits for each of the first twenty."""
    bits = digest("by-hand", path, number, size=60)
    row = []
    for low, high in ranges:
        bits, rest = divmod(bits, high - low + 1)
        row.append(low + rest)
    return tuple(row)


def given(template: str, **texts: str) -> str:
    """A template with parts of templates put in; their holes stay open."""
    for name, text in texts.items():
        template = template.replace(f"<{name}>", text)
    return template


def number_text(template: str, p: Params, **more: Number) -> Text:
    """The template with the point's numbers."""
    return Text(template, {**p.values, **more})


def counting(side: int) -> dict[str, int]:
    """A square map of 0, 1, 2 ..., row by row."""
    return {name: number for number, name in enumerate(grid_names("x", side, side))}


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


def under(p: Params) -> list[int]:
    """The inputs in the window, found by going through its rows and columns."""
    window = Window.of(p.shape)
    rows = range(max(0, window.top), min(window.side, window.top + window.kernel_size))
    columns = range(max(0, window.left), min(window.side, window.left + window.kernel_size))
    return [image(p)[row][column] for row in rows for column in columns]


def window_stem(template: str, shape: Shape, **texts: str) -> str:
    """A stem with the layer's arguments, the position and the map's holes put in, and further ``texts``."""
    window = Window.of(shape)
    return given(
        template,
        kernel_size=str(window.kernel_size),
        stride=str(window.stride),
        padding=str(window.padding),
        row=str(window.row),
        column=str(window.column),
        input=grid_template("x", window.side, window.side),
        **texts,
    )


def window_solution(template: str, shape: Shape, ring: str, **texts: str) -> str:
    """Where the window begins, with what ``ring`` says of padding under it, then the template with ``texts``."""
    window = Window.of(shape)
    begins = given(BEGINS.rstrip(), top=_place(window.top), left=_place(window.left))
    padded = f" {ring}" if len(window.pairs()) < len(window.taps) else ""
    return f"{begins}{padded}\n{given(template, **texts)}"


def _place(number: int) -> str:
    return f"$-{-number}$" if number < 0 else str(number)


def on_padded(p: Params) -> tuple[int, int, int, int]:
    """Top, left, height and width of the window on the padded map."""
    window = Window.of(p.shape)
    return window.top + window.padding, window.left + window.padding, window.kernel_size, window.kernel_size
