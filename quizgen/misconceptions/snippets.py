"""Mistakes of somebody who reads a program in PyTorch."""

from __future__ import annotations

from quizgen.formulas.sizes import conv_output_size, dilated_conv_output_size
from quizgen.math.tree import Sym
from quizgen.misconceptions import sizes
from quizgen.misconceptions.kinds import Instead, Misconception, Misreading, Shape, Trees

SIDES = {
    "keywords": conv_output_size.tree,
    "positional": conv_output_size.tree,
    "dilated": dilated_conv_output_size.tree,
}
"""The side of the map that comes out, by how the program writes the layer."""


def shape_of(side: Trees) -> Trees:
    """What ``print(layer(x).shape)`` shows of a square map."""
    return (Sym("batch"), Sym("out_channels"), *side, *side)


def _printed(mistake: Misconception, *only: str) -> Instead:
    """A mistake about a side, seen in the whole shape that is printed."""

    def formula(shape: Shape) -> Trees | None:
        if only and shape[0] not in only:
            return None
        side = mistake.wrong((SIDES[shape[0]],), shape)
        return None if side is None else shape_of(side)

    return Instead(mistake.id, formula, mistake.feedback, concept=mistake.concept)


EXCHANGES_STRIDE_AND_PADDING = Misreading(
    "exchanges-stride-and-padding",
    {"stride": "padding", "padding": "stride"},
    "After `kernel_size` the next positional argument is `stride` and the one after it `padding`, not the reverse.",
    concept="positional-arguments",
)
EXCHANGES_KERNEL_AND_STRIDE = Misreading(
    "exchanges-kernel-and-stride",
    {"kernel_size": "stride", "stride": "kernel_size"},
    "The third positional argument of `nn.Conv2d` is `kernel_size` and the fourth `stride`, not the reverse.",
    concept="positional-arguments",
)
EVERYWHERE: tuple[Misconception, ...] = (
    *sizes.OF_A_CONVOLUTION,
    sizes.HALF_KERNEL,
    sizes.KERNEL_TWICE,
    sizes.KEEPS_SIZE,
)
PRINTED_SHAPES = (
    *(_printed(mistake) for mistake in EVERYWHERE),
    _printed(EXCHANGES_STRIDE_AND_PADDING, "positional"),
    _printed(EXCHANGES_KERNEL_AND_STRIDE, "positional"),
    _printed(sizes.IGNORES_DILATION, "dilated"),
    _printed(sizes.STRETCHES_TAPS, "dilated"),
    _printed(sizes.STRETCHES_ONCE, "dilated"),
    _printed(sizes.COUNTS_HOLES, "dilated"),
    _printed(sizes.ONLY_GAPS, "dilated"),
    _printed(sizes.DILATES_PADDING, "dilated"),
    _printed(sizes.DILATES_STRIDE, "dilated"),
    _printed(sizes.STRIDE_FOR_DILATION, "dilated"),
)
"""Mistakes about a shape that a convolution gives. Batch and channels are right in all of them: a number that most
options share would tell the key."""
