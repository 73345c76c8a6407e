"""Stacks with padding, followed back from one unit of the output."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain as joined
from itertools import product
from typing import TypeAlias

from quizgen.asking.family import Example
from quizgen.chains.stacks import Stacked
from quizgen.formulas.receptive_field import indices
from quizgen.layers import Conv2d, MaxPool2d
from quizgen.space import Params, Rows

Padded: TypeAlias = tuple[tuple[int, int, int], ...]
PADDED = ("kernel_size", "stride", "padding")
LATER = 5
"""The largest kernel behind the first layer."""


def padded(
    spelled: str, options: Mapping[str, Padded], fits: Callable[[Padded, int], bool], units: Sequence[int] = (0,)
) -> Rows:
    """Stacks of these kinds (``"conv pool conv"``), each with every ``unit`` of its output that ``fits``.

    ``options`` are the kernel sizes, strides and paddings of each kind, those of ``first`` for the first layer. As in
    published networks, the kernels of later convolutions are no larger than those of earlier ones, nor than 5, and even
    ones follow equal ones alone.
    """
    shape = tuple(spelled.split())
    every = [options["first" if number == 0 else form] for number, form in enumerate(shape)]
    names = [f"{name}_{index}" for index in indices(shape) for name in PADDED]

    def make() -> Iterator[tuple[int, ...]]:
        for stack in product(*every):
            if not _shrinks(shape, stack):
                continue
            numbers = tuple(joined.from_iterable(stack))
            yield from ((*numbers, unit) for unit in units if fits(stack, unit))

    return Rows((*names, "unit"), make, shape)


def _shrinks(shape: tuple[str, ...], stack: Padded) -> bool:
    """No convolution has a larger kernel than one before it, or above 5, or an even one unless all are alike."""
    layers = [layer for form, layer in zip(shape, stack, strict=True) if form != "pool"]
    sizes = [kernel_size for kernel_size, _, _ in layers]
    later = all(size <= LATER and (size % 2 or size == sizes[0]) for size in sizes[1:])
    return later and sizes == sorted(sizes, reverse=True)


def padded_layers(p: Params) -> tuple[Stacked, ...]:
    """The stack of such a point."""
    return tuple(
        MaxPool2d(kernel_size, stride, padding) if form == "pool" else Conv2d(1, 1, kernel_size, stride, padding)
        for form, (kernel_size, stride, padding) in zip(p.shape, padded_stack(p), strict=True)
    )


def region(stack: Padded, unit: int) -> list[tuple[int, int]]:
    """The first and the last position that the unit sees in the input of each layer, from the last layer back."""
    first, last, found = unit, unit, []
    for kernel_size, stride, padding in reversed(stack):
        first, last = first * stride - padding, last * stride - padding + kernel_size - 1
        found.append((first, last))
    return found


def padded_stack(p: Params) -> Padded:
    """Kernel size, stride and padding of each layer of a point."""
    return tuple((p[f"kernel_size_{i}"], p[f"stride_{i}"], p[f"padding_{i}"]) for i in indices(p.shape))


def pixels(p: Params) -> set[int]:
    """The input positions that the unit really reads, found by walking back tap by tap; those below 0 are padding."""
    seen = {p["unit"]}
    for kernel_size, stride, padding in reversed(padded_stack(p)):
        taps = (place * stride - padding + tap for place in seen for tap in range(kernel_size))
        seen = {place for place in taps if place >= 0}
    return seen


def padded_example(shape: str, stack: Padded, unit: int, key: int, source: str) -> Example:
    """A published case of a padded stack."""
    values = {
        f"{name}_{index}": number
        for index, three in enumerate(stack, start=1)
        for name, number in zip(PADDED, three, strict=True)
    }
    return Example(values | {"unit": unit}, (key,), source, tuple(shape.split()))
