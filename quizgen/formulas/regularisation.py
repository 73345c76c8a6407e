"""Regularisation: dropout, penalties on weights, early stopping, and the images that augmentation makes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from quizgen.math.functions import Real
from quizgen.math.reader import formula
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Op


@formula(source="PyTorch documentation (2.x), Dropout")
def kept(x: Real, p: Real) -> Real:
    """What inverted dropout makes of a value that it keeps, where ``p`` is the probability to drop it."""
    return x / (1 - p)


@formula(
    source="Srivastava et al. (2014), Dropout, section 10 (noise of variance p/(1-p) for Bernoulli noise over 1-p)"
)
def dropout_variance(x: Real, p: Real) -> Real:
    """Variance over the random masks of what inverted dropout makes of one value."""
    return x**2 * p / (1 - p)


@formula(source="Goodfellow, Bengio and Courville (2016), Deep Learning, section 7.1.1, without the factor 1/2")
def penalty(strength: Real, squares: Real) -> Real:
    """The L2 penalty: the sum of the squared weights times its strength."""
    return strength * squares


@formula(source="Goodfellow, Bengio and Courville (2016), Deep Learning, section 7.1.1, without the factor 1/2")
def penalised_slope(slope: Real, strength: Real, weight: Real) -> Real:
    """The derivative of loss plus L2 penalty by one weight, where ``slope`` is that of the loss."""
    return slope + 2 * strength * weight


@formula(source="PyTorch documentation (2.x), SGD")
def decayed_gradient(gradient: Real, decay: Real, weight: Real) -> Real:
    """The gradient of the loss plus what ``weight_decay`` adds to it."""
    return gradient + decay * weight


@formula(source="PyTorch documentation (2.x), SGD")
def momentum_buffer(before: Real, momentum: Real, gradient: Real) -> Real:
    """The buffer of stochastic gradient descent with momentum after one more gradient."""
    return momentum * before + gradient


@formula(source="PyTorch documentation (2.x), SGD")
def descended(weight: Real, rate: Real, direction: Real) -> Real:
    """A weight after a step against a direction."""
    return weight - rate * direction


@formula(source="Goodfellow, Bengio and Courville (2016), Deep Learning, section 7.8, algorithm 7.1")
def last_epoch_if_better(epoch: int, last: int, before: Real, recent: Real) -> Real:
    """The epoch if none of the ``recent`` losses is below those ``before``, else the last epoch of the curve.

    Losses are whole numbers, so that ``recent`` is lower by one at least where it is lower.
    """
    return epoch + (last - epoch) * max(min(before - recent, 1), 0)


@formula(source="Krizhevsky, Sutskever and Hinton (2012), ImageNet classification, section 4.1 (counted exactly)")
def augmented(images: int, down: int, across: int, versions: int) -> int:
    """Images that all crops of all images give, each in so many versions, mirrored or turned."""
    return images * down * across * versions


@formula(source="Dumoulin and Visin (2016), A guide to convolution arithmetic, relationship 1")
def crop_positions(side: int, crop: int) -> int:
    """Places for a crop along one side of an image."""
    return side - crop + 1


def added(terms: Sequence[Expr]) -> Expr:
    """The sum of some terms."""
    return reduce(lambda before, term: Op("+", before, term), terms)


def each(step: Expr, places: Sequence[dict[str, Expr]]) -> list[Expr]:
    """A step's tree with other quantities each time."""
    return [substitute(step, values) for values in places]
