"""A stack of layers along one axis: its layers by index, and what a unit sees after each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from typing import Any, TypeAlias

import numpy as np

from quizgen.asking.family import Example
from quizgen.formulas.receptive_field import ADDED, indices
from quizgen.layers import Conv2d, MaxPool2d, real
from quizgen.misconceptions.kinds import Shape
from quizgen.space import Mask, Params

Stacked: TypeAlias = Conv2d | MaxPool2d
SHOWN = ("kernel_size", "stride", "dilation")


@cache
def named(index: str) -> tuple[str, ...]:
    """The names of a layer's arguments: with its index, if it has one."""
    return tuple(f"{name}_{index}" if index else name for name in SHOWN)


@cache
def given(shape: Shape) -> tuple[tuple[str, str], ...]:
    """Index and kind of the layers that the stem shows: all but the one that is looked for."""
    return tuple((index, form) for index, form in zip(indices(shape), shape, strict=True) if form != ADDED)


def layers(p: Params) -> tuple[Stacked, ...]:
    """The stack of a point that the stem shows."""
    return tuple(layer(form, *(p[name] for name in named(index))) for index, form in given(p.shape))


def layer(form: str, kernel_size: int, stride: int, dilation: int) -> Stacked:
    """A layer of a kind: ``pool`` is max pooling, every other kind a convolution."""
    if form == "pool":
        return MaxPool2d(kernel_size, stride, 0, dilation)
    return Conv2d(1, 1, kernel_size, stride, 0, dilation)


def published(c: Any, words: int = 0) -> Mask:
    """Where every layer of a stack has a published window; the first ``words`` of the shape are no layers."""
    shape = c.shape[words:]
    layers = zip(indices(shape), shape, strict=True)
    masks = [_published(c, form, f"_{index}" if index else "") for index, form in layers]
    return reduce(np.logical_and, masks)


def _published(c: Any, form: str, after: str) -> Mask:
    return real.pool(c, after) if form == "pool" else real.convolution(c, after)


def states(p: Params) -> dict[str, int]:
    """Receptive field and jump before the first layer and after each one that the stem shows."""
    return grown(_steps(p))


def _steps(p: Params) -> list[tuple[int, int, int]]:
    """Kernel size, stride and dilation of each layer that the stem shows."""
    names = (named(index) for index, _ in given(p.shape))
    return [(p[kernel_size], p[stride], p[dilation]) for kernel_size, stride, dilation in names]


def grown(steps: Iterable[tuple[int, int, int]]) -> dict[str, int]:
    """Receptive field and jump before the first layer (``r_0``, ``j_0``) and after each one, for the solution.

    ``steps`` are kernel size, stride and dilation of each layer.
    """
    found = {"r_0": 1, "j_0": 1}
    for number, (kernel_size, stride, dilation) in enumerate(steps, start=1):
        jump = found[f"j_{number - 1}"]
        found[f"r_{number}"] = found[f"r_{number - 1}"] + dilation * (kernel_size - 1) * jump
        found[f"j_{number}"] = jump * stride
    return found


def taps(p: Params, unit: int = 0) -> set[int]:
    """The input positions that a unit of the last layer reads, found by walking back through the layers tap by tap."""
    seen = {unit}
    for number in range(len(p.shape), 0, -1):
        kernel_size, stride, dilation = (p[f"{name}_{number}"] for name in SHOWN)
        seen = {place * stride + tap * dilation for place in seen for tap in range(kernel_size)}
    return seen


def example(stack: Sequence[tuple[int, int]], shape: str, key: int, source: str) -> Example:
    """A published case: kernel size and stride of each layer, all of them without dilation."""
    values: dict[str, int] = {}
    for number, (kernel_size, stride) in enumerate(stack, start=1):
        values |= {f"kernel_size_{number}": kernel_size, f"stride_{number}": stride, f"dilation_{number}": 1}
    return Example(values, (key,), source, tuple(shape.split()))
