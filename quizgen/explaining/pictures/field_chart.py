"""The fields of all layers along one axis, a bar each, with the layer's numbers before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from quizgen.explaining.pictures.axes import LABEL, Axis, across
from quizgen.explaining.pictures.fields import View, neighbour
from quizgen.explaining.pictures.marks import GREY, INK, LINE, Mark, Path, Piece, Round, Words, area, cut, long
from quizgen.explaining.pictures.shades import shade
from quizgen.explaining.pictures.steps import Step
from quizgen.math.printing import grouped

ROW, WIDEST_ROW, BAR = 19.5, 46.0, 10.0
TALL = 470.0
"""Pixels that the rows of few layers take."""
ORANGE = "#b3470b"
GAP = 14.0
MOST_LETTERS = 24
NARROW = 40
"""Positions of which each has a line of its own."""


def chart(steps: Sequence[Step], view: View, axis: int, width: float) -> Piece:
    """The chart in that width; steps are numbered from 1 on."""
    cells = [_cells(number, step, axis) for number, step in enumerate(steps, start=1)]
    head = ("", "layer", "field", "jump", "start")
    widths = [max(long(row[place]) for row in (head, *cells)) for place in range(len(head))]
    begin = sum(widths) + GAP * len(widths)
    own = Axis(view.low, view.high, begin, width)
    tall = max(ROW, min(WIDEST_ROW, TALL / (len(steps) + sum(1 for step in steps if step.more) + 1)))
    tops = list(_tops(steps, tall))
    bottom = tops[-1] + tall
    marks: list[Mark] = [*_ground(own, view, LINE + 4, bottom), *_line(head, widths, 13, bold=True)]
    for number, (step, row, top) in enumerate(zip(steps, cells, tops, strict=True)):
        marks += _line(row, widths, top + 14)
        if step.more:
            marks += _left_out(step, widths, top - tall, own)
        centre = view.centres[number] if number < len(view.centres) else None
        marks += _bars(step, centre, (axis, own, view), top + 3, number / max(1, len(steps) - 1))
    marks += across(own, bottom)
    return Piece(width, bottom + LABEL + 6, 0, 0, tuple(marks))


def _tops(steps: Sequence[Step], tall: float) -> Iterator[float]:
    """Where each layer's row begins; one that tells of layers left out has another row before it."""
    top = LINE + 4 + (tall - ROW) / 2
    for step in steps:
        top += tall if step.more else 0
        yield top
        top += tall


def _cells(number: int, step: Step, axis: int) -> tuple[str, ...]:
    name = cut(step.name, long("m" * MOST_LETTERS))
    if step.whole:
        return str(number), name, "all", "–", "–"
    return str(number), name, grouped(step.field[axis]), _short(step.jump[axis]), _short(step.start[axis])


def _short(value: Fraction) -> str:
    return f"{float(value):,.2f}".rstrip("0").rstrip(".").replace("-", "−")


def _line(row: Sequence[str], widths: Sequence[float], y: float, *, bold: bool = False) -> Iterator[Words]:
    x = 0.0
    for place, (cell, wide) in enumerate(zip(row, widths, strict=True)):
        if cell and place == 1:
            yield Words(x, y, cell, bold=bold)
        elif cell:
            yield Words(x + wide, y, cell, "end", bold)
        x += wide + GAP


def _left_out(step: Step, widths: Sequence[float], top: float, own: Axis) -> Iterator[Mark]:
    """The line that says how many layers are left out."""
    x = widths[0] + GAP
    yield Words(x, top + 14.5, f"… {step.more} more that grow alike", fill=GREY)
    yield Path(((own.begin, top + ROW / 2), (own.end, top + ROW / 2)), GREY, 1, "1 5")


def _ground(own: Axis, view: View, top: float, bottom: float) -> Iterator[Mark]:
    """The input, and beside it what is padding."""
    yield area(own.begin, top, own.end - own.begin, bottom - top, "#f4f4f4", "none", pattern="pad")
    left, right = own.at(-0.5), own.at(view.length - 0.5)
    yield area(left, top, right - left, bottom - top, "#ffffff", "none")
    if view.high - view.low <= NARROW:
        for place in range(int(view.low), int(view.high) + 2):
            yield Path(((own.at(place - 0.5), top), (own.at(place - 0.5), bottom)), "#d5dae0", 0.75)
    for edge, shown in ((left, True), (right, not view.part)):
        if shown:
            yield Path(((edge, top), (edge, bottom)), INK, 1.5)


def _bars(step: Step, centre: Fraction | None, on: tuple[int, Axis, View], top: float, part: float) -> Iterator[Mark]:
    """The unit's field, its neighbour's behind it, and below them the first unit's with its centre."""
    axis, own, view = on
    if centre is None:
        left, right = own.at(-0.5), own.at(view.length - 0.5)
        yield area(left, top, right - left, BAR, shade(part), INK, pattern="dots")
        return
    begin, end = step.stretch(centre, axis)
    beside = neighbour(step, centre, axis)
    if beside:
        left, right = map(own.at, beside)
        yield area(left, top + 2, right - left, BAR - 4, "#ffffff", INK, weight=1, dash="2 2")
    yield area(own.at(begin), top, own.at(end) - own.at(begin), BAR, shade(part), INK)
    first = step.first(axis)
    if not step.differs:
        yield Path(((own.at(first[0]), top + BAR + 3), (own.at(first[1]), top + BAR + 3)), ORANGE, 2)
    if own.low <= step.start[axis] <= own.high:
        yield Round(own.at(float(step.start[axis])), top + BAR + 3, 2.5, ORANGE, ORANGE, 1)
