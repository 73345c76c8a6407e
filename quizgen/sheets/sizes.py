"""Sizes of what stands on an answer sheet, in millimetres; ``GEOMETRY`` is raised whenever any of them changes.

An exam keeps the version, so that sheets that were printed are never read by other places than their own.
"""

from __future__ import annotations

from msgspec import Struct

GEOMETRY = 1
"""The version of this file and of ``layout``."""


class Paper(Struct, frozen=True):
    """A sheet of paper."""

    width: float
    height: float


PAPERS = {"a4": Paper(210.0, 297.0), "letter": Paper(215.9, 279.4)}

EDGE = 10.0
"""No ink nearer to the edge: office printers leave up to 6.4 mm white."""
CORNER = 10.0
"""The side of a mark in a corner, black border and all."""
SIDE = EDGE + CORNER / 2
"""Boxes stand between the centres of the marks: nothing is measured beyond them."""

CODE = 20.0
"""The side of the QR code, without the white around it."""
CODE_GAP = 6.0
"""White between the code and the mark beside it."""

TOP = 35.0
"""Where the first block begins, below title and code."""
FOOT = 24.0
"""What stays free below the last box, for marks and page number."""

ROW_BOX, ROW_STEP = (4.5, 3.5), (5.8, 6.2)
"""Of letters: a box, and from one to the next across and down."""
DIGIT_BOX, DIGIT_STEP = (4.0, 3.1), (5.2, 4.2)
"""Of digits and signs."""
NAME = 10.0
"""Room for a row's name, before its first box."""
CORRECTED, BEHIND = 1.2, 8.0
"""White before the box behind a row that says it was corrected, and room behind that box to write what counts."""
HEADED = 11.0
"""Room above the first row of digits: the field's name, and a square for each character written by hand."""
SQUARE = 5.2
"""The side of these squares, which touch each other."""
COLUMN_GAP, BLOCK_GAP, SECTION_GAP = 1.5, 3.5, 4.0
"""White between columns of rows, between numbers, and before what follows."""
MOST_DIGITS = 14
"""Of a student's number: as many leave room for the instructions beside them."""


def beside(paper: Paper, digits: int) -> float:
    """How wide the instructions beside a student's number are."""
    number = digits * DIGIT_STEP[0] + SIDE - CORNER / 2 if digits else 0
    return paper.width - 2 * SIDE - number
