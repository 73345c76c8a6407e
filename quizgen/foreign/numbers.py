"""Numbers of files as exact fractions."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

_NUMBER = re.compile(r"[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][+-]?\d{1,3})?")
SPOKEN = (3, 6, 7, 9)
"""Parts of a whole that no decimal is: files have a third as 33.33333 percent."""
NEAR = Fraction(1, 100_000)


@lru_cache(maxsize=1 << 14)
def number(text: str) -> Fraction | None:
    """A number in plain digits with a decimal point, None for anything else."""
    found = text.strip()
    return Fraction(found) if _NUMBER.fullmatch(found) else None


def share(part: Fraction, near: Fraction = NEAR) -> Fraction:
    """A share of a whole; where it is as near as digits allow to thirds, sixths, sevenths or ninths, that."""
    for below in SPOKEN:
        exact = Fraction(round(part * below), below)
        if abs(part - exact) < near:
            return exact
    return part
