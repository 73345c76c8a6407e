"""Torch itself, imported on first use, and single axes of real layers run on rows."""

from __future__ import annotations

import linecache
from collections.abc import Sequence
from functools import cache
from math import prod
from types import ModuleType
from typing import Any

from quizgen.layers import (
    GATED,
    SHAPELESS,
    SPATIAL,
    AvgPooling,
    Channels,
    Convolution,
    Joining,
    Layer,
    MaxPooling,
    Product,
    ReLU,
    Sum,
    Transposed,
    axis,
    branches,
)
from quizgen.sparing import TORCH
from quizgen.tracing.shapes import MOST_WEIGHTS

MANY = 8


def imported() -> ModuleType:
    """Torch, which a command imports without what no witness of ours needs."""
    with TORCH.importing():
        import torch

    return torch


@cache
def loaded() -> ModuleType:
    """Torch, on one thread: the rows are short. The lines of its source, which it reads at first, are let go."""
    torch = imported()
    linecache.clearcache()
    torch.set_num_threads(1)
    return torch


@cache
def version() -> str:
    """The public version of torch, without its local part."""
    return str(loaded().__version__).partition("+")[0]


def flop_formulas() -> ModuleType:
    """Torch's module that reckons the floating-point operations of each operator."""
    from torch.utils import flop_counter

    return flop_counter


def row(length: int, layers: Sequence[Layer] = ()) -> Any:
    """No sample of a row of that many positions, of which the layers check and make the length, and no value.

    Transposed convolutions check their output padding only where there is a sample: they are given one.
    """
    torch = loaded()
    if any(isinstance(layer, Transposed) for layer in layers):
        return torch.zeros(1, 1, length, dtype=torch.float64)
    return torch.empty(0, 1, length, dtype=torch.float64)


@cache
def ones(length: int) -> Any:
    """Weights 1 for a kernel of that many taps."""
    torch = loaded()
    return torch.ones(1, 1, length, dtype=torch.float64)


def untouched(shape: Sequence[int], dtype: Any) -> Any:
    """A weight that meets no sample: no value of it is read or written, and so it takes no memory.

    Convolutions, which have no larger ones than ``MOST_WEIGHTS``, would copy one that is not contiguous, and then it
    does. Those of linear layers may be too large to be asked of the system: they are one number, seen everywhere.
    """
    empty = loaded().empty
    return empty(shape, dtype=dtype) if prod(shape) <= MOST_WEIGHTS else empty((), dtype=dtype).expand(shape)


def run(layer: Layer, signal: Any, which: int = 0) -> Any:
    """One axis of a real layer, all weights 1, on ``signal`` (N, 1, length); ``which`` is 0 for height, 1 for width.

    Layers that give every position on as it stands leave the signal alone, apart from ReLU, and so do gates, whose
    factors are left out. Parallel branches, which have one channel each, are added up. Raises ValueError where branches
    differ in length, TypeError for layers without an axis.
    """
    if isinstance(layer, SPATIAL):
        return _slid(layer, signal, which)
    if isinstance(layer, Joining):
        return _summed(layer, signal, which)
    if isinstance(layer, ReLU):
        return loaded().nn.functional.relu(signal)
    if isinstance(layer, (*SHAPELESS, *GATED, Channels)):
        return signal
    if isinstance(layer, Transposed):
        return _slid(layer, signal, which)
    from quizgen.oracle.resizing import resized  # it takes torch from here

    return resized(layer, signal, which)


def _summed(joint: Joining, signal: Any, which: int) -> Any:
    ends = []
    for path in branches(joint):
        end = signal
        for layer in path:
            end = run(layer, end, which)
        ends.append(end)
    if isinstance(joint, Sum | Product):
        ends = [end for end in ends if end.shape[-1] > 1] or ends
    if len({end.shape for end in ends}) > 1:
        lengths = ", ".join(str(end.shape[-1]) for end in ends)
        raise ValueError(f"the branches are {lengths} positions long and do not fit together")
    return sum(ends)


def _slid(layer: Layer, signal: Any, which: int) -> Any:
    functional = loaded().nn.functional
    match layer:
        case Convolution():
            moves = axis(layer.stride, which), axis(layer.padding, which), axis(layer.dilation, which)
            return _convolved(signal, ones(axis(layer.kernel_size, which)), *moves)
        case Transposed():
            return functional.conv_transpose1d(
                signal,
                ones(axis(layer.kernel_size, which)),
                None,
                axis(layer.stride, which),
                axis(layer.padding, which),
                axis(layer.output_padding, which),
                1,
                axis(layer.dilation, which),
            )
        case MaxPooling():
            return functional.max_pool1d(
                signal,
                axis(layer.kernel_size, which),
                axis(layer.stride, which),
                axis(layer.padding, which),
                axis(layer.dilation, which),
                ceil_mode=layer.ceil_mode,
            )
        case AvgPooling():
            return functional.avg_pool1d(
                signal,
                axis(layer.kernel_size, which),
                axis(layer.stride, which),
                axis(layer.padding, which),
                layer.ceil_mode,
            )
        case _:
            raise TypeError(f"{type(layer).__name__} has no spatial axis")


def _convolved(rows: Any, weight: Any, stride: int, padding: int, dilation: int) -> Any:
    """Rows (N, 1, length) through one kernel; many of them as one map, which costs a third of what N samples do."""
    functional = loaded().nn.functional
    if rows.shape[0] < MANY:
        return functional.conv1d(rows, weight, None, stride, padding, dilation)
    whole, kernel = rows.transpose(0, 1).unsqueeze(0), weight.unsqueeze(2)
    return functional.conv2d(whole, kernel, None, (1, stride), (0, padding), (1, dilation))[0].transpose(0, 1)


def output_length(layers: Sequence[Layer], length: int, which: int = 0) -> int:
    """The size of one axis after the layers really ran on ``length`` positions."""
    signal = row(length, layers)
    for layer in layers:
        signal = run(layer, signal, which)
    return int(signal.shape[-1])


def passed(layer: Layer, signal: Any, which: int = 0) -> Any | None:
    """As ``run``, and None where so short an input leaves nothing, or torch raises for it."""
    if isinstance(layer, SPATIAL):
        return run(layer, signal, which) if fits(layer, signal, which) else None
    if signal.shape[-1] == 0:
        return None
    try:
        found = run(layer, signal, which)
    except (RuntimeError, ValueError):
        return None
    return found if found.shape[-1] > 0 else None


def fits(layer: Layer, signal: Any, which: int) -> bool:
    """Whether torch runs the layer on so short an input instead of raising."""
    if not isinstance(layer, SPATIAL):
        return passed(layer, signal, which) is not None
    dilation = 1 if isinstance(layer, AvgPooling) else axis(layer.dilation, which)
    return int(signal.shape[-1]) + 2 * axis(layer.padding, which) > dilation * (axis(layer.kernel_size, which) - 1)
