"""Mistakes about the shape that a convolution on the shortcut gives: a pair of channels and size."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead

SIZE = "floor((n + 2*padding - kernel_size)/stride) + 1"


def _pair(name: str, feedback: str, channels: str = "out_channels", size: str = SIZE) -> Instead:
    trees = (read(channels), read(size))
    return Instead(name, lambda _: trees, feedback)


SHORTCUTS = (
    _pair(
        "concatenates",
        "A residual block adds the two maps, so the shortcut alone has to give all channels.",
        channels="in_channels + out_channels",
    ),
    _pair(
        "stride-multiplies-channels",
        "A stride makes the map smaller and has no effect on the number of channels.",
        channels="stride*out_channels",
    ),
    _pair(
        "keeps-input-channels",
        "A convolution gives `out_channels` channels, however many its input has.",
        channels="in_channels",
    ),
    _pair(
        "ignores-stride",
        "The kernel moves on by the stride, so the number of steps is divided by it.",
        size="n + 2*padding - kernel_size + 1",
    ),
    _pair(
        "size-over-stride",
        "The size is divided by the stride alone only where the padding makes up for the kernel.",
        size="ceil(n/stride)",
    ),
    _pair(
        "ignores-padding",
        "Padding widens the map on both sides before the kernel is put down.",
        size="floor((n - kernel_size)/stride) + 1",
    ),
    _pair(
        "pads-one-side",
        "Padding is added on both sides, so it counts twice.",
        size="floor((n + padding - kernel_size)/stride) + 1",
    ),
    _pair(
        "no-plus-one",
        "The division gives the number of steps, and the first position comes on top of them.",
        size="floor((n + 2*padding - kernel_size)/stride)",
    ),
    _pair(
        "rounds-up",
        "A last step that does not fit completely is left out.",
        size="ceil((n + 2*padding - kernel_size)/stride) + 1",
    ),
    _pair(
        "forgets-kernel",
        "The kernel takes up room itself, so its size is taken off before the division.",
        size="floor((n + 2*padding)/stride) + 1",
    ),
)
