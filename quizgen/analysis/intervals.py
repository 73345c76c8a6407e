"""Intervals that hold the truth in 95 of 100 cases, by closed formulas, and what is too few for one."""

from __future__ import annotations

from collections.abc import Sequence
from math import atanh, exp, log, sqrt, tanh

import msgspec
import numpy as np
from numpy.typing import NDArray

from quizgen.text.counted import are

Z = 1.959964
FEW, MANY = 10, 30
"""Below the first number of answers nothing is estimated, below the second nothing but shares."""


class Estimate(msgspec.Struct, frozen=True):
    """A value with its interval from ``n`` students or answers; None with the reason where it cannot be told."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    why: str = ""

    @property
    def told(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


def unknown(n: int, why: str) -> Estimate:
    """What the numbers do not carry."""
    return Estimate(None, None, None, n, why)


def few(n: int, least: int, what: str = "answer") -> str:
    """Why so few are too few; nothing where they are enough."""
    return "" if n >= least else f"{are(n, what)} too few: {least} are needed"


def share(scores: Sequence[float] | NDArray[np.float64], least: int = FEW) -> Estimate:
    """The mean of shares from 0 to 1, each of another student, with Wilson's interval.

    It is that of a proportion, and too wide rather than too narrow where shares lie between 0 and 1 (E. B. Wilson,
    J. Amer. Stat. Assoc. 22, 1927).
    """
    n = len(scores)
    if why := few(n, least):
        return unknown(n, why)
    mean = float(np.mean(scores))
    low, high = wilson(mean, n)
    return Estimate(mean, low, high, n)


def wilson(mean: float, n: int) -> tuple[float, float]:
    """Wilson's interval of a proportion, which holds it however floats are rounded."""
    middle = (mean + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(mean * (1 - mean) / n + Z * Z / (4 * n * n))
    return min(max(middle - half, 0.0), mean), max(min(middle + half, 1.0), mean)


def correlation(one: Sequence[float], other: Sequence[float | None], students: int | None = None) -> Estimate:
    """Pearson's correlation with Fisher's interval, for so many ``students`` where some have several pairs.

    Pairs of which the ``other`` is not known are left out.
    """
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if b is not None]
    if one and not pairs:
        return unknown(len(one), "there are no other answers that these could go with")
    n = len(pairs) if students is None else students
    if why := few(n, MANY):
        return unknown(n, why)
    a, b = np.asarray(pairs, float).T
    a, b = a - a.mean(), b - b.mean()
    size = sqrt(float(a @ a) * float(b @ b))
    if size < 1e-12:
        return unknown(n, "all answers are alike, so nothing goes with anything")
    found = min(max(float(a @ b) / size, -0.999999), 0.999999)
    half = Z / sqrt(n - 3)
    return Estimate(found, tanh(atanh(found) - half), tanh(atanh(found) + half), n)


def alpha(scores: NDArray[np.float64]) -> Estimate:
    """Cronbach's alpha of students (rows) over questions (columns), with Bonett's interval (Psychometrika 67, 2002)."""
    n, k = scores.shape
    if why := few(n, MANY, "student"):
        return unknown(n, why)
    total = float(np.var(scores.sum(axis=1), ddof=1))
    if k < 2 or total < 1e-12:
        return unknown(n, "all students have the same points, or there is only one question")
    found = k / (k - 1) * (1 - float(np.var(scores, axis=0, ddof=1).sum()) / total)
    half = Z * sqrt(2 * k / ((k - 1) * (n - 2)))
    gap = log(max(1 - found, 1e-9))
    return Estimate(found, 1 - exp(gap + half), 1 - exp(gap - half), n)


def mean(values: Sequence[float], within: tuple[float, float], least: int = FEW) -> Estimate:
    """The mean of values with Student's interval, as far as it lies ``within`` what a value can be."""
    n = len(values)
    if why := few(n, least, "student"):
        return unknown(n, why)
    middle, spread = float(np.mean(values)), float(np.std(values, ddof=1))
    half = _student(n - 1) * spread / sqrt(n)
    lowest, highest = within
    return Estimate(middle, min(max(middle - half, lowest), middle), max(min(middle + half, highest), middle), n)


def _student(freedom: int) -> float:
    """Student's 97.5% point by the first terms of its expansion; right to a thousandth from nine degrees on."""
    first, second = (Z**3 + Z) / 4, (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96
    third = (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384
    return Z + first / freedom + second / freedom**2 + third / freedom**3
