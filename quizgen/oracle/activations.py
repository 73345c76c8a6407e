"""Slopes of real activation functions, by automatic differentiation in float64."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quizgen.layers import Sigmoid, Tanh
from quizgen.oracle.exactly import exact
from quizgen.oracle.running import loaded


def gradient_through(
    activation: Sigmoid | Tanh, output: Fraction, gradient: int | Fraction, unit: int
) -> int | Fraction:
    """The gradient at the input, a multiple of 1/``unit``, where ``gradient`` arrives at an output."""
    torch = loaded()
    wanted = torch.tensor(float(output), dtype=torch.float64)
    place = torch.logit(wanted) if isinstance(activation, Sigmoid) else torch.atanh(wanted)
    place.requires_grad_()
    run = torch.sigmoid if isinstance(activation, Sigmoid) else torch.tanh
    (float(gradient) * run(place)).backward()  # a gradient that is given by itself would import sympy
    return exact(place.grad, unit)


def zeros(values: list[int]) -> int:
    """How many outputs of a real ReLU are zero."""
    torch = loaded()
    return int((torch.relu(torch.tensor(values, dtype=torch.float64)) == 0).sum())


def slope_along(outputs: Sequence[Fraction], weights: Sequence[int], unit: int, *, skip: bool) -> int | Fraction:
    """The derivative of a chain of sigmoid units at its input, a multiple of 1/``unit``.

    Each unit has the bias that makes it give its output; with ``skip`` its input is added to that.
    """
    torch = loaded()
    start = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
    value = start
    wanted = torch.logit(torch.tensor(list(map(float, outputs)), dtype=torch.float64)).tolist()
    for before, weight in zip(wanted, weights, strict=True):
        made = torch.sigmoid(weight * value + (before - weight * value.item()))
        value = value + made if skip else made
    value.backward()
    return exact(start.grad, unit)
