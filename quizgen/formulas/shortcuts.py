"""The shape that a convolution gives, as a residual block has to know it for its addition."""

from __future__ import annotations

from quizgen.formulas.blocks import RESNET
from quizgen.math.functions import floor
from quizgen.math.reader import formula

OPTION_B = f"{RESNET}, section 3.3, option B"


@formula(source=OPTION_B)
def channels_given(out_channels: int) -> int:
    """The channels of the output."""
    return out_channels


@formula(source=OPTION_B)
def size_given(n: int, kernel_size: int, stride: int, padding: int) -> int:
    """One side of the output."""
    return floor((n + 2 * padding - kernel_size) / stride) + 1
