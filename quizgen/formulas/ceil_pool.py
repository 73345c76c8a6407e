"""Pooling that rounds up, without padding, as GoogLeNet and Network in Network have it."""

from __future__ import annotations

from quizgen.formulas.sizes import PYTORCH
from quizgen.math.functions import ceil
from quizgen.math.reader import formula


@formula(source=f"{PYTORCH}, torch.nn.MaxPool2d, section Shape, with ceil_mode=True")
def unpadded_ceil_pool_output_size(n: int, kernel_size: int, stride: int) -> int:
    """Windows that hold some of the ``n`` inputs; the stride is not larger than the window, so none starts behind."""
    return ceil((n - kernel_size) / stride) + 1
