"""Numbers as PHP and R read them, which is how importers do: a decimal point, perhaps an exponent, nothing else."""

from __future__ import annotations

import re
from fractions import Fraction

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST = 400
"""Characters of a number."""


def number(written: str) -> Fraction | None:
    """The number that stands there; None where it is none, with a decimal comma or a unit for example."""
    words = written.strip()
    return Fraction(words) if len(words) <= _LONGEST and _NUMBER.fullmatch(words) else None
