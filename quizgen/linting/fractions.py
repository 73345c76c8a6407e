"""The shares of the points that Moodle takes for an answer (``question/engine/bank.php`` of Moodle 4)."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

_SHARES = ("1", "9/10", "5/6", "4/5", "3/4", "7/10", "2/3", "3/5", "1/2", "2/5", "1/3", "3/10", "1/4", "1/5", "1/6",
           "1/7", "1/8", "1/9", "1/10", "1/20")  # fmt: skip
TAKEN = tuple(sorted({sign * Fraction(share) for share in (*_SHARES, "0") for sign in (1, -1)}))
"""All of them, in order."""
NEAR = Fraction(1, 100_000)
"""How far from one of them a share may be: 33.333 percent is a third, 33.33 is none."""


def taken(share: Fraction) -> bool:
    """Whether Moodle's importer takes a share as it is."""
    return abs(share - nearest(share)) < NEAR


@lru_cache(maxsize=1024)
def nearest(share: Fraction) -> Fraction:
    """The share that Moodle has nearest to it."""
    return min(TAKEN, key=lambda one: abs(one - share))
