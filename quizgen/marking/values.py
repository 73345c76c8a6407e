"""Numbers and shapes of exam.json as numbers."""

from __future__ import annotations

import re
from fractions import Fraction

from quizgen.answers.values import Values

_RATIO = re.compile(r"-?\d+/[1-9]\d*")


def values(kept: object) -> Values:
    """The number, or the numbers of a shape; none of what is no number."""
    parts = kept if isinstance(kept, list) else [kept]
    found = tuple(one for part in parts if (one := _number(part)) is not None)
    return found if len(found) == len(parts) else ()


def _number(part: object) -> int | Fraction | None:
    if isinstance(part, bool):
        return None
    if isinstance(part, int):
        return part
    return Fraction(part) if isinstance(part, str) and _RATIO.fullmatch(part) else None
