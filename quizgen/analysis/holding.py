"""What share of a class holds a misconception, from how often each student showed it where it was on offer.

Two sorts of students are told apart. Who holds it shows it most times that it is on offer, with a chance between a half
and all, the same for all holders, which the answers themselves tell where it was on offer more than once. Who does
not hold it comes to the same wrong answer by chance, as often as to other wrong answers there: more often where
more options show it, and the weaker the student is elsewhere. Shares, that chance and how far off the chance of the
others is are all weighed together (Bayes, with every share as likely as any other before); the value is the mean of
what is left, and the interval holds 95% of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from quizgen.analysis.intervals import Estimate, few, unknown

LEAST = 20
"""So many students to whom it was offered are enough."""
SHARES = np.linspace(0.0, 1.0, 101)
SHOWN = np.array([0.55, 0.65, 0.75, 0.85, 0.92, 0.98])
"""How often those show it who hold it."""
BELIEF = np.array([0.10, 0.15, 0.20, 0.25, 0.20, 0.10])
"""How likely each of these is before anything was answered."""
OFF = np.array([0.6, 0.8, 1.0, 1.25, 1.6])
"""By what factor the chance of the others may be off, and how likely that is."""
LIKELY = np.array([0.1, 0.22, 0.36, 0.22, 0.1])
HIGHEST = 0.9


class Chance(Struct, frozen=True):
    """A place where a student could show it: whether that happened, and how often others come to it by chance."""

    taker: int
    shown: bool
    by_chance: float


def held(chances: Sequence[Chance]) -> Estimate:
    """The share of students who hold it, of those to whom it was on offer."""
    takers = np.array([one.taker for one in chances], int)
    known, row = np.unique(takers, return_inverse=True)
    if why := few(len(known), LEAST, "student"):
        return unknown(len(known), why)
    shown = np.array([one.shown for one in chances])
    by_chance = np.array([one.by_chance for one in chances], float)
    holders = _likelihoods(row, len(known), shown, np.broadcast_to(SHOWN[:, None], (len(SHOWN), len(shown))))
    others = _likelihoods(row, len(known), shown, np.minimum(OFF[:, None] * by_chance, HIGHEST))
    weights = _weights(holders, others)
    value = float(weights @ SHARES)
    low, high = np.interp([0.025, 0.975], np.cumsum(weights) - weights / 2, SHARES)
    return Estimate(value, min(float(low), value), max(float(high), value), len(known))


def _likelihoods(
    row: NDArray[np.int64], many: int, shown: NDArray[np.bool_], chance: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How likely each student's answers are, for each of the chances: an array of chances by students."""
    logs = np.log(np.where(shown, chance, 1 - chance))
    return np.exp(np.stack([np.bincount(row, weights=one, minlength=many) for one in logs]))


def _weights(holders: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely each share is, all else weighed out."""
    mixed = np.stack(
        [
            np.log(
                SHARES[:, None, None] * one[None, None, :] + (1 - SHARES[:, None, None]) * others[None] + 1e-300
            ).sum(2)
            for one in holders
        ]
    )
    mixed = mixed - mixed.max()
    weighed = np.exp(mixed) * BELIEF[:, None, None] * LIKELY[None, None, :]
    found: NDArray[np.float64] = weighed.sum(axis=(0, 2))
    found /= found.sum()
    return found
