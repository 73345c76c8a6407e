"""The positions that a stack of dilated layers reads."""

from __future__ import annotations

from collections.abc import Sequence


def offsets(stack: Sequence[tuple[int, int]]) -> set[int]:
    """The positions that the stack reads, tap by tap."""
    seen = {0}
    for kernel_size, dilation in stack:
        seen = {place + tap * dilation for place in seen for tap in range(kernel_size)}
    return seen


def reach(stack: Sequence[tuple[int, int]]) -> int:
    """The last position that can be read, counted from 0."""
    return sum(dilation * (kernel_size - 1) for kernel_size, dilation in stack)
