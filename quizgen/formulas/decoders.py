"""The size of a map on its way through an encoder and a decoder, as one tree.

A network is the kinds of its layers: ``conv``, ``pool`` and ``up`` (a transposed convolution). The quantities of the
layer at place 2, counted from 1, have the index 2; ``n`` is the side of the input.
"""

from __future__ import annotations

from quizgen.formulas.sizes import chained, conv_output_size, unpadded_pool_output_size
from quizgen.formulas.transposed import transposed_output_size
from quizgen.math.tree import Expr

STEPS = {"conv": conv_output_size, "pool": unpadded_pool_output_size, "up": transposed_output_size}


def decoded(shape: tuple[str, ...], **other: Expr) -> Expr:
    """The size after all layers; ``other`` takes the place of the right step for a kind of layer."""
    return chained(enumerate(shape, 1), {step: one.tree for step, one in STEPS.items()} | other)
