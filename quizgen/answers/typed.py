"""Numbers and shapes as people write them."""

from __future__ import annotations

import re
from fractions import Fraction

_NUMBER = re.compile(r"[+-]?\d+(?:[.]\d+|\s*/\s*0*[1-9]\d*)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,\u0020\u00a0\u2009\u202f]\d{3})+")
_TIMES = re.compile(r"\s*[x×*]\s*|\s*[,;]\s+|\s+", re.IGNORECASE)


def number(text: str) -> Fraction | None:
    """The number that a person wrote: ``1024``, ``1,024``, ``1 024``, ``2.5`` or ``5/2``; None if it is none."""
    written = text.strip().replace("\N{MINUS SIGN}", "-")
    if _GROUPED.fullmatch(written):
        return Fraction(re.sub(r"[^\d+-]", "", written))
    return Fraction(re.sub(r"\s", "", written)) if _NUMBER.fullmatch(written) else None


def numbers(text: str, count: int) -> tuple[Fraction, ...] | None:
    """So many numbers, of a shape as ``3 x 8 x 8``, ``3, 8, 8`` or ``(3, 8, 8)``; None if they are not."""
    if count == 1:
        one = number(text)
        return None if one is None else (one,)
    parts = [number(part) for part in _TIMES.split(text.strip().strip("()[]").strip())]
    found = tuple(part for part in parts if part is not None)
    return found if len(found) == len(parts) == count else None
