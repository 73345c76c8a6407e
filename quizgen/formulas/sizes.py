"""Sizes of feature maps, one axis at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizgen.math.functions import floor
from quizgen.math.reader import formula
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Expr, Sym

DUMOULIN = "Dumoulin and Visin (2016), A guide to convolution arithmetic for deep learning"
PYTORCH = "PyTorch documentation"


@formula(source=f"{DUMOULIN}, relationship 6")
def conv_output_size(n: int, kernel_size: int, stride: int, padding: int) -> int:
    """Positions of a kernel on ``n`` inputs, ``padding`` zeros on both sides; an incomplete last step is dropped."""
    return floor((n + 2 * padding - kernel_size) / stride) + 1


@formula(source=f"{PYTORCH}, torch.nn.Conv2d, section Shape")
def dilated_conv_output_size(n: int, kernel_size: int, stride: int, padding: int, dilation: int) -> int:
    """As ``conv_output_size``, for a kernel whose taps are ``dilation`` apart: it spans the gaps and one tap more."""
    return floor((n + 2 * padding - (dilation * (kernel_size - 1) + 1)) / stride) + 1


@formula(source=f"{PYTORCH}, torch.nn.MaxPool2d, section Shape")
def pool_output_size(n: int, kernel_size: int, stride: int, padding: int) -> int:
    """As ``conv_output_size``: padding makes room for the window, although no added position is ever the largest."""
    return floor((n + 2 * padding - kernel_size) / stride) + 1


@formula(source=f"{DUMOULIN}, relationship 7")
def unpadded_pool_output_size(n: int, kernel_size: int, stride: int) -> int:
    """Positions of a pooling window on ``n`` inputs; an incomplete last window is dropped."""
    return floor((n - kernel_size) / stride) + 1


FORMULAS = {"conv": conv_output_size, "dilated": dilated_conv_output_size, "pool": unpadded_pool_output_size}


def chained(layers: Iterable[tuple[int, str]], steps: Mapping[str, Expr] | None = None) -> Expr:
    """The size after layers given by number and kind, as one tree over ``n`` and ``kernel_size_1`` ...

    ``steps`` are the trees for one layer of each kind, those of ``FORMULAS`` if not given.
    """
    trees = steps or {step: one.tree for step, one in FORMULAS.items()}
    size: Expr = Sym("n")
    for number, step in layers:
        size = indexed(trees[step], number, {"n": size})
    return size
