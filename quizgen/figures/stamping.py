"""A transposed convolution: each input stamps its weighted kernel on the output, stamps add up, the rim is cropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from quizgen.figures import parts
from quizgen.figures.parts import MARGIN, FigurePlace
from quizgen.math.printing import grouped
from quizgen.model import Figure
from quizgen.text import Text

KIND = "stamping"
_ROOM, _CELL, _WIDE, _MAP, _WORDS, _ROWS = 500, 24, 36, 264, 72, 240


def stamping(  # noqa: PLR0913 - the arguments of one layer
    n: int,
    kernel_size: int,
    stride: int = 1,
    padding: int = 0,
    output_padding: int = 0,
    *,
    axes: int = 1,
    x: Sequence[int] = (),
    w: Sequence[int] = (),
    place: FigurePlace = "solution",
) -> Figure:
    """The stamps of ``n`` inputs on one axis, or of ``n`` by ``n`` on the plane, and what is left after the crop.

    Where the inputs ``x`` and the weights ``w`` are given, on one axis, their products and sums are shown.
    """
    params: dict[str, Any] = {"n": n, "kernel_size": kernel_size, "stride": stride, "padding": padding}
    params |= {"output_padding": output_padding, "axes": axes}
    if x:
        params |= {"x": list(x), "w": list(w)}
    drawing = read(params)
    values: dict[str, int | str] = {**params, "full": drawing.full, "size": drawing.size}
    values |= {"inputs": parts.counted(n, "input"), "times": parts.counted(max(drawing.counts), "stamp")}
    alt = (
        "A transposed convolution along one axis with {inputs}. Each input stamps {kernel_size} positions, and stamps "
        "start {stride} apart; together they cover {full} positions, with at most {times} on one. "
    )
    if padding:
        alt += "padding={padding} crops {padding} at either end. "
    if output_padding:
        alt += "output_padding={output_padding} lets the output reach {output_padding} further at the far end. "
    alt += "The output has {size} positions."
    alt += " It is drawn on the plane, alike along both axes." if axes == 2 else ""
    if x:
        alt += " The inputs are {x}, the weights {w}. The stamps are, from the first input on: {stamps}. "
        alt += "What the output holds: {sums}."
        values |= {"x": ", ".join(map(_signed, x)), "w": ", ".join(map(_signed, w))}
        values |= {"stamps": "; ".join(", ".join(map(_signed, row)) for row in drawing.products)}
        values["sums"] = ", ".join(_signed(total) for place, total in enumerate(drawing.sums) if drawing.kept(place))
    return Figure(KIND, params, Text(alt, values), place)


def _signed(number: int) -> str:
    return str(number).replace("-", "\N{MINUS SIGN}")


class Stamping(Struct, frozen=True, dict=True):
    """PyTorch's arguments of the layer, the input's size, the number of axes that are drawn, and numbers, if any."""

    n: int
    kernel_size: int
    stride: int
    padding: int
    output_padding: int
    axes: int
    x: Sequence[int] = ()
    w: Sequence[int] = ()

    @cached_property
    def products(self) -> list[list[int]]:
        """What each input puts down; nothing without numbers."""
        return [[value * weight for weight in self.w] for value in self.x]

    @cached_property
    def sums(self) -> list[int]:
        """What falls on each position that is drawn."""
        sums = [0] * self.span
        for number, row in enumerate(self.products):
            for tap, product in enumerate(row):
                sums[number * self.stride + tap] += product
        return sums

    @cached_property
    def cells(self) -> list[str]:
        """What is written into each position: how many stamps fall there, or what they add up to."""
        return [_signed(number) for number in (self.sums if self.x else self.counts)]

    @cached_property
    def stamps(self) -> list[list[str]]:
        """The products as they are written."""
        return [[_signed(product) for product in row] for row in self.products]

    @cached_property
    def full(self) -> int:
        """Positions from the first stamp's start to the last one's end."""
        return (self.n - 1) * self.stride + self.kernel_size

    @cached_property
    def size(self) -> int:
        """Positions of the output."""
        return self.full - 2 * self.padding + self.output_padding

    @cached_property
    def span(self) -> int:
        """Positions that are drawn: those of the stamps and of the output."""
        return max(self.full, self.padding + self.size)

    @cached_property
    def counts(self) -> list[int]:
        """Stamps on each position that is drawn."""
        counts = [0] * self.span
        for number in range(self.n):
            for tap in range(self.kernel_size):
                counts[number * self.stride + tap] += 1
        return counts

    def kept(self, place: int) -> bool:
        """Whether a position is part of the output."""
        return self.padding <= place < self.padding + self.size

    @cached_property
    def cell(self) -> float:
        """The side of a position in pixels."""
        widest = _WIDE if self.x else _CELL
        return round(min(widest, (_ROOM if self.axes == 1 else _MAP) / self.span), 3)

    @cached_property
    def left(self) -> float:
        """Where the positions begin: after the words, or after the input on the plane."""
        return MARGIN + (_WORDS if self.axes == 1 else max(self.cell * self.n, parts.long("100 × 100 inputs")) + 60)

    @cached_property
    def top(self) -> int:
        """Where the positions begin on the plane."""
        return MARGIN + parts.LINE

    @cached_property
    def row(self) -> float:
        """Pixels from one stamp to the next, along one axis."""
        return round(min(20, _ROWS / self.n), 2)

    @cached_property
    def foot(self) -> float:
        """Where the drawing of the positions ends."""
        if self.axes == 2:
            return MARGIN + parts.LINE + self.span * self.cell
        return self.output + 22

    @cached_property
    def output(self) -> float:
        """Where the row of the output begins, along one axis."""
        return MARGIN + 44 + self.row * self.n + 10

    @cached_property
    def lines(self) -> list[str]:
        """What the drawing says in words."""
        shown = "output: " + " × ".join([grouped(self.size)] * self.axes)
        lines = [f"kernel_size={self.kernel_size}, stride={self.stride}", shown]
        lines += ["numbers: input times weight, and their sums"] * bool(self.x)
        lines += ["numbers: stamps that add up"] * (self.numbered and not self.x)
        lines += [f"hatched: cropped by padding={self.padding}"] * (self.padding > 0)
        lines += [f"output_padding={self.output_padding}: {self.output_padding} more at the end"] * bool(
            self.output_padding
        )
        lines += ["dashed: no stamp reaches there"] * (self.span > self.full)
        return lines

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        return round(self.left + max(self.span * self.cell, *map(parts.long, self.lines))) + MARGIN

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        foot = max(self.foot, MARGIN + parts.LINE + self.n * self.cell)
        return round(foot) + parts.LINE * len(self.lines) + 2 * MARGIN

    def levels(self) -> Iterator[tuple[str, str]]:
        """On the plane a shade for each number of stamps on the output, and the path of all its squares."""
        squares: dict[int, list[str]] = {}
        most, cell = max(self.counts) ** 2, self.cell
        square = f"h{cell:g}v{cell:g}h-{cell:g}z"
        lefts = [f"{self.left + x * cell:.1f}" for x in range(len(self.counts))]
        kept = [(place, count) for place, count in enumerate(self.counts) if count and self.kept(place)]
        for y, down in kept:
            top = f"{self.top + y * cell:.1f}"
            for x, across in kept:
                squares.setdefault(down * across, []).append(f"M{lefts[x]} {top}{square}")
        return ((parts.shade(0.1 + 0.5 * stamps / most), "".join(squares[stamps])) for stamps in sorted(squares))

    def ink(self, stamps: int) -> str:
        """The colour of a number of stamps on its shade."""
        return parts.ink(0.1 + 0.5 * stamps / max(self.counts) ** 2)

    @cached_property
    def numbered(self) -> bool:
        """Whether there is room for the numbers of stamps in the positions."""
        if self.x:
            return True
        return self.cell >= parts.long(grouped(max(self.counts) ** self.axes)) + 2


def read(params: Mapping[str, Any]) -> Stamping:
    """A layer and its input; raises FormulaError where nothing is left of the output."""
    tests: dict[str, parts.Test] = dict.fromkeys(("n", "kernel_size", "stride"), parts.count)
    tests |= dict.fromkeys(("padding", "output_padding"), parts.natural)
    tests |= {"axes": lambda value: value in (1, 2)}
    if "x" in params:
        tests |= dict.fromkeys(("x", "w"), parts.each(lambda value: type(value) is int))
    parts.checked(KIND, params, tests)
    drawing = Stamping(**params)
    numbers = (len(drawing.x), len(drawing.w), drawing.axes) in {
        (0, 0, drawing.axes),
        (drawing.n, drawing.kernel_size, 1),
    }
    parts.fitting(KIND, fits=numbers, rule="there are n inputs and kernel_size weights on one axis, or no numbers")
    parts.fitting(KIND, fits=drawing.size > 0, rule="something is left after the crop")
    return drawing


def drawn(drawing: Stamping, room: int) -> str:
    """The stamps of each input below each other, how many fall on each position, and the output, along one axis."""
    if drawing.span > room - 12:
        arguments = f"padding={drawing.padding}, output_padding={drawing.output_padding}"
        words = (f"{drawing.n} inputs, {drawing.lines[0]}, {arguments}", drawing.lines[1])
        return "\n".join(parts.told(words, room))
    if drawing.x:
        return _calculated(drawing, room)
    shown = [number for number in range(drawing.n) if number < 12 or number == drawing.n - 1]
    lines = [
        f"{f'input {number + 1}':<9} │ {' ' * (number * drawing.stride)}{'■' * drawing.kernel_size}" for number in shown
    ]
    if len(shown) < drawing.n:
        lines.insert(12, "…         │")
    counts = "".join(str(paths) if paths < 10 else "+" for paths in drawing.counts)
    output = "".join("■" if drawing.kept(place) else "╳" for place in range(drawing.span))
    lines += [f"stamps    │ {counts}", f"output    │ {output}"]
    notes = drawing.lines[:2]
    notes += ["╳ cropped by padding=" + str(drawing.padding)] * (drawing.padding > 0)
    notes += ["added at the end by output_padding=" + str(drawing.output_padding)] * (drawing.output_padding > 0)
    notes += ["one axis is shown; the other is alike"] * (drawing.axes == 2)
    return "\n".join([*lines, *parts.told(notes, room)])


def _calculated(drawing: Stamping, room: int) -> str:
    """The products of each input below each other, and what they add up to, along one axis; less wide without room."""
    written = [*drawing.cells, *(product for row in drawing.stamps for product in row)]
    wide = max(map(len, written)) + 1
    step = drawing.stride * wide
    lines: list[str] = []
    for number, row in enumerate(drawing.stamps):
        numbers = "".join(f"{one:>{wide}}" for one in row)
        lines.append(f"{f'input {number + 1}':<9} │ {' ' * (number * step)}{numbers}")
    kept = [cell if drawing.kept(place) else "╳" for place, cell in enumerate(drawing.cells)]
    lines += [f"{'output':<9} │ {''.join(f'{one:>{wide}}' for one in kept)}"]
    if max(map(len, lines)) > room:
        lines = parts.told([f"input {number + 1}: {', '.join(row)}" for number, row in enumerate(drawing.stamps)], room)
    notes = [drawing.lines[0], drawing.lines[2]]
    notes += ["╳ cropped by padding=" + str(drawing.padding)] * (drawing.padding > 0)
    return "\n".join([*lines, *parts.told(notes, room)])
