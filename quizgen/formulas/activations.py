"""Activation functions: values, slopes, and slopes along a path of layers."""

from __future__ import annotations

from functools import reduce

from quizgen.math.functions import Real
from quizgen.math.reader import formula
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym


@formula(source="Goodfellow, Bengio and Courville (2016), Deep Learning, section 3.10")
def sigmoid_slope(s: Real) -> Real:
    """Derivative of the sigmoid where its output is ``s``."""
    return s * (1 - s)


@formula(source="LeCun et al. (1998), Efficient BackProp, section 4.4")
def tanh_slope(t: Real) -> Real:
    """Derivative of the hyperbolic tangent where its output is ``t``."""
    return 1 - t**2


@formula(source="Goodfellow, Bengio and Courville (2016), Deep Learning, equation 6.44")
def chained(gradient: Real, slope: Real) -> Real:
    """A gradient sent back through one more function: the chain rule."""
    return gradient * slope


@formula(source="He et al. (2016), Identity Mappings in Deep Residual Networks, equation 5")
def residual_slope(slope: Real) -> Real:
    """Derivative of ``x + F(x)``, where that of F is ``slope``."""
    return 1 + slope


@formula(source="Glorot, Bordes and Bengio (2011), Deep Sparse Rectifier Neural Networks, section 3")
def one_more_zero(count: int, x: Real) -> Real:
    """Outputs of ReLU that are zero, after one more whole-numbered input: one if that is zero or less."""
    return count + max(min(1 - x, 1), 0)


@formula(source="Glorot, Bordes and Bengio (2011), Deep Sparse Rectifier Neural Networks, section 3")
def rectified(z: Real) -> Real:
    """What ReLU makes of a value."""
    return max(z, 0)


def along(shape: tuple[str, ...], trees: tuple[Expr, ...] | None = None) -> Expr:
    """The derivative along a path: ``shape`` is its kind and its number of units; outputs ``s_1`` ... are in tenths.

    ``trees`` are those of ``sigmoid_slope``, ``chained`` and ``residual_slope`` unless others are given.
    """
    slope, chain, skip = trees or (sigmoid_slope.tree, chained.tree, residual_slope.tree)
    factors: list[Expr] = []
    for number in range(1, int(shape[1]) + 1):
        one = substitute(slope, {"s": Op("/", Sym(f"s_{number}"), Num(10))})
        factors += [Sym(f"w_{number}")] if shape[0] == "weighted" else []
        factors.append(substitute(skip, {"slope": one}) if shape[0] == "residual" else one)
    return reduce(lambda gradient, factor: substitute(chain, {"gradient": gradient, "slope": factor}), factors)
