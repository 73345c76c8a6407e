"""How likely it is that chance alone does so much."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

RARE = 0.001
"""What chance does less often than this is not taken for chance."""


def at_least(hits: int, chances: Sequence[Fraction]) -> float:
    """The chance of so many hits or more, where each try hits with a chance of its own (Poisson's binomial)."""
    counts = [1.0, *(0.0 for _ in chances)]
    for number, chance in enumerate(map(float, chances), start=1):
        for count in range(number, 0, -1):
            counts[count] = counts[count] * (1 - chance) + counts[count - 1] * chance
        counts[0] *= 1 - chance
    return sum(counts[hits:])
