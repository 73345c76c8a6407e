"""The marks in the corners of a sheet, as squares: what a scanner finds a page by, and how it lies."""

from __future__ import annotations

from typing import TypeAlias

Squares: TypeAlias = tuple[str, ...]
"""Rows of modules from the top, ``1`` for a black one."""

_INSIDE = (
    ("0100", "1010", "1100", "1101"),
    ("1111", "0000", "0110", "0101"),
    ("1100", "1100", "1101", "0010"),
    ("0110", "0110", "1011", "1001"),
)
"""Numbers 0 to 3 of ArUco's dictionary DICT_4X4_50, as OpenCV 5.0 has it (modules/objdetect, aruco's predefined
dictionaries), after Garrido-Jurado et al., 'Automatic generation and detection of highly reliable fiducial markers
under occlusion', Pattern Recognition 47 (2014)."""
MODULES = 6
"""Squares of a side: four of the dictionary's, and a black border of one."""


def squares(mark: int) -> Squares:
    """The mark with its border."""
    border = "1" * MODULES
    return (border, *(f"1{row}1" for row in _INSIDE[mark]), border)
