"""Which inputs one output really sees, border and all, and how many outputs one input reaches."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.layers import Layer
from quizgen.oracle.fields import ends_seen, one_hot, reach


def range_seen(layers: Sequence[Layer], length: int, unit: int, which: int = 0) -> tuple[int, int]:
    """The first and the last of ``length`` input positions on an axis that the output at ``unit`` sees.

    Padding is none of them. Raises ValueError where there is no such output, or it sees the input's far end.
    """
    ends = ends_seen(layers, length, unit, which=which)
    if ends is None or ends[0][1] == length - 1:
        raise ValueError(f"an input of {length} positions is too short for unit {unit}")
    return ends[0]


def seen_by(layers: Sequence[Layer], length: int, unit: int) -> int:
    """How many of ``length`` input positions the output at ``unit`` sees.

    Padding is none of them. Raises ValueError where there is no such output, or it sees the input's far end.
    """
    hits = reach(layers, one_hot(length))
    if unit >= hits.shape[1] or hits[-1, unit]:
        raise ValueError(f"an input of {length} positions is too short for unit {unit}")
    return int(hits[:, unit].sum())


def outputs_reached(layers: Sequence[Layer], length: int) -> int:
    """How many outputs the input position of ``length`` that reaches most of them reaches."""
    return int(reach(layers, one_hot(length)).sum(axis=1).max())
