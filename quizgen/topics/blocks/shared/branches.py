"""Parallel branches: the block of GoogLeNet, as a table and as a drawing."""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen.figures.inception import inception as branched
from quizgen.layers import Conv2d, Layer, MaxPool2d, Parallel, real
from quizgen.model import Figure
from quizgen.space import Params
from quizgen.text import Table

SIDE = 28
GOOGLENET = "Szegedy et al. (2015), Going deeper with convolutions, table 1"
INCEPTION = (
    "in_channels",
    "out_channels_1",
    "mid_channels_2",
    "out_channels_2",
    "mid_channels_3",
    "out_channels_3",
    "out_channels_4",
)
INCEPTION_3A = dict(zip(INCEPTION, (192, 64, 96, 128, 16, 32, 32), strict=True))


def published(c: Any) -> Any:
    """Where all six convolutions of a GoogLeNet block have channels of published layers."""
    start = c.in_channels
    pairs = ((start, c.out_channels_1), (start, c.mid_channels_2), (start, c.mid_channels_3), (start, c.out_channels_4))
    more = ((c.mid_channels_2, c.out_channels_2), (c.mid_channels_3, c.out_channels_3))
    return np.logical_and.reduce([real.channels(*pair) for pair in (*pairs, *more)])


def inception(p: Params, *, bias: bool) -> Parallel:
    """The four branches of a GoogLeNet block."""
    channels, mid_2, mid_3 = p["in_channels"], p["mid_channels_2"], p["mid_channels_3"]
    return Parallel(
        (
            (Conv2d(channels, p["out_channels_1"], 1, bias=bias),),
            (
                Conv2d(channels, mid_2, 1, bias=bias),
                Conv2d(mid_2, p["out_channels_2"], 3, padding=1, bias=bias),
            ),
            (Conv2d(channels, mid_3, 1, bias=bias), Conv2d(mid_3, p["out_channels_3"], 5, padding=2, bias=bias)),
            (MaxPool2d(3, 1, 1), Conv2d(channels, p["out_channels_4"], 1, bias=bias)),
        )
    )


def table(block: Parallel, last: str = "") -> Table:
    """A branch a row, its layers from left to right; ``last`` are other words for the last layer of all."""
    depth = max(map(len, block.branches))
    rows = []
    for number, cells in enumerate(_labels(block, last), 1):
        rows.append((str(number), *cells, *("–",) * (depth - len(cells))))
    header = ("branch", *("first layer", "second layer", "third layer")[:depth])
    return Table(header, tuple(rows), "The branches of the block, their layers from left to right")


def drawing(block: Parallel, start: str, end: str, last: str = "") -> Figure:
    """The branches side by side, for the stem: how many channels come out is left to the reader."""
    return branched(_labels(block, last), end, start, place="stem")


def _labels(block: Parallel, last: str) -> list[list[str]]:
    """The words of every layer, ``last`` for the last one of all."""
    labels = [[_words(layer) for layer in branch] for branch in block.branches]
    if last:
        labels[-1][-1] = last
    return labels


def _words(layer: Layer) -> str:
    if isinstance(layer, Conv2d):
        size, stride = layer.kernel_size, f", stride {layer.stride}" if layer.stride != 1 else ""
        return f"{size} × {size} convolution{stride}, {layer.out_channels} output channels"
    if isinstance(layer, MaxPool2d):
        return f"{layer.kernel_size} × {layer.kernel_size} max pooling, stride {layer.stride}"
    raise TypeError(f"{type(layer).__name__} has no words here")
