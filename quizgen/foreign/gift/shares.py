"""The part of the points that an answer of GIFT gives: ``=`` all, ``~`` none, ``%50%`` half."""

from __future__ import annotations

import re
from fractions import Fraction

from quizgen.foreign.model import Remark
from quizgen.foreign.numbers import number
from quizgen.foreign.pieces import Piece

_WEIGHT = re.compile(r"%-*([0-9]{1,2}\.?[0-9]*)%")
_LIKE_ONE = re.compile(r"%\s*((?:[-+]\s*)?[\d.,][\d.,\s]*)%")


def shared(piece: Piece, otherwise: Fraction, remarks: list[Remark]) -> tuple[Fraction | None, str, Piece]:
    """The share of a stripped answer, as it stands there, and the rest of the answer."""
    if found := _WEIGHT.match(piece.text):
        written = found[0][1:-1]
        value = number(written)
        return None if value is None else value / 100, written, piece.at(found.end()).stripped()
    if found := _LIKE_ONE.match(piece.text):
        fault = f"Moodle shows '{found[0]}' as words instead of a weight; write a number as in %33.33333%."
        remarks.append(Remark("fraction-unreadable", "error", fault, piece.line))
        return None, found[1].strip(), piece.at(found.end()).stripped()
    return otherwise, "", piece
