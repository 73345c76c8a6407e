"""The maps of a block counted again by plain loops."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TypeAlias

from quizgen.answers import Values
from quizgen.misconceptions.conv_block import ConvBlock, places
from quizgen.space import Params

Entries: TypeAlias = dict[tuple[int, int], int]


def convolved(p: Params) -> Entries:
    """What the convolution gives, by row and column: each input is sent to every value whose window holds it."""
    block = ConvBlock.of(p.shape)
    found = dict.fromkeys(places(block.conv_side), p["bias"])
    lines = [list(_sent(place, block)) for place in range(block.side)]
    for (row, below), (column, beside) in product(enumerate(lines), repeat=2):
        value = p[f"x_{row}{column}"]
        for (down, start), (right, left) in product(below, beside):
            found[start, left] += value * p[f"w_{down}{right}"]
    return found


def _sent(place: int, block: ConvBlock) -> Iterator[tuple[int, int]]:
    """Along one axis: every tap over an input, with the output whose window it belongs to."""
    for tap in range(block.kernel_size):
        start, over = divmod(place + block.padding - tap, block.stride)
        if not over and 0 <= start < block.conv_side:
            yield tap, start


def activated(convolved: Entries) -> Entries:
    """What ReLU makes of that."""
    return {place: value * (value > 0) for place, value in convolved.items()}


def pooled(p: Params, activated: Entries) -> Entries:
    """What max pooling makes of that: of the entries from the smallest to the largest, each is sent to its windows."""
    block = ConvBlock.of(p.shape)
    found = dict.fromkeys(places(block.pooled_side), 0)
    for (row, column), value in sorted(activated.items(), key=lambda entry: entry[1]):
        for below, beside in found:
            down, right = (
                place + block.pool_padding - start * block.pool_stride
                for place, start in ((row, below), (column, beside))
            )
            if 0 <= down < block.pool_kernel_size and 0 <= right < block.pool_kernel_size:
                found[below, beside] = value
    return found


def maps(p: Params) -> tuple[Values, Values, Values]:
    """What each of the three layers gives, row by row."""
    first = convolved(p)
    second = activated(first)
    return tuple(first.values()), tuple(second.values()), tuple(pooled(p, second).values())
