"""Mistakes about the output size of pooling with ``ceil_mode=True``, of an input or behind a convolution."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.formulas.inverse_sizes import behind
from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Wrong
from quizgen.misconceptions.sizes import ROUNDS_UP


def _pooled(formula: str) -> Wrong:
    """Another formula for the pooling layer."""
    return lambda shape: (behind(read(formula), shape),)


ROUNDS_DOWN = Instead(
    "drops-window-in-ceil-mode",
    _pooled("floor((n + 2*padding - kernel_size)/stride) + 1"),
    "With `ceil_mode=True` a last window that reaches beyond the padded input is kept.",
    concept="ceil-mode-rounding",
)
KEEPS_ALL = Instead(
    "keeps-window-in-padding",
    _pooled("ceil((n + 2*padding - kernel_size)/stride) + 1"),
    "PyTorch drops a last window that would start beyond the input, in the padding on the right.",
    concept="ceil-mode-rounding",
)
PADDED_OVER_STRIDE = Instead(
    "forgets-window",
    _pooled("ceil((n + 2*padding)/stride) + 1"),
    "The first window takes up room, so its size is subtracted before the division.",
    concept="forgets-kernel-room",
)
STEPS_BY_WINDOW = Instead(
    "moves-window-by-its-size",
    _pooled("min(ceil((n + 2*padding - kernel_size)/kernel_size) + 1, ceil((n + padding)/kernel_size))"),
    "The stride, not the size of the window, says how far the window moves.",
    concept="moves-by-kernel",
)
EVERY_POSITION = Instead(
    "ignores-stride",
    _pooled("n + 2*padding - kernel_size + 1"),
    "The window moves by the stride, not by one position at a time.",
    concept="ignores-stride",
)
WIDER_STEPS = Instead(
    "skips-stride",
    _pooled("min(ceil((n + 2*padding - kernel_size)/(stride + 1)) + 1, ceil((n + padding)/(stride + 1)))"),
    "A stride of $stride$ moves the window by $stride$ positions; it does not leave $stride$ of them out.",
    concept="stride-as-gap",
)

ROUNDS_BOTH = replace(ROUNDS_UP, optional=True)
"""The convolution before is taken to round up as well."""
