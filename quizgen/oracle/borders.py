"""Which inputs one output really sees, border and all, and how many outputs one input reaches."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.layers import Layer
from quizgen.oracle.fields import one_hot, reach


def seen_by(layers: Sequence[Layer], length: int, unit: int) -> tuple[int, int, int]:
    """The first and the last of ``length`` input positions that the output at ``unit`` sees, and how many it sees.

    Padding is none of them. Raises ValueError where the output has no such position, or sees the input's far end.
    """
    hits = reach(layers, one_hot(length))
    if unit >= hits.shape[1] or hits[-1, unit]:
        raise ValueError(f"an input of {length} positions is too short for unit {unit}")
    seen = hits[:, unit].nonzero()[0]
    return int(seen[0]), int(seen[-1]), len(seen)


def outputs_reached(layers: Sequence[Layer], length: int) -> int:
    """How many outputs the input position of ``length`` that reaches most of them reaches."""
    return int(reach(layers, one_hot(length)).sum(axis=1).max())
