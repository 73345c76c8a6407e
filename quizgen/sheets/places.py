"""What stands around the boxes of a field: its name, squares to write in, and the strip that shows all of it."""

from __future__ import annotations

from quizgen.sheets import sizes
from quizgen.sheets.page import Box, Field

_AROUND = 0.7
"""White that a strip has on each side."""


def is_written(field: Field) -> bool:
    """Whether its boxes are columns of digits; else they are a row of letters."""
    return field.columns[0][0].label.isdigit()


def named(field: Field) -> Box:
    """Where the name of a field stands: left of a row of letters, above the squares of a number."""
    first = field.columns[0][0]
    if is_written(field):
        return _box(_left(field), first.y - sizes.HEADED, _width(field), sizes.HEADED - sizes.SQUARE - 1)
    return _box(first.x - sizes.NAME, first.y, sizes.NAME - 1, first.height)


def squares(field: Field) -> tuple[Box, ...]:
    """Of a number, the squares above its columns in which the characters are written by hand; nothing is read there."""
    if not is_written(field):
        return ()
    y = field.columns[0][0].y - sizes.SQUARE - 1
    return tuple(
        _box(_left(field) + place * sizes.DIGIT_STEP[0], y, sizes.DIGIT_STEP[0], sizes.SQUARE)
        for place in range(len(field.columns))
    )


def strip(field: Field) -> Box:
    """What shows a field to a human: its name, its boxes and what is written beside them, with white around."""
    above = named(field)
    boxes = [box for column in field.columns for box in column]
    right = max(above.x + above.width, *(box.x + box.width for box in boxes))
    if field.corrected:
        right = field.corrected.x + field.corrected.width + sizes.BEHIND
    bottom = max(box.y + box.height for box in boxes)
    x, y = above.x - _AROUND, above.y - _AROUND
    return _box(x, y, right + _AROUND - x, bottom + _AROUND - y)


def _left(field: Field) -> float:
    return field.columns[0][0].x - (sizes.DIGIT_STEP[0] - sizes.DIGIT_BOX[0]) / 2


def _width(field: Field) -> float:
    return len(field.columns) * sizes.DIGIT_STEP[0]


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(round(x, 3), round(y, 3), round(width, 3), round(height, 3), "")
