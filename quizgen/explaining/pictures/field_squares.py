"""Fields of two axes as squares on the input, each within the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.explaining.pictures.axes import LABEL, Axis, across, along
from quizgen.explaining.pictures.fields import View
from quizgen.explaining.pictures.marks import INK, Mark, Path, Piece, Words, area, long
from quizgen.explaining.pictures.shades import ink, shade
from quizgen.explaining.pictures.steps import Step

NARROW = 33
"""Positions of which each has lines of its own."""


def squares(steps: Sequence[Step], views: Sequence[View], side: float) -> Piece:
    """The fields of layers with windows, the largest at the back, numbered where there is room."""
    down, right = views
    left = long("m" * (len(str(round(max(abs(down.low), down.high)))) + 1)) + 10
    unit = min((side - left) / (right.high - right.low), side / (down.high - down.low))
    wide, tall = (right.high - right.low) * unit, (down.high - down.low) * unit
    x, y = Axis(right.low, right.high, left, left + wide), Axis(down.low, down.high, 8, 8 + tall)
    marks: list[Mark] = list(_ground(x, y, down, right))
    order = sorted(range(len(down.centres)), key=lambda number: -steps[number].field[1])
    boxes = [_box(steps[number], number, views, x, y) for number in order]
    for (number, box), below in zip(zip(order, boxes, strict=True), [*boxes[1:], None], strict=True):
        part = number / max(1, len(steps) - 1)
        marks.append(area(*box, shade(part), INK, weight=1))
        room = (below[1] - box[1]) if below else box[3]
        if room >= 18 and box[2] >= long(str(number + 1)) + 8:
            marks.append(Words(box[0] + 4, box[1] + 14, str(number + 1), fill=ink(part)))
    marks += _lines(x, y, down, right)
    marks += [*across(x, 8 + tall), *along(y, left)]
    return Piece(left + wide + 8, 8 + tall + LABEL + 6, 0, 0, tuple(marks))


def _box(step: Step, number: int, views: Sequence[View], x: Axis, y: Axis) -> tuple[float, float, float, float]:
    (top, bottom), (left, right) = (step.stretch(view.centres[number], axis) for axis, view in enumerate(views))
    return x.at(left), y.at(top), x.at(right) - x.at(left), y.at(bottom) - y.at(top)


def _image(x: Axis, y: Axis, down: View, right: View) -> tuple[float, float, float, float]:
    begin, end = x.at(-0.5), x.at(right.length - 0.5)
    top, bottom = y.at(-0.5), y.at(down.length - 0.5)
    return begin, top, end - begin, bottom - top


def _ground(x: Axis, y: Axis, down: View, right: View) -> Iterator[Mark]:
    """The input, and around it what is padding."""
    yield area(x.begin, y.begin, x.end - x.begin, y.end - y.begin, "#f4f4f4", "none", pattern="pad")
    yield area(*_image(x, y, down, right), "#ffffff", "none")


def _lines(x: Axis, y: Axis, down: View, right: View) -> Iterator[Mark]:
    """The lines between pixels where there is room, and the edge of the image over all fields."""
    begin, top, wide, tall = _image(x, y, down, right)
    if max(x.high - x.low, y.high - y.low) <= NARROW:
        for place in range(right.length + 1):
            at = x.at(place - 0.5)
            yield Path(((at, top), (at, top + tall)), "#8c96a3", 0.5)
        for place in range(down.length + 1):
            at = y.at(place - 0.5)
            yield Path(((begin, at), (begin + wide, at)), "#8c96a3", 0.5)
    corners = (begin, top), (begin + wide, top), (begin + wide, top + tall), (begin, top + tall)
    edge = (corners[3], *corners[:2]) if right.part else corners
    # White below the dashes, for orange on blue is grey on grey in print.
    for stroke, weight, dash in (("#ffffff", 4, ""), ("#b3470b", 2, "7 4")):
        yield Path(edge, stroke, weight, dash, closed=not right.part)
