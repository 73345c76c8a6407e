"""Which positions see no padding and nothing beyond the ends, found by counting the taps of real layers."""

from __future__ import annotations

from functools import reduce
from typing import Any

from msgspec.structs import replace

from quizgen.layers import (
    SPATIAL,
    AvgPooling,
    Joining,
    Layer,
    Padded,
    Product,
    Sum,
    Transposed,
    Unpooling,
    around,
    axis,
    branches,
)
from quizgen.oracle.resizing import complete as resized
from quizgen.oracle.running import loaded, ones, run


def complete(layer: Layer, whole: Any, which: int) -> Any:
    """A row with 1 where all taps are positions that had a 1 before, and 0 elsewhere; branches must agree.

    Windows that hang over the end are left out, so that the row may end early.
    """
    match layer:
        case Joining():
            ends = [_along(branch, whole, which) for branch in branches(layer)]
            if isinstance(layer, Sum | Product):
                ends = [end for end in ends if end.shape[-1] > 1] or ends
            return reduce(_both, ends)
        case Padded():
            padded = loaded().nn.functional.pad(whole, around(layer, which))
            return complete(replace(layer.layer, padding=0), padded, which)
        case Transposed():
            return _stamped(layer, whole, which, axis(layer.dilation, which))
        case Unpooling():
            return _stamped(layer, whole, which, 1)
        case _ if isinstance(layer, SPATIAL):
            taps = axis(layer.kernel_size, which)
            dilation = 1 if isinstance(layer, AvgPooling) else axis(layer.dilation, which)
            moves = axis(layer.stride, which), axis(layer.padding, which), dilation
            return loaded().nn.functional.conv1d(whole, ones(taps), None, *moves).eq(taps).double()
        case _:
            return resized(layer, whole, which)


def _along(branch: tuple[Layer, ...], whole: Any, which: int) -> Any:
    return reduce(lambda row, layer: complete(layer, row, which), branch, whole)


def _both(one: Any, other: Any) -> Any:
    length = min(one.shape[-1], other.shape[-1])
    return one[..., :length] * other[..., :length]


def _stamped(layer: Transposed | Unpooling, whole: Any, which: int, apart: int) -> Any:
    """Whether as many stamps meet at a position as would on an endless input; none at all is not complete."""
    torch = loaded()
    met = run(layer, whole, which)
    stride, taps = axis(layer.stride, which), axis(layer.kernel_size, which)
    places = torch.arange(met.shape[-1]) + axis(layer.padding, which)
    due = sum((places - apart * tap).remainder(stride).eq(0).double() for tap in range(taps))
    return (met.eq(due) & (met > 0)).double()
