"""Mistakes about the output size of pooling with ``ceil_mode=True``."""

from __future__ import annotations

from quizgen.misconceptions.kinds import Instead

ROUNDS_DOWN = Instead(
    "drops-window-in-ceil-mode",
    "floor((n + 2*padding - kernel_size)/stride) + 1",
    "With `ceil_mode=True` a last window that reaches beyond the padded input is kept.",
    concept="ceil-mode-rounding",
)
KEEPS_ALL = Instead(
    "keeps-window-in-padding",
    "ceil((n + 2*padding - kernel_size)/stride) + 1",
    "PyTorch drops a last window that would start beyond the input, in the padding on the right.",
    concept="ceil-mode-rounding",
)
PADDED_OVER_STRIDE = Instead(
    "forgets-window",
    "ceil((n + 2*padding)/stride) + 1",
    "The first window takes up room, so its size is subtracted before the division.",
    concept="forgets-kernel-room",
)
STEPS_BY_WINDOW = Instead(
    "moves-window-by-its-size",
    "min(ceil((n + 2*padding - kernel_size)/kernel_size) + 1, ceil((n + padding)/kernel_size))",
    "The stride, not the size of the window, says how far the window moves.",
    concept="moves-by-kernel",
)
EVERY_POSITION = Instead(
    "ignores-stride",
    "n + 2*padding - kernel_size + 1",
    "The window moves by the stride, not by one position at a time.",
    concept="ignores-stride",
)
WIDER_STEPS = Instead(
    "skips-stride",
    "min(ceil((n + 2*padding - kernel_size)/(stride + 1)) + 1, ceil((n + padding)/(stride + 1)))",
    "A stride of $stride$ moves the window by $stride$ positions; it does not leave $stride$ of them out.",
    concept="stride-as-gap",
)
