"""Windows that slide over a map."""

from __future__ import annotations


def slid(n: int, span: int, stride: int) -> int:
    """Positions of a window that covers ``span`` inputs, counted by moving it until it leaves the map."""
    return sum(start + span <= n for start in range(0, n, stride))
