"""Where the fields of a sheet stand: the student's number on every page, then rows of letters, then numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.sheets import sizes
from quizgen.sheets.asked import CORRECTED, Asked, student_number
from quizgen.sheets.page import Box, Corner, Field, Page
from quizgen.sheets.sizes import Paper

BELOW_NUMBER = sizes.TOP + sizes.HEADED + 10 * sizes.DIGIT_STEP[1] + sizes.SECTION_GAP
"""Where answers begin, below the student's number and the instructions beside it."""
_SLACK = 1e-6
"""Sums of tenths are not exact."""


def pages(asked: Sequence[Asked], paper: Paper, digits: int) -> tuple[Page, ...]:
    """As many pages as the fields need, at least one, each with the number of ``digits`` digits; all in millimetres.

    Letters come before numbers, both in the order in which they are asked. With 0 digits there is no field for the
    student's number: the form itself tells whose it is.
    """
    number = [_digits(student_number(digits), sizes.SIDE, sizes.TOP)] if digits else []
    filling = _Filling(paper)
    filling.letters([one for one in asked if not one.written])
    filling.numbers([one for one in asked if one.written])
    every = filling.pages
    return tuple(
        Page(place, len(every), paper.width, paper.height, corners(paper), code(paper), (*number, *fields))
        for place, fields in enumerate(every, 1)
    )


def corners(paper: Paper) -> tuple[Corner, ...]:
    """The marks 0 to 3, clockwise from the upper left: which is where tells how a page lies."""
    left, right, top, bottom = sizes.SIDE, paper.width - sizes.SIDE, sizes.SIDE, paper.height - sizes.SIDE
    places = ((left, top), (right, top), (right, bottom), (left, bottom))
    return tuple(Corner(name, x, y, sizes.CORNER) for name, (x, y) in enumerate(places))


def code(paper: Paper) -> Box:
    """The place of the QR code, beside the upper right mark, without the white around it."""
    x = paper.width - sizes.EDGE - sizes.CORNER - sizes.CODE_GAP - sizes.CODE
    return Box(x, sizes.EDGE, sizes.CODE, sizes.CODE, "")


class _Filling:
    """Fills pages from their top, and begins another where something does not fit."""

    def __init__(self, paper: Paper) -> None:
        self._left, self._width = sizes.SIDE, paper.width - 2 * sizes.SIDE
        self._top, self._bottom = BELOW_NUMBER, paper.height - sizes.FOOT
        self._y = self._top
        self.pages: list[list[Field]] = [[]]

    def letters(self, asked: Sequence[Asked]) -> None:
        """Rows in columns, filled one column after the other; as many columns as the longest row allows."""
        if not asked:
            return
        longest = max(len(one.labels[0]) for one in asked)
        width = sizes.NAME + longest * sizes.ROW_STEP[0] + sizes.CORRECTED + sizes.ROW_BOX[0] + sizes.BEHIND
        columns = self._abreast(width, sizes.COLUMN_GAP)
        step = (self._width + sizes.COLUMN_GAP) / columns
        rest = list(asked)
        while rest:
            room = self._begun(sizes.ROW_STEP[1])
            rows = min(room, -(-len(rest) // columns))
            here, rest = rest[: rows * columns], rest[rows * columns :]
            for place, one in enumerate(here):
                x = self._left + place // rows * step + sizes.NAME
                self._put(_row(one, x, self._y + place % rows * sizes.ROW_STEP[1]))
            self._y += rows * sizes.ROW_STEP[1] + sizes.SECTION_GAP

    def numbers(self, asked: Sequence[Asked]) -> None:
        """Blocks beside each other, line by line."""
        if not asked:
            return
        width, height = _extent(asked[0])
        abreast = self._abreast(width, sizes.BLOCK_GAP)
        step = (self._width + sizes.BLOCK_GAP) / abreast
        rest = list(asked)
        while rest:
            lines = min(self._begun(height), -(-len(rest) // abreast))
            here, rest = rest[: lines * abreast], rest[lines * abreast :]
            for place, one in enumerate(here):
                line, beside = divmod(place, abreast)
                self._put(_digits(one, self._left + beside * step, self._y + line * height))
            self._y += lines * height + sizes.SECTION_GAP

    def _abreast(self, width: float, gap: float) -> int:
        return max(1, int((self._width + gap) / (width + gap) + _SLACK))

    def _begun(self, height: float) -> int:
        """How many lines of that height fit below, on the next page if none fits on this one."""
        if self._room(height) < 1 and self._y > self._top:
            self.pages.append([])
            self._y = self._top
        return max(1, self._room(height))

    def _room(self, height: float) -> int:
        """The white below the last line need not be there."""
        return int((self._bottom + sizes.SECTION_GAP - self._y) / height + _SLACK)

    def _put(self, field: Field) -> None:
        self.pages[-1].append(field)


def _row(asked: Asked, x: float, y: float) -> Field:
    """Letters from left to right, from the upper left corner of the first."""
    (labels,) = asked.labels
    boxes = tuple(_letter(x, y, place, one) for place, one in enumerate(labels))
    corrected = _letter(x + sizes.CORRECTED, y, len(labels), CORRECTED)
    return Field(asked.question, asked.part, asked.index, asked.marks, (boxes,), corrected)


def _letter(x: float, y: float, place: int, label: str) -> Box:
    return Box(_mm(x + place * sizes.ROW_STEP[0]), _mm(y), *sizes.ROW_BOX, label)


def _digits(asked: Asked, x: float, y: float) -> Field:
    """Columns from the upper left corner of the whole block, its name and squares being above the boxes."""
    inset = (sizes.DIGIT_STEP[0] - sizes.DIGIT_BOX[0]) / 2
    columns = tuple(
        tuple(_column(labels, x + inset + place * sizes.DIGIT_STEP[0], y + sizes.HEADED))
        for place, labels in enumerate(asked.labels)
    )
    return Field(asked.question, asked.part, asked.index, asked.marks, columns)


def _column(labels: Sequence[str], x: float, y: float) -> Iterator[Box]:
    for place, one in enumerate(labels):
        yield Box(_mm(x), _mm(y + place * sizes.DIGIT_STEP[1]), *sizes.DIGIT_BOX, one)


def _extent(asked: Asked) -> tuple[float, float]:
    """Width and height of a number with what stands above it, and the white below."""
    height = sizes.HEADED + len(asked.labels[0]) * sizes.DIGIT_STEP[1] + sizes.SECTION_GAP
    return len(asked.labels) * sizes.DIGIT_STEP[0], height


def _mm(value: float) -> float:
    """To the thousandth: the printer and the scanner see the same figures."""
    return round(value, 3)
