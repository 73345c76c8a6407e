"""The positions that a stack of dilated layers reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_


def offsets(stack: Iterable[tuple[int, int]], seen: int = 1) -> int:
    """The positions that the stack reads, tap by tap: a whole number whose bit at each of them is set.

    ``seen`` are those that the layers before it read.
    """
    for kernel_size, dilation in stack:
        seen = reduce(or_, [seen << tap * dilation for tap in range(kernel_size)])
    return seen


def places(bits: int) -> list[int]:
    """Which bits of a whole number are set, from the lowest on."""
    return [place for place in range(bits.bit_length()) if bits >> place & 1]


def reach(stack: Sequence[tuple[int, int]]) -> int:
    """The last position that can be read, counted from 0."""
    return sum(dilation * (kernel_size - 1) for kernel_size, dilation in stack)
