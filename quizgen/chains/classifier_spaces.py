"""Spaces of networks that end in linear layers: layer by layer what their numbers may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np

from quizgen.formulas.classifiers import LINEAR, sliding
from quizgen.misconceptions.kinds import Shape
from quizgen.space import Combinations, Where

Ranges: TypeAlias = Mapping[str, tuple[int, ...]]


def conv(
    out_channels: tuple[int, ...],
    kernel_size: tuple[int, ...] = (3,),
    stride: tuple[int, ...] = (1,),
    padding: tuple[int, ...] = (0, 1),
) -> Ranges:
    """What a convolution may have."""
    return {"out_channels": out_channels, "kernel_size": kernel_size, "stride": stride, "padding": padding}


def dilated(*out_channels: int) -> Ranges:
    """What a dilated 3 × 3 convolution may have."""
    return {**conv(out_channels, padding=(0, 2, 3, 4)), "dilation": (2, 3, 4)}


def pool(*kernel_size: int) -> Ranges:
    """What max pooling may have, by its kernel sizes."""
    return {"kernel_size": kernel_size, "stride": (2,)}


def networks(axes: Ranges, sides: range, **sliding_layers: Ranges) -> Combinations:
    """Networks of the layers ``conv_1``, ``pool_2`` ..., whose last map has one of these ``sides``.

    ``axes`` are the other numbers; with ``hidden`` among them there are two linear layers.
    """
    shape = (*(name.partition("_")[0] for name in sliding_layers), *[LINEAR] * (1 + ("hidden" in axes)))
    of_layers = {
        f"{argument}_{place}": values
        for place, arguments in enumerate(sliding_layers.values(), 1)
        for argument, values in arguments.items()
    }
    return Combinations({**axes, **of_layers}, _usual(shape, sides), shape)


def _usual(shape: Shape, sides: range) -> Where:
    """No padding or the one that keeps the size, more and more channels, windows with room to move and no gaps.

    The side that is looked for is no number that the stem gives.
    """

    def where(c: Any) -> Any:
        n, reads, fine = c.n, c.in_channels, c.n > 0
        for place, step in enumerate(sliding(shape), 1):
            kernel_size, stride = (getattr(c, f"{name}_{place}") for name in ("kernel_size", "stride"))
            padding, dilation = getattr(c, f"padding_{place}", 0), getattr(c, f"dilation_{place}", 1)
            reach = dilation * (kernel_size - 1)
            room = n + 2 * padding - reach - 1
            fine = fine & (room >= stride) & (kernel_size >= stride) & ((padding == 0) | (2 * padding == reach))
            if step != "pool":
                gives = getattr(c, f"out_channels_{place}")
                reads, fine = gives, fine & (gives > reads)
            n = room // stride + 1
        given = np.logical_or.reduce([n == column for column in vars(c).values()])
        return fine & (n >= sides.start) & (n < sides.stop) & ~given

    return where
