"""Channels and parameters of the blocks that networks are built of.

The branches of an Inception block have the index 1 (1x1), 2 (3x3), 3 (5x5) and 4 (behind max pooling);
``mid_channels`` are those behind a 1x1 reduction.
"""

from __future__ import annotations

from quizgen.math.reader import formula, read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr

INCEPTION = "Szegedy et al. (2015), Going deeper with convolutions, section 4"
RETHINKING = "Szegedy et al. (2016), Rethinking the Inception Architecture for Computer Vision, section 5"
RESNET = "He et al. (2016), Deep Residual Learning for Image Recognition"


@formula(source=INCEPTION)
def concatenated_channels(out_channels_1: int, out_channels_2: int, out_channels_3: int, out_channels_4: int) -> int:
    """The channels of the branches one behind the other."""
    return out_channels_1 + out_channels_2 + out_channels_3 + out_channels_4


@formula(source=RETHINKING)
def reduction_channels(out_channels_1: int, out_channels_2: int, in_channels: int) -> int:
    """Two convolutional branches beside a pooling layer, which keeps the channels of its input."""
    return out_channels_1 + out_channels_2 + in_channels


@formula(source=RETHINKING)
def paired_channels(  # noqa: PLR0913, PLR0917 - two blocks have six branches with convolutions
    out_channels_1: int,
    out_channels_2: int,
    out_channels_3: int,
    out_channels_4: int,
    out_channels_5: int,
    out_channels_6: int,
) -> int:
    """A block of four branches, then one in which two branches stand beside a pooling layer."""
    return out_channels_5 + out_channels_6 + (out_channels_1 + out_channels_2 + out_channels_3 + out_channels_4)


@formula(source=INCEPTION)
def inception_parameters(  # noqa: PLR0913, PLR0917 - four branches have eight numbers
    in_channels: int,
    out_channels_1: int,
    mid_channels_2: int,
    out_channels_2: int,
    mid_channels_3: int,
    out_channels_3: int,
    out_channels_4: int,
) -> int:
    """The weights of six convolutions."""
    return (
        in_channels * out_channels_1
        + in_channels * mid_channels_2
        + 9 * mid_channels_2 * out_channels_2
        + in_channels * mid_channels_3
        + 25 * mid_channels_3 * out_channels_3
        + in_channels * out_channels_4
    )


GIVEN_BEFORE = "before_out_channels_1 + before_out_channels_2 + before_out_channels_3 + before_out_channels_4"
"""The channels that the block before gives."""
LEFT_OVER = "out_channels - out_channels_1 - out_channels_2 - out_channels_3"
"""The channels of the last branch, if the block gives ``out_channels`` in all."""


def told(tree: Expr, shape: tuple[str, ...]) -> Expr:
    """The ``tree`` of an Inception block by what is told of it.

    It is given the output of another block (``behind``), or besides its own output is told and not its last branch's
    (``open``).
    """
    before = {"in_channels": read(GIVEN_BEFORE)} if shape in {("behind",), ("open",)} else {}
    return substitute(tree, before | ({"out_channels_4": read(LEFT_OVER)} if shape == ("open",) else {}))


@formula(source=f"{RESNET}, section 3.3, option B")
def shortcut_parameters(in_channels: int, out_channels: int, bias: int, norm: int) -> int:
    """A 1x1 convolution on the shortcut, with a bias or a scale and a shift for each channel that it gives."""
    return in_channels * out_channels + (bias + 2 * norm) * out_channels


@formula(source=f"{RESNET}, section 4.1, deeper bottleneck architectures")
def bottleneck_block_parameters(  # noqa: PLR0913, PLR0917 - the kinds of blocks are told apart by three numbers
    in_channels: int, mid_channels: int, out_channels: int, bias: int, norm: int, projection: int
) -> int:
    """1x1, 3x3 and 1x1 convolutions with biases or normalisations, and perhaps a normalised projection."""
    return (
        in_channels * mid_channels
        + 9 * mid_channels**2
        + mid_channels * out_channels
        + (bias + 2 * norm) * (2 * mid_channels + out_channels)
        + projection * (in_channels * out_channels + 2 * norm * out_channels)
    )
