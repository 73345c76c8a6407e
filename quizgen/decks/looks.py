"""What a guesser sees of options that ascend, as numbers of a few bins each: the views that are evened out."""

from __future__ import annotations

import numpy as np

from quizgen.decks.arrays import Floats, Ints
from quizgen.guessing import TRAITS, pattern

BINS, EVEN = 5, 256
FINE = 16
"""Bins of a single trait."""


def scale(every: list[Ints]) -> Floats:
    """Evenly spaced ratios out of the line-ups of all ranks, each rank with the same weight: sorted columns."""
    ratios = [np.sort(_ratios(values), axis=0) for values in every if len(values)]
    even = [part[np.linspace(0, len(part) - 1, EVEN).astype(np.int64)] for part in ratios]
    return np.asarray(np.sort(np.concatenate(even), axis=0), dtype=np.float64)


def looks(values: Ints, scale: Floats) -> Ints:
    """All at once: the closest pair, and the bin of each ratio among those of all line-ups."""
    look = np.diff(values, axis=1).argmin(axis=1)
    ratios = _ratios(values)
    for step in range(values.shape[1]):
        place = np.searchsorted(scale[:, step], ratios[:, step], side="right")
        look = look * BINS + np.minimum(place * BINS // len(scale), BINS - 1)
    return np.asarray(look, dtype=np.int64)


def _ratios(values: Ints) -> Floats:
    """Size of the smallest option, then each option over the one before it.

    One division of whole numbers each, so the same on every machine.
    """
    steps = np.true_divide(values[:, 1:], np.maximum(np.abs(values[:, :-1]), 1))
    return np.concatenate([values[:, :1].astype(np.float64), steps], axis=1)


def fine(values: Ints) -> list[Ints]:
    """The extremes, what lies between them, and how the gaps compare, each in even bins."""
    size = np.maximum(np.abs(values), 1)
    gaps = np.diff(values, axis=1)
    every: list[Ints | Floats] = [values[:, 0], values[:, -1], values[:, -1] / size[:, 0]]
    every += [values[:, step + 1] / size[:, step] for step in range(values.shape[1] - 1)]
    every += [gaps[:, 0] / gaps[:, -1], gaps[:, gaps.shape[1] // 2] / (values[:, -1] - values[:, 0])]
    return [_binned(trait) for trait in every]


def _binned(trait: Ints | Floats) -> Ints:
    ends = np.sort(trait)[[len(trait) * cut // FINE for cut in range(1, FINE)]]
    return np.asarray(np.searchsorted(ends, trait, side="right"), dtype=np.int64)


OF_ONE = (
    *("decimal zeros", "significant digits", "binary zeros", "last digit", "divisors up to 16"),
    *("powers of three", "powers of five", "powers of seven", "largest prime factor", "prime factors"),
)
OF_ALL = (
    *("shared factors", "multiples and divisors among the others", "length of the ratios to the others"),
    *("distance from the others", "distance from the nearest"),
)
"""The traits that are evened out: those of a number by itself, and those among the options."""


def patterns(values: Ints) -> list[Ints]:
    """How the options stand in the order of each trait."""
    every, place = np.unique(values, return_inverse=True)
    place = place.reshape(values.shape)
    alone = (TRAITS[name](every[:, None])[:, 0][place] for name in OF_ONE)
    among = (TRAITS[name](values) for name in OF_ALL)
    return [_without_gaps(pattern(scores)) for scores in (*alone, *among)]


def _without_gaps(view: Ints) -> Ints:
    """The view's numbers from 0 on."""
    return np.asarray(np.unique(view, return_inverse=True)[1].reshape(-1), dtype=np.int64)
