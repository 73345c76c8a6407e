"""Normalisation layers: what shares a mean, how many means there are, and values before and after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from quizgen.math.functions import Real, sqrt
from quizgen.math.reader import formula
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op


@formula(source="Ioffe and Szegedy (2015), Batch Normalization, section 3.2")
def batch_norm_elements(batch: int, height: int, width: int) -> int:
    """Values of one channel: those of all samples and positions share one mean."""
    return batch * height * width


@formula(source="Wu and He (2018), Group Normalization, section 3.1")
def group_norm_elements(channels: int, groups: int, height: int, width: int) -> Real:
    """Values of one group of channels in one sample; with one group that is layer normalisation."""
    return channels / groups * height * width


@formula(source="Ioffe and Szegedy (2015), Batch Normalization, section 3.2")
def batch_norm_statistics(channels: int) -> int:
    """Means and variances of a batch: one of each for every channel."""
    return 2 * channels


@formula(source="Wu and He (2018), Group Normalization, section 3.1")
def group_norm_statistics(batch: int, groups: int) -> int:
    """Means and variances of a batch: one of each for every sample and group of channels."""
    return 2 * batch * groups


@formula(source="Ioffe and Szegedy (2015), Batch Normalization, algorithm 1, with epsilon 0")
def standardised(x: Real, mean: Real, variance: Real) -> Real:
    """A value's distance from its mean in standard deviations."""
    return (x - mean) / sqrt(variance)


@formula(source="Ioffe and Szegedy (2015), Batch Normalization, algorithm 1")
def scaled_and_shifted(standard: Real, gamma: Real, beta: Real) -> Real:
    """What the learned scale and shift make of a standardised value."""
    return gamma * standard + beta


@formula(source="Ioffe and Szegedy (2015), Batch Normalization, algorithm 1")
def squared_distance(x: Real, mean: Real) -> Real:
    """What a value adds to the sum of squares that a variance averages."""
    return (x - mean) ** 2


def mean_of(entries: Sequence[Expr]) -> Expr:
    """The mean of some entries."""
    return Op("/", reduce(lambda before, entry: Op("+", before, entry), entries), Num(len(entries)))


def variance_of(entries: Sequence[Expr], distance: Expr | None = None) -> Expr:
    """The variance of some entries, divided by their number; ``distance`` is the tree of ``squared_distance``."""
    one, mean = squared_distance.tree if distance is None else distance, mean_of(entries)
    return mean_of([substitute(one, {"x": entry, "mean": mean}) for entry in entries])


@formula(source="PyTorch documentation (2.x), BatchNorm2d, note on momentum")
def moved(old: Real, momentum: Real, observed: Real) -> Real:
    """A running statistic after one batch: ``momentum`` weights what was observed."""
    return (1 - momentum) * old + momentum * observed


@formula(source="PyTorch documentation (2.x), BatchNorm2d: the unbiased estimator for the moving average")
def unbiased(variance: Real, count: int) -> Real:
    """The variance of ``count`` values with the divisor ``count - 1``, from that with ``count``."""
    return variance * count / (count - 1)
