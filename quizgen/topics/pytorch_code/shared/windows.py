"""Windows that slide over a map."""

from __future__ import annotations


def slid(n: int, span: int, stride: int) -> int:
    """Positions of a window that covers ``span`` inputs, counted by the places where it starts."""
    return len(range(0, n - span + 1, stride))
