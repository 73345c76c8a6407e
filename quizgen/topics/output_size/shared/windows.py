"""Windows that slide over a map."""

from __future__ import annotations

from typing import Any


def sees_input(c: Any) -> Any:
    """Less padding than half the kernel, so that every output sees some of the input."""
    return 2 * c.padding < c.kernel_size


def slide(n: int, span: int, stride: int, padding: int) -> int:
    """Positions of a window that covers ``span`` inputs, counted by the places where it starts."""
    return len(range(-padding, n + padding - span + 1, stride))
