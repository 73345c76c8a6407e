"""Numbers of files as exact fractions, read as importers, PHP and R do: a decimal point, perhaps an exponent."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST = 400
"""Characters of a number."""
SPOKEN = (3, 6, 7, 9)
"""Parts of a whole that no decimal is: files have a third as 33.33333 percent."""
NEAR = Fraction(1, 100_000)


@lru_cache(maxsize=1 << 14)
def number(text: str) -> Fraction | None:
    """The number that stands there; None where it is none, with a decimal comma or a unit for example."""
    found = text.strip()
    return Fraction(found) if len(found) <= _LONGEST and _NUMBER.fullmatch(found) else None


def share(part: Fraction, near: Fraction = NEAR) -> Fraction:
    """A share of a whole; where it is as near as digits allow to thirds, sixths, sevenths or ninths, that."""
    for below in SPOKEN:
        exact = Fraction(round(part * below), below)
        if abs(part - exact) < near:
            return exact
    return part
