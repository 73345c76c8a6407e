"""Spaces of stacks, and conditions on their receptive fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from operator import and_
from typing import Any, TypeAlias

from quizgen.chains.stacks import named, published
from quizgen.formulas.receptive_field import ADDED, indices, stacked
from quizgen.layers import real
from quizgen.math.code import compiled
from quizgen.misconceptions.kinds import Shape
from quizgen.misconceptions.stacks import HOP, STEP
from quizgen.space import Combinations, Concat, concat

LARGEST, LATER = 7, 5
"""The largest kernels of layers that no published network has, and of those behind the first layer."""
Arguments: TypeAlias = tuple[Sequence[int], Sequence[int], Sequence[int]]


def spreads(c: Any, depth: int) -> Any:
    """A stride above 1 comes before the last of ``depth`` layers, so that it matters."""
    return sum(vars(c)[f"stride_{number}"] - 1 for number in range(1, depth)) > 0


def stacks(shapes: tuple[str, ...], options: Mapping[str, Arguments], where: Callable[[Any, Shape], Any]) -> Concat:
    """Stacks of these shapes (``"conv pool conv"``), with the kernels, strides and dilations of each kind.

    The first layer has a kind of its own, ``first``, where there is one. No stride is larger than its kernel, so that
    no pixels between two windows are left out, and a kernel above 7 is one of a published network. As there, only the
    first layer has a kernel above 5, and no convolution has a larger kernel than the one before it.
    """
    return concat(*(_grid(tuple(shape.split()), options, where) for shape in shapes), real=published)


def _grid(shape: Shape, options: Mapping[str, Arguments], where: Callable[[Any, Shape], Any]) -> Combinations:
    axes: dict[str, Sequence[int]] = {}
    for index, form in zip(indices(shape), shape, strict=True):
        values = options["first"] if index == "1" and "first" in options else options[form]
        axes |= dict(zip(named(index), values, strict=True))

    def allowed(c: Any) -> Any:
        found = where(c, shape)
        for index in indices(shape):
            kernel_size, stride, _ = (vars(c)[name] for name in named(index))
            known = real.convolution(c, f"_{index}" if index else "")
            found = found & (stride <= kernel_size) & ((kernel_size <= LARGEST) | known)
        return found & _shrinks(c, shape)

    return Combinations(axes, allowed, shape)


def _shrinks(c: Any, shape: Shape) -> Any:
    """No convolution that the stem shows has a larger kernel than one before it, or above 5 behind the first one."""
    shown = [(index, form) for index, form in zip(indices(shape), shape, strict=True) if form not in {"pool", ADDED}]
    sizes = [vars(c)[f"kernel_size_{index}" if index else "kernel_size"] for index, _ in shown]
    fine = [later <= before for before, later in pairwise(sizes)] + [later <= LATER for later in sizes[1:]]
    return reduce(and_, fine, True)  # noqa: FBT003 - what is true of no layers


def field(c: Any, shape: Shape) -> Any:
    """The receptive field of every combination."""
    return compiled(stacked(STEP, HOP, shape)[0])(vars(c))[0]


def jump(c: Any, shape: Shape) -> Any:
    """The distance between neighbouring units of every combination."""
    return compiled(stacked(STEP, HOP, shape)[1])(vars(c))[0]
