"""Windows that slide over a map."""

from __future__ import annotations

from typing import Any


def sees_input(c: Any) -> Any:
    """Less padding than half the kernel, so that every output sees some of the input."""
    return 2 * c.padding < c.kernel_size


def slide(n: int, span: int, stride: int, padding: int) -> int:
    """Positions of a window that covers ``span`` inputs, counted by moving it until it leaves the padded input."""
    count, start = 0, -padding
    while start + span <= n + padding:
        count, start = count + 1, start + stride
    return count
