"""Which points of a space are layers that published networks have, channels and all."""

from __future__ import annotations

from typing import Any

from quizgen.layers import real

GROUPED = (
    *((width, width, 32) for width in (128, 256, 512, 1024)),  # ResNeXt 32x4d
    *((32, 32, 2), (64, 64, 4), (160, 160, 10), (384, 384, 24)),  # RegNetX-400MF
    *((64, 64, 4), (128, 128, 8), (288, 288, 18), (672, 672, 42)),  # RegNetX-800MF
    *((72, 72, 3), (96, 96, 2), (192, 192, 4), (432, 432, 9)),  # RegNetX-1.6GF and 3.2GF
    *((96, 256, 2), (384, 384, 2), (384, 256, 2)),  # AlexNet on two graphics cards
)
"""Input channels, output channels and groups."""


def convolution(c: Any) -> Any:
    """Where window and channels of a ``Conv2d`` are published."""
    return real.convolution(c) & real.channels(c.in_channels, c.out_channels)


def groups(c: Any) -> Any:
    """Where channels and groups of a ``Conv2d`` stand together in a published network, or there are no groups."""
    found = c.groups == 1
    for in_channels, out_channels, count in GROUPED:
        found = found | (c.in_channels == in_channels) & (c.out_channels == out_channels) & (c.groups == count)
    return found


def grouped(c: Any) -> Any:
    """Where window, channels and groups of a ``Conv2d`` are published."""
    return convolution(c) & groups(c)


def network(c: Any) -> Any:
    """Where window and channels of every ``Conv2d`` of a small network are published; pooling halves everywhere."""
    fine, channels = c.n > 0, c.in_channels
    for place, step in enumerate(c.shape, 1):
        if step == "conv":
            filters = getattr(c, f"out_channels_{place}")
            fine = fine & real.convolution(c, f"_{place}") & real.channels(channels, filters)
            channels = filters
    return fine
