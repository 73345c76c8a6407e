"""Numbers and shapes as people write them."""

from __future__ import annotations

import re
from fractions import Fraction

LONGEST = 100
"""Characters of a number that anybody means; Python refuses to read thousands of digits."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.]\d+|\s*/\s*0*[1-9]\d*)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,\u0020\u00a0\u2009\u202f]\d{3})+")
_BETWEEN = tuple(re.compile(mark) for mark in (r"[xX×*]", r";", r",\s", r"\s", r","))
"""What stands between the numbers of a shape: of several of these the first, so that thousands may be grouped."""


def number(text: str) -> Fraction | None:
    """The number that a person wrote: ``1024``, ``1,024``, ``1 024``, ``2.5`` or ``5/2``; None if it is none."""
    written = text.strip().replace("\N{MINUS SIGN}", "-")
    if len(written) > LONGEST:
        return None
    if _GROUPED.fullmatch(written):
        return Fraction(re.sub(r"[^\d+-]", "", written))
    return Fraction(re.sub(r"\s", "", written)) if _NUMBER.fullmatch(written) else None


def numbers(text: str, count: int) -> tuple[Fraction, ...] | None:
    """So many numbers, of a shape as ``3 x 8 x 8``, ``3, 8, 8`` or ``(3,8,8)``; None if they are not."""
    parts = _parts(text) if count > 1 else [text]
    found = tuple(value for value in map(number, parts) if value is not None)
    return found if len(found) == len(parts) == count else None


def _parts(text: str) -> list[str]:
    """What is written for each number of a shape."""
    inner = " ".join(text.split()).strip("()[] ")
    return next((mark.split(inner) for mark in _BETWEEN if mark.search(inner)), [inner])
