"""Mistakes about the shape that a convolution on the shortcut gives: a pair of channels and size."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead

SIZE = "floor((n + 2*padding - kernel_size)/stride) + 1"


def _pair(name: str, feedback: str, channels: str = "out_channels", size: str = SIZE, *, concept: str) -> Instead:
    trees = (read(channels), read(size))
    return Instead(name, lambda _: trees, feedback, concept=concept)


SHORTCUTS = (
    _pair(
        "concatenates",
        "A residual block adds the two maps, so the shortcut alone has to give all channels.",
        channels="in_channels + out_channels",
        concept="shortcut-adds",
    ),
    _pair(
        "stride-multiplies-channels",
        "A stride makes the map smaller and has no effect on the number of channels.",
        channels="stride*out_channels",
        concept="output-channels-are-filters",
    ),
    _pair(
        "convolution-keeps-input-channels",
        "A convolution gives `out_channels` channels, however many its input has.",
        channels="in_channels",
        concept="output-channels-are-filters",
    ),
    _pair(
        "ignores-stride-on-shortcut",
        "The kernel moves on by the stride, so the number of steps is divided by it.",
        size="n + 2*padding - kernel_size + 1",
        concept="ignores-stride",
    ),
    _pair(
        "size-over-stride",
        "The size is divided by the stride alone only where the padding makes up for the kernel.",
        size="ceil(n/stride)",
        concept="divides-by-stride-only",
    ),
    _pair(
        "ignores-padding-on-shortcut",
        "Padding widens the map on both sides before the kernel is put down.",
        size="floor((n - kernel_size)/stride) + 1",
        concept="ignores-padding",
    ),
    _pair(
        "pads-one-side-on-shortcut",
        "Padding is added on both sides, so it counts twice.",
        size="floor((n + padding - kernel_size)/stride) + 1",
        concept="padding-on-both-sides",
    ),
    _pair(
        "no-plus-one-on-shortcut",
        "The division gives the number of steps, and the first position comes on top of them.",
        size="floor((n + 2*padding - kernel_size)/stride)",
        concept="forgets-starting-position",
    ),
    _pair(
        "rounds-up-on-shortcut",
        "A last step that does not fit completely is left out.",
        size="ceil((n + 2*padding - kernel_size)/stride) + 1",
        concept="rounds-up",
    ),
    _pair(
        "forgets-kernel-on-shortcut",
        "The kernel takes up room itself, so its size is taken off before the division.",
        size="floor((n + 2*padding)/stride) + 1",
        concept="forgets-kernel-room",
    ),
)
