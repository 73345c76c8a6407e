"""The maps of a block counted again by plain loops."""

from __future__ import annotations

from itertools import product
from typing import TypeAlias

from quizgen.misconceptions.conv_block import ConvBlock, places
from quizgen.space import Params

Entries: TypeAlias = dict[tuple[int, int], int]


def convolved(p: Params) -> Entries:
    """What the convolution gives, by row and column: each input is sent to every value whose window holds it."""
    block = ConvBlock.of(p.shape)
    found = dict.fromkeys(places(block.conv_side), p["bias"])
    for (row, column), (down, right) in product(places(block.side), places(block.kernel_size)):
        (below, over), (beside, across) = (
            divmod(place + block.padding - tap, block.stride) for place, tap in ((row, down), (column, right))
        )
        if not over and not across and (below, beside) in found:
            found[below, beside] += p[f"x_{row}{column}"] * p[f"w_{down}{right}"]
    return found


def activated(p: Params) -> Entries:
    """What ReLU makes of that."""
    found = convolved(p)
    for place in found:
        found[place] *= found[place] > 0
    return found


def pooled(p: Params) -> Entries:
    """What max pooling makes of that: of the entries from the smallest to the largest, each is sent to its windows."""
    block = ConvBlock.of(p.shape)
    found = dict.fromkeys(places(block.pooled_side), 0)
    for (row, column), value in sorted(activated(p).items(), key=lambda entry: entry[1]):
        for below, beside in found:
            down, right = (
                place + block.pool_padding - start * block.pool_stride
                for place, start in ((row, below), (column, beside))
            )
            if 0 <= down < block.pool_kernel_size and 0 <= right < block.pool_kernel_size:
                found[below, beside] = value
    return found


MAPS = (convolved, activated, pooled)
