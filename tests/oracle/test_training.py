"""What the oracle makes of optimisers, dropout and gradients is what torch makes of them."""

from __future__ import annotations

from fractions import Fraction

import pytest
import torch

from quizgen.layers import Sigmoid, Tanh
from quizgen.oracle.activations import gradient_through
from quizgen.oracle.regularisation import distinct_images, dropped_out, stepped

HALF = Fraction(1, 2)


@pytest.mark.parametrize(("momentum", "decay"), [(0, 0), (HALF, 0), (HALF, Fraction(1, 4))], ids=str)
def test_a_step_is_one_of_torch_s_own_optimiser(momentum: Fraction, decay: Fraction) -> None:
    weight = torch.nn.Parameter(torch.tensor(3.0, dtype=torch.float64))
    optimizer = torch.optim.SGD([weight], lr=0.5, momentum=float(momentum), weight_decay=float(decay))
    for gradient in (1.0, -2.0):
        weight.grad = torch.tensor(gradient, dtype=torch.float64)
        optimizer.step()
    options = {"lr": HALF, "momentum": momentum, "weight_decay": decay}
    assert float(stepped(Fraction(3), (Fraction(1), Fraction(-2)), options, 1024)) == weight.item()


def test_dropout_leaves_torch_s_random_numbers_alone() -> None:
    before = torch.get_rng_state()
    assert dropped_out((1, 2, 3), (True, False, True), HALF, 1, ((1, 1, 1), 4)) == 2 * 1 + 2 * 3 + 4
    assert torch.equal(torch.get_rng_state(), before)


def test_a_gradient_is_multiplied_by_the_slope_at_the_output() -> None:
    assert gradient_through(Sigmoid(), HALF, 3, 4) == Fraction(3, 4)
    assert gradient_through(Tanh(), HALF, Fraction(2), 2) == Fraction(3, 2)


def test_crops_are_told_apart_by_all_their_pixels() -> None:
    assert distinct_images(3, 3, 3, (), 4) == 4
    assert distinct_images(3, 4, 2, ("horizontal",), 1) == 2 * 3 * 2
    assert distinct_images(2, 2, 2, ("horizontal", "vertical"), 4) == 8
