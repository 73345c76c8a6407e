"""Blocks with batch normalisation after every convolution."""

from __future__ import annotations

from itertools import chain

from quizgen.layers import BatchNorm2d, Conv2d, Layer, Parallel


def normalised(block: Parallel) -> Parallel:
    """The block with batch normalisation after every convolution."""
    return Parallel(tuple(with_norms(branch) for branch in block.branches))


def with_norms(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """The layers with batch normalisation after every convolution."""
    both = ((one, BatchNorm2d(one.out_channels)) if isinstance(one, Conv2d) else (one,) for one in layers)
    return tuple(chain.from_iterable(both))
