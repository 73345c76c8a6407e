"""Transposed convolutions: their output size, one axis at a time, their parameters and their values."""

from __future__ import annotations

from functools import reduce

from quizgen.formulas.sizes import DUMOULIN, PYTORCH
from quizgen.math.reader import formula
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Op, Sym

INPUTS = 3


@formula(source=f"{DUMOULIN}, relationship 14")
def transposed_output_size(n: int, kernel_size: int, stride: int, padding: int, output_padding: int) -> int:
    """Positions that ``n`` kernels cover, one every ``stride``; padding crops both ends, output padding adds to one."""
    return (n - 1) * stride - 2 * padding + kernel_size + output_padding


@formula(source=f"{PYTORCH}, torch.nn.ConvTranspose2d, section Shape")
def dilated_transposed_output_size(  # noqa: PLR0913, PLR0917 - the layer has six settings
    n: int, kernel_size: int, stride: int, padding: int, output_padding: int, dilation: int
) -> int:
    """As ``transposed_output_size``, for a kernel whose taps are ``dilation`` apart: it spans gaps and one tap more."""
    return (n - 1) * stride - 2 * padding + (dilation * (kernel_size - 1) + 1) + output_padding


@formula(source=f"{PYTORCH}, torch.nn.ConvTranspose2d, shapes of weight and bias")
def transposed_parameters(kernel_size: int, in_channels: int, out_channels: int, bias: int) -> int:
    """A square kernel for each pair of an input and an output channel, and one bias for each output channel."""
    return kernel_size**2 * in_channels * out_channels + bias * out_channels


@formula(source=f"{PYTORCH}, torch.nn.ConvTranspose2d, shapes of weight and bias")
def decoder_parameters(  # noqa: PLR0913, PLR0917 - two layers have six numbers
    kernel_size_1: int, kernel_size_2: int, in_channels: int, mid_channels: int, out_channels: int, bias: int
) -> int:
    """Two transposed convolutions, one after the other, both with biases or both without."""
    return (
        kernel_size_1**2 * in_channels * mid_channels
        + bias * mid_channels
        + kernel_size_2**2 * mid_channels * out_channels
        + bias * out_channels
    )


@formula(source=f"{DUMOULIN}, chapter 4, transposed convolution as the transpose of the convolution matrix")
def stamp(x: int, w: int) -> int:
    """What one input adds to one output position: its value times the weight that lies there."""
    return x * w


def reaching(kernel_size: int, stride: int, padding: int, place: int) -> list[tuple[int, int]]:
    """Which of three inputs reach an output place, each with the number of the weight that lies there; all from 1."""
    taps = ((number, place + padding - stride * (number - 1)) for number in range(1, INPUTS + 1))
    return [(number, tap) for number, tap in taps if 1 <= tap <= kernel_size]


def stamped_value(tree: Expr, kernel_size: int, stride: int, padding: int, place: int) -> Expr:
    """The value at an output place: ``tree`` for every input that reaches it, added."""
    pairs = reaching(kernel_size, stride, padding, place)
    parts = [substitute(tree, {"x": Sym(f"x_{number}"), "w": Sym(f"w_{tap}")}) for number, tap in pairs]
    return reduce(lambda left, right: Op("+", left, right), parts)
